package tallystick.wire.gob;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tallystick.canonical.RecordBuffer;
import tallystick.canonical.Utf8;
import tallystick.shape.Binding;
import tallystick.wire.Reason;

/** Readers of single values. */
final class Leaves {
    private Leaves() {}

    /** Passes over a value whose type Go would not read; that was said when the plan was made. */
    static final class Skip extends GobReader {
        private final int id;

        Skip(int id) {
            this.id = id;
        }

        @Override
        void read(GobInput in, int node) {
            in.skip(id);
        }
    }

    /** A field of the stream's struct that the record does not have. */
    static final class Unknown extends GobReader {
        private final int id;
        private final String name;
        private final boolean ignored;

        Unknown(int id, String name, boolean ignored) {
            this.id = id;
            this.name = name;
            this.ignored = ignored;
        }

        @Override
        void read(GobInput in, int node) {
            if (ignored) {
                in.rules.count(in.path.with(name) + ": unknown field ignored");
            } else {
                in.find(
                        Reason.UNKNOWN_FIELD,
                        name,
                        in.pos,
                        "the side's record has no field \"" + name + "\"; declare it, or unknown_fields: ignore");
            }
            in.skip(id);
        }
    }

    static final class Bool extends GobReader {
        @Override
        void read(GobInput in, int node) {
            int at = in.pos;
            long value = in.uint();
            if (value > 1 || value < 0) {
                in.find(Reason.TYPE, at, "a bool of " + Long.toUnsignedString(value) + ", which Go never writes");
                return;
            }
            in.buffer.setBool(node, value == 1);
        }
    }

    /** A signed integer. */
    static final class Int extends GobReader {
        private final long least;
        private final long most;
        private final String type;
        private final boolean decimal;

        Int(int bits, String type, boolean decimal) {
            this.most = Long.MAX_VALUE >>> (64 - bits);
            this.least = ~most;
            this.type = type;
            this.decimal = decimal;
        }

        @Override
        void read(GobInput in, int node) {
            int at = in.pos;
            long value = in.integer();
            if (value < least || value > most) {
                in.find(Reason.RANGE, at, value + " does not fit " + type);
            } else if (decimal) {
                in.buffer.setDecimal(node, value, 0);
            } else {
                in.buffer.setInt(node, value);
            }
        }
    }

    /** An unsigned integer. */
    static final class Unsigned extends GobReader {
        private final int bits;
        private final String type;
        private final boolean decimal;

        Unsigned(int bits, String type, boolean decimal) {
            this.bits = bits;
            this.type = type;
            this.decimal = decimal;
        }

        @Override
        void read(GobInput in, int node) {
            int at = in.pos;
            long value = in.uint();
            if (bits < 64 && value >>> bits != 0) {
                in.find(Reason.RANGE, at, Long.toUnsignedString(value) + " does not fit " + type);
            } else if (decimal) {
                in.buffer.setDecimal(node, new BigInteger(Long.toUnsignedString(value)), 0);
            } else {
                in.buffer.setUnsigned(node, value);
            }
        }
    }

    static final class Real extends GobReader {
        private final boolean single;

        Real(boolean single) {
            this.single = single;
        }

        @Override
        void read(GobInput in, int node) {
            int at = in.pos;
            double value = in.real();
            if (single && (float) value != value && !Double.isNaN(value)) {
                in.find(
                        Math.abs(value) > Float.MAX_VALUE ? Reason.RANGE : Reason.PRECISION,
                        at,
                        value + " is no float32: the program that wrote it had a float64");
                return;
            }
            in.buffer.setF64(node, value);
        }
    }

    static final class Text extends GobReader {
        @Override
        void read(GobInput in, int node) {
            int length = in.length("a text");
            boolean good = Utf8.valid(in.bytes, in.pos, length);
            in.buffer.setRange(node, good ? RecordBuffer.TEXT : RecordBuffer.BAD_TEXT, in.pos, length);
            in.pos += length;
        }
    }

    static final class Bytes extends GobReader {
        @Override
        void read(GobInput in, int node) {
            int length = in.length("bytes");
            in.buffer.setRange(node, RecordBuffer.BYTES, in.pos, length);
            in.pos += length;
        }
    }

    /** Bytes in the place of a list of numbers. */
    static final class ByteList extends GobReader {
        @Override
        void read(GobInput in, int node) {
            int length = in.length("bytes");
            in.buffer.open(node, RecordBuffer.LIST);
            int last = -1;
            for (int end = in.pos + length; in.pos < end; in.pos++) {
                last = in.buffer.add(node, last);
                in.buffer.setInt(last, in.bytes[in.pos] & 0xFF);
            }
        }
    }

    /** An array of bytes, which is one of numbers. */
    static final class ByteArray extends GobReader {
        private final int length;
        private final boolean uuid;

        ByteArray(int length, boolean uuid) {
            this.length = length;
            this.uuid = uuid;
        }

        @Override
        void read(GobInput in, int node) {
            int at = in.pos;
            if (in.count("an array", 1, false) != length) {
                throw in.fail(at, "an array that has not the length of its type, " + length);
            }
            int start = in.buffer.scratchPosition();
            boolean good = true;
            for (int i = 0; i < length; i++) {
                long value = in.uint();
                good &= value >= 0 && value <= 255;
                in.buffer.append((byte) value);
            }
            if (!good) {
                in.find(Reason.RANGE, at, "an element that does not fit a byte");
                return;
            }
            in.buffer.setScratch(node, RecordBuffer.BYTES, start);
            if (uuid) {
                uuid(in.buffer, node, in.buffer.bytes(node), in.buffer.offset(node));
            }
        }
    }

    private static void uuid(RecordBuffer buffer, int node, byte[] bytes, int from) {
        buffer.setUuid(node, bigEndian(bytes, from, 8), bigEndian(bytes, from + 8, 8));
    }

    static long bigEndian(byte[] bytes, int from, int count) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 8 | bytes[from + i] & 0xFF;
        }
        return value;
    }

    /** What a type wrote by its own method: a plug-in of gob. */
    abstract static class Encoded extends GobReader {
        @Override
        final void read(GobInput in, int node) {
            int length = in.length("an encoded value");
            int from = in.pos;
            in.pos += length;
            encoded(in, node, from, length);
        }

        abstract void encoded(GobInput in, int node, int from, int length);
    }

    static final class Uuid extends Encoded {
        @Override
        void encoded(GobInput in, int node, int from, int length) {
            if (length != 16) {
                in.find(Reason.TYPE, from, "a uuid.UUID of " + length + " bytes");
                return;
            }
            uuid(in.buffer, node, in.bytes, from);
        }
    }

    /** big.Int: a byte of version and sign, the magnitude; nothing at all is 0. */
    static final class Big extends Encoded {
        private final boolean decimal;

        Big(boolean decimal) {
            this.decimal = decimal;
        }

        @Override
        void encoded(GobInput in, int node, int from, int length) {
            int bad = badBig(in.bytes, from, length);
            if (bad >= 0) {
                in.find(Reason.TYPE, from, "a big.Int of the version " + bad + ", where 1 is known");
            } else if (!decimal && fitsLong(in.bytes, from, length)) {
                in.buffer.setInt(node, smallBig(in.bytes, from, length));
            } else if (decimal && length > BigNumbers.MOST_BYTES) {
                in.find(Reason.RANGE, from, "a big.Int of " + length + " bytes is no decimal");
            } else if (decimal) {
                in.buffer.setDecimal(node, big(in.bytes, from, length), 0);
            } else {
                in.buffer.setBig(node, big(in.bytes, from, length));
            }
        }
    }

    /** The version that is not known, or -1. */
    private static int badBig(byte[] bytes, int from, int length) {
        return length > 0 && (bytes[from] & 0xFE) != 2 ? (bytes[from] & 0xFF) >> 1 : -1;
    }

    private static boolean fitsLong(byte[] bytes, int from, int length) {
        return length < 9 || length == 9 && bytes[from + 1] >= 0;
    }

    private static long smallBig(byte[] bytes, int from, int length) {
        if (length == 0) {
            return 0;
        }
        long magnitude = bigEndian(bytes, from + 1, length - 1);
        return (bytes[from] & 1) == 0 ? magnitude : -magnitude;
    }

    private static BigInteger big(byte[] bytes, int from, int length) {
        return length == 0
                ? BigInteger.ZERO
                : new BigInteger((bytes[from] & 1) == 0 ? 1 : -1, bytes, from + 1, length - 1);
    }

    /** shopspring's decimal.Decimal: four bytes of exponent, a big.Int. */
    static final class Decimal extends Encoded {
        /** Beyond it shopspring refuses to read, from 1.5 on. */
        private static final int LARGEST_EXPONENT = 10_000;

        @Override
        void encoded(GobInput in, int node, int from, int length) {
            int bad = length < 4 ? 0 : badBig(in.bytes, from + 4, length - 4);
            if (length < 4) {
                in.find(Reason.TYPE, from, "a decimal.Decimal of " + length + " bytes, where 4 are the least");
            } else if (bad >= 0) {
                in.find(Reason.TYPE, from, "a decimal.Decimal around a big.Int of the version " + bad);
            } else {
                int exponent = (int) bigEndian(in.bytes, from, 4);
                if (length > BigNumbers.MOST_BYTES) {
                    in.find(Reason.RANGE, from, "a decimal.Decimal of " + length + " bytes");
                } else if (exponent < -LARGEST_EXPONENT || exponent > LARGEST_EXPONENT) {
                    in.find(Reason.RANGE, from, "a decimal.Decimal with the exponent " + exponent);
                } else if (fitsLong(in.bytes, from + 4, length - 4)) {
                    in.buffer.setDecimal(node, smallBig(in.bytes, from + 4, length - 4), -exponent);
                } else {
                    in.buffer.setDecimal(node, big(in.bytes, from + 4, length - 4), -exponent);
                }
            }
        }
    }

    /** What a time becomes. */
    enum Becomes {
        TIMESTAMP,
        TIMESTAMP_WITH_OFFSET,
        DATETIME,
        DATE
    }

    /** time.Time: version, seconds since year 1, nanoseconds, minutes of offset, and in version 2 seconds of offset. */
    static final class Time extends Encoded {
        private static final long DAY = 86_400;
        /** Seconds from year 1 to 1970. */
        private static final long TO_1970 = 62_135_596_800L;

        private final Becomes becomes;

        Time(Becomes becomes) {
            this.becomes = becomes;
        }

        @Override
        void encoded(GobInput in, int node, int from, int length) {
            byte[] bytes = in.bytes;
            int version = length == 0 ? 0 : bytes[from];
            if (version < 1 || version > 2 || length != 14 + version) {
                in.find(
                        Reason.TYPE,
                        from,
                        "a time.Time of version " + version + " in " + length
                                + " bytes; known are 1 in 15 and 2 in 16");
                return;
            }
            long seconds = bigEndian(bytes, from + 1, 8);
            long nanos = bigEndian(bytes, from + 9, 4);
            int offset = (short) bigEndian(bytes, from + 13, 2) * 60;
            if (version == 2) {
                // Signed, as it was written; Go itself reads it without sign, and so reads offsets west of Greenwich
                // wrongly.
                offset += bytes[from + 15];
            } else if (offset == -60) {
                offset = 0;
            }
            if (nanos > 999_999_999) {
                in.find(Reason.TIMESTAMP, from, nanos + " nanoseconds");
                return;
            }
            if (seconds < Long.MIN_VALUE + TO_1970) {
                in.find(Reason.RANGE, from, "a time before what 64 bits of seconds hold");
                return;
            }
            set(in, node, from, seconds - TO_1970, (int) nanos, offset);
        }

        private void set(GobInput in, int node, int at, long seconds, int nanos, int offset) {
            switch (becomes) {
                case TIMESTAMP:
                    in.buffer.setMoment(node, seconds, nanos, RecordBuffer.NO_OFFSET);
                    return;
                case TIMESTAMP_WITH_OFFSET:
                    in.buffer.setMoment(node, seconds, nanos, offset);
                    return;
                case DATETIME:
                    if (offset != 0) {
                        in.find(
                                Reason.TIMESTAMP,
                                at,
                                "a date and time without zone, but the time has the offset of " + offset + " seconds");
                    } else {
                        in.buffer.setMoment(node, seconds, nanos, RecordBuffer.NO_OFFSET);
                    }
                    return;
                default:
                    if (offset != 0 || nanos != 0 || Math.floorMod(seconds, DAY) != 0) {
                        in.find(Reason.TIMESTAMP, at, "a date, but the time is no midnight in UTC");
                    } else {
                        in.buffer.setInt(node, Math.floorDiv(seconds, DAY));
                    }
            }
        }
    }

    /** A constant of text. */
    static final class TextEnum extends GobReader {
        private final ByteNames texts;
        private final int[] ids;

        TextEnum(List<Binding.EnumValue> values) {
            texts = new ByteNames(
                    values.stream().map(value -> value.wire().toString()).toList());
            ids = values.stream().mapToInt(Binding.EnumValue::id).toArray();
        }

        @Override
        void read(GobInput in, int node) {
            int length = in.length("a text");
            int position = texts.find(in.bytes, in.pos, length);
            if (position < 0) {
                in.find(Reason.RANGE, in.pos, "\"" + in.text(in.pos, length) + "\" is none of the enum's variants");
            } else {
                in.buffer.setInt(node, ids[position]);
            }
            in.pos += length;
        }
    }

    /** A constant of a number. */
    static final class NumberEnum extends GobReader {
        private final long[] numbers;
        private final int[] ids;
        private final boolean signed;

        NumberEnum(List<Binding.EnumValue> values, boolean signed) {
            numbers = values.stream()
                    .mapToLong(value -> new BigInteger(value.wire().toString()).longValue())
                    .toArray();
            ids = values.stream().mapToInt(Binding.EnumValue::id).toArray();
            this.signed = signed;
        }

        @Override
        void read(GobInput in, int node) {
            int at = in.pos;
            long value = signed ? in.integer() : in.uint();
            for (int i = 0; i < numbers.length; i++) {
                if (numbers[i] == value) {
                    in.buffer.setInt(node, ids[i]);
                    return;
                }
            }
            in.find(
                    Reason.RANGE,
                    at,
                    (signed ? Long.toString(value) : Long.toUnsignedString(value)) + " is none of the enum's values");
        }
    }

    /** A UUID, date or time of day as text. */
    static final class Spelled extends GobReader {
        private final TextForm form;

        Spelled(TextForm form) {
            this.form = form;
        }

        @Override
        void read(GobInput in, int node) {
            int at = in.pos;
            int length = in.length("a text");
            String text = new String(in.bytes, in.pos, Math.min(length, 64), StandardCharsets.UTF_8);
            in.pos += length;
            if (length > 64 || !form.read(text, in.buffer, node)) {
                in.find(form.reason(), at, "\"" + text + "\" is no " + form.words());
            }
        }
    }
}
