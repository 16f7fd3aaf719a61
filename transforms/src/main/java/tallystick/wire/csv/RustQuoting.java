package tallystick.wire.csv;

import tallystick.canonical.ByteSink;

/** The csv crate's Writer. */
final class RustQuoting extends Quoting {
    private final boolean[] special = new boolean[128];

    RustQuoting(CsvOptions options) {
        super(options);
        special[delimiter[0]] = true;
        special[options.quote()] = true;
        special['\r'] = true;
        special['\n'] = true;
        if (!options.doubleQuote()) {
            special[options.escape()] = true;
        }
        if (comment.length > 0) {
            special[comment[0]] = true;
        }
    }

    @Override
    String cell(byte[] text, int from, int length, boolean first, ByteSink out) {
        boolean quotes =
                switch (options.quoting()) {
                    case NECESSARY -> needsQuotes(text, from, length);
                    case ALWAYS -> true;
                    case NON_NUMERIC -> !Numbers.isNumeric(text, from, length);
                    case NEVER -> false;
                };
        if (options.trim().ofCells() && WhiteSpace.isAround(text, from, from + length)) {
            return "the reader's trim drops the white space around the text";
        }
        if (!quotes) {
            out.write(text, from, length);
            return isMisread(text, from, length, first)
                    ? "the text needs quotes, which the writer's quoting does not give it"
                    : "";
        }
        String lost = "";
        out.write(options.quote());
        for (int at = from; at < from + length; at++) {
            int value = text[at];
            if (value == '\n' && options.isLinewise()) {
                lost = "the text has a line feed, and newlines: never is declared";
            }
            if (value == options.quote()) {
                out.write(options.doubleQuote() ? options.quote() : options.escape());
            } else if (options.escape() >= 0 && value == options.escape()) {
                lost = "the writer does not escape the escape character, and the reader takes it for one";
            }
            out.write(value);
        }
        out.write(options.quote());
        return lost;
    }

    /** Whether the reader takes the text without quotes for something else. */
    private boolean isMisread(byte[] text, int from, int length, boolean first) {
        for (int at = from; at < from + length; at++) {
            if (text[at] == delimiter[0] || text[at] == '\r' || text[at] == '\n') {
                return true;
            }
        }
        boolean hidden = first && comment.length > 0 && startsWith(text, from, from + length, comment);
        return length > 0 && (hidden || text[from] == options.quote());
    }

    private boolean needsQuotes(byte[] text, int from, int length) {
        for (int at = from; at < from + length; at++) {
            if (text[at] >= 0 && special[text[at]]) {
                return true;
            }
        }
        return false;
    }

    @Override
    String end(int start, ByteSink out) {
        if (out.length() == start) {
            out.write(options.quote());
            out.write(options.quote());
        }
        lineEnd(out);
        return "";
    }
}
