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

    /** The shortest head of that major type and unsigned argument. */
    public static void head(ByteSink out, int major, long argument) {
        out.ensure(9);
        byte[] bytes = out.array();
        int at = out.length();
        int high = major << 5;
        if ((argument & ~0x1FL) == 0 && argument < 24) {
            bytes[at] = (byte) (high | (int) argument);
            out.advance(1);
        } else if ((argument & ~0xFFL) == 0) {
            bytes[at] = (byte) (high | 24);
            bytes[at + 1] = (byte) argument;
            out.advance(2);
        } else if ((argument & ~0xFFFFL) == 0) {
            bytes[at] = (byte) (high | 25);
            SHORTS.set(bytes, at + 1, (short) argument);
            out.advance(3);
        } else if ((argument & ~0xFFFF_FFFFL) == 0) {
            bytes[at] = (byte) (high | 26);
            INTS.set(bytes, at + 1, (int) argument);
            out.advance(5);
        } else {
            bytes[at] = (byte) (high | 27);
            LONGS.set(bytes, at + 1, argument);
            out.advance(9);
        }
    }

    public static void integer(ByteSink out, long value) {
        // For a negative value, value ^ -1 is -1 - value.
        head(out, (int) (value >>> 63), value ^ (value >> 63));
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
        out.ensure(9);
        byte[] bytes = out.array();
        int at = out.length();
        bytes[at] = (byte) DOUBLE;
        LONGS.set(bytes, at + 1, Double.doubleToLongBits(value));
        out.advance(9);
    }

    /** A decimal of that value, normalised: mantissa times ten to the exponent. */
    public static void decimal(ByteSink out, long mantissa, long exponent) {
        long m = mantissa;
        long e = m == 0 ? 0 : exponent;
        // An odd number is not divisible by ten: most need no division.
        while ((m & 1) == 0 && m != 0 && m % 10 == 0) {
            m /= 10;
            e++;
        }
        scaled(out, m, e);
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
        out.ensure(19);
        byte[] bytes = out.array();
        int at = out.length();
        bytes[at] = (byte) (TAG << 5 | 24);
        bytes[at + 1] = TAG_UUID;
        bytes[at + 2] = BYTES << 5 | 16;
        LONGS.set(bytes, at + 3, high);
        LONGS.set(bytes, at + 11, low);
        out.advance(19);
    }

    public static void moment(ByteSink out, long seconds, int nanos) {
        out.write(ARRAY << 5 | 2);
        integer(out, seconds);
        integer(out, nanos);
    }

    public static void moment(ByteSink out, long seconds, int nanos, int offsetSeconds) {
        out.write(ARRAY << 5 | 3);
        integer(out, seconds);
        integer(out, nanos);
        integer(out, offsetSeconds);
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
