package tallystick.wire.gob;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import tallystick.canonical.ByteSink;
import tallystick.canonical.RecordBuffer;
import tallystick.wire.Reason;
import tallystick.wire.RecordCheck;

/** Writers of values. */
final class Writers {
    private Writers() {}

    static final class Bool extends GobWriter {
        @Override
        void write(GobOutput out, int node) {
            out.write(out.buffer.bool(node) ? 1 : 0);
        }

        @Override
        boolean isZero(GobOutput out, int node) {
            return !out.buffer.bool(node);
        }
    }

    /** An integer of a width of the side. */
    static final class Int extends GobWriter {
        private final int bits;
        private final boolean signed;
        private final String type;

        Int(int bits, boolean signed, String type) {
            this.bits = bits;
            this.signed = signed;
            this.type = type;
        }

        private static BigInteger big(RecordBuffer buffer, int node) {
            byte kind = buffer.kind(node);
            if (kind != RecordBuffer.DECIMAL && kind != RecordBuffer.BIG_DECIMAL) {
                return buffer.big(node);
            }
            int scale = buffer.scale(node);
            BigInteger unscaled = buffer.unscaled(node);
            return scale >= 0
                    ? unscaled.divide(BigInteger.TEN.pow(scale))
                    : unscaled.multiply(BigInteger.TEN.pow(-scale));
        }

        @Override
        void write(GobOutput out, int node) {
            if (out.buffer.kind(node) == RecordBuffer.INT) {
                long value = out.buffer.integer(node);
                boolean fits = signed
                        ? value >= ~(Long.MAX_VALUE >>> (64 - bits)) && value <= Long.MAX_VALUE >>> (64 - bits)
                        : value >= 0 && (bits == 64 || value >>> bits == 0);
                if (!fits) {
                    out.find(Reason.RANGE, value + " does not fit " + type);
                } else if (signed) {
                    out.integer(value);
                } else {
                    out.uint(value);
                }
                return;
            }
            BigInteger value = big(out.buffer, node);
            if (signed ? value.bitLength() >= bits : value.signum() < 0 || value.bitLength() > bits) {
                out.find(Reason.RANGE, "an integer of " + value.bitLength() + " bits does not fit " + type);
            } else if (signed) {
                out.integer(value.longValue());
            } else {
                out.uint(value.longValue());
            }
        }

        @Override
        boolean isZero(GobOutput out, int node) {
            return out.buffer.kind(node) != RecordBuffer.BIG
                    && out.buffer.kind(node) != RecordBuffer.BIG_DECIMAL
                    && out.buffer.integer(node) == 0;
        }
    }

    static final class Real extends GobWriter {
        private final boolean single;

        Real(boolean single) {
            this.single = single;
        }

        @Override
        void write(GobOutput out, int node) {
            double value = out.buffer.f64(node);
            if (single && (float) value != value && !Double.isNaN(value)) {
                out.find(Reason.PRECISION, value + " is no float32");
            }
            out.real(value);
        }

        @Override
        boolean isZero(GobOutput out, int node) {
            double value = out.buffer.f64(node);
            if (value == 0 && Double.doubleToRawLongBits(value) != 0) {
                out.find(Reason.LOSSY_SOURCE, "gob leaves out -0.0, which is then read as 0.0");
            }
            return value == 0;
        }
    }

    /** Text or bytes, as they are. */
    static final class Raw extends GobWriter {
        @Override
        void write(GobOutput out, int node) {
            out.bytes(out.buffer.bytes(node), out.buffer.offset(node), out.buffer.length(node));
        }

        @Override
        boolean isZero(GobOutput out, int node) {
            return out.buffer.length(node) == 0;
        }
    }

    /** A UUID, date or time of day as text. */
    static final class Spelled extends GobWriter {
        private final TextForm form;

        Spelled(TextForm form) {
            this.form = form;
        }

        @Override
        void write(GobOutput out, int node) {
            out.text(form.write(out.buffer, node));
        }
    }

    /** Bytes, or a UUID, in an array of bytes, which is one of numbers. */
    static final class ByteArray extends GobWriter {
        private final int length;

        ByteArray(int length) {
            this.length = length;
        }

        @Override
        void write(GobOutput out, int node) {
            RecordBuffer buffer = out.buffer;
            out.uint(length);
            if (buffer.kind(node) == RecordBuffer.UUID) {
                for (int i = 0; i < 16; i++) {
                    out.uint((i < 8 ? buffer.uuidHigh(node) : buffer.uuidLow(node)) >>> (56 - 8 * (i & 7)) & 0xFF);
                }
                return;
            }
            if (buffer.length(node) != length) {
                out.find(Reason.RANGE, buffer.length(node) + " bytes do not fit an array of " + length);
                return;
            }
            for (int i = 0; i < length; i++) {
                out.uint(buffer.bytes(node)[buffer.offset(node) + i] & 0xFF);
            }
        }
    }

    /** A list of numbers that Go has as bytes. */
    static final class ByteList extends GobWriter {
        @Override
        void write(GobOutput out, int node) {
            out.uint(out.buffer.children(node));
            for (int child = out.buffer.first(node); child >= 0; child = out.buffer.next(child)) {
                out.write((int) out.buffer.integer(child));
            }
        }

        @Override
        boolean isZero(GobOutput out, int node) {
            return out.buffer.children(node) == 0;
        }
    }

    static final class Uuid extends GobWriter {
        @Override
        void write(GobOutput out, int node) {
            out.uint(16);
            for (int i = 0; i < 16; i++) {
                out.write(
                        (int) ((i < 8 ? out.buffer.uuidHigh(node) : out.buffer.uuidLow(node)) >>> (56 - 8 * (i & 7))));
            }
        }

        @Override
        boolean isZero(GobOutput out, int node) {
            return (out.buffer.uuidHigh(node) | out.buffer.uuidLow(node)) == 0;
        }
    }

    /** big.Int's own encoding. */
    private static void bigBytes(GobOutput out, BigInteger value, byte[] magnitude, int from) {
        out.write(value.signum() < 0 ? 3 : 2);
        for (int i = from; i < magnitude.length; i++) {
            out.write(magnitude[i]);
        }
    }

    static final class Big extends GobWriter {
        @Override
        void write(GobOutput out, int node) {
            BigInteger value = Int.big(out.buffer, node);
            byte[] magnitude = value.abs().toByteArray();
            int from = magnitude[0] == 0 ? 1 : 0;
            out.uint(1L + magnitude.length - from);
            bigBytes(out, value, magnitude, from);
        }
    }

    /** decimal.Decimal. */
    static final class Decimal extends GobWriter {
        private static final int EXPANDED = 38;

        @Override
        void write(GobOutput out, int node) {
            BigInteger value = out.buffer.unscaled(node);
            int exponent = -out.buffer.scale(node);
            if (exponent > 0 && exponent <= EXPANDED) {
                // As decimal.NewFromString has it, though any exponent is read as the same number.
                value = value.multiply(BigInteger.TEN.pow(exponent));
                exponent = 0;
            }
            byte[] magnitude = value.abs().toByteArray();
            int from = magnitude[0] == 0 ? 1 : 0;
            out.uint(5L + magnitude.length - from);
            for (int shift = 24; shift >= 0; shift -= 8) {
                out.write(exponent >>> shift);
            }
            bigBytes(out, value, magnitude, from);
        }

        @Override
        boolean isZero(GobOutput out, int node) {
            return out.buffer.unscaled(node).signum() == 0;
        }
    }

    /** time.Time. */
    static final class Time extends GobWriter {
        private final boolean date;

        Time(boolean date) {
            this.date = date;
        }

        private long seconds(GobOutput out, int node) {
            return date ? out.buffer.integer(node) * 86_400 : out.buffer.integer(node);
        }

        private int nanos(GobOutput out, int node) {
            return date ? 0 : out.buffer.nanos(node);
        }

        private int offset(GobOutput out, int node) {
            int offset = date ? 0 : out.buffer.offsetSeconds(node);
            return offset == RecordBuffer.NO_OFFSET ? 0 : offset;
        }

        @Override
        void write(GobOutput out, int node) {
            int offset = offset(out, node);
            int rest = offset % 60;
            if (offset / 60 == -1 || offset / 60 != (short) (offset / 60)) {
                out.find(Reason.LOSSY_SOURCE, "Go does not write a time with the offset of " + offset + " seconds");
            } else if (rest < 0) {
                out.find(
                        Reason.LOSSY_SOURCE,
                        "Go before 1.27 reads the offset of " + offset + " seconds as another one, " + (offset + 256));
            }
            out.uint(rest == 0 ? 15 : 16);
            out.write(rest == 0 ? 1 : 2);
            number(out, seconds(out, node) - RecordCheck.FIRST_SECOND, 56);
            number(out, nanos(out, node), 24);
            number(out, offset == 0 ? -1 : offset / 60, 8);
            if (rest != 0) {
                out.write(rest);
            }
        }

        private static void number(GobOutput out, long value, int highest) {
            for (int shift = highest; shift >= 0; shift -= 8) {
                out.write((int) (value >>> shift));
            }
        }

        @Override
        boolean isZero(GobOutput out, int node) {
            return seconds(out, node) == RecordCheck.FIRST_SECOND && nanos(out, node) == 0 && offset(out, node) == 0;
        }
    }

    /** A constant of text or of a number. */
    static final class Enum extends GobWriter {
        private final Map<Long, Object> values;
        private final boolean text;
        private final boolean signed;

        Enum(Map<Long, Object> values, boolean text, boolean signed) {
            this.values = values;
            this.text = text;
            this.signed = signed;
        }

        @Override
        void write(GobOutput out, int node) {
            Object value = values.get(out.buffer.integer(node));
            if (value == null) {
                out.find(Reason.RANGE, "the side's enum has no variant with the id " + out.buffer.integer(node));
            } else if (text) {
                out.text(value.toString());
            } else if (signed) {
                out.integer(((BigInteger) value).longValue());
            } else {
                out.uint(((BigInteger) value).longValue());
            }
        }

        @Override
        boolean isZero(GobOutput out, int node) {
            Object value = values.get(out.buffer.integer(node));
            return value != null && value.toString().equals(text ? "" : "0");
        }
    }

    /** A pointer: among elements it always points at something. */
    static final class Pointer extends GobWriter {
        private final GobWriter inner;
        private final boolean external;

        /** {@code external}: whether what it points at encodes itself, and so is sent whatever it is. */
        Pointer(GobWriter inner, boolean external) {
            this.inner = inner;
            this.external = external;
        }

        @Override
        void write(GobOutput out, int node) {
            inner.write(out, node);
        }

        @Override
        boolean isZero(GobOutput out, int node) {
            boolean zero = !external && inner.isZero(out, node);
            if (zero) {
                out.find(Reason.LOSSY_SOURCE, "gob leaves out a pointer to zero, which is then read as nil");
            }
            return zero;
        }
    }

    /** A slice, or an array of {@code length}. */
    static final class Elements extends GobWriter {
        private final GobWriter element;
        private final int length;

        Elements(GobWriter element, int length) {
            this.element = element;
            this.length = length;
        }

        @Override
        void write(GobOutput out, int node) {
            int count = out.buffer.children(node);
            if (length >= 0 && count != length) {
                out.find(Reason.RANGE, count + " elements do not fit an array of " + length);
                return;
            }
            out.uint(count);
            int position = 0;
            for (int child = out.buffer.first(node); child >= 0; child = out.buffer.next(child)) {
                out.path.enter(position++);
                element.element(out, child);
                out.path.leave();
            }
        }

        @Override
        boolean isZero(GobOutput out, int node) {
            return length < 0 && out.buffer.children(node) == 0;
        }
    }

    static final class Tuple extends GobWriter {
        private final List<GobWriter> elements;

        Tuple(List<GobWriter> elements) {
            this.elements = elements;
        }

        @Override
        void write(GobOutput out, int node) {
            out.uint(elements.size());
            int position = 0;
            for (int child = out.buffer.first(node); child >= 0; child = out.buffer.next(child)) {
                out.path.enter(position);
                elements.get(position++).element(out, child);
                out.path.leave();
            }
        }
    }

    /** A slice among elements that may be nil. */
    static final class NilOrSlice extends GobWriter {
        private final GobWriter slice;

        NilOrSlice(GobWriter slice) {
            this.slice = slice;
        }

        @Override
        void write(GobOutput out, int node) {
            if (slice.isZero(out, node)) {
                out.find(Reason.LOSSY_SOURCE, "gob writes an empty slice as it does nil, and Go reads nil");
            }
            slice.write(out, node);
        }

        @Override
        boolean writeNothing(GobOutput out) {
            out.uint(0);
            return true;
        }
    }

    /** A map, in the order of the record; Go's own is random. */
    static final class Entries extends GobWriter {
        private final GobWriter key;
        private final GobWriter value;

        Entries(GobWriter key, GobWriter value) {
            this.key = key;
            this.value = value;
        }

        @Override
        void write(GobOutput out, int node) {
            out.uint(out.buffer.children(node) / 2);
            int position = 0;
            int child = out.buffer.first(node);
            while (child >= 0) {
                out.path.enter(position++);
                key.element(out, child);
                child = out.buffer.next(child);
                value.element(out, child);
                child = out.buffer.next(child);
                out.path.leave();
            }
        }
    }

    /** What an interface may hold; {@code struct}: whether the payload is one. */
    record Alternative(String name, String registeredName, GoType type, GobWriter payload, boolean struct) {}

    /** An interface. A definition that its value needs cuts the message. */
    static final class Interface extends GobWriter {
        private final Map<Long, Alternative> alternatives;

        Interface(Map<Long, Alternative> alternatives) {
            this.alternatives = alternatives;
        }

        @Override
        boolean writeNothing(GobOutput out) {
            out.uint(0);
            return true;
        }

        @Override
        void write(GobOutput out, int node) {
            Alternative alternative = alternatives.get(out.buffer.integer(node));
            int child = out.buffer.first(node);
            if (alternative == null || child < 0) {
                out.find(
                        Reason.RANGE,
                        "the side has no variant with a payload for the union's alternative "
                                + out.buffer.integer(node));
                return;
            }
            out.path.enter(alternative.name());
            out.text(alternative.registeredName());
            out.integer(out.types.describe(alternative.type(), out));
            ByteSink around = out.begin();
            if (!alternative.struct()) {
                out.write(0);
            }
            alternative.payload().element(out, child);
            out.end(around);
            out.path.leave();
        }
    }

    /** One of Go's sql.Null wrappers. */
    static final class SqlNull extends GobWriter {
        private final GobWriter value;

        SqlNull(GobWriter value) {
            this.value = value;
        }

        @Override
        boolean writeNothing(GobOutput out) {
            out.write(0);
            return true;
        }

        @Override
        void write(GobOutput out, int node) {
            if (value.isZero(out, node)) {
                out.write(2);
            } else {
                out.write(1);
                value.write(out, node);
                out.write(1);
            }
            out.write(1);
            out.write(0);
        }
    }
}
