package tallystick.wire.json;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * Decimal text to the nearest binary float, ties to even. Short numbers by Clinger's way, up to 19 digits by Eisel and
 * Lemire's (Lemire, "Number parsing at a gigabyte per second", 2021), all else by {@link Double#parseDouble}.
 */
final class FloatParser {
    private static final double[] TENS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final int LEAST = -342;
    private static final int MOST = 308;
    private static final long[] HIGH = new long[MOST - LEAST + 1];
    private static final long[] LOW = new long[MOST - LEAST + 1];

    static {
        BigInteger end = BigInteger.ONE.shiftLeft(128);
        for (int q = LEAST; q <= MOST; q++) {
            BigInteger power = BigInteger.valueOf(5).pow(Math.abs(q));
            BigInteger value;
            if (q < 0) {
                int bits = power.bitLength();
                int shift = q >= -27 ? bits + 127 : 2 * bits + 128;
                value = BigInteger.ONE.shiftLeft(shift).divide(power).add(BigInteger.ONE);
                if (value.compareTo(end) >= 0) {
                    value = value.shiftRight(value.bitLength() - 128);
                }
            } else {
                value = power.shiftLeft(128 - power.bitLength());
            }
            HIGH[q - LEAST] = value.shiftRight(64).longValue();
            LOW[q - LEAST] = value.longValue();
        }
    }

    private FloatParser() {}

    /**
     * The double nearest to the number.
     *
     * @param mantissa its first digits, at most 19, unsigned
     * @param exponent the number is mantissa times ten to this, if not truncated
     * @param truncated whether digits other than the mantissa's follow
     * @param text where the number stands as text
     */
    static double parse(
            boolean negative, long mantissa, long exponent, boolean truncated, byte[] text, int from, int to) {
        if (mantissa == 0) {
            return negative ? -0.0 : 0.0;
        }
        if (!truncated) {
            if (mantissa >>> 53 == 0 && exponent >= -22 && exponent <= 22) {
                double value = mantissa;
                value = exponent < 0 ? value / TENS[(int) -exponent] : value * TENS[(int) exponent];
                return negative ? -value : value;
            }
            if (exponent >= LEAST && exponent <= MOST) {
                long bits = nearest(mantissa, (int) exponent);
                if (bits >= 0) {
                    double value = Double.longBitsToDouble(bits);
                    return negative ? -value : value;
                }
            }
        } else if (exponent >= LEAST && exponent <= MOST && mantissa != -1) {
            long bits = nearest(mantissa, (int) exponent);
            if (bits >= 0 && bits == nearest(mantissa + 1, (int) exponent)) {
                double value = Double.longBitsToDouble(bits);
                return negative ? -value : value;
            }
        }
        return Double.parseDouble(new String(text, from, to - from, StandardCharsets.ISO_8859_1));
    }

    /** The float nearest to the number: never rounded twice. The double is that of {@link #parse}. */
    static float narrow(double nearestDouble, byte[] text, int from, int to) {
        // A double that is no midpoint of two floats lies on the same side of every midpoint as the exact number.
        boolean midpoint = (Double.doubleToRawLongBits(nearestDouble) & 0x1FFF_FFFFL) == 0x1000_0000L;
        if (midpoint || Math.abs(nearestDouble) < Float.MIN_NORMAL && nearestDouble != 0) {
            return Float.parseFloat(new String(text, from, to - from, StandardCharsets.ISO_8859_1));
        }
        return (float) nearestDouble;
    }

    /** The bits of the double nearest to {@code w} times ten to the {@code q}, or -1 when this way cannot tell. */
    private static long nearest(long mantissa, int q) {
        int zeros = Long.numberOfLeadingZeros(mantissa);
        long w = mantissa << zeros;
        long powerHigh = HIGH[q - LEAST];
        long high = unsignedHigh(w, powerHigh);
        long low = w * powerHigh;
        if ((high & 0x1FF) == 0x1FF) {
            long more = unsignedHigh(w, LOW[q - LEAST]);
            low += more;
            if (Long.compareUnsigned(more, low) > 0) {
                high++;
            }
        }
        if (low == -1 && (q < -27 || q > 55)) {
            return -1;
        }
        int upper = (int) (high >>> 63);
        int shift = upper + 64 - 52 - 3;
        long bits = high >>> shift;
        int exponent = (((152170 + 65536) * q) >> 16) + 63 + upper - zeros + 1023;
        if (exponent <= 0) {
            if (-exponent + 1 >= 64) {
                return 0;
            }
            bits >>>= -exponent + 1;
            bits += bits & 1;
            return bits >>> 1;
        }
        if (Long.compareUnsigned(low, 1) <= 0 && q >= -4 && q <= 23 && (bits & 3) == 1 && bits << shift == high) {
            bits &= ~1L;
        }
        bits += bits & 1;
        bits >>>= 1;
        if (bits >= 1L << 53) {
            bits = 1L << 52;
            exponent++;
        }
        if (exponent >= 0x7FF) {
            return 0x7FFL << 52;
        }
        return (bits & ~(1L << 52)) | ((long) exponent << 52);
    }

    private static long unsignedHigh(long a, long b) {
        return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
    }
}
