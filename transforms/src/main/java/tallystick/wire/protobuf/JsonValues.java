package tallystick.wire.protobuf;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import tallystick.canonical.RecordBuffer;
import tallystick.wire.Reason;
import tallystick.wire.text.ShortestDecimal;

/** JSON in google.protobuf.Struct, Value and ListValue, whose numbers are all doubles. */
final class JsonValues {
    private static final int NULL = 1;
    private static final int NUMBER = 2;
    private static final int STRING = 3;
    private static final int BOOL = 4;
    private static final int STRUCT = 5;
    private static final int LIST = 6;

    private JsonValues() {}

    /** A Value: a oneof of what JSON has. */
    static final class Reader extends ValueReader {
        private final ValueReader text = new Readers.Text(true);
        private final ValueReader struct = object(this);
        private final ValueReader list = array(this);

        /** The reader of a Struct. */
        static ValueReader object(Reader value) {
            return new Readers.OneField(new FieldReader.Entries(new Readers.Text(true), value), RecordBuffer.MAP);
        }

        /** The reader of a ListValue. */
        static ValueReader array(Reader value) {
            return new Readers.OneField(new FieldReader.Repeated(value, false), RecordBuffer.LIST);
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
            // A Value is nothing until it is something.
        }

        @Override
        void complete(WireInput in, int node) {
            if (in.buffer.kind(node) == RecordBuffer.ABSENT) {
                in.find(Reason.LOSSY_SOURCE, in.pos, "a Value that is nothing, not even null");
            }
        }

        @Override
        void read(WireInput in, int node, int number) {
            int outer = in.begin();
            in.enter();
            while (in.pos < in.end) {
                int at = in.pos;
                int tag = in.tag();
                if (!member(in, node, tag >>> 3, tag & 7)) {
                    in.unknown(at, tag >>> 3, tag & 7);
                }
            }
            in.leave();
            in.end = outer;
            complete(in, node);
        }

        private boolean member(WireInput in, int node, int number, int wire) {
            switch (number) {
                case NULL:
                    if (wire != WireInput.VARINT) {
                        return false;
                    }
                    in.varint();
                    in.buffer.setNull(node);
                    return true;
                case NUMBER:
                    if (wire != WireInput.FIXED64) {
                        return false;
                    }
                    number(in, node, Double.longBitsToDouble(in.i64()));
                    return true;
                case BOOL:
                    if (wire != WireInput.VARINT) {
                        return false;
                    }
                    in.buffer.setBool(node, in.varint() != 0);
                    return true;
                default:
                    ValueReader reader = number == STRING ? text : number == STRUCT ? struct : list;
                    if (number > LIST || wire != WireInput.LENGTH) {
                        return false;
                    }
                    reader.read(in, node, number);
                    return true;
            }
        }

        private static void number(WireInput in, int node, double value) {
            if (Double.isNaN(value) || Double.isInfinite(value)) {
                in.find(Reason.LOSSY_SOURCE, in.pos - Double.BYTES, value + " is no number in JSON");
                in.buffer.setNull(node);
            } else {
                ShortestDecimal.set(in.buffer, node, value, false);
            }
        }
    }

    /** Writes JSON as a Value, or as the Struct or the ListValue that it must be. */
    static final class Writer extends ValueWriter {
        private final byte only;

        /** {@code only}: MAP for a Struct, LIST for a ListValue, ABSENT for any Value. */
        Writer(byte only) {
            this.only = only;
        }

        @Override
        int wire() {
            return WireInput.LENGTH;
        }

        @Override
        boolean isDefault(WireOutput out, int node) {
            return false;
        }

        @Override
        boolean hasNull() {
            return only == RecordBuffer.ABSENT;
        }

        @Override
        void write(WireOutput out, int node, int number) {
            int from = out.begin();
            byte kind = out.buffer.kind(node);
            if (only == RecordBuffer.ABSENT) {
                value(out, node);
            } else if (kind != only) {
                out.find(
                        Reason.TYPE,
                        RecordBuffer.kindName(kind) + " where a "
                                + (only == RecordBuffer.MAP ? "Struct holds an object" : "ListValue holds an array"));
            } else {
                inside(out, node);
            }
            out.end(from);
        }

        private static void value(WireOutput out, int node) {
            RecordBuffer buffer = out.buffer;
            switch (buffer.kind(node)) {
                case RecordBuffer.ABSENT, RecordBuffer.NULL:
                    out.tag(NULL, WireInput.VARINT);
                    out.sink.write(0);
                    return;
                case RecordBuffer.BOOL:
                    out.tag(BOOL, WireInput.VARINT);
                    out.sink.write(buffer.bool(node) ? 1 : 0);
                    return;
                case RecordBuffer.TEXT:
                    out.tag(STRING, WireInput.LENGTH);
                    out.range(node);
                    return;
                case RecordBuffer.MAP, RecordBuffer.LIST:
                    out.tag(buffer.kind(node) == RecordBuffer.MAP ? STRUCT : LIST, WireInput.LENGTH);
                    int from = out.begin();
                    inside(out, node);
                    out.end(from);
                    return;
                case RecordBuffer.F64:
                    number(out, buffer.f64(node));
                    return;
                case RecordBuffer.INT, RecordBuffer.BIG:
                    number(out, new BigDecimal(buffer.big(node)));
                    return;
                case RecordBuffer.DECIMAL, RecordBuffer.BIG_DECIMAL:
                    number(out, new BigDecimal(buffer.unscaled(node), buffer.scale(node)));
                    return;
                default:
                    out.find(Reason.ENCODING, "a string of Protobuf is valid UTF-8, and the text is not");
            }
        }

        private static void number(WireOutput out, BigDecimal exact) {
            if (!ShortestDecimal.isF64(exact)) {
                out.find(Reason.LOSSY_SOURCE, "a number that no double says, which is what a Value holds");
            }
            number(out, exact.doubleValue());
        }

        private static void number(WireOutput out, double value) {
            out.tag(NUMBER, WireInput.FIXED64);
            out.fixed64(Double.doubleToRawLongBits(value));
        }

        /** Writes the entries of an object, in the order of their names, or the elements of an array. */
        private static void inside(WireOutput out, int node) {
            RecordBuffer buffer = out.buffer;
            if (buffer.kind(node) == RecordBuffer.LIST) {
                int position = 0;
                for (int child = buffer.first(node); child >= 0; child = buffer.next(child)) {
                    out.path.enter(position++);
                    held(out, child, 1);
                    out.path.leave();
                }
                return;
            }
            List<Integer> keys = new ArrayList<>();
            for (int key = buffer.first(node); key >= 0; key = buffer.next(buffer.next(key))) {
                keys.add(key);
            }
            keys.sort(buffer::compareBytes);
            for (int key : keys) {
                out.path.enter(buffer.bytes(key), buffer.offset(key), buffer.length(key));
                out.tag(1, WireInput.LENGTH);
                int from = out.begin();
                out.tag(1, WireInput.LENGTH);
                out.range(key);
                held(out, buffer.next(key), 2);
                out.end(from);
                out.path.leave();
            }
        }

        private static void held(WireOutput out, int node, int number) {
            out.tag(number, WireInput.LENGTH);
            int from = out.begin();
            value(out, node);
            out.end(from);
        }
    }
}
