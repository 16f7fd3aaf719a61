package tallystick.wire.bincode;

import tallystick.canonical.ByteSink;
import tallystick.wire.serde.Coding;
import tallystick.wire.serde.Input;
import tallystick.wire.serde.Output;
import tallystick.wire.serde.Zigzag;

/**
 * Small integers in one byte, others after a byte that says how wide they are: bincode's variable encoding. Signed ones
 * are zigzagged. The two eras differ in what they read beyond what they write.
 */
final class MarkedCoding implements Coding {
    private static final int LARGEST_BYTE = 250;
    private static final int U16 = 251;
    private static final int U32 = 252;
    private static final int U64 = 253;
    private static final int U128 = 254;

    private final boolean strictWidths;

    /**
     * @param strictWidths whether an integer written wider than its type is refused, as by bincode 2, or taken when its
     *     value fits, as by bincode 1
     */
    MarkedCoding(boolean strictWidths) {
        this.strictWidths = strictWidths;
    }

    @Override
    public long unsigned(Input in, int bits) {
        int at = in.pos;
        int mark = in.u8();
        if (mark <= LARGEST_BYTE) {
            return mark;
        }
        return wider(in, bits, at, mark);
    }

    private long wider(Input in, int bits, int at, int mark) {
        int width = mark == U16 ? 16 : mark == U32 ? 32 : mark == U64 ? 64 : 128;
        if (mark > U128 || strictWidths && width > bits) {
            throw in.fail(at, "the byte " + mark + " where an integer of " + bits + " bits begins");
        }
        long value;
        switch (width) {
            case 16:
                return in.u16();
            case 32:
                value = in.i32() & 0xFFFF_FFFFL;
                break;
            case 64:
                value = in.i64();
                break;
            default:
                throw in.fail(at, "an integer of 128 bits where one of " + bits + " is expected");
        }
        if (bits < 64 && value >>> bits != 0) {
            throw in.fail(at, Long.toUnsignedString(value) + " does not fit " + bits + " bits");
        }
        return value;
    }

    @Override
    public long signed(Input in, int bits) {
        if (strictWidths || bits == 64) {
            return Zigzag.decode(unsigned(in, bits));
        }
        // bincode 1 reads 64 bits, and looks whether they fit when the sign is where it belongs.
        int at = in.pos;
        long value = Zigzag.decode(unsigned(in, 64));
        if (value != value << (64 - bits) >> (64 - bits)) {
            throw in.fail(at, value + " does not fit " + bits + " bits");
        }
        return value;
    }

    @Override
    public void wide(Input in, boolean signed) {
        int at = in.pos;
        int mark = in.u8();
        long high = 0;
        long low;
        if (mark <= LARGEST_BYTE) {
            low = mark;
        } else if (mark == U128) {
            low = in.i64();
            high = in.i64();
        } else {
            low = wider(in, 64, at, mark);
        }
        in.low = low;
        in.high = high;
        if (signed) {
            Zigzag.decode(in);
        }
    }

    @Override
    public void unsigned(ByteSink out, int bits, long value) {
        if (value >= 0 && value <= LARGEST_BYTE) {
            out.write((int) value);
        } else if (value >>> 16 == 0) {
            out.write(U16);
            Output.littleEndian(out, 2, value);
        } else if (value >>> 32 == 0) {
            out.write(U32);
            Output.littleEndian(out, 4, value);
        } else {
            out.write(U64);
            Output.littleEndian(out, 8, value);
        }
    }

    @Override
    public void signed(ByteSink out, int bits, long value) {
        unsigned(out, bits, Zigzag.encode(value));
    }

    @Override
    public void wide(ByteSink out, boolean signed, long high, long low) {
        long h = signed ? Zigzag.encodeHigh(high, low) : high;
        long l = signed ? Zigzag.encodeLow(high, low) : low;
        if (h == 0) {
            unsigned(out, 64, l);
        } else {
            out.write(U128);
            Output.littleEndian(out, 8, l);
            Output.littleEndian(out, 8, h);
        }
    }

    @Override
    public int least(int bits) {
        return 1;
    }

    @Override
    public boolean charsHaveLength() {
        return false;
    }
}
