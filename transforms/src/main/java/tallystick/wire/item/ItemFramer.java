package tallystick.wire.item;

import java.util.Arrays;
import tallystick.canonical.RecordBuffer;
import tallystick.wire.BadFrameException;
import tallystick.wire.Findings;
import tallystick.wire.Framer;
import tallystick.wire.Malformed;
import tallystick.wire.RuleCounts;

/** Finds the end of a value by its heads alone, however deep it is. */
final class ItemFramer implements Framer {
    /** Arrays and maps that only their ends tell of, and texts and bytes in pieces, nest no deeper. */
    private static final int DEEPEST = 1000;

    private static final long UNKNOWN = -1;

    private final Coding coding;
    private final Input in;

    /** How many values are still to come outside of each array or map of unknown count. */
    private long[] outside = new long[8];

    ItemFramer(Coding coding, Manner manner) {
        this.coding = coding;
        this.in = new Input(coding, manner, new RecordBuffer(), new Findings(), new RuleCounts(), DEEPEST);
    }

    @Override
    public long frame(byte[] input, int from, int limit, boolean end) throws BadFrameException {
        in.reset(input, from, limit);
        try {
            return value() ? (long) in.pos - from : MORE;
        } catch (Malformed e) {
            if (e.ended()) {
                return MORE;
            }
            throw new BadFrameException(e.at(), e.detail());
        }
    }

    /** Passes over one value; false as soon as it is known that it is not all there. */
    private boolean value() {
        int depth = 0;
        long left = 1;
        while (true) {
            if (left == UNKNOWN ? coding.ends(in) : left == 0) {
                if (depth == 0) {
                    return true;
                }
                left = outside[--depth];
                continue;
            }
            if (left != UNKNOWN) {
                left--;
            }
            in.head();
            long inside = 0;
            switch (in.kind) {
                case TEXT, BYTES, EXTENSION:
                    if (in.size >= 0) {
                        in.need(in.size);
                        in.pos += (int) in.size;
                    } else {
                        inside = UNKNOWN;
                    }
                    break;
                case ARRAY:
                    inside = in.size;
                    break;
                case MAP:
                    inside = in.size < 0 ? UNKNOWN : 2 * in.size;
                    break;
                case TAG:
                    inside = 1;
                    break;
                default:
                    break;
            }
            if (inside == 0) {
                continue;
            }
            if (inside > 0 && left != UNKNOWN) {
                left += inside;
                if (left > in.end - in.pos) {
                    return false;
                }
            } else {
                if (depth == DEEPEST) {
                    throw in.malformed("nested deeper than " + DEEPEST + " without a count");
                }
                if (depth == outside.length) {
                    outside = Arrays.copyOf(outside, depth * 2);
                }
                outside[depth++] = left;
                left = inside;
            }
        }
    }
}
