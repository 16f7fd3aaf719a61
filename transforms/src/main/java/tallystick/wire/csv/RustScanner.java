package tallystick.wire.csv;

/** As csv-core's Reader: nothing is refused, rows end at CR, LF or both. */
final class RustScanner extends Scanner {
    /** No byte. */
    private static final int NONE = 256;

    private final int delimiter;
    private final int quote;
    private final int escape;
    private final int comment;
    private final boolean doubleQuote;
    private final boolean linewise;

    RustScanner(CsvOptions options) {
        delimiter = options.delimiterBytes()[0];
        quote = options.quote();
        escape = options.escape() < 0 ? NONE : options.escape();
        comment = options.commentBytes().length == 0 ? NONE : options.commentBytes()[0];
        doubleQuote = options.doubleQuote();
        linewise = options.isLinewise();
    }

    @Override
    int next(byte[] in, int from, int limit, boolean end, Cells cells) {
        if (isEnd(in[from])) {
            nothing = true;
            return from + 1;
        }
        if (in[from] == comment) {
            int at = from;
            while (at < limit && in[at] != '\n') {
                at++;
            }
            nothing = at < limit;
            if (!nothing && end) {
                refuse(from, "a comment without a line feed, which the csv crate takes for a row of one empty cell");
            }
            return nothing ? at + 1 : end ? limit : MORE;
        }
        int at = from;
        while (true) {
            cells.open(at);
            if (at < limit && in[at] == quote) {
                int closed = quoted(in, at, limit, cells);
                if (closed < 0 && linewise) {
                    return broken(in, at, limit, end);
                }
                if (closed < 0) {
                    open = at;
                    return MORE;
                }
                at = closed;
            }
            int start = at;
            while (at < limit && in[at] != delimiter && !isEnd(in[at])) {
                at++;
            }
            cells.take(start, at);
            if (at == limit) {
                cells.close();
                return end ? limit : MORE;
            }
            cells.close();
            if (in[at] != delimiter) {
                return behind(in, at, limit, end);
            }
            at++;
        }
    }

    /** Behind the closing quote of the cell; -1 if it has none. What follows it up to the delimiter belongs to the cell. */
    private int quoted(byte[] in, int from, int limit, Cells cells) {
        int at = from + 1;
        int start = at;
        while (at < limit) {
            int value = in[at];
            if (value == '\n' && linewise) {
                return -1;
            }
            if (value == quote) {
                cells.take(start, at);
                if (!doubleQuote || at + 1 >= limit || in[at + 1] != quote) {
                    return at + 1;
                }
                start = at + 1;
                at += 2;
            } else if (value == escape && !(linewise && at + 1 < limit && in[at + 1] == '\n')) {
                cells.take(start, at);
                start = at + 1;
                at += 2;
            } else {
                at++;
            }
        }
        return -1;
    }

    /** The row ends with its line, in whose cell at {@code from} a quote is open. */
    private int broken(byte[] in, int from, int limit, boolean end) {
        refuse(from, BROKEN);
        for (int at = from; at < limit; at++) {
            if (in[at] == '\n') {
                return at + 1;
            }
        }
        return end ? limit : MORE;
    }

    private static int behind(byte[] in, int at, int limit, boolean end) {
        if (in[at] == '\r') {
            if (at + 1 == limit) {
                return end ? limit : MORE;
            }
            return in[at + 1] == '\n' ? at + 2 : at + 1;
        }
        return at + 1;
    }

    private static boolean isEnd(int value) {
        return value == '\n' || value == '\r';
    }
}
