package tallystick.wire.csv;

/** As encoding/csv's Reader: line by line, and strict about quotes unless it is lazy. */
final class GoScanner extends Scanner {
    private final byte[] comma;
    private final byte[] comment;
    private final boolean lazyQuotes;
    private final boolean trimLeadingSpace;
    private final boolean linewise;

    private byte[] in = new byte[0];
    private int limit;
    private boolean end;
    /** Behind the line that was read last, its ending included. */
    private int lineEnd;
    /** Where its ending begins. */
    private int textEnd;
    /** Whether it ends with a line feed, not with the file. */
    private boolean lineFeed;

    GoScanner(CsvOptions options) {
        comma = options.delimiterBytes();
        comment = options.commentBytes();
        lazyQuotes = options.lazyQuotes();
        trimLeadingSpace = options.trimLeadingSpace();
        linewise = options.isLinewise();
    }

    @Override
    int next(byte[] input, int from, int newLimit, boolean newEnd, Cells cells) {
        in = input;
        limit = newLimit;
        end = newEnd;
        if (!line(from)) {
            return MORE;
        }
        if (textEnd == from || comment.length > 0 && startsWith(comment, from)) {
            nothing = true;
            return lineEnd;
        }
        return row(from, cells) ? lineEnd : MORE;
    }

    /** Reads the line at that position; false if its end is not there yet. */
    private boolean line(int from) {
        int at = from;
        while (at < limit && in[at] != '\n') {
            at++;
        }
        lineFeed = at < limit;
        if (!lineFeed && !end) {
            return false;
        }
        lineEnd = lineFeed ? at + 1 : limit;
        // One carriage return before the line feed, or before the end of the file, is dropped.
        textEnd = at > from && in[at - 1] == '\r' ? at - 1 : at;
        return true;
    }

    private boolean startsWith(byte[] text, int at) {
        if (at + text.length > textEnd) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            if (in[at + i] != text[i]) {
                return false;
            }
        }
        return true;
    }

    private int find(byte[] text, int from) {
        for (int at = from; at + text.length <= textEnd; at++) {
            if (in[at] == text[0] && startsWith(text, at)) {
                return at;
            }
        }
        return -1;
    }

    private int quote(int from, int to) {
        for (int at = from; at < to; at++) {
            if (in[at] == '"') {
                return at;
            }
        }
        return -1;
    }

    /** Whether the row's end is there. */
    private boolean row(int from, Cells cells) {
        int at = from;
        while (true) {
            if (trimLeadingSpace) {
                int width = WhiteSpace.at(in, at, textEnd);
                while (width > 0) {
                    at += width;
                    width = WhiteSpace.at(in, at, textEnd);
                }
            }
            cells.open(at);
            if (at < textEnd && in[at] == '"') {
                at = quoted(at, cells);
                if (at < 0) {
                    return open < 0;
                }
            } else {
                int next = find(comma, at);
                int stop = next < 0 ? textEnd : next;
                if (!lazyQuotes) {
                    int bare = quote(at, stop);
                    if (bare >= 0) {
                        refuse(bare, "a quote inside a cell that is not quoted");
                        return true;
                    }
                }
                cells.take(at, stop);
                cells.close();
                if (next < 0) {
                    return true;
                }
                at = next + comma.length;
            }
        }
    }

    /** Reads a quoted cell; where the next one begins, or -1 when the row ends, is refused, or is not whole. */
    private int quoted(int from, Cells cells) {
        int at = from + 1;
        while (true) {
            int next = quote(at, textEnd);
            if (next < 0 && linewise) {
                refuse(from, BROKEN);
                return -1;
            }
            if (next < 0) {
                cells.take(at, textEnd);
                if (lineFeed) {
                    cells.put('\n');
                }
                at = lineEnd;
                if (at == limit || !line(at)) {
                    open = from;
                    return -1;
                }
                continue;
            }
            cells.take(at, next);
            at = next + 1;
            if (at == textEnd) {
                cells.close();
                return -1;
            }
            if (in[at] == '"') {
                cells.put('"');
                at++;
            } else if (startsWith(comma, at)) {
                cells.close();
                return at + comma.length;
            } else if (lazyQuotes) {
                cells.put('"');
            } else {
                refuse(next, "a quote inside a quoted cell that is neither doubled nor its end");
                return -1;
            }
        }
    }
}
