package tallystick.wire.csv;

import tallystick.canonical.ByteSink;

/** encoding/csv's Writer. */
final class GoQuoting extends Quoting {
    GoQuoting(CsvOptions options) {
        super(options);
    }

    @Override
    String cell(byte[] text, int from, int length, boolean first, ByteSink out) {
        int end = from + length;
        if (!needsQuotes(text, from, length)) {
            out.write(text, from, length);
            boolean hidden = first && comment.length > 0 && startsWith(text, from, end, comment);
            return hidden ? "the row begins with the comment character, and so is read as a comment" : "";
        }
        String lost = "";
        out.write('"');
        for (int at = from; at < end; at++) {
            int value = text[at];
            if (value == '\n' && options.isLinewise()) {
                lost = "the text has a line feed, and newlines: never is declared";
            }
            if (value == '\r') {
                if (options.crlf()) {
                    lost = "Go's UseCRLF drops the carriage return";
                } else if (at + 1 < end && text[at + 1] == '\n') {
                    lost = "Go reads CR and LF in a cell as LF";
                }
            }
            if (value == '"') {
                out.write('"');
            }
            if (value == '\n' && options.crlf()) {
                out.write('\r');
            }
            if (value != '\r' || !options.crlf()) {
                out.write(value);
            }
        }
        out.write('"');
        return lost;
    }

    private boolean needsQuotes(byte[] text, int from, int length) {
        if (length == 0) {
            return false;
        }
        if (length == 2 && text[from] == '\\' && text[from + 1] == '.') {
            return true;
        }
        for (int at = from; at < from + length; at++) {
            int value = text[at];
            if (value == '\n' || value == '\r' || value == '"') {
                return true;
            }
        }
        return contains(text, from, length, delimiter) || WhiteSpace.at(text, from, from + length) > 0;
    }

    @Override
    String end(int start, ByteSink out) {
        boolean empty = out.length() == start;
        lineEnd(out);
        return empty ? "Go reads a row of one empty cell as an empty line, which is no row" : "";
    }
}
