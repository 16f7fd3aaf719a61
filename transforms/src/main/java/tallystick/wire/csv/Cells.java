package tallystick.wire.csv;

import java.util.Arrays;

/** The cells of one row: ranges of its bytes, or of text made from them where a cell is quoted. Reused. */
final class Cells {
    /** Set on the place of a cell whose text was made. */
    private static final int MADE = 1 << 31;

    private final int most;
    private int[] at = new int[16];
    private int[] from = new int[16];
    private int[] length = new int[16];
    private int count;
    private byte[] input = new byte[0];
    private byte[] made = new byte[64];
    private int madeLength;

    private int rangeFrom;
    private int rangeTo;
    private int madeFrom;
    private boolean making;

    /** @param most how many cells are kept; all are counted */
    Cells(int most) {
        this.most = most;
    }

    void reset(byte[] newInput) {
        input = newInput;
        count = 0;
        madeLength = 0;
    }

    /** A cell begins, at that position of the input. */
    void open(int position) {
        if (count < most) {
            if (count == at.length) {
                int size = Math.min(most, count * 2);
                at = Arrays.copyOf(at, size);
                from = Arrays.copyOf(from, size);
                length = Arrays.copyOf(length, size);
            }
            at[count] = position;
        }
        rangeFrom = position;
        rangeTo = position;
        making = false;
    }

    /** A range of the input is the next part of the cell. */
    void take(int start, int end) {
        if (count >= most || start == end) {
            return;
        }
        if (making) {
            append(start, end);
        } else if (rangeFrom == rangeTo) {
            rangeFrom = start;
            rangeTo = end;
        } else if (rangeTo == start) {
            rangeTo = end;
        } else {
            make();
            append(start, end);
        }
    }

    /** A byte is the next part of the cell. */
    void put(int value) {
        if (count < most) {
            if (!making) {
                make();
            }
            ensure(1);
            made[madeLength++] = (byte) value;
        }
    }

    private void make() {
        making = true;
        madeFrom = madeLength;
        append(rangeFrom, rangeTo);
    }

    private void append(int start, int end) {
        ensure(end - start);
        System.arraycopy(input, start, made, madeLength, end - start);
        madeLength += end - start;
    }

    private void ensure(int more) {
        if (madeLength + more > made.length) {
            made = Arrays.copyOf(made, Math.max(madeLength + more, made.length * 2));
        }
    }

    /** The cell ends. */
    void close() {
        if (count < most) {
            from[count] = making ? madeFrom | MADE : rangeFrom;
            length[count] = making ? madeLength - madeFrom : rangeTo - rangeFrom;
        }
        count++;
    }

    /** How many cells there are, kept or not. */
    int count() {
        return count;
    }

    /** Where in the input the cell begins, its quote included. */
    int at(int cell) {
        return at[cell];
    }

    /** Whether the text of the cell is a range of the input. */
    boolean isRange(int cell) {
        return from[cell] >= 0;
    }

    byte[] bytes(int cell) {
        return isRange(cell) ? input : made;
    }

    int from(int cell) {
        return from[cell] & ~MADE;
    }

    int length(int cell) {
        return length[cell];
    }

    /** Cuts white space off both ends of the cell. */
    void trim(int cell) {
        byte[] bytes = bytes(cell);
        int start = from(cell);
        int end = start + length[cell];
        int width = WhiteSpace.at(bytes, start, end);
        while (width > 0) {
            start += width;
            width = WhiteSpace.at(bytes, start, end);
        }
        width = WhiteSpace.before(bytes, start, end);
        while (width > 0) {
            end -= width;
            width = WhiteSpace.before(bytes, start, end);
        }
        from[cell] = start | from[cell] & MADE;
        length[cell] = end - start;
    }
}
