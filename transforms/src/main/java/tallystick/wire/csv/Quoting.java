package tallystick.wire.csv;

import tallystick.canonical.ByteSink;

/** Writes rows as the library's writer does, and knows which its reader does not give back. */
abstract class Quoting {
    final CsvOptions options;
    final byte[] delimiter;
    final byte[] comment;

    Quoting(CsvOptions options) {
        this.options = options;
        this.delimiter = options.delimiterBytes();
        this.comment = options.commentBytes();
    }

    /**
     * Appends a cell.
     *
     * @param first whether it is the first of its row
     * @return why the library would read it as something else; empty if it would not
     */
    abstract String cell(byte[] text, int from, int length, boolean first, ByteSink out);

    /**
     * Appends the end of a row, which began at {@code start}.
     *
     * @return as {@link #cell}
     */
    abstract String end(int start, ByteSink out);

    final void delimiter(ByteSink out) {
        out.write(delimiter, 0, delimiter.length);
    }

    final void lineEnd(ByteSink out) {
        if (options.crlf()) {
            out.write('\r');
        }
        out.write('\n');
    }

    static boolean contains(byte[] text, int from, int length, byte[] part) {
        for (int at = from; at + part.length <= from + length; at++) {
            if (startsWith(text, at, from + length, part)) {
                return true;
            }
        }
        return false;
    }

    static boolean startsWith(byte[] text, int at, int end, byte[] part) {
        if (at + part.length > end) {
            return false;
        }
        for (int i = 0; i < part.length; i++) {
            if (text[at + i] != part[i]) {
                return false;
            }
        }
        return true;
    }
}
