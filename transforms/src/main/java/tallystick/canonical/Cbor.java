package tallystick.canonical;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;

/** Writes the items of the profile of deterministic CBOR that docs/spec/canonical-form.md section 3 describes. */
public final class Cbor {
    public static final int UNSIGNED = 0;
    public static final int NEGATIVE = 1;
    public static final int BYTES = 2;
    public static final int TEXT = 3;
    public static final int ARRAY = 4;
    public static final int MAP = 5;
    public static final int TAG = 6;
    public static final int SIMPLE = 7;

    public static final int FALSE = 0xF4;
    public static final int TRUE = 0xF5;
    public static final int NULL = 0xF6;
    public static final int DOUBLE = 0xFB;

    public static final int TAG_POSITIVE_BIG = 2;
    public static final int TAG_NEGATIVE_BIG = 3;
    public static final int TAG_DECIMAL = 4;
    public static final int TAG_UUID = 37;

    /** "TALY": over the bytes of a text that is not valid UTF-8. */
    public static final int TAG_BAD_TEXT = 0x54414C59;

    /** The bits of the one NaN. */
    public static final long NAN = 0x7FF8_0000_0000_0000L;

    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final BigInteger HUNDRED_ZEROS = BigInteger.TEN.pow(100);

    private Cbor() {}

    /** The most bytes that one head, integer of 64 bits, float, decimal, uuid or moment takes. */
    public static final int MOST = 32;

    /** The shortest head of that major type and unsigned argument. */
    public static void head(ByteSink out, int major, long argument) {
        out.ensure(9);
        int at = out.length();
        out.advance(head(out.array(), at, major, argument) - at);
    }

    /** Writes the head at that position, which has room for it; where it ends. */
    public static int head(byte[] to, int at, int major, long argument) {
        int high = major << 5;
        if ((argument & ~0xFFL) == 0) {
            if (argument < 24) {
                to[at] = (byte) (high | (int) argument);
                return at + 1;
            }
            to[at] = (byte) (high | 24);
            to[at + 1] = (byte) argument;
            return at + 2;
        } else if ((argument & ~0xFFFF_FFFFL) == 0) {
            if ((argument & ~0xFFFFL) == 0) {
                to[at] = (byte) (high | 25);
                SHORTS.set(to, at + 1, (short) argument);
                return at + 3;
            }
            to[at] = (byte) (high | 26);
            INTS.set(to, at + 1, (int) argument);
            return at + 5;
        }
        to[at] = (byte) (high | 27);
        LONGS.set(to, at + 1, argument);
        return at + 9;
    }

    /** Writes the integer at that position, which has room for {@value #MOST} bytes; where it ends. */
    public static int integer(byte[] to, int at, long value) {
        return head(to, at, (int) (value >>> 63), value ^ (value >> 63));
    }

    /** As {@link #float64(ByteSink, double)}, at that position; where it ends. */
    public static int float64(byte[] to, int at, double value) {
        to[at] = (byte) DOUBLE;
        LONGS.set(to, at + 1, Double.doubleToLongBits(value));
        return at + 9;
    }

    /** As {@link #decimal(ByteSink, long, long)}, at that position; where it ends. */
    public static int decimal(byte[] to, int at, long mantissa, long exponent) {
        long m = mantissa;
        long e = m == 0 ? 0 : exponent;
        // An odd number is not divisible by ten: most need no division.
        while ((m & 1) == 0 && m != 0 && m % 10 == 0) {
            m /= 10;
            e++;
        }
        to[at] = (byte) (TAG << 5 | TAG_DECIMAL);
        to[at + 1] = (byte) (ARRAY << 5 | 2);
        return integer(to, integer(to, at + 2, e), m);
    }

    /** As {@link #moment(ByteSink, long, int)}, at that position; where it ends. */
    public static int moment(byte[] to, int at, long seconds, int nanos) {
        to[at] = (byte) (ARRAY << 5 | 2);
        return integer(to, integer(to, at + 1, seconds), nanos);
    }

    /** As {@link #moment(ByteSink, long, int, int)}, at that position; where it ends. */
    public static int moment(byte[] to, int at, long seconds, int nanos, int offsetSeconds) {
        to[at] = (byte) (ARRAY << 5 | 3);
        return integer(to, integer(to, integer(to, at + 1, seconds), nanos), offsetSeconds);
    }

    /** As {@link #uuid(ByteSink, long, long)}, at that position; where it ends. */
    public static int uuid(byte[] to, int at, long high, long low) {
        to[at] = (byte) (TAG << 5 | 24);
        to[at + 1] = TAG_UUID;
        to[at + 2] = BYTES << 5 | 16;
        LONGS.set(to, at + 3, high);
        LONGS.set(to, at + 11, low);
        return at + 19;
    }

    public static void integer(ByteSink out, long value) {
        out.ensure(MOST);
        int at = out.length();
        out.advance(integer(out.array(), at, value) - at);
    }

    /** An integer given by its two's complement, most significant byte first, of any length above zero. */
    public static void integer(ByteSink out, byte[] from, int offset, int length) {
        int sign = from[offset] >> 7;
        int start = offset;
        int end = offset + length;
        while (start < end && from[start] == sign) {
            start++;
        }
        int size = end - start;
        if (size <= 8) {
            long magnitude = 0;
            for (int i = start; i < end; i++) {
                magnitude = magnitude << 8 | ((from[i] ^ sign) & 0xFF);
            }
            head(out, -sign, magnitude);
            return;
        }
        head(out, TAG, TAG_POSITIVE_BIG - sign);
        head(out, BYTES, size);
        out.ensure(size);
        byte[] to = out.array();
        int at = out.length();
        for (int i = 0; i < size; i++) {
            to[at + i] = (byte) (from[start + i] ^ sign);
        }
        out.advance(size);
    }

    public static void integer(ByteSink out, BigInteger value) {
        if (value.bitLength() < 64) {
            integer(out, value.longValue());
        } else {
            byte[] bytes = value.toByteArray();
            integer(out, bytes, 0, bytes.length);
        }
    }

    public static void bool(ByteSink out, boolean value) {
        out.write(value ? TRUE : FALSE);
    }

    /** A float in eight bytes; every NaN becomes the one NaN. */
    public static void float64(ByteSink out, double value) {
        out.ensure(MOST);
        int at = out.length();
        out.advance(float64(out.array(), at, value) - at);
    }

    /** A decimal of that value, normalised: mantissa times ten to the exponent. */
    public static void decimal(ByteSink out, long mantissa, long exponent) {
        out.ensure(MOST);
        int at = out.length();
        out.advance(decimal(out.array(), at, mantissa, exponent) - at);
    }

    /** A decimal of that value, of at most a few thousand bits. */
    public static void decimal(ByteSink out, BigInteger mantissa, long exponent) {
        int zeros = trailingZeros(mantissa);
        scaled(out, zeros == 0 ? mantissa : mantissa.divide(BigInteger.TEN.pow(zeros)), exponent + zeros);
    }

    /** Tag 4 over a pair that is normalised already. */
    static void scaled(ByteSink out, long mantissa, long exponent) {
        out.write(TAG << 5 | TAG_DECIMAL);
        out.write(ARRAY << 5 | 2);
        integer(out, exponent);
        integer(out, mantissa);
    }

    /** Tag 4 over a pair that is normalised already. */
    static void scaled(ByteSink out, BigInteger mantissa, long exponent) {
        out.write(TAG << 5 | TAG_DECIMAL);
        out.write(ARRAY << 5 | 2);
        integer(out, exponent);
        integer(out, mantissa);
    }

    /** How many zeros a number other than zero ends with in decimal. */
    static int trailingZeros(BigInteger value) {
        int zeros = 0;
        BigInteger rest = value;
        // A multiple of ten to the n ends with n zero bits: the bound saves almost all divisions.
        while (rest.getLowestSetBit() >= 100) {
            BigInteger[] parts = rest.divideAndRemainder(HUNDRED_ZEROS);
            if (parts[1].signum() != 0) {
                break;
            }
            rest = parts[0];
            zeros += 100;
        }
        while (!rest.testBit(0)) {
            BigInteger[] parts = rest.divideAndRemainder(BigInteger.TEN);
            if (parts[1].signum() != 0) {
                break;
            }
            rest = parts[0];
            zeros++;
        }
        return zeros;
    }

    /** A text that the caller knows to be valid UTF-8. */
    public static void text(ByteSink out, byte[] from, int offset, int length) {
        head(out, TEXT, length);
        out.write(from, offset, length);
    }

    public static void bytes(ByteSink out, byte[] from, int offset, int length) {
        head(out, BYTES, length);
        out.write(from, offset, length);
    }

    /** Bytes that the caller knows not to be valid UTF-8, where a text is expected. */
    public static void badText(ByteSink out, byte[] from, int offset, int length) {
        head(out, TAG, TAG_BAD_TEXT);
        bytes(out, from, offset, length);
    }

    public static void uuid(ByteSink out, long high, long low) {
        out.ensure(MOST);
        int at = out.length();
        out.advance(uuid(out.array(), at, high, low) - at);
    }

    public static void moment(ByteSink out, long seconds, int nanos) {
        out.ensure(MOST);
        int at = out.length();
        out.advance(moment(out.array(), at, seconds, nanos) - at);
    }

    public static void moment(ByteSink out, long seconds, int nanos, int offsetSeconds) {
        out.ensure(MOST);
        int at = out.length();
        out.advance(moment(out.array(), at, seconds, nanos, offsetSeconds) - at);
    }

    static long longAt(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    static int intAt(byte[] bytes, int at) {
        return (int) INTS.get(bytes, at);
    }

    static int shortAt(byte[] bytes, int at) {
        return (short) SHORTS.get(bytes, at) & 0xFFFF;
    }
}
