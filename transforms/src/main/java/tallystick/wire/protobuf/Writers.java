package tallystick.wire.protobuf;

import java.math.BigInteger;
import java.util.Map;
import tallystick.canonical.RecordBuffer;
import tallystick.shape.Descriptors.Kind;
import tallystick.wire.Reason;
import tallystick.wire.serde.Zigzag;

/** Writers of single values. */
final class Writers {
    private Writers() {}

    static final class Int extends ValueWriter {
        private final Kind kind;
        private final BigInteger least;
        private final BigInteger most;

        Int(Kind kind) {
            this.kind = kind;
            boolean unsigned =
                    kind == Kind.UINT32 || kind == Kind.UINT64 || kind == Kind.FIXED32 || kind == Kind.FIXED64;
            int bits = kind.name().endsWith("32") ? 32 : 64;
            this.most = BigInteger.ONE.shiftLeft(unsigned ? bits : bits - 1).subtract(BigInteger.ONE);
            this.least = unsigned ? BigInteger.ZERO : most.not();
        }

        @Override
        int wire() {
            return Readers.wire(kind);
        }

        @Override
        boolean isDefault(WireOutput out, int node) {
            return out.buffer.kind(node) != RecordBuffer.BIG
                    && out.buffer.kind(node) != RecordBuffer.BIG_DECIMAL
                    && out.buffer.integer(node) == 0;
        }

        @Override
        void write(WireOutput out, int node, int number) {
            RecordBuffer buffer = out.buffer;
            byte held = buffer.kind(node);
            BigInteger exact = held == RecordBuffer.INT || held == RecordBuffer.BIG
                    ? buffer.big(node)
                    : whole(buffer.unscaled(node), buffer.scale(node));
            if (exact.compareTo(least) < 0 || exact.compareTo(most) > 0) {
                out.find(Reason.RANGE, "the integer does not fit " + kind.code());
                return;
            }
            long value = exact.longValue();
            switch (kind) {
                case SINT32, SINT64 -> out.varint(Zigzag.encode(value));
                case FIXED32, SFIXED32 -> out.fixed32((int) value);
                case FIXED64, SFIXED64 -> out.fixed64(value);
                default -> out.varint(value);
            }
        }

        private static BigInteger whole(BigInteger unscaled, int scale) {
            return scale <= 0
                    ? unscaled.multiply(BigInteger.TEN.pow(-scale))
                    : unscaled.divide(BigInteger.TEN.pow(scale));
        }
    }

    static final class Bool extends ValueWriter {
        @Override
        int wire() {
            return WireInput.VARINT;
        }

        @Override
        boolean isDefault(WireOutput out, int node) {
            return !out.buffer.bool(node);
        }

        @Override
        void write(WireOutput out, int node, int number) {
            out.sink.write(out.buffer.bool(node) ? 1 : 0);
        }
    }

    /** A float or a double; {@code single}: whether it is a float. */
    static final class Floating extends ValueWriter {
        private final boolean single;

        Floating(boolean single) {
            this.single = single;
        }

        @Override
        int wire() {
            return single ? WireInput.FIXED32 : WireInput.FIXED64;
        }

        @Override
        boolean isDefault(WireOutput out, int node) {
            // -0.0 is none.
            return Double.doubleToRawLongBits(out.buffer.f64(node)) == 0;
        }

        @Override
        void write(WireOutput out, int node, int number) {
            double value = out.buffer.f64(node);
            if (!single) {
                out.fixed64(Double.doubleToRawLongBits(value));
            } else if ((float) value != value && !Double.isNaN(value)) {
                out.find(Reason.PRECISION, value + " is no float");
            } else {
                out.fixed32(Float.floatToRawIntBits((float) value));
            }
        }
    }

    static final class Text extends ValueWriter {
        @Override
        int wire() {
            return WireInput.LENGTH;
        }

        @Override
        boolean isDefault(WireOutput out, int node) {
            return out.buffer.length(node) == 0;
        }

        @Override
        void write(WireOutput out, int node, int number) {
            if (out.buffer.kind(node) != RecordBuffer.TEXT) {
                out.find(Reason.ENCODING, "a string of Protobuf is valid UTF-8, and the text is not");
            } else {
                out.range(node);
            }
        }
    }

    static final class Bytes extends ValueWriter {
        @Override
        int wire() {
            return WireInput.LENGTH;
        }

        @Override
        boolean isDefault(WireOutput out, int node) {
            return out.buffer.length(node) == 0;
        }

        @Override
        void write(WireOutput out, int node, int number) {
            out.range(node);
        }
    }

    static final class Numbered extends ValueWriter {
        private final Map<Long, Integer> numbers;
        private final int initial;

        /** {@code initial}: the number that a field without presence leaves out. */
        Numbered(Map<Long, Integer> numbers, int initial) {
            this.numbers = Map.copyOf(numbers);
            this.initial = initial;
        }

        @Override
        int wire() {
            return WireInput.VARINT;
        }

        @Override
        boolean isDefault(WireOutput out, int node) {
            Integer number = numbers.get(out.buffer.integer(node));
            return number != null && number == initial;
        }

        @Override
        void write(WireOutput out, int node, int number) {
            Integer value = numbers.get(out.buffer.integer(node));
            if (value == null) {
                out.find(Reason.RANGE, "the side's enum has no value for the id " + out.buffer.integer(node));
            } else {
                out.varint(value);
            }
        }
    }

    static final class Wrapper extends ValueWriter {
        private final ValueWriter value;

        Wrapper(ValueWriter value) {
            this.value = value;
        }

        @Override
        int wire() {
            return WireInput.LENGTH;
        }

        @Override
        boolean isDefault(WireOutput out, int node) {
            return value.isDefault(out, node);
        }

        @Override
        void write(WireOutput out, int node, int number) {
            int from = out.begin();
            if (!value.isDefault(out, node)) {
                value.tagged(out, node, 1);
            }
            out.end(from);
        }
    }

    static final class SecondsAndNanos extends ValueWriter {
        private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000);

        private final boolean duration;
        private final boolean keepsOffset;

        SecondsAndNanos(boolean duration, boolean keepsOffset) {
            this.duration = duration;
            this.keepsOffset = keepsOffset;
        }

        @Override
        int wire() {
            return WireInput.LENGTH;
        }

        @Override
        boolean isDefault(WireOutput out, int node) {
            return duration
                    ? out.buffer.big(node).signum() == 0
                    : out.buffer.integer(node) == 0 && out.buffer.nanos(node) == 0;
        }

        @Override
        void write(WireOutput out, int node, int number) {
            RecordBuffer buffer = out.buffer;
            long seconds;
            int nanos;
            if (duration) {
                BigInteger[] parts = buffer.big(node).divideAndRemainder(BILLION);
                if (parts[0].bitLength() > 63) {
                    out.find(Reason.RANGE, "the duration is out of range");
                }
                seconds = parts[0].longValue();
                nanos = parts[1].intValue();
            } else {
                if (keepsOffset && buffer.offsetSeconds(node) != 0) {
                    out.find(Reason.LOSSY_SOURCE, "the offset is lost in a Timestamp");
                }
                seconds = buffer.integer(node);
                nanos = buffer.nanos(node);
            }
            int from = out.begin();
            if (seconds != 0) {
                out.tag(1, WireInput.VARINT);
                out.varint(seconds);
            }
            if (nanos != 0) {
                out.tag(2, WireInput.VARINT);
                out.varint(nanos);
            }
            out.end(from);
        }
    }

    /** What cannot be written at all; lint says so before. */
    static final class Refused extends ValueWriter {
        private final int wire;
        private final String why;

        Refused(int wire, String why) {
            this.wire = wire;
            this.why = why;
        }

        @Override
        int wire() {
            return wire;
        }

        @Override
        boolean isDefault(WireOutput out, int node) {
            return false;
        }

        @Override
        void write(WireOutput out, int node, int number) {
            out.find(Reason.TYPE, why);
        }
    }
}
