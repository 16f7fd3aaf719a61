package tallystick.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import tallystick.canonical.RecordBuffer;

/** A record that is read byte by byte, up to its end. */
public abstract class BinaryInput extends RecordInput {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    protected BinaryInput(RecordBuffer buffer, Findings findings, RuleCounts rules) {
        super(buffer, findings, rules);
    }

    /** That many bytes are left, or the record is cut short. */
    public final void need(long count) {
        if (end - pos < count) {
            throw cut(count);
        }
    }

    /** Fewer than that many bytes are left; to be thrown. */
    protected Malformed cut(long count) {
        return ended(
                pos,
                "the record ends here, where " + count + (count == 1 ? " byte more is" : " bytes more are")
                        + " expected");
    }

    /** All bytes were read, or those left are what that says. */
    protected final void finish(String what) {
        if (pos < end) {
            throw fail(pos, (end - pos) + (end - pos == 1 ? " byte follows " : " bytes follow ") + what);
        }
    }

    /** Reads a byte, 0 to 255. */
    public final int u8() {
        if (pos == end) {
            throw cut(1);
        }
        return bytes[pos++] & 0xFF;
    }

    /** Reads two bytes, little-endian, without sign. */
    public final int u16() {
        need(2);
        int value = (short) SHORT.get(bytes, pos) & 0xFFFF;
        pos += 2;
        return value;
    }

    /** Reads four bytes, little-endian, with their sign. */
    public final int i32() {
        need(4);
        int value = (int) INT.get(bytes, pos);
        pos += 4;
        return value;
    }

    /** Reads eight bytes, little-endian. */
    public final long i64() {
        need(8);
        long value = (long) LONG.get(bytes, pos);
        pos += 8;
        return value;
    }
}
