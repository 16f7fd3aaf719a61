package tallystick.wire.item;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tallystick.canonical.RecordBuffer;
import tallystick.shape.SideType.Scalar;
import tallystick.wire.NameTable;
import tallystick.wire.Reason;
import tallystick.wire.text.Becomes;
import tallystick.wire.text.Spelling;
import tallystick.wire.text.UuidText;

/** Readers of plain values. */
final class Leaves {
    /** Tags of CBOR: a big number, and one less than its negative. */
    static final int BIG = 2;

    static final int NEGATIVE_BIG = 3;

    private Leaves() {}

    /** A type that the library writes and cannot read back, or does not write at all. */
    static final class Refused extends ValueReader {
        private final String why;

        Refused(String why) {
            this.why = why;
        }

        @Override
        void value(Input in, int node) {
            int at = in.at;
            in.rest();
            in.find(Reason.TYPE, at, why);
        }

        @Override
        protected void read(Input in, int node) {
            value(in, node);
        }
    }

    static final class Bool extends ValueReader {
        @Override
        protected void read(Input in, int node) {
            if (in.kind == Kind.BOOL) {
                in.buffer.setBool(node, in.number != 0);
            } else {
                in.wrongType("a bool");
            }
        }
    }

    /** What the side keeps as an integer, and how it may stand there besides. */
    abstract static class Numeric extends ValueReader {
        @Override
        final void value(Input in, int node) {
            // The tags of big numbers are the reader's, whatever becomes of others.
            while (in.kind == Kind.TAG && in.manner.skipsTags() && in.number != BIG && in.number != NEGATIVE_BIG) {
                in.enter();
                in.head();
                in.leave();
            }
            if (in.kind == Kind.TAG) {
                read(in, node);
            } else {
                super.value(in, node);
            }
        }

        @Override
        protected final void read(Input in, int node) {
            if (in.isInteger()) {
                if (in.fitsLong()) {
                    set(in, node, in.asLong(), in.at);
                } else {
                    set(in, node, in.asBig(), in.at);
                }
                return;
            }
            int at = in.at;
            if (in.kind == Kind.TAG && (in.number == BIG || in.number == NEGATIVE_BIG)) {
                BigInteger value = bigNumber(in);
                if (value != null) {
                    set(in, node, value, at);
                }
                return;
            }
            in.wrongType("an integer");
        }

        abstract void set(Input in, int node, long value, int at);

        abstract void set(Input in, int node, BigInteger value, int at);
    }

    /** The big number whose tag was read; null after a finding. */
    static @org.jspecify.annotations.Nullable BigInteger bigNumber(Input in) {
        int at = in.at;
        boolean negative = in.number == NEGATIVE_BIG;
        in.head();
        if (in.kind != Kind.BYTES) {
            in.wrongType("the bytes of a big number");
            return null;
        }
        in.string();
        int from = in.textFrom;
        int length = in.textLength;
        while (length > 0 && in.text[from] == 0) {
            from++;
            length--;
        }
        if (length > 512) {
            in.find(Reason.RANGE, at, "an integer of " + length + " bytes, where 4096 bits are the most");
            return null;
        }
        BigInteger value = new BigInteger(1, in.text, from, length);
        return negative ? value.not() : value;
    }

    /** An integer of up to 64 bits, or of 128. */
    static final class Int extends Numeric {
        private final long least;
        private final long most;
        private final BigInteger bigLeast;
        private final BigInteger bigMost;
        private final String type;
        private final boolean decimal;

        Int(int bits, boolean signed, String type, boolean decimal) {
            this.type = type;
            this.decimal = decimal;
            bigMost = BigInteger.ONE.shiftLeft(signed ? bits - 1 : bits).subtract(BigInteger.ONE);
            bigLeast = signed ? bigMost.not() : BigInteger.ZERO;
            most = bigMost.bitLength() < 64 ? bigMost.longValue() : Long.MAX_VALUE;
            least = bigLeast.bitLength() < 64 ? bigLeast.longValue() : Long.MIN_VALUE;
        }

        @Override
        void set(Input in, int node, long value, int at) {
            if (value < least || value > most) {
                in.find(Reason.RANGE, at, value + " does not fit " + type);
            } else if (decimal) {
                in.buffer.setDecimal(node, value, 0);
            } else {
                in.buffer.setInt(node, value);
            }
        }

        @Override
        void set(Input in, int node, BigInteger value, int at) {
            if (value.compareTo(bigLeast) < 0 || value.compareTo(bigMost) > 0) {
                in.find(
                        Reason.RANGE,
                        at,
                        (value.bitLength() > 200 ? "an integer of " + value.bitLength() + " bits" : value)
                                + " does not fit " + type);
            } else if (decimal) {
                in.buffer.setDecimal(node, value, 0);
            } else {
                in.buffer.setBig(node, value);
            }
        }
    }

    static final class Floating extends ValueReader {
        private final boolean single;

        Floating(boolean single) {
            this.single = single;
        }

        @Override
        protected void read(Input in, int node) {
            if (in.kind == Kind.REAL) {
                double value = in.real;
                if (single && in.width == 64) {
                    if (!in.manner.takes(Freedom.SINGLE_FROM_REAL)) {
                        in.find(Reason.TYPE, in.at, "a float of 64 bits where one of 32 is expected");
                        return;
                    }
                    if (!Double.isNaN(value) && (float) value != value) {
                        in.find(Reason.PRECISION, in.at, value + " is no f32, and the library rounds it");
                    }
                }
                in.buffer.setF64(node, value);
                return;
            }
            if (in.isInteger() && in.manner.takes(Freedom.REAL_FROM_INTEGER)) {
                BigInteger exact = in.asBig();
                double value = single ? exact.floatValue() : exact.doubleValue();
                if (new java.math.BigDecimal(value).compareTo(new java.math.BigDecimal(exact)) != 0) {
                    in.find(Reason.PRECISION, in.at, exact + " is no float, and the library rounds it");
                }
                in.buffer.setF64(node, value);
                return;
            }
            in.wrongType("a float");
        }
    }

    /** A text, or bytes where the library reads one from them. */
    abstract static class Texts extends ValueReader {
        @Override
        protected final void read(Input in, int node) {
            if (in.kind == Kind.TEXT || in.kind == Kind.BYTES && in.manner.takes(Freedom.TEXT_FROM_BYTES)) {
                int at = in.at;
                in.string();
                text(in, node, at);
            } else {
                in.wrongType("a text");
            }
        }

        abstract void text(Input in, int node, int at);
    }

    static final class Text extends Texts {
        @Override
        void text(Input in, int node, int at) {
            in.setText(node);
        }
    }

    static final class Char extends Texts {
        @Override
        void text(Input in, int node, int at) {
            int first = in.textLength == 0 ? 0x80 : in.text[in.textFrom] & 0xFF;
            in.setText(node);
            if (in.buffer.kind(node) == RecordBuffer.TEXT
                    && in.textLength != (first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4)) {
                in.buffer.absent(node);
                in.find(Reason.TYPE, at, "a text of other than one character where a char is expected");
            }
        }
    }

    /** Bytes, of which there may have to be a number. */
    static final class Bytes extends ValueReader {
        private final int length;
        private final boolean uuid;
        private final boolean fromText;
        private final boolean fromArray;

        /**
         * @param length that of a fixed array, or -1
         * @param fromText whether they may stand there as a text
         * @param fromArray whether they may stand there as an array of integers
         */
        Bytes(int length, boolean uuid, boolean fromText, boolean fromArray) {
            this.length = length;
            this.uuid = uuid;
            this.fromText = fromText;
            this.fromArray = fromArray;
        }

        @Override
        protected void read(Input in, int node) {
            int at = in.at;
            byte[] array;
            int from;
            int count;
            int scratch = -1;
            if (in.kind == Kind.BYTES || in.kind == Kind.TEXT && fromText) {
                in.string();
                array = in.text;
                from = in.textFrom;
                count = in.textLength;
            } else if (in.kind == Kind.ARRAY && fromArray) {
                scratch = in.buffer.scratchPosition();
                if (!elements(in)) {
                    return;
                }
                // Only a node tells where the scratch is.
                in.buffer.setScratch(node, RecordBuffer.BYTES, scratch);
                array = in.buffer.bytes(node);
                from = in.buffer.offset(node);
                count = in.buffer.length(node);
            } else {
                in.wrongType(fromArray ? "bytes, or an array of them," : "bytes");
                return;
            }
            if (length >= 0 && count != length) {
                in.buffer.absent(node);
                in.find(Reason.RANGE, at, count + " bytes where " + length + " are expected");
            } else if (uuid) {
                in.buffer.setUuid(node, bigEndian(array, from), bigEndian(array, from + 8));
            } else if (scratch < 0) {
                in.setString(node, RecordBuffer.BYTES);
            }
        }

        /** Appends the elements of an array to the buffer's scratch. */
        private static boolean elements(Input in) {
            int count = in.count();
            boolean good = true;
            in.enter();
            for (int i = 0; in.more(count, i); i++) {
                in.head();
                if (in.kind == Kind.UNSIGNED && in.fitsLong() && in.number < 256) {
                    in.buffer.append((byte) in.number);
                } else {
                    int at = in.at;
                    boolean number = in.isInteger();
                    String found = number ? in.asBig().toString() : in.kind.text();
                    in.rest();
                    if (good) {
                        in.find(number ? Reason.RANGE : Reason.TYPE, at, found + " among bytes");
                    }
                    good = false;
                }
            }
            in.leave();
            return good;
        }
    }

    private static long bigEndian(byte[] bytes, int from) {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = value << 8 | bytes[from + i] & 0xFF;
        }
        return value;
    }

    /** A uuid in a text: lower case with hyphens, the one form in which it comes back the same. */
    static final class TextUuid extends Texts {
        @Override
        void text(Input in, int node, int at) {
            if (!UuidText.CANONICAL.read(in.text, in.textFrom, in.textLength, in.buffer, node)) {
                in.find(
                        Reason.TYPE,
                        at,
                        "\"" + in.shown() + "\" is no UUID in lower case with hyphens, the one form a string may have");
            }
        }
    }

    /** An enum by the text of its variant. */
    static final class TextEnum extends Texts {
        private final NameTable names;
        private final int[] ids;

        TextEnum(List<String> names, List<Integer> ids) {
            this.names = new NameTable(names.stream().map(List::of).toList(), NameTable.Folding.NONE);
            this.ids = ids.stream().mapToInt(Integer::intValue).toArray();
        }

        @Override
        void text(Input in, int node, int at) {
            int position = names.lookup(in.text, in.textFrom, in.textLength);
            if (position < 0) {
                in.find(Reason.RANGE, at, "\"" + in.shown() + "\" is none of the enum's variants");
            } else {
                in.buffer.setInt(node, ids[position]);
            }
        }
    }

    /** An enum by the number of its variant. */
    static final class NumberEnum extends ValueReader {
        private final Map<Long, Integer> ids;
        private final Int number;

        NumberEnum(Map<Long, Integer> ids, Scalar of, String type) {
            this.ids = Map.copyOf(ids);
            this.number = new Int(bits(of), isSigned(of), type, false);
        }

        @Override
        protected void read(Input in, int node) {
            int at = in.at;
            number.value(in, node);
            if (in.buffer.hasValue(node)) {
                in.setVariant(node, at, ids);
            }
        }
    }

    /** Sets the node to the date or time that {@link Input#string} found. */
    static void moment(Input in, int node, int at, Spelling spelling, Becomes becomes) {
        if (!in.moment.read(spelling, in.text, in.textFrom, in.textLength)) {
            in.find(Reason.TIMESTAMP, at, "\"" + in.shown() + "\" is no such time: expected " + in.moment.problem());
            return;
        }
        String problem = in.moment.set(in.buffer, node, spelling, becomes);
        if (problem != null) {
            in.find(Reason.TIMESTAMP, at, problem);
        }
    }

    /** A date or time of the contract that the side keeps in a text. */
    static final class PlainMoment extends Texts {
        private final Spelling spelling;
        private final Becomes becomes;

        PlainMoment(Spelling spelling, Becomes becomes) {
            this.spelling = spelling;
            this.becomes = becomes;
        }

        @Override
        void text(Input in, int node, int at) {
            moment(in, node, at, spelling, becomes);
        }
    }

    static int bits(Scalar scalar) {
        return Integer.parseInt(scalar.name().substring(1));
    }

    static boolean isSigned(Scalar scalar) {
        return scalar.name().charAt(0) == 'I';
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
