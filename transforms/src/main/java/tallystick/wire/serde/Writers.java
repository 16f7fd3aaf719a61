package tallystick.wire.serde;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tallystick.canonical.ByteSink;
import tallystick.canonical.RecordBuffer;
import tallystick.shape.SideType.Library;
import tallystick.shape.SideType.Scalar;
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
        void write(Output out, int node) {
            out.find(Reason.LOSSY_SOURCE, why);
        }

        @Override
        void value(Output out, int node) {
            write(out, node);
        }
    }

    /** An Option, or several around each other; as {@link Containers.Options} reads them. */
    static final class Options extends ValueWriter {
        private final ValueWriter inner;
        private final int layers;
        private final boolean tristate;

        Options(ValueWriter inner, int layers, boolean tristate) {
            this.inner = inner;
            this.layers = layers;
            this.tristate = tristate;
        }

        @Override
        void value(Output out, int node) {
            byte kind = out.buffer.kind(node);
            if (kind > RecordBuffer.NULL) {
                write(out, node);
            } else if (!tristate) {
                out.sink.write(0);
            } else if (layers < 2) {
                // Of null and absence one would have to become the other.
                out.find(
                        Reason.LOSSY_SOURCE,
                        "an Option writes None for null and for absence alike, which the contract tells apart");
            } else {
                if (kind == RecordBuffer.NULL) {
                    out.sink.write(1);
                }
                out.sink.write(0);
            }
        }

        @Override
        void write(Output out, int node) {
            for (int i = 0; i < layers; i++) {
                out.sink.write(1);
            }
            inner.write(out, node);
        }
    }

    static final class Elements extends ValueWriter {
        private final ValueWriter element;
        private final int length;

        Elements(ValueWriter element, int length) {
            this.element = element;
            this.length = length;
        }

        @Override
        void write(Output out, int node) {
            int count = out.buffer.children(node);
            if (length < 0) {
                out.coding.unsigned(out.sink, 64, count);
            } else if (count != length) {
                out.find(Reason.RANGE, count + " elements do not fit an array of " + length);
                return;
            }
            int position = 0;
            for (int child = out.buffer.first(node); child >= 0; child = out.buffer.next(child)) {
                out.path.enter(position++);
                element.value(out, child);
                out.path.leave();
            }
        }
    }

    static final class TupleWriter extends ValueWriter {
        private final List<ValueWriter> elements;

        TupleWriter(List<ValueWriter> elements) {
            this.elements = List.copyOf(elements);
        }

        @Override
        void write(Output out, int node) {
            int position = 0;
            for (int child = out.buffer.first(node);
                    child >= 0 && position < elements.size();
                    child = out.buffer.next(child)) {
                out.path.enter(position);
                elements.get(position++).value(out, child);
                out.path.leave();
            }
        }
    }

    /** A map, in the order of a BTreeMap; what a HashMap would write is one of many orders. */
    static final class Entries extends ValueWriter {
        private final KeyOrder order;
        private final ValueWriter key;
        private final ValueWriter value;

        Entries(KeyOrder order, ValueWriter key, ValueWriter value) {
            this.order = order;
            this.key = key;
            this.value = value;
        }

        @Override
        void write(Output out, int node) {
            RecordBuffer buffer = out.buffer;
            List<Integer> keys = new ArrayList<>();
            for (int child = buffer.first(node); child >= 0; child = buffer.next(buffer.next(child))) {
                keys.add(child);
            }
            Comparator<Integer> byKey = (a, b) -> order.compare(buffer, a, b);
            keys.sort(byKey);
            out.coding.unsigned(out.sink, 64, keys.size());
            int position = 0;
            for (int child : keys) {
                out.path.enter(position++);
                key.value(out, child);
                value.value(out, buffer.next(child));
                out.path.leave();
            }
        }
    }

    /** A variant: its number in the order of declaration, its name, the writer of what it carries. */
    record Variant(int number, String name, @Nullable ValueWriter payload) {}

    /** A Rust enum, with payloads or without. */
    static final class Union extends ValueWriter {
        private final Map<Long, Variant> variants;

        Union(Map<Long, Variant> variants) {
            this.variants = variants;
        }

        @Override
        void write(Output out, int node) {
            Variant variant = variants.get(out.buffer.integer(node));
            if (variant == null) {
                out.find(Reason.RANGE, "the side's enum has no variant for the id " + out.buffer.integer(node));
                return;
            }
            out.coding.unsigned(out.sink, 32, variant.number());
            ValueWriter payload = variant.payload();
            if (payload != null) {
                out.path.enter(variant.name());
                payload.value(out, out.buffer.first(node));
                out.path.leave();
            }
        }
    }

    /** An enum of the contract that the side keeps in a String. */
    static final class TextEnum extends ValueWriter {
        private final Map<Long, byte[]> words;

        TextEnum(Map<Long, byte[]> words) {
            this.words = Map.copyOf(words);
        }

        @Override
        void write(Output out, int node) {
            byte[] word = words.get(out.buffer.integer(node));
            if (word == null) {
                out.find(Reason.RANGE, "the side has no word for the id " + out.buffer.integer(node));
            } else {
                out.bytes(word, 0, word.length);
            }
        }
    }

    static final class Bool extends ValueWriter {
        @Override
        void write(Output out, int node) {
            out.sink.write(out.buffer.bool(node) ? 1 : 0);
        }
    }

    static final class Int extends ValueWriter {
        private final int bits;
        private final boolean signed;
        private final BigInteger least;
        private final BigInteger most;
        private final String type;

        Int(Scalar scalar, String type) {
            this.bits = Leaves.bits(scalar);
            this.signed = scalar.name().charAt(0) == 'I';
            this.type = type;
            this.most = BigInteger.ONE.shiftLeft(signed ? bits - 1 : bits).subtract(BigInteger.ONE);
            this.least = signed ? most.not() : BigInteger.ZERO;
        }

        @Override
        void write(Output out, int node) {
            RecordBuffer buffer = out.buffer;
            byte kind = buffer.kind(node);
            if (kind == RecordBuffer.INT && fits(buffer.integer(node))) {
                long value = buffer.integer(node);
                write(out, signed ? value >> 63 : 0, value);
                return;
            }
            BigInteger value = kind == RecordBuffer.INT || kind == RecordBuffer.BIG
                    ? buffer.big(node)
                    : decimal(buffer.unscaled(node), buffer.scale(node));
            if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
                out.find(Reason.RANGE, "the integer does not fit " + type);
                return;
            }
            write(out, value.shiftRight(64).longValue(), value.longValue());
        }

        private boolean fits(long value) {
            if (bits > 64) {
                return signed || value >= 0;
            }
            if (bits == 64) {
                return signed || value >= 0;
            }
            return signed ? value << (64 - bits) >> (64 - bits) == value : value >>> bits == 0;
        }

        private void write(Output out, long high, long low) {
            if (bits == 8) {
                out.sink.write((int) low);
            } else if (bits == 128) {
                out.coding.wide(out.sink, signed, high, low);
            } else if (signed) {
                out.coding.signed(out.sink, bits, low);
            } else {
                out.coding.unsigned(out.sink, bits, low);
            }
        }

        private static BigInteger decimal(BigInteger unscaled, int scale) {
            return scale <= 0
                    ? unscaled.multiply(BigInteger.TEN.pow(-scale))
                    : unscaled.divide(BigInteger.TEN.pow(scale));
        }
    }

    static final class Floating extends ValueWriter {
        private final boolean single;

        Floating(boolean single) {
            this.single = single;
        }

        @Override
        void write(Output out, int node) {
            double value = out.buffer.f64(node);
            if (!single) {
                Output.littleEndian(out.sink, 8, Double.doubleToRawLongBits(value));
                return;
            }
            if ((float) value != value && !Double.isNaN(value)) {
                out.find(Reason.PRECISION, value + " is no f32");
                return;
            }
            Output.littleEndian(out.sink, 4, Float.floatToRawIntBits((float) value));
        }
    }

    static final class Text extends ValueWriter {
        @Override
        void write(Output out, int node) {
            if (out.buffer.kind(node) != RecordBuffer.TEXT) {
                out.find(Reason.ENCODING, "a Rust String is always valid UTF-8, and the text is not");
                return;
            }
            out.bytes(out.buffer.bytes(node), out.buffer.offset(node), out.buffer.length(node));
        }
    }

    static final class Char extends ValueWriter {
        @Override
        void write(Output out, int node) {
            RecordBuffer buffer = out.buffer;
            int length = buffer.length(node);
            int first = length == 0 ? 0x80 : buffer.bytes(node)[buffer.offset(node)] & 0xFF;
            if (buffer.kind(node) != RecordBuffer.TEXT
                    || length != (first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4)) {
                out.find(Reason.TYPE, "a text of other than one character does not fit a char");
                return;
            }
            if (out.coding.charsHaveLength()) {
                out.coding.unsigned(out.sink, 64, length);
            }
            out.sink.write(buffer.bytes(node), buffer.offset(node), length);
        }
    }

    static final class Bytes extends ValueWriter {
        @Override
        void write(Output out, int node) {
            out.bytes(out.buffer.bytes(node), out.buffer.offset(node), out.buffer.length(node));
        }
    }

    static final class ByteArray extends ValueWriter {
        private final int length;

        ByteArray(int length) {
            this.length = length;
        }

        @Override
        void write(Output out, int node) {
            if (out.buffer.length(node) != length) {
                out.find(Reason.RANGE, out.buffer.length(node) + " bytes do not fit an array of " + length);
                return;
            }
            out.sink.write(out.buffer.bytes(node), out.buffer.offset(node), length);
        }
    }

    /** A Uuid, whose bytes have their length before them, or an array of 16 bytes. */
    static final class Uuid extends ValueWriter {
        private final boolean prefixed;

        Uuid(boolean prefixed) {
            this.prefixed = prefixed;
        }

        @Override
        void write(Output out, int node) {
            if (prefixed) {
                out.coding.unsigned(out.sink, 64, 16);
            }
            Output.littleEndian(out.sink, 8, Long.reverseBytes(out.buffer.uuidHigh(node)));
            Output.littleEndian(out.sink, 8, Long.reverseBytes(out.buffer.uuidLow(node)));
        }
    }

    static final class UuidText extends ValueWriter {
        @Override
        void write(Output out, int node) {
            String text = new java.util.UUID(out.buffer.uuidHigh(node), out.buffer.uuidLow(node)).toString();
            byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            out.bytes(bytes, 0, bytes.length);
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
        void write(Output out, int node) {
            if (!out.moment.prepare(out.buffer, node, spelling, becomes, out.findings, out.path)) {
                return;
            }
            if (spelling.numbers() == 0) {
                out.moment.write(out.spare(), spelling, becomes);
                out.text();
                return;
            }
            long[] numbers = out.numbers;
            out.moment.numbers(spelling, numbers);
            ByteSink sink = out.sink;
            int at = 0;
            if (spelling != Spelling.TIME_TIME) {
                out.coding.signed(sink, 32, numbers[at++]);
                out.coding.unsigned(sink, 16, numbers[at++]);
            }
            if (spelling != Spelling.TIME_DATE) {
                sink.write((int) numbers[at++]);
                sink.write((int) numbers[at++]);
                sink.write((int) numbers[at++]);
                out.coding.unsigned(sink, 32, numbers[at++]);
            }
            while (at < spelling.numbers()) {
                sink.write((int) numbers[at++]);
            }
        }
    }

    static final class Epoch extends ValueWriter {
        private final EpochNumber number;

        Epoch(EpochNumber number) {
            this.number = number;
        }

        @Override
        void write(Output out, int node) {
            out.coding.signed(
                    out.sink, 64, number.write(out.buffer, node, out::find).longValue());
        }
    }

    static final class SystemTime extends ValueWriter {
        private final boolean keepsOffset;

        SystemTime(boolean keepsOffset) {
            this.keepsOffset = keepsOffset;
        }

        @Override
        void write(Output out, int node) {
            if (keepsOffset && out.buffer.offsetSeconds(node) != 0) {
                out.find(Reason.LOSSY_SOURCE, "the offset is lost in a SystemTime");
            }
            if (out.buffer.integer(node) < 0) {
                out.find(Reason.RANGE, "a SystemTime before 1970 is refused by the library");
                return;
            }
            out.coding.unsigned(out.sink, 64, out.buffer.integer(node));
            out.coding.unsigned(out.sink, 32, out.buffer.nanos(node));
        }
    }

    /** std's Duration, chrono's TimeDelta, the time crate's Duration. */
    static final class Duration extends ValueWriter {
        private final Library side;

        Duration(Library side) {
            this.side = side;
        }

        @Override
        void write(Output out, int node) {
            BigInteger all = out.buffer.big(node);
            RustDuration parts = RustDuration.of(all, side);
            if (parts == null) {
                out.find(Reason.RANGE, RustDuration.outOfRange(all, side));
                return;
            }
            if (side == Library.STD_DURATION) {
                out.coding.unsigned(out.sink, 64, parts.seconds().longValue());
                out.coding.unsigned(out.sink, 32, parts.nanos().longValue());
            } else {
                out.coding.signed(out.sink, 64, parts.seconds().longValue());
                out.coding.signed(out.sink, 32, parts.nanos().longValue());
            }
        }
    }

    static final class Decimal extends ValueWriter {
        @Override
        void write(Output out, int node) {
            if (DecimalText.beyondRust(out.buffer, node) != null) {
                out.find(Reason.RANGE, "rust_decimal holds 96 bits and 28 digits after the point");
                return;
            }
            DecimalText.write(out.buffer, node, out.spare());
            out.text();
        }
    }

    static final class RustBigInt extends ValueWriter {
        @Override
        void write(Output out, int node) {
            byte kind = out.buffer.kind(node);
            BigInteger value = kind == RecordBuffer.INT || kind == RecordBuffer.BIG
                    ? out.buffer.big(node)
                    : Int.decimal(out.buffer.unscaled(node), out.buffer.scale(node));
            out.sink.write(value.signum());
            BigInteger rest = value.abs();
            out.coding.unsigned(out.sink, 64, (rest.bitLength() + 31) / 32);
            while (rest.signum() != 0) {
                out.coding.unsigned(out.sink, 32, rest.longValue() & 0xFFFF_FFFFL);
                rest = rest.shiftRight(32);
            }
        }
    }
}
