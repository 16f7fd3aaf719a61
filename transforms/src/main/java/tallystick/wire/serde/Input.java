package tallystick.wire.serde;

import tallystick.canonical.RecordBuffer;
import tallystick.wire.BinaryInput;
import tallystick.wire.Findings;
import tallystick.wire.Reason;
import tallystick.wire.RuleCounts;
import tallystick.wire.text.MomentText;

/** The bytes of one record on their way into a record buffer. Codings read numbers from it. */
public final class Input extends BinaryInput {
    /** Elements that take no bytes are taken this far beyond the length of the record. */
    private static final int SPARE = 1024;

    final MomentText moment = new MomentText();
    final long[] numbers = new long[9];
    private final int maxDepth;

    private int depth;
    private long nothings;

    /** The halves of the integer of 128 bits that was last read. */
    public long high;

    public long low;

    Input(RecordBuffer buffer, Findings findings, RuleCounts rules, int maxDepth) {
        super(buffer, findings, rules);
        this.maxDepth = maxDepth;
    }

    @Override
    public void reset(byte[] input, int from, int to) {
        super.reset(input, from, to);
        depth = 0;
        nothings = (long) to - from + SPARE;
    }

    /** Whether all bytes were read. */
    void finish() {
        finish("the record's last field: the record is not of this shape, or is followed by another");
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
                throw ended(at, Long.toUnsignedString(count) + " elements, for which the record is too short");
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
            throw fail(pos - 1, value + " where " + what + " is 0 or 1");
        }
        return value == 1;
    }

    /** Reads the number of a variant. */
    int variant(Coding coding, int count) {
        int at = pos;
        long number = coding.unsigned(this, 32);
        if (number >= count) {
            throw fail(at, "the variant number " + number + " of an enum that has " + count);
        }
        return (int) number;
    }

    /** Passes over the UTF-8 of a char; where it starts. */
    int character(Coding coding) {
        int at = pos;
        if (coding.charsHaveLength()) {
            long length = coding.unsigned(this, 64);
            if (length < 0 || length > 4) {
                throw fail(at, "a char of " + Long.toUnsignedString(length) + " bytes");
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
            throw fail(at, "a char that begins with the byte " + first);
        }
        need(length - 1);
        pos += length - 1;
        return at;
    }
}
