package tallystick.canonical;

import java.util.Arrays;

/** A range of somebody else's array, which moves from record to record. Not safe for use by several threads. */
public final class ByteRange {
    private byte[] bytes = {};
    private int offset;
    private int length;

    /** Moves to that range; returns this. */
    public ByteRange set(byte[] array, int from, int count) {
        bytes = array;
        offset = from;
        length = count;
        return this;
    }

    /** Moves to the content of the sink; returns this. */
    public ByteRange set(ByteSink sink) {
        return set(sink.array(), 0, sink.length());
    }

    public byte[] array() {
        return bytes;
    }

    public int offset() {
        return offset;
    }

    public int length() {
        return length;
    }

    public byte[] copy() {
        return Arrays.copyOfRange(bytes, offset, offset + length);
    }
}
