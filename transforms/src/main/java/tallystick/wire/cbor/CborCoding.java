package tallystick.wire.cbor;

import java.math.BigInteger;
import tallystick.canonical.ByteSink;
import tallystick.wire.item.Coding;
import tallystick.wire.item.Input;
import tallystick.wire.item.Kind;

/** The heads of CBOR (RFC 8949): three bits of a kind, and a number in five bits or in one to eight bytes after them. */
final class CborCoding implements Coding {
    private static final int BREAK = 0xFF;
    private static final int UNKNOWN = 31;

    @Override
    public void head(Input in) {
        int head = in.u8();
        int more = head & 0x1F;
        if (more > 27 && more < UNKNOWN) {
            throw in.malformed("the byte " + head + ", which no value begins with");
        }
        int major = head >> 5;
        if (more == UNKNOWN && (major < 2 || major > 5)) {
            throw in.malformed(
                    head == BREAK ? "an end of nothing" : "the byte " + head + ", which no value begins with");
        }
        if (major == 7) {
            // The four that have names may stand in a byte of their own.
            simple(in, more == 24 ? in.u8() : more, more == 24);
            return;
        }
        long number = more < 24 ? more : more == UNKNOWN ? -1 : in.bigEndian(1 << (more - 24));
        in.kind = switch (major) {
            case 0 -> Kind.UNSIGNED;
            case 1 -> Kind.NEGATIVE;
            case 2 -> Kind.BYTES;
            case 3 -> Kind.TEXT;
            case 4 -> Kind.ARRAY;
            case 5 -> Kind.MAP;
            default -> Kind.TAG;
        };
        in.number = number;
        // A count beyond 63 bits is no less absurd than the greatest one within.
        in.size = more != UNKNOWN && number < 0 ? Long.MAX_VALUE : number;
    }

    private static void simple(Input in, int value, boolean own) {
        switch (own && value > 23 ? UNKNOWN : value) {
            case 20, 21:
                in.kind = Kind.BOOL;
                in.number = value - 20L;
                break;
            case 22, 23:
                // ciborium takes undefined for null.
                in.kind = Kind.NIL;
                break;
            case 25:
                real(in, 16, half((int) in.bigEndian(2)));
                break;
            case 26:
                real(in, 32, Float.intBitsToFloat((int) in.bigEndian(4)));
                break;
            case 27:
                real(in, 64, Double.longBitsToDouble(in.bigEndian(8)));
                break;
            default:
                in.kind = Kind.SIMPLE;
                in.number = value;
        }
    }

    private static void real(Input in, int width, double value) {
        in.kind = Kind.REAL;
        in.width = width;
        in.real = value;
    }

    /** The float that 16 bits are. */
    static double half(int bits) {
        int exponent = bits >> 10 & 0x1F;
        int mantissa = bits & 0x3FF;
        double value = exponent == 0
                ? Math.scalb((double) mantissa, -24)
                : exponent < 31
                        ? Math.scalb((double) (mantissa | 0x400), exponent - 25)
                        : mantissa == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        return (bits & 0x8000) == 0 ? value : -value;
    }

    /** The 16 bits that are exactly that float, or -1. */
    static int halfOf(double value) {
        if (Double.isNaN(value)) {
            return 0x7E00;
        }
        int sign = Double.doubleToRawLongBits(value) < 0 ? 0x8000 : 0;
        double abs = Math.abs(value);
        if (Double.isInfinite(abs)) {
            return sign | 0x7C00;
        }
        int exponent = Math.max(Math.getExponent(abs), -14);
        if (exponent > 15) {
            return -1;
        }
        double mantissa = Math.scalb(abs, 10 - exponent);
        if (mantissa != Math.rint(mantissa)) {
            return -1;
        }
        // Below 1024 it is one of the smallest, which have no leading one.
        return sign | (mantissa < 1024 ? (int) mantissa : exponent + 15 << 10 | (int) mantissa & 0x3FF);
    }

    @Override
    public boolean ends(Input in) {
        return in.takes(BREAK);
    }

    @Override
    public void nil(ByteSink out) {
        out.write(0xF6);
    }

    @Override
    public void bool(ByteSink out, boolean value) {
        out.write(value ? 0xF5 : 0xF4);
    }

    @Override
    public void integer(ByteSink out, long value) {
        if (value < 0) {
            head(out, 1, ~value);
        } else {
            head(out, 0, value);
        }
    }

    @Override
    public void unsigned(ByteSink out, long bits) {
        head(out, 0, bits);
    }

    @Override
    public void big(ByteSink out, BigInteger value) {
        boolean negative = value.signum() < 0;
        BigInteger raw = negative ? value.not() : value;
        if (raw.bitLength() <= 64) {
            head(out, negative ? 1 : 0, raw.longValue());
            return;
        }
        byte[] bytes = raw.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        head(out, 6, negative ? 3 : 2);
        head(out, 2, bytes.length - from);
        out.write(bytes, from, bytes.length - from);
    }

    @Override
    public void single(ByteSink out, float value) {
        real(out, value);
    }

    /** In the fewest bits that are exactly that float. */
    @Override
    public void real(ByteSink out, double value) {
        int half = halfOf(value);
        if (half >= 0) {
            number(out, 0xF9, 2, half);
        } else if ((float) value == value) {
            number(out, 0xFA, 4, Float.floatToRawIntBits((float) value));
        } else {
            number(out, 0xFB, 8, Double.doubleToRawLongBits(value));
        }
    }

    @Override
    public void text(ByteSink out, int length) {
        head(out, 3, length);
    }

    @Override
    public void bytes(ByteSink out, int length) {
        head(out, 2, length);
    }

    @Override
    public void array(ByteSink out, int count) {
        head(out, 4, count);
    }

    @Override
    public void map(ByteSink out, int count) {
        head(out, 5, count);
    }

    @Override
    public void flattened(ByteSink out, int count) {
        out.write(0xBF);
    }

    @Override
    public void flattenedEnd(ByteSink out) {
        out.write(BREAK);
    }

    private static void head(ByteSink out, int major, long number) {
        if (number >= 0 && number < 24) {
            out.write(major << 5 | (int) number);
        } else {
            int step = number >>> 8 == 0 ? 0 : number >>> 16 == 0 ? 1 : number >>> 32 == 0 ? 2 : 3;
            number(out, major << 5 | 24 + step, 1 << step, number);
        }
    }

    /** Writes a byte, and then the lowest bytes of a number, the greatest first. */
    private static void number(ByteSink out, int head, int bytes, long value) {
        out.write(head);
        for (int shift = 8 * bytes - 8; shift >= 0; shift -= 8) {
            out.write((int) (value >>> shift));
        }
    }
}
