package tallystick.wire.postcard;

import tallystick.canonical.ByteSink;
import tallystick.wire.serde.Coding;
import tallystick.wire.serde.Input;
import tallystick.wire.serde.Zigzag;

/**
 * Integers in groups of seven bits, the lowest first, each but the last with the eighth bit set; signed ones are
 * zigzagged. Longer spellings of a number are read as far as its type may have groups, as postcard reads them.
 */
final class GroupedCoding implements Coding {
    @Override
    public long unsigned(Input in, int bits) {
        int at = in.pos;
        int groups = (bits + 6) / 7;
        long value = 0;
        for (int group = 0; group < groups; group++) {
            int b = in.u8();
            value |= (long) (b & 0x7F) << (7 * group);
            if (b < 0x80) {
                if (group == groups - 1 && b >>> (bits - 7 * group) != 0) {
                    throw in.fail(at, "an integer that does not fit " + bits + " bits");
                }
                return value;
            }
        }
        throw in.fail(at, "an integer of more than " + groups + " groups where one of " + bits + " bits is expected");
    }

    @Override
    public long signed(Input in, int bits) {
        return Zigzag.decode(unsigned(in, bits));
    }

    @Override
    public void wide(Input in, boolean signed) {
        int at = in.pos;
        long low = 0;
        long high = 0;
        for (int group = 0; ; group++) {
            if (group == 19) {
                throw in.fail(at, "an integer of more than 19 groups where one of 128 bits is expected");
            }
            int b = in.u8();
            long bits = b & 0x7F;
            int shift = 7 * group;
            if (shift < 64) {
                low |= bits << shift;
                high |= shift > 57 ? bits >>> (64 - shift) : 0;
            } else {
                high |= bits << (shift - 64);
            }
            if (b < 0x80) {
                if (group == 18 && b > 3) {
                    throw in.fail(at, "an integer that does not fit 128 bits");
                }
                break;
            }
        }
        in.low = low;
        in.high = high;
        if (signed) {
            Zigzag.decode(in);
        }
    }

    @Override
    public void unsigned(ByteSink out, int bits, long value) {
        long rest = value;
        while (rest >>> 7 != 0) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    @Override
    public void signed(ByteSink out, int bits, long value) {
        unsigned(out, bits, Zigzag.encode(value));
    }

    @Override
    public void wide(ByteSink out, boolean signed, long high, long low) {
        long h = signed ? Zigzag.encodeHigh(high, low) : high;
        long l = signed ? Zigzag.encodeLow(high, low) : low;
        while (h != 0 || l >>> 7 != 0) {
            out.write((int) (l & 0x7F | 0x80));
            l = l >>> 7 | h << 57;
            h >>>= 7;
        }
        out.write((int) l);
    }

    @Override
    public int least(int bits) {
        return 1;
    }

    @Override
    public boolean charsHaveLength() {
        return true;
    }
}
