package tallystick.wire.serde;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tallystick.canonical.RecordBuffer;
import tallystick.canonical.Utf8;
import tallystick.shape.SideType.Scalar;
import tallystick.wire.EpochNumber;
import tallystick.wire.Reason;
import tallystick.wire.RustDuration;
import tallystick.wire.text.Becomes;
import tallystick.wire.text.DecimalText;
import tallystick.wire.text.Spelling;
import tallystick.wire.text.UuidText;

/** Readers of single values. */
final class Leaves {
    private static final int SHOWN = 64;

    private Leaves() {}

    /** A type that the library writes and cannot read back, or does not write at all. */
    static final class Refused extends ValueReader {
        private final String why;

        Refused(String why) {
            this.why = why;
        }

        @Override
        void read(Input in, int node) {
            throw in.fail(Reason.TYPE, in.pos, why);
        }

        @Override
        int least() {
            return 0;
        }
    }

    static final class Bool extends ValueReader {
        @Override
        void read(Input in, int node) {
            in.buffer.setBool(node, in.flag("a bool"));
        }

        @Override
        int least() {
            return 1;
        }
    }

    /** An integer of up to 64 bits. */
    abstract static class Int extends ValueReader {
        private final boolean decimal;
        private final int least;

        Int(boolean decimal, int least) {
            this.decimal = decimal;
            this.least = least;
        }

        abstract long value(Input in);

        @Override
        void read(Input in, int node) {
            long value = value(in);
            if (decimal) {
                in.buffer.setDecimal(node, value, 0);
            } else {
                in.buffer.setInt(node, value);
            }
        }

        @Override
        final int least() {
            return least;
        }

        static Int of(Scalar scalar, Coding coding, boolean decimal) {
            return switch (scalar) {
                case I8 ->
                    new Int(decimal, 1) {
                        @Override
                        long value(Input in) {
                            return (byte) in.u8();
                        }
                    };
                case U8 ->
                    new Int(decimal, 1) {
                        @Override
                        long value(Input in) {
                            return in.u8();
                        }
                    };
                case I16, I32, I64 -> new Signed(bits(scalar), coding, decimal);
                case U16, U32 -> new Unsigned(bits(scalar), coding, decimal);
                case U64 -> new Unsigned64(coding, decimal);
                default -> throw new IllegalArgumentException(scalar + " is no integer of up to 64 bits");
            };
        }
    }

    static int bits(Scalar scalar) {
        return Integer.parseInt(scalar.name().substring(1));
    }

    private static final class Signed extends Int {
        private final int bits;
        private final Coding coding;

        Signed(int bits, Coding coding, boolean decimal) {
            super(decimal, coding.least(bits));
            this.bits = bits;
            this.coding = coding;
        }

        @Override
        long value(Input in) {
            return coding.signed(in, bits);
        }
    }

    private static class Unsigned extends Int {
        private final int bits;
        private final Coding coding;

        Unsigned(int bits, Coding coding, boolean decimal) {
            super(decimal, coding.least(bits));
            this.bits = bits;
            this.coding = coding;
        }

        @Override
        final long value(Input in) {
            return coding.unsigned(in, bits);
        }
    }

    private static final class Unsigned64 extends Unsigned {
        private final boolean decimal;

        Unsigned64(Coding coding, boolean decimal) {
            super(64, coding, decimal);
            this.decimal = decimal;
        }

        @Override
        void read(Input in, int node) {
            long value = value(in);
            if (decimal) {
                in.buffer.setDecimal(node, new BigInteger(Long.toUnsignedString(value)), 0);
            } else {
                in.buffer.setUnsigned(node, value);
            }
        }
    }

    /** An integer of 128 bits. */
    static final class Wide extends ValueReader {
        private final boolean signed;
        private final Coding coding;
        private final boolean decimal;

        Wide(boolean signed, Coding coding, boolean decimal) {
            this.signed = signed;
            this.coding = coding;
            this.decimal = decimal;
        }

        @Override
        void read(Input in, int node) {
            coding.wide(in, signed);
            if (!decimal && (signed ? in.high == in.low >> 63 : in.high == 0 && in.low >= 0)) {
                in.buffer.setInt(node, in.low);
                return;
            }
            byte[] bytes = new byte[17];
            bytes[0] = (byte) (signed ? in.high >> 63 : 0);
            for (int i = 0; i < 8; i++) {
                bytes[1 + i] = (byte) (in.high >>> (56 - 8 * i));
                bytes[9 + i] = (byte) (in.low >>> (56 - 8 * i));
            }
            BigInteger value = new BigInteger(bytes);
            if (decimal) {
                in.buffer.setDecimal(node, value, 0);
            } else {
                in.buffer.setBig(node, value);
            }
        }

        @Override
        int least() {
            return coding.least(128);
        }
    }

    static final class F32 extends ValueReader {
        @Override
        void read(Input in, int node) {
            in.buffer.setF64(node, Float.intBitsToFloat(in.i32()));
        }

        @Override
        int least() {
            return 4;
        }
    }

    static final class F64 extends ValueReader {
        @Override
        void read(Input in, int node) {
            in.buffer.setF64(node, Double.longBitsToDouble(in.i64()));
        }

        @Override
        int least() {
            return 8;
        }
    }

    /** What has its length before it. */
    abstract static class Prefixed extends ValueReader {
        private final Coding coding;

        Prefixed(Coding coding) {
            this.coding = coding;
        }

        @Override
        final void read(Input in, int node) {
            int at = in.pos;
            int length = in.length(coding);
            int from = in.pos;
            in.pos += length;
            read(in, node, at, from, length);
        }

        abstract void read(Input in, int node, int at, int from, int length);

        @Override
        final int least() {
            return coding.least(64);
        }
    }

    static final class Text extends Prefixed {
        Text(Coding coding) {
            super(coding);
        }

        @Override
        void read(Input in, int node, int at, int from, int length) {
            boolean good = Utf8.valid(in.bytes, from, length);
            in.buffer.setRange(node, good ? RecordBuffer.TEXT : RecordBuffer.BAD_TEXT, from, length);
        }
    }

    static final class Bytes extends Prefixed {
        Bytes(Coding coding) {
            super(coding);
        }

        @Override
        void read(Input in, int node, int at, int from, int length) {
            in.buffer.setRange(node, RecordBuffer.BYTES, from, length);
        }
    }

    /** A Uuid: bytes with their length, of which there must be 16. */
    static final class Uuid extends Prefixed {
        Uuid(Coding coding) {
            super(coding);
        }

        @Override
        void read(Input in, int node, int at, int from, int length) {
            if (length != 16) {
                throw in.fail(Reason.MALFORMED, at, "a Uuid of " + length + " bytes");
            }
            uuid(in, node, from);
        }
    }

    private static void uuid(Input in, int node, int from) {
        in.buffer.setUuid(node, bigEndian(in.bytes, from), bigEndian(in.bytes, from + 8));
    }

    private static long bigEndian(byte[] bytes, int from) {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = value << 8 | bytes[from + i] & 0xFF;
        }
        return value;
    }

    /** An array of bytes: nothing but the bytes. */
    static final class ByteArray extends ValueReader {
        private final int length;
        private final boolean uuid;

        ByteArray(int length, boolean uuid) {
            this.length = length;
            this.uuid = uuid;
        }

        @Override
        void read(Input in, int node) {
            in.need(length);
            if (uuid) {
                uuid(in, node, in.pos);
            } else {
                in.buffer.setRange(node, RecordBuffer.BYTES, in.pos, length);
            }
            in.pos += length;
        }

        @Override
        int least() {
            return length;
        }
    }

    static final class Char extends ValueReader {
        private final Coding coding;

        Char(Coding coding) {
            this.coding = coding;
        }

        @Override
        void read(Input in, int node) {
            int at = in.pos;
            int from = in.character(coding);
            int length = in.pos - from;
            if (!Utf8.valid(in.bytes, from, length)) {
                in.buffer.setRange(node, RecordBuffer.BAD_TEXT, from, length);
                return;
            }
            int first = length == 0 ? 0x80 : in.bytes[from] & 0xFF;
            if (length != (first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4)) {
                in.find(Reason.TYPE, at, "a text of other than one character where a char is expected");
                return;
            }
            in.buffer.setRange(node, RecordBuffer.TEXT, from, length);
        }

        @Override
        int least() {
            return coding.charsHaveLength() ? 2 : 1;
        }
    }

    private static String shown(Input in, int from, int length) {
        return new String(in.bytes, from, Math.min(length, SHOWN), StandardCharsets.UTF_8)
                + (length > SHOWN ? "..." : "");
    }

    /** A date or time that chrono, or the time crate {@code with} its own module, writes as text in every format. */
    static final class MomentText extends Prefixed {
        private final Spelling spelling;
        private final Becomes becomes;

        MomentText(Coding coding, Spelling spelling, Becomes becomes) {
            super(coding);
            this.spelling = spelling;
            this.becomes = becomes;
        }

        @Override
        void read(Input in, int node, int at, int from, int length) {
            if (!in.moment.read(spelling, in.bytes, from, length)) {
                in.find(
                        Reason.TIMESTAMP,
                        at,
                        "\"" + shown(in, from, length) + "\" is no such time: expected " + in.moment.problem());
                return;
            }
            set(in, node, at, spelling, becomes);
        }
    }

    private static void set(Input in, int node, int at, Spelling spelling, Becomes becomes) {
        String problem = in.moment.set(in.buffer, node, spelling, becomes);
        if (problem != null) {
            in.find(Reason.TIMESTAMP, at, problem);
        }
    }

    /** A date or time of the time crate: a row of numbers. */
    static final class MomentNumbers extends ValueReader {
        private final Coding coding;
        private final Spelling spelling;
        private final Becomes becomes;

        MomentNumbers(Coding coding, Spelling spelling, Becomes becomes) {
            this.coding = coding;
            this.spelling = spelling;
            this.becomes = becomes;
        }

        @Override
        void read(Input in, int node) {
            int start = in.pos;
            long[] numbers = in.numbers;
            int at = 0;
            if (spelling != Spelling.TIME_TIME) {
                numbers[at++] = coding.signed(in, 32);
                numbers[at++] = coding.unsigned(in, 16);
            }
            if (spelling != Spelling.TIME_DATE) {
                numbers[at++] = in.u8();
                numbers[at++] = in.u8();
                numbers[at++] = in.u8();
                numbers[at++] = coding.unsigned(in, 32);
            }
            while (at < spelling.numbers()) {
                numbers[at++] = (byte) in.u8();
            }
            if (!in.moment.take(spelling, numbers)) {
                in.find(Reason.TIMESTAMP, start, "the numbers are no date or time of the time crate");
                return;
            }
            set(in, node, start, spelling, becomes);
        }

        @Override
        int least() {
            boolean date = spelling != Spelling.TIME_TIME;
            boolean time = spelling != Spelling.TIME_DATE;
            return (date ? coding.least(32) + coding.least(16) : 0)
                    + (time ? 3 + coding.least(32) : 0)
                    + (spelling == Spelling.TIME_OFFSET ? 3 : 0);
        }
    }

    /** A chrono time {@code with} ts_seconds and its like: an integer since 1970. */
    static final class Epoch extends ValueReader {
        private final Coding coding;
        private final EpochNumber number;

        Epoch(Coding coding, EpochNumber number) {
            this.coding = coding;
            this.number = number;
        }

        @Override
        void read(Input in, int node) {
            number.read(in.buffer, node, coding.signed(in, 64));
        }

        @Override
        int least() {
            return coding.least(64);
        }
    }

    /** std's Duration and SystemTime: seconds and nanoseconds, both unsigned. */
    static final class SecondsAndNanos extends ValueReader {
        private final Coding coding;
        private final boolean instant;
        private final int offset;

        SecondsAndNanos(Coding coding, boolean instant, boolean keepsOffset) {
            this.coding = coding;
            this.instant = instant;
            this.offset = keepsOffset ? 0 : RecordBuffer.NO_OFFSET;
        }

        @Override
        void read(Input in, int node) {
            int at = in.pos;
            long seconds = coding.unsigned(in, 64);
            long nanos = coding.unsigned(in, 32);
            String problem = RustDuration.setStd(in.buffer, node, seconds, nanos, instant, offset);
            if (problem != null) {
                in.find(Reason.RANGE, at, problem);
            }
        }

        @Override
        int least() {
            return coding.least(64) + coding.least(32);
        }
    }

    /** chrono's TimeDelta and the time crate's Duration: seconds and nanoseconds, both signed. */
    static final class SecondsNanosPair extends ValueReader {
        private final Coding coding;
        private final boolean timeCrate;

        SecondsNanosPair(Coding coding, boolean timeCrate) {
            this.coding = coding;
            this.timeCrate = timeCrate;
        }

        @Override
        void read(Input in, int node) {
            int at = in.pos;
            long seconds = coding.signed(in, 64);
            long nanos = coding.signed(in, 32);
            String problem = RustDuration.setSigned(in.buffer, node, seconds, nanos, timeCrate);
            if (problem != null) {
                in.find(Reason.RANGE, at, problem);
            }
        }

        @Override
        int least() {
            return coding.least(64) + coding.least(32);
        }
    }

    /** A rust_decimal: text. */
    static final class Decimal extends Prefixed {
        Decimal(Coding coding) {
            super(coding);
        }

        @Override
        void read(Input in, int node, int at, int from, int length) {
            if (!DecimalText.RUST.read(in.bytes, from, length, in.buffer, node)) {
                in.find(Reason.TYPE, at, "\"" + shown(in, from, length) + "\" is no decimal");
                return;
            }
            DecimalText.Excess excess = DecimalText.beyondRust(in.buffer, node);
            if (excess != null) {
                in.buffer.absent(node);
                in.find(excess.reason(), at, excess.detail());
            }
        }
    }

    /** num-bigint's BigInt: a sign, and digits to the base 2^32, least first. */
    static final class RustBigInt extends ValueReader {
        private static final int MOST_DIGITS = 128;

        private final Coding coding;
        private final boolean decimal;

        RustBigInt(Coding coding, boolean decimal) {
            this.coding = coding;
            this.decimal = decimal;
        }

        @Override
        void read(Input in, int node) {
            int at = in.pos;
            int sign = (byte) in.u8();
            if (sign < -1 || sign > 1) {
                throw in.fail(Reason.MALFORMED, at, sign + " is no sign of a BigInt");
            }
            int count = in.count(coding, coding.least(32));
            byte[] magnitude = new byte[Math.min(count, MOST_DIGITS) * 4];
            for (int i = 0; i < count; i++) {
                long digit = coding.unsigned(in, 32);
                for (int k = 0; i < MOST_DIGITS && k < 4; k++) {
                    magnitude[magnitude.length - 1 - 4 * i - k] = (byte) (digit >>> (8 * k));
                }
            }
            if (count > MOST_DIGITS) {
                in.find(Reason.RANGE, at, "a BigInt of " + count + " digits of 32 bits, where 128 are the most");
                return;
            }
            BigInteger value = new BigInteger(1, magnitude);
            // A BigInt without sign is zero, and one of digits without any too.
            value = sign < 0 ? value.negate() : sign == 0 ? BigInteger.ZERO : value;
            if (decimal) {
                in.buffer.setDecimal(node, value, 0);
            } else {
                in.buffer.setBig(node, value);
            }
        }

        @Override
        int least() {
            return 1 + coding.least(64);
        }
    }

    /** A uuid in a String: lower case with hyphens, the one form in which it comes back the same. */
    static final class TextUuid extends Prefixed {
        TextUuid(Coding coding) {
            super(coding);
        }

        @Override
        void read(Input in, int node, int at, int from, int length) {
            if (!UuidText.CANONICAL.read(in.bytes, from, length, in.buffer, node)) {
                in.find(
                        Reason.TYPE,
                        at,
                        "\"" + shown(in, from, length) + "\" is no UUID in lower case with hyphens, the one form a"
                                + " string may have");
            }
        }
    }

    /** A Rust enum of unit variants: the number of the variant. */
    static final class Enum extends ValueReader {
        private final Coding coding;
        private final int[] ids;

        Enum(Coding coding, int[] ids) {
            this.coding = coding;
            this.ids = ids.clone();
        }

        @Override
        void read(Input in, int node) {
            in.buffer.setInt(node, ids[in.variant(coding, ids.length)]);
        }

        @Override
        int least() {
            return coding.least(32);
        }
    }

    /** An enum of the contract that the side keeps in a String. */
    static final class TextEnum extends Prefixed {
        private final Map<String, Integer> ids;

        TextEnum(Coding coding, Map<String, Integer> ids) {
            super(coding);
            this.ids = Map.copyOf(ids);
        }

        @Override
        void read(Input in, int node, int at, int from, int length) {
            Integer id = ids.get(shown(in, from, length));
            if (id == null) {
                in.find(Reason.RANGE, at, "\"" + shown(in, from, length) + "\" is none of the enum's variants");
            } else {
                in.buffer.setInt(node, id);
            }
        }
    }
}
