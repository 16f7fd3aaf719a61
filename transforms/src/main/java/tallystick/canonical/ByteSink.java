package tallystick.canonical;

import java.util.Arrays;

/** A growing array of bytes that is reused from record to record. Not safe for use by several threads. */
public final class ByteSink {
    private byte[] bytes;
    private int length;

    public ByteSink(int capacity) {
        bytes = new byte[capacity];
    }

    public void clear() {
        length = 0;
    }

    /** Cuts the content back to that length. */
    public void truncate(int newLength) {
        length = newLength;
    }

    /** The backing array; the content is its first {@link #length} bytes, valid until the next write. */
    public byte[] array() {
        return bytes;
    }

    public int length() {
        return length;
    }

    public byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    public void write(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
    }

    public void write(byte[] from, int offset, int count) {
        ensure(count);
        System.arraycopy(from, offset, bytes, length, count);
        length += count;
    }

    /** Makes room for that many more bytes, so that callers may fill {@link #array} and then {@link #advance}. */
    public void ensure(int more) {
        int needed = Math.addExact(length, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
        }
    }

    /** Makes the array at least that long, so that callers may fill it beyond the content and then {@link #advance}. */
    public void reserve(int size) {
        if (size > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size, bytes.length * 2));
        }
    }

    /** Counts bytes that the caller wrote into {@link #array} itself. */
    public void advance(int count) {
        length += count;
    }
}
