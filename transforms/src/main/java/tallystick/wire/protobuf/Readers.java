package tallystick.wire.protobuf;

import java.math.BigInteger;
import java.util.Map;
import tallystick.canonical.RecordBuffer;
import tallystick.canonical.Utf8;
import tallystick.shape.Descriptors.Kind;
import tallystick.wire.Reason;
import tallystick.wire.serde.Zigzag;

/** Readers of single values. */
final class Readers {
    private Readers() {}

    /** The wire type of values of that kind. */
    static int wire(Kind kind) {
        return switch (kind) {
            case DOUBLE, FIXED64, SFIXED64 -> WireInput.FIXED64;
            case FLOAT, FIXED32, SFIXED32 -> WireInput.FIXED32;
            case STRING, BYTES, MESSAGE -> WireInput.LENGTH;
            case GROUP -> WireInput.GROUP;
            default -> WireInput.VARINT;
        };
    }

    /** An integer of 64 bits at most. What does not fit 32 bits is cut, as both libraries do. */
    static final class Int extends ValueReader {
        private final Kind kind;
        private final int wire;
        private final boolean decimal;

        /** {@code decimal}: whether the contract has a decimal without digits after the point. */
        Int(Kind kind, boolean decimal) {
            this.kind = kind;
            this.wire = Readers.wire(kind);
            this.decimal = decimal;
        }

        @Override
        int wire() {
            return wire;
        }

        @Override
        void initial(WireInput in, int node) {
            set(in, node, 0);
        }

        @Override
        void read(WireInput in, int node, int number) {
            switch (kind) {
                case INT32 -> set(in, node, (int) in.varint());
                case INT64 -> set(in, node, in.varint());
                case UINT32 -> set(in, node, in.varint() & 0xFFFF_FFFFL);
                case SINT32 -> set(in, node, Zigzag.decode(in.varint() & 0xFFFF_FFFFL));
                case SINT64 -> set(in, node, Zigzag.decode(in.varint()));
                case FIXED32 -> set(in, node, in.i32() & 0xFFFF_FFFFL);
                case SFIXED32 -> set(in, node, in.i32());
                case SFIXED64 -> set(in, node, in.i64());
                default -> unsigned(in, node, kind == Kind.UINT64 ? in.varint() : in.i64());
            }
        }

        private void set(WireInput in, int node, long value) {
            if (decimal) {
                in.buffer.setDecimal(node, value, 0);
            } else {
                in.buffer.setInt(node, value);
            }
        }

        private void unsigned(WireInput in, int node, long bits) {
            if (decimal && bits < 0) {
                in.buffer.setDecimal(node, new BigInteger(Long.toUnsignedString(bits)), 0);
            } else if (decimal) {
                in.buffer.setDecimal(node, bits, 0);
            } else {
                in.buffer.setUnsigned(node, bits);
            }
        }
    }

    static final class Bool extends ValueReader {
        @Override
        int wire() {
            return WireInput.VARINT;
        }

        @Override
        void initial(WireInput in, int node) {
            in.buffer.setBool(node, false);
        }

        @Override
        void read(WireInput in, int node, int number) {
            in.buffer.setBool(node, in.varint() != 0);
        }
    }

    static final class F32 extends ValueReader {
        @Override
        int wire() {
            return WireInput.FIXED32;
        }

        @Override
        void initial(WireInput in, int node) {
            in.buffer.setF64(node, 0.0);
        }

        @Override
        void read(WireInput in, int node, int number) {
            in.buffer.setF64(node, Float.intBitsToFloat(in.i32()));
        }
    }

    static final class F64 extends ValueReader {
        @Override
        int wire() {
            return WireInput.FIXED64;
        }

        @Override
        void initial(WireInput in, int node) {
            in.buffer.setF64(node, 0.0);
        }

        @Override
        void read(WireInput in, int node, int number) {
            in.buffer.setF64(node, Double.longBitsToDouble(in.i64()));
        }
    }

    /** Text; {@code verified}: whether the library refuses what is not valid UTF-8. */
    static final class Text extends ValueReader {
        private final boolean verified;

        Text(boolean verified) {
            this.verified = verified;
        }

        @Override
        int wire() {
            return WireInput.LENGTH;
        }

        @Override
        void initial(WireInput in, int node) {
            in.buffer.setRange(node, RecordBuffer.TEXT, in.pos, 0);
        }

        @Override
        void read(WireInput in, int node, int number) {
            int length = in.length();
            int from = in.pos;
            boolean valid = Utf8.valid(in.bytes, from, length);
            if (!valid && verified) {
                throw in.fail(Reason.ENCODING, from, "the text is not valid UTF-8");
            }
            in.pos += length;
            in.buffer.setRange(node, valid ? RecordBuffer.TEXT : RecordBuffer.BAD_TEXT, from, length);
        }
    }

    static final class Bytes extends ValueReader {
        @Override
        int wire() {
            return WireInput.LENGTH;
        }

        @Override
        void initial(WireInput in, int node) {
            in.buffer.setRange(node, RecordBuffer.BYTES, in.pos, 0);
        }

        @Override
        void read(WireInput in, int node, int number) {
            int length = in.length();
            in.buffer.setRange(node, RecordBuffer.BYTES, in.pos, length);
            in.pos += length;
        }
    }

    /** An enum by its numbers. Both libraries keep a number that the enum does not have; the contract has no variant for it. */
    static final class Numbered extends ValueReader {
        private final Map<Integer, Integer> ids;
        private final int initial;

        /** {@code initial}: the number of the value that a field has without any. */
        Numbered(Map<Integer, Integer> ids, int initial) {
            this.ids = Map.copyOf(ids);
            this.initial = initial;
        }

        @Override
        int wire() {
            return WireInput.VARINT;
        }

        @Override
        void initial(WireInput in, int node) {
            set(in, node, in.pos, initial);
        }

        @Override
        void read(WireInput in, int node, int number) {
            int at = in.pos;
            set(in, node, at, (int) in.varint());
        }

        private void set(WireInput in, int node, int at, int number) {
            Integer id = ids.get(number);
            if (id == null) {
                in.buffer.absent(node);
                in.find(Reason.RANGE, at, "the enum has no value " + number);
            } else {
                in.buffer.setInt(node, id);
            }
        }
    }

    /** A message of one field 1 that stands for what is in it: a wrapper, a Struct, a ListValue. */
    static final class OneField extends ValueReader {
        private final FieldReader field;
        private final byte kind;

        /** {@code kind}: what the node is once it holds something; ABSENT for any. */
        OneField(FieldReader field, byte kind) {
            this.field = field;
            this.kind = kind;
        }

        @Override
        int wire() {
            return WireInput.LENGTH;
        }

        @Override
        void initial(WireInput in, int node) {
            field.initial(in, node);
        }

        @Override
        boolean merges() {
            return true;
        }

        @Override
        void read(WireInput in, int node, int number) {
            int outer = in.begin();
            in.enter();
            if (!in.buffer.hasValue(node) || kind != RecordBuffer.ABSENT && in.buffer.kind(node) != kind) {
                field.initial(in, node);
            }
            while (in.pos < in.end) {
                int at = in.pos;
                int tag = in.tag();
                if (tag >>> 3 != 1) {
                    in.unknown(at, tag >>> 3, tag & 7);
                } else if (!field.read(in, node, 1, tag & 7)) {
                    in.unknown(at, 1, tag & 7);
                }
            }
            in.leave();
            in.end = outer;
        }
    }

    /** A Timestamp or a Duration: seconds and nanoseconds. */
    static final class SecondsAndNanos extends ValueReader {
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
        boolean merges() {
            return true;
        }

        @Override
        void initial(WireInput in, int node) {
            set(in, node, 0, 0);
        }

        private void set(WireInput in, int node, long seconds, int nanos) {
            if (!duration) {
                in.buffer.setMoment(node, seconds, nanos, keepsOffset ? 0 : RecordBuffer.NO_OFFSET);
            } else if (seconds < 9_000_000_000L && seconds > -9_000_000_000L) {
                in.buffer.setInt(node, seconds * 1_000_000_000 + nanos);
            } else {
                in.buffer.setBig(
                        node, BigInteger.valueOf(seconds).multiply(BILLION).add(BigInteger.valueOf(nanos)));
            }
        }

        @Override
        void read(WireInput in, int node, int number) {
            int outer = in.begin();
            int from = in.pos;
            in.enter();
            long seconds = 0;
            int nanos = 0;
            if (in.buffer.hasValue(node)) {
                seconds = seconds(in, node);
                nanos = nanos(in, node);
            }
            while (in.pos < in.end) {
                int at = in.pos;
                int tag = in.tag();
                int field = tag >>> 3;
                if (field > 2) {
                    in.unknown(at, field, tag & 7);
                } else if ((tag & 7) != WireInput.VARINT) {
                    in.unknown(at, field, tag & 7);
                } else if (field == 1) {
                    seconds = in.varint();
                } else {
                    nanos = (int) in.varint();
                }
            }
            in.leave();
            in.end = outer;
            boolean fits = duration
                    ? nanos > -1_000_000_000
                            && nanos < 1_000_000_000
                            && (seconds == 0 || nanos == 0 || seconds < 0 == nanos < 0)
                    : nanos >= 0 && nanos < 1_000_000_000;
            if (fits) {
                set(in, node, seconds, nanos);
            } else {
                in.buffer.absent(node);
                in.find(
                        Reason.RANGE,
                        from,
                        nanos + " nanoseconds beside " + seconds + " seconds, which no "
                                + (duration ? "duration" : "time") + " has");
            }
        }

        private long seconds(WireInput in, int node) {
            return duration ? in.buffer.big(node).divide(BILLION).longValue() : in.buffer.integer(node);
        }

        private int nanos(WireInput in, int node) {
            return duration ? in.buffer.big(node).remainder(BILLION).intValue() : in.buffer.nanos(node);
        }
    }

    /** What cannot be read at all; lint says so before. */
    static final class Refused extends ValueReader {
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
        void initial(WireInput in, int node) {
            in.find(Reason.TYPE, in.pos, why);
        }

        @Override
        void read(WireInput in, int node, int number) {
            in.skip(number, wire);
            in.find(Reason.TYPE, in.pos, why);
        }
    }
}
