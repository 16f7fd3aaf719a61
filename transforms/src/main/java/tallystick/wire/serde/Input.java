package tallystick.wire.serde;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import tallystick.canonical.RecordBuffer;
import tallystick.wire.FieldPath;
import tallystick.wire.Findings;
import tallystick.wire.Reason;
import tallystick.wire.RuleCounts;
import tallystick.wire.text.MomentText;

/** The bytes of one record on their way into a record buffer. Codings read numbers from it. */
public final class Input {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Elements that take no bytes are taken this far beyond the length of the record. */
    private static final int SPARE = 1024;

    /** What makes the rest of the record unreadable; one object, without a trace, for each input. */
    static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1;

        private Reason reason = Reason.MALFORMED;
        private int at;
        private boolean ended;
        private String detail = "";

        private Malformed() {
            super("", null, false, false);
        }

        Reason reason() {
            return reason;
        }

        /** Counted from the start of the record. */
        int at() {
            return at;
        }

        /** Whether the bytes came to their end too early. */
        boolean ended() {
            return ended;
        }

        String detail() {
            return detail;
        }
    }

    final RecordBuffer buffer;
    final Findings findings;
    final RuleCounts rules;
    final FieldPath path = new FieldPath();
    final MomentText moment = new MomentText();
    final long[] numbers = new long[9];
    private final Malformed malformed = new Malformed();
    private final int maxDepth;

    byte[] bytes = new byte[0];
    int pos;
    int end;
    private int start;
    private int depth;
    private long nothings;

    /** The halves of the integer of 128 bits that was last read. */
    public long high;

    public long low;

    Input(RecordBuffer buffer, Findings findings, RuleCounts rules, int maxDepth) {
        this.buffer = buffer;
        this.findings = findings;
        this.rules = rules;
        this.maxDepth = maxDepth;
    }

    void reset(byte[] input, int from, int to) {
        bytes = input;
        start = from;
        pos = from;
        end = to;
        depth = 0;
        nothings = (long) to - from + SPARE;
        path.clear();
    }

    /** That many bytes are left, or the record is cut short. */
    void need(int count) {
        if (end - pos < count) {
            throw cut(count);
        }
    }

    private Malformed cut(long count) {
        Malformed cut = fail(
                Reason.MALFORMED,
                pos,
                "the record ends here, where " + count + (count == 1 ? " byte more is" : " bytes more are")
                        + " expected");
        cut.ended = true;
        return cut;
    }

    /** Reads a byte, 0 to 255. */
    public int u8() {
        if (pos == end) {
            throw cut(1);
        }
        return bytes[pos++] & 0xFF;
    }

    /** Reads two bytes, little-endian, without sign. */
    public int u16() {
        need(2);
        int value = (short) SHORT.get(bytes, pos) & 0xFFFF;
        pos += 2;
        return value;
    }

    /** Reads four bytes, little-endian, with their sign. */
    public int i32() {
        need(4);
        int value = (int) INT.get(bytes, pos);
        pos += 4;
        return value;
    }

    /** Reads eight bytes, little-endian. */
    public long i64() {
        need(8);
        long value = (long) LONG.get(bytes, pos);
        pos += 8;
        return value;
    }

    /** Where the next byte stands, for {@link #malformed}. */
    public int position() {
        return pos;
    }

    /** Bytes that the library refuses to read, from that position on. */
    public RuntimeException malformed(int at, String detail) {
        return fail(Reason.MALFORMED, at, detail);
    }

    Malformed fail(Reason reason, int at, String detail) {
        malformed.reason = reason;
        malformed.at = at - start;
        malformed.ended = false;
        String here = path.toString();
        malformed.detail = here.isEmpty() ? detail : here + ": " + detail;
        return malformed;
    }

    void find(Reason reason, int at, String detail) {
        findings.add(reason, path.toString(), at - start, detail);
    }

    /** Whether all bytes were read. */
    void finish() {
        if (pos < end) {
            throw fail(
                    Reason.MALFORMED,
                    pos,
                    (end - pos) + (end - pos == 1 ? " byte follows" : " bytes follow")
                            + " the record's last field: the record is not of this shape, or is followed by another");
        }
    }

    void enter() {
        if (++depth > maxDepth) {
            throw fail(Reason.OVERSIZE, pos, "nested deeper than max_depth " + maxDepth);
        }
    }

    void leave() {
        depth--;
    }

    /** The length of a text or of bytes, all of which are there. */
    int length(Coding coding) {
        long length = coding.unsigned(this, 64);
        if (length < 0 || length > end - pos) {
            throw cut(length);
        }
        return (int) length;
    }

    /** The length of a sequence or map; {@code least}: the fewest bytes of an element, so that all may be there. */
    int count(Coding coding, int least) {
        int at = pos;
        long count = coding.unsigned(this, 64);
        if (least > 0) {
            if (count < 0 || count > (end - pos) / least) {
                Malformed cut = fail(
                        Reason.MALFORMED,
                        at,
                        Long.toUnsignedString(count) + " elements, for which the record is too short");
                cut.ended = true;
                throw cut;
            }
        } else if (count < 0 || count > nothings) {
            throw fail(
                    Reason.OVERSIZE, at, Long.toUnsignedString(count) + " elements that take no bytes are not counted");
        } else {
            nothings -= count;
        }
        return (int) count;
    }

    /** Reads 0 or 1. */
    boolean flag(String what) {
        int value = u8();
        if (value > 1) {
            throw fail(Reason.MALFORMED, pos - 1, value + " where " + what + " is 0 or 1");
        }
        return value == 1;
    }

    /** Reads the number of a variant. */
    int variant(Coding coding, int count) {
        int at = pos;
        long number = coding.unsigned(this, 32);
        if (number >= count) {
            throw fail(Reason.MALFORMED, at, "the variant number " + number + " of an enum that has " + count);
        }
        return (int) number;
    }

    /** Passes over the UTF-8 of a char; where it starts. */
    int character(Coding coding) {
        int at = pos;
        if (coding.charsHaveLength()) {
            long length = coding.unsigned(this, 64);
            if (length < 0 || length > 4) {
                throw fail(Reason.MALFORMED, at, "a char of " + Long.toUnsignedString(length) + " bytes");
            }
            if (length > end - pos) {
                throw cut(length);
            }
            at = pos;
            pos += (int) length;
            return at;
        }
        int first = u8();
        int length = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
        if (length == 0) {
            throw fail(Reason.MALFORMED, at, "a char that begins with the byte " + first);
        }
        need(length - 1);
        pos += length - 1;
        return at;
    }
}
