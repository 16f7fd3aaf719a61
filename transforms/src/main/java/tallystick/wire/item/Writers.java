package tallystick.wire.item;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tallystick.canonical.ByteSink;
import tallystick.canonical.RecordBuffer;
import tallystick.shape.SideType.Library;
import tallystick.wire.EpochNumber;
import tallystick.wire.KeyOrder;
import tallystick.wire.Reason;
import tallystick.wire.RustDuration;
import tallystick.wire.text.Becomes;
import tallystick.wire.text.DecimalText;
import tallystick.wire.text.Spelling;

/** Writers of values. */
final class Writers {
    private Writers() {}

    /** A type that the library cannot read back, or does not write at all. */
    static final class Refused extends ValueWriter {
        private final String why;

        Refused(String why) {
            this.why = why;
        }

        @Override
        protected void write(Output out, int node) {
            out.find(Reason.LOSSY_SOURCE, why);
        }

        @Override
        protected boolean writeNil(Output out) {
            out.find(Reason.LOSSY_SOURCE, why);
            return true;
        }
    }

    /** A pointer or an Option. */
    static final class Options extends ValueWriter {
        private final ValueWriter inner;

        Options(ValueWriter inner) {
            this.inner = inner;
        }

        @Override
        protected void write(Output out, int node) {
            inner.write(out, node);
        }

        @Override
        protected boolean writeNil(Output out) {
            out.nil();
            return true;
        }
    }

    static final class Bool extends ValueWriter {
        @Override
        protected void write(Output out, int node) {
            out.coding.bool(out.sink, out.buffer.bool(node));
        }

        @Override
        protected boolean isEmpty(Output out, int node) {
            return !out.buffer.bool(node);
        }

        @Override
        protected boolean writeZero(Output out) {
            out.coding.bool(out.sink, false);
            return true;
        }
    }

    /** An integer of a width of the side. */
    static class Int extends ValueWriter {
        private final long least;
        private final long most;
        private final BigInteger bigLeast;
        private final BigInteger bigMost;
        private final String type;

        Int(int bits, boolean signed, String type) {
            this.type = type;
            bigMost = BigInteger.ONE.shiftLeft(signed ? bits - 1 : bits).subtract(BigInteger.ONE);
            bigLeast = signed ? bigMost.not() : BigInteger.ZERO;
            most = bigMost.bitLength() < 64 ? bigMost.longValue() : Long.MAX_VALUE;
            least = bigLeast.bitLength() < 64 ? bigLeast.longValue() : Long.MIN_VALUE;
        }

        @Override
        protected final void write(Output out, int node) {
            byte kind = out.buffer.kind(node);
            if (kind == RecordBuffer.INT) {
                long value = out.buffer.integer(node);
                if (value < least || value > most) {
                    out.find(Reason.RANGE, value + " does not fit " + type);
                }
                number(out, value);
                return;
            }
            BigInteger value = kind == RecordBuffer.BIG ? out.buffer.big(node) : decimal(out.buffer, node);
            if (value.compareTo(bigLeast) < 0 || value.compareTo(bigMost) > 0) {
                out.find(Reason.RANGE, "the integer does not fit " + type);
            } else if (value.bitLength() < 64) {
                number(out, value.longValue());
            } else {
                number(out, value);
            }
        }

        /** Writes an integer of the type. */
        protected void number(Output out, long value) {
            out.integer(value);
        }

        /** Writes an integer of the type that does not fit 64 bits signed. */
        protected void number(Output out, BigInteger value) {
            out.coding.big(out.sink, value);
        }

        /** Of a decimal without digits after the point. */
        static BigInteger decimal(RecordBuffer buffer, int node) {
            int scale = buffer.scale(node);
            BigInteger unscaled = buffer.unscaled(node);
            return scale <= 0
                    ? unscaled.multiply(BigInteger.TEN.pow(-scale))
                    : unscaled.divide(BigInteger.TEN.pow(scale));
        }

        @Override
        protected final boolean isEmpty(Output out, int node) {
            return out.buffer.kind(node) != RecordBuffer.BIG && out.buffer.integer(node) == 0;
        }

        @Override
        protected final boolean writeZero(Output out) {
            number(out, 0);
            return true;
        }
    }

    static final class Floating extends ValueWriter {
        private final boolean single;

        Floating(boolean single) {
            this.single = single;
        }

        @Override
        protected void write(Output out, int node) {
            double value = out.buffer.f64(node);
            if (!single) {
                out.coding.real(out.sink, value);
                return;
            }
            if (!Double.isNaN(value) && (float) value != value) {
                out.find(Reason.PRECISION, value + " is no f32");
            }
            out.coding.single(out.sink, (float) value);
        }

        @Override
        protected boolean isEmpty(Output out, int node) {
            return out.buffer.f64(node) == 0;
        }

        @Override
        protected boolean writeZero(Output out) {
            if (single) {
                out.coding.single(out.sink, 0);
            } else {
                out.coding.real(out.sink, 0);
            }
            return true;
        }
    }

    static final class Text extends ValueWriter {
        private final boolean character;
        private final boolean anyBytes;

        /** {@code anyBytes}: whether the side's text may be no UTF-8. */
        Text(boolean character, boolean anyBytes) {
            this.character = character;
            this.anyBytes = anyBytes;
        }

        @Override
        protected void write(Output out, int node) {
            int length = out.buffer.length(node);
            if (out.buffer.kind(node) == RecordBuffer.BAD_TEXT && !anyBytes) {
                out.find(Reason.LOSSY_SOURCE, "the text is not valid UTF-8, which the side's type always is");
                return;
            }
            if (character) {
                int first = length == 0 ? 0 : out.buffer.bytes(node)[out.buffer.offset(node)] & 0xFF;
                if (length != (first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4)) {
                    out.find(Reason.RANGE, "a char is one character");
                }
            }
            out.text(out.buffer.bytes(node), out.buffer.offset(node), length);
        }

        @Override
        protected boolean isEmpty(Output out, int node) {
            return out.buffer.length(node) == 0;
        }

        @Override
        protected boolean writeZero(Output out) {
            out.coding.text(out.sink, 0);
            return !character;
        }
    }

    /** Bytes or a uuid, as bytes or as an array of integers; {@code length} is that of a fixed array, or -1. */
    static final class Bytes extends ValueWriter {
        private final int length;
        private final boolean array;
        private final boolean nil;

        Bytes(int length, boolean array) {
            this(length, array, false);
        }

        /** {@code nil}: whether the side's bytes may be nil. */
        Bytes(int length, boolean array, boolean nil) {
            this.length = length;
            this.array = array;
            this.nil = nil;
        }

        @Override
        protected void write(Output out, int node) {
            RecordBuffer buffer = out.buffer;
            byte[] bytes;
            int from;
            int count;
            if (buffer.kind(node) == RecordBuffer.UUID) {
                ByteSink spare = out.spare();
                bigEndian(spare, buffer.uuidHigh(node));
                bigEndian(spare, buffer.uuidLow(node));
                bytes = spare.array();
                from = 0;
                count = 16;
            } else {
                bytes = buffer.bytes(node);
                from = buffer.offset(node);
                count = buffer.length(node);
                if (length >= 0 && count != length) {
                    out.find(Reason.RANGE, count + " bytes do not fit an array of " + length);
                }
            }
            if (!array) {
                out.bytes(bytes, from, count);
                return;
            }
            out.coding.array(out.sink, count);
            for (int i = 0; i < count; i++) {
                out.integer(bytes[from + i] & 0xFF);
            }
        }

        @Override
        protected boolean writeNil(Output out) {
            if (nil) {
                out.nil();
            }
            return nil;
        }

        @Override
        protected boolean isEmpty(Output out, int node) {
            return out.buffer.kind(node) == RecordBuffer.BYTES && out.buffer.length(node) == 0;
        }

        @Override
        protected boolean writeZero(Output out) {
            if (length >= 0) {
                return false;
            }
            if (array) {
                out.coding.array(out.sink, 0);
            } else {
                out.coding.bytes(out.sink, 0);
            }
            return true;
        }
    }

    static void bigEndian(ByteSink out, long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            out.write((int) (value >>> shift));
        }
    }

    static final class UuidText extends ValueWriter {
        @Override
        protected void write(Output out, int node) {
            out.text(new java.util.UUID(out.buffer.uuidHigh(node), out.buffer.uuidLow(node)).toString());
        }
    }

    /** A date or time, in text or in the numbers of the time crate. */
    static final class Moment extends ValueWriter {
        private final Spelling spelling;
        private final Becomes becomes;

        Moment(Spelling spelling, Becomes becomes) {
            this.spelling = spelling;
            this.becomes = becomes;
        }

        @Override
        protected void write(Output out, int node) {
            if (!out.moment.prepare(out.buffer, node, spelling, becomes, out.findings, out.path)) {
                return;
            }
            if (spelling.numbers() == 0) {
                out.moment.write(out.spare(), spelling, becomes);
                out.spareText();
                return;
            }
            out.moment.numbers(spelling, out.numbers);
            out.coding.array(out.sink, spelling.numbers());
            for (int i = 0; i < spelling.numbers(); i++) {
                out.integer(out.numbers[i]);
            }
        }
    }

    static final class Epoch extends ValueWriter {
        private final EpochNumber number;

        Epoch(EpochNumber number) {
            this.number = number;
        }

        @Override
        protected void write(Output out, int node) {
            out.integer(number.write(out.buffer, node, out::find).longValue());
        }
    }

    /** Writes a struct of two integers, as all structs are written. */
    private static void pair(Output out, String first, BigInteger seconds, String second, long nanos) {
        boolean array = out.manner.structs() == Manner.Structs.ARRAYS;
        if (array) {
            out.coding.array(out.sink, 2);
        } else {
            out.coding.map(out.sink, 2);
            out.text(first);
        }
        out.coding.unsigned(out.sink, seconds.longValue());
        if (!array) {
            out.text(second);
        }
        out.integer(nanos);
    }

    static final class SystemTime extends ValueWriter {
        private final boolean keepsOffset;

        SystemTime(boolean keepsOffset) {
            this.keepsOffset = keepsOffset;
        }

        @Override
        protected void write(Output out, int node) {
            if (keepsOffset && out.buffer.offsetSeconds(node) != 0) {
                out.find(Reason.LOSSY_SOURCE, "the offset is lost in a SystemTime");
            }
            if (out.buffer.integer(node) < 0) {
                out.find(Reason.RANGE, "a SystemTime before 1970 is refused by the library");
                return;
            }
            pair(
                    out,
                    "secs_since_epoch",
                    BigInteger.valueOf(out.buffer.integer(node)),
                    "nanos_since_epoch",
                    out.buffer.nanos(node));
        }
    }

    /** std's Duration, a struct; chrono's TimeDelta and the time crate's Duration, arrays. */
    static final class Duration extends ValueWriter {
        private final Library side;

        Duration(Library side) {
            this.side = side;
        }

        @Override
        protected void write(Output out, int node) {
            BigInteger all = out.buffer.big(node);
            RustDuration parts = RustDuration.of(all, side);
            if (parts == null) {
                out.find(Reason.RANGE, RustDuration.outOfRange(all, side));
            } else if (side == Library.STD_DURATION) {
                pair(out, "secs", parts.seconds(), "nanos", parts.nanos().longValue());
            } else {
                out.coding.array(out.sink, 2);
                out.integer(parts.seconds().longValue());
                out.integer(parts.nanos().longValue());
            }
        }
    }

    /** A rust_decimal, as text. */
    static final class Decimal extends ValueWriter {
        @Override
        protected void write(Output out, int node) {
            if (DecimalText.beyondRust(out.buffer, node) != null) {
                out.find(Reason.RANGE, "rust_decimal holds 96 bits and 28 digits after the point");
                return;
            }
            DecimalText.write(out.buffer, node, out.spare());
            out.spareText();
        }
    }

    /** num-bigint's BigInt: a sign, and an array of digits to the base 2^32. */
    static final class RustBigInt extends ValueWriter {
        @Override
        protected void write(Output out, int node) {
            byte kind = out.buffer.kind(node);
            BigInteger value = kind == RecordBuffer.INT || kind == RecordBuffer.BIG
                    ? out.buffer.big(node)
                    : Int.decimal(out.buffer, node);
            out.coding.array(out.sink, 2);
            out.integer(value.signum());
            BigInteger rest = value.abs();
            out.coding.array(out.sink, (rest.bitLength() + 31) / 32);
            while (rest.signum() != 0) {
                out.integer(rest.longValue() & 0xFFFF_FFFFL);
                rest = rest.shiftRight(32);
            }
        }
    }

    static final class Elements extends ValueWriter {
        private final ValueWriter element;
        private final int length;
        private final boolean nil;

        /** {@code nil}: whether the side's list may be nil. */
        Elements(ValueWriter element, int length, boolean nil) {
            this.element = element;
            this.length = length;
            this.nil = nil;
        }

        @Override
        protected void write(Output out, int node) {
            int count = out.buffer.children(node);
            if (length >= 0 && count != length) {
                out.find(Reason.RANGE, count + " values do not fit an array of " + length);
            }
            out.coding.array(out.sink, count);
            int position = 0;
            for (int child = out.buffer.first(node); child >= 0; child = out.buffer.next(child)) {
                out.path.enter(position++);
                element.element(out, child);
                out.path.leave();
            }
        }

        @Override
        protected boolean writeNil(Output out) {
            if (nil) {
                out.nil();
            }
            return nil;
        }

        @Override
        protected boolean isEmpty(Output out, int node) {
            return length <= 0 && out.buffer.children(node) == 0;
        }

        @Override
        protected boolean writeZero(Output out) {
            out.coding.array(out.sink, 0);
            return length < 0;
        }
    }

    static final class TupleWriter extends ValueWriter {
        private final ValueWriter[] elements;

        TupleWriter(List<ValueWriter> elements) {
            this.elements = elements.toArray(new ValueWriter[0]);
        }

        @Override
        protected void write(Output out, int node) {
            out.coding.array(out.sink, elements.length);
            int position = 0;
            for (int child = out.buffer.first(node);
                    child >= 0 && position < elements.length;
                    child = out.buffer.next(child)) {
                out.path.enter(position);
                elements[position++].element(out, child);
                out.path.leave();
            }
        }
    }

    /** A map, in an order that the library would write it in. */
    static final class Entries extends ValueWriter {
        private final KeyOrder order;
        private final ValueWriter key;
        private final ValueWriter value;
        private final boolean nil;

        /** {@code nil}: whether the side's map may be nil. */
        Entries(KeyOrder order, ValueWriter key, ValueWriter value, boolean nil) {
            this.order = order;
            this.key = key;
            this.value = value;
            this.nil = nil;
        }

        @Override
        protected void write(Output out, int node) {
            out.coding.map(out.sink, out.buffer.children(node) / 2);
            entries(out, node);
        }

        /** Writes the entries without the head of a map. */
        void entries(Output out, int node) {
            RecordBuffer buffer = out.buffer;
            if (out.manner.order() == Manner.Order.VALUES) {
                List<Integer> keys = new ArrayList<>();
                for (int child = buffer.first(node); child >= 0; child = buffer.next(buffer.next(child))) {
                    keys.add(child);
                }
                Comparator<Integer> byKey = (a, b) -> order.compare(buffer, a, b);
                keys.sort(byKey);
                int position = 0;
                for (int child : keys) {
                    out.path.enter(position++);
                    key.element(out, child);
                    value.element(out, buffer.next(child));
                    out.path.leave();
                }
            } else {
                inOrderOfBytes(out, node);
            }
        }

        private record Entry(byte[] key, int value) {}

        private void inOrderOfBytes(Output out, int node) {
            List<Entry> entries = new ArrayList<>();
            int position = 0;
            for (int child = out.buffer.first(node); child >= 0; child = out.buffer.next(out.buffer.next(child))) {
                int mark = out.sink.length();
                out.path.enter(position++);
                key.element(out, child);
                out.path.leave();
                entries.add(new Entry(
                        Arrays.copyOfRange(out.sink.array(), mark, out.sink.length()), out.buffer.next(child)));
                out.sink.truncate(mark);
            }
            entries.sort((a, b) -> out.manner.order().compare(a.key, b.key));
            position = 0;
            for (Entry entry : entries) {
                out.sink.write(entry.key, 0, entry.key.length);
                out.path.enter(position++);
                value.element(out, entry.value);
                out.path.leave();
            }
        }

        @Override
        protected boolean writeNil(Output out) {
            if (nil) {
                out.nil();
            }
            return nil;
        }

        @Override
        protected boolean isEmpty(Output out, int node) {
            return out.buffer.children(node) == 0;
        }

        @Override
        protected boolean writeZero(Output out) {
            out.coding.map(out.sink, 0);
            return true;
        }
    }

    /** An enum of the contract that the side keeps in a text. */
    static final class TextEnum extends ValueWriter {
        private final Map<Long, byte[]> words;

        TextEnum(Map<Long, byte[]> words) {
            this.words = Map.copyOf(words);
        }

        @Override
        protected void write(Output out, int node) {
            byte[] word = words.get(out.buffer.integer(node));
            if (word == null) {
                out.find(Reason.RANGE, "the side has no word for the id " + out.buffer.integer(node));
            } else {
                out.text(word, 0, word.length);
            }
        }

        @Override
        protected boolean isEmpty(Output out, int node) {
            byte[] word = words.get(out.buffer.integer(node));
            return word != null && word.length == 0;
        }
    }

    /** An enum of the contract that the side keeps in an integer. */
    static final class NumberEnum extends ValueWriter {
        private final Map<Long, Long> numbers;
        private final Int integer;

        NumberEnum(Map<Long, Long> numbers, Int integer) {
            this.numbers = Map.copyOf(numbers);
            this.integer = integer;
        }

        @Override
        protected void write(Output out, int node) {
            Long number = numbers.get(out.buffer.integer(node));
            if (number == null) {
                out.find(Reason.RANGE, "the side has no number for the id " + out.buffer.integer(node));
            } else {
                integer.number(out, number);
            }
        }

        @Override
        protected boolean isEmpty(Output out, int node) {
            return Long.valueOf(0).equals(numbers.get(out.buffer.integer(node)));
        }
    }
}
