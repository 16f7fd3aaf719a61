package tallystick.canonical;

import static tallystick.canonical.Violation.Kind.ENCODING;
import static tallystick.canonical.Violation.Kind.MALFORMED;
import static tallystick.canonical.Violation.Kind.PRESENCE;
import static tallystick.canonical.Violation.Kind.TYPE;

import java.math.BigInteger;

/** Reads the items of the profile of deterministic CBOR, and nothing else, from a range of bytes. */
final class CborInput {
    byte[] bytes = new byte[0];
    int position;
    int end;

    /** Where the range begins: offsets of violations count from here. */
    private int from;

    /** The major type of the head read last. */
    int major;

    /** The argument of the head read last, unsigned; of a float its bits. */
    long argument;

    /** The additional information of the head read last. */
    int info;

    /** Where the head read last begins. */
    int start;

    void over(byte[] input, int newFrom, int to) {
        bytes = input;
        from = newFrom;
        position = newFrom;
        end = to;
    }

    InvalidValueException malformed(String detail) {
        return new InvalidValueException(MALFORMED, start - from, detail);
    }

    InvalidValueException invalid(Violation.Kind kind, String detail) {
        return new InvalidValueException(kind, start - from, detail);
    }

    /** Reads a head; it is the shortest and of definite length. */
    void head() {
        start = position;
        if (position >= end) {
            throw malformed("the bytes end where an item begins");
        }
        int initial = bytes[position++];
        major = initial >> 5 & 7;
        info = initial & 0x1F;
        if (info < 24) {
            argument = info;
            return;
        }
        if (info > 27) {
            throw malformed(
                    info == 31
                            ? "an item of indefinite length, or a break"
                            : "the reserved additional information " + info);
        }
        int size = 1 << info - 24;
        if (end - position < size) {
            throw malformed("the bytes end within a head");
        }
        long least;
        switch (size) {
            case 1 -> {
                argument = bytes[position] & 0xFF;
                least = 24;
            }
            case 2 -> {
                argument = Cbor.shortAt(bytes, position);
                least = 1 << 8;
            }
            case 4 -> {
                argument = Cbor.intAt(bytes, position) & 0xFFFF_FFFFL;
                least = 1 << 16;
            }
            default -> {
                argument = Cbor.longAt(bytes, position);
                least = 1L << 32;
            }
        }
        position += size;
        if (major == Cbor.SIMPLE) {
            if (size == 1 && argument < 32) {
                throw malformed("a simple value that is not in its shortest form");
            }
        } else if (Long.compareUnsigned(argument, least) < 0) {
            throw malformed("a head that is not the shortest");
        }
    }

    /** Whether the next item is F6; it is then read. */
    boolean nextNull() {
        if (position < end && bytes[position] == (byte) Cbor.NULL) {
            position++;
            return true;
        }
        return false;
    }

    boolean isNull() {
        return major == Cbor.SIMPLE && info == (Cbor.NULL & 0x1F);
    }

    /** The violation of a head that begins no value of the type. */
    InvalidValueException unexpected(String type) {
        if (isNull()) {
            return invalid(PRESENCE, "null (F6) where " + type + " is required");
        }
        if (major == Cbor.TAG && (argument == Cbor.TAG_POSITIVE_BIG || argument == Cbor.TAG_NEGATIVE_BIG)) {
            big();
        }
        return invalid(TYPE, "an item of major type " + major + " where " + type + " is expected");
    }

    /** Reads the head of an item of that major type. */
    void head(int expected, String type) {
        head();
        if (major != expected) {
            throw unexpected(type);
        }
    }

    /** The length of a text or byte string whose head was read; the rest holds it. */
    int length() {
        if (Long.compareUnsigned(argument, end - position) > 0) {
            throw malformed(
                    "a length of " + Long.toUnsignedString(argument) + " with " + (end - position) + " bytes left");
        }
        return (int) argument;
    }

    /** The number of items or entries whose head was read; the rest can hold them. */
    int count(int itemsPerEntry) {
        if (Long.compareUnsigned(argument, (end - position) / itemsPerEntry) > 0) {
            throw malformed(
                    "a count of " + Long.toUnsignedString(argument) + " with " + (end - position) + " bytes left");
        }
        return (int) argument;
    }

    /** Reads the content of a text whose head was read; where it begins. */
    int text(int length) {
        if (!Utf8.valid(bytes, position, length)) {
            throw invalid(ENCODING, "a text that is not valid UTF-8");
        }
        int at = position;
        position += length;
        return at;
    }

    /** Whether the integer whose head was read fits 64 bits signed. */
    boolean fitsLong() {
        return argument >= 0;
    }

    /** The value of the integer whose head was read and which fits. */
    long longValue() {
        return major == Cbor.UNSIGNED ? argument : -1 - argument;
    }

    /** The value of the integer, of any size, whose head was read. */
    BigInteger bigValue() {
        if (major == Cbor.TAG) {
            return big();
        }
        BigInteger magnitude = unsigned(argument);
        return major == Cbor.UNSIGNED ? magnitude : magnitude.not();
    }

    /** Whether an integer, of any size, begins with the head that was read. */
    boolean isInteger() {
        return major <= Cbor.NEGATIVE
                || (major == Cbor.TAG && (argument == Cbor.TAG_POSITIVE_BIG || argument == Cbor.TAG_NEGATIVE_BIG));
    }

    private BigInteger big() {
        boolean negative = argument == Cbor.TAG_NEGATIVE_BIG;
        int tagStart = start;
        head();
        if (major != Cbor.BYTES) {
            start = tagStart;
            throw malformed("a bignum tag over no byte string");
        }
        int size = length();
        start = tagStart;
        if (size <= 8 || bytes[position] == 0) {
            throw malformed("a bignum that begins with a zero or that needs no tag");
        }
        // Far beyond any bound: no need to build it.
        if (size > Types.MAX_BITS) {
            throw invalid(Violation.Kind.RANGE, "a bignum of " + size + " bytes");
        }
        BigInteger magnitude = new BigInteger(1, bytes, position, size);
        position += size;
        return negative ? magnitude.not() : magnitude;
    }

    static BigInteger unsigned(long bits) {
        return bits >= 0
                ? BigInteger.valueOf(bits)
                : BigInteger.valueOf(bits >>> 1).shiftLeft(1).add(BigInteger.valueOf(bits & 1));
    }
}
