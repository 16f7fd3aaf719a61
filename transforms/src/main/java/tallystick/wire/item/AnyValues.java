package tallystick.wire.item;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tallystick.canonical.RecordBuffer;
import tallystick.wire.Reason;
import tallystick.wire.text.ShortestDecimal;

/** Any value as JSON: serde_json's Value, Go's any, and lists and maps of them. */
public final class AnyValues {
    private AnyValues() {}

    /** Reads what is JSON, and finds what is none. */
    public static final class Reader extends ValueReader {
        private final byte only;
        private final boolean singles;
        private final boolean lastWins;
        private final Reader inside;

        /**
         * @param only LIST or MAP when the side's type holds nothing else, or NULL
         * @param singles whether floats of 32 bits stay such, so that fewer digits say them
         * @param lastWins whether the last of duplicate keys is taken and counted
         */
        public Reader(byte only, boolean singles, boolean lastWins) {
            this.only = only;
            this.singles = singles;
            this.lastWins = lastWins;
            this.inside = only == RecordBuffer.NULL ? this : new Reader(RecordBuffer.NULL, singles, lastWins);
        }

        @Override
        void value(Input in, int node) {
            if (in.kind == Kind.NIL) {
                in.buffer.setNull(node);
            } else {
                read(in, node);
            }
        }

        @Override
        protected void read(Input in, int node) {
            if (only != RecordBuffer.NULL && in.kind != (only == RecordBuffer.MAP ? Kind.MAP : Kind.ARRAY)) {
                in.wrongType(only == RecordBuffer.MAP ? "a map" : "an array");
                return;
            }
            switch (in.kind) {
                case BOOL:
                    in.buffer.setBool(node, in.number != 0);
                    break;
                case UNSIGNED:
                    in.buffer.setUnsigned(node, in.number);
                    break;
                case NEGATIVE:
                    if (in.fitsLong()) {
                        in.buffer.setInt(node, in.asLong());
                    } else {
                        in.find(Reason.RANGE, in.at, in.asBig() + " is beyond the 64 bits that the program holds");
                    }
                    break;
                case REAL:
                    if (Double.isNaN(in.real) || Double.isInfinite(in.real)) {
                        in.find(Reason.RANGE, in.at, in.real + " is no number in JSON");
                    } else {
                        ShortestDecimal.set(in.buffer, node, in.real, singles && in.width == 32);
                    }
                    break;
                case TEXT:
                    in.string();
                    in.setText(node);
                    break;
                case ARRAY:
                    elements(in, node);
                    break;
                case MAP:
                    members(in, node);
                    break;
                default:
                    in.wrongType("what JSON has");
            }
        }

        private void elements(Input in, int node) {
            in.enter();
            in.buffer.open(node, RecordBuffer.LIST);
            int count = in.count();
            int last = -1;
            for (int i = 0; in.more(count, i); i++) {
                last = in.buffer.add(node, last);
                in.path.enter(i);
                inside.next(in, last);
                in.path.leave();
            }
            in.leave();
        }

        private void members(Input in, int node) {
            in.enter();
            in.buffer.open(node, RecordBuffer.MAP);
            int count = in.count();
            Map<String, Integer> seen = lastWins ? new HashMap<>() : Map.of();
            int last = -1;
            for (int i = 0; in.more(count, i); i++) {
                in.head();
                if (in.kind != Kind.TEXT) {
                    in.wrongType("a key that is a text");
                    in.skip();
                    continue;
                }
                in.string();
                String name = lastWins ? wholeString(in) : "";
                Integer known = seen.get(name);
                if (known != null) {
                    in.path.enter(in.shown());
                    in.rules.count(in.path + ": last duplicate wins");
                    in.buffer.absent(known);
                    inside.next(in, known);
                } else {
                    in.path.enter(in.text == in.bytes ? in.text : in.text.clone(), in.textFrom, in.textLength);
                    int key = in.buffer.add(node, last);
                    in.setText(key);
                    last = in.buffer.add(node, key);
                    if (lastWins) {
                        seen.put(name, last);
                    }
                    inside.next(in, last);
                }
                in.path.leave();
            }
            in.leave();
        }

        private static String wholeString(Input in) {
            return new String(in.text, in.textFrom, in.textLength, java.nio.charset.StandardCharsets.ISO_8859_1);
        }
    }

    /** Writes JSON as the program's value of any type: integers of 64 bits, floats of 64, texts, lists and maps. */
    public static final class Writer extends ValueWriter {
        private final byte only;
        private final Writer inside;

        /**
         * @param only LIST or MAP when the side's type holds nothing else, or NULL
         */
        public Writer(byte only) {
            this.only = only;
            this.inside = only == RecordBuffer.NULL ? this : new Writer(RecordBuffer.NULL);
        }

        @Override
        protected boolean writeNil(Output out) {
            out.nil();
            return true;
        }

        @Override
        protected boolean isEmpty(Output out, int node) {
            return only != RecordBuffer.NULL && out.buffer.kind(node) == only && out.buffer.children(node) == 0;
        }

        @Override
        protected void write(Output out, int node) {
            RecordBuffer buffer = out.buffer;
            byte kind = buffer.kind(node);
            if (only != RecordBuffer.NULL && kind != only && kind != RecordBuffer.NULL) {
                out.find(
                        Reason.LOSSY_SOURCE,
                        "the side's type holds " + (only == RecordBuffer.MAP ? "a map" : "an array") + " alone");
                return;
            }
            switch (kind) {
                case RecordBuffer.NULL:
                    out.nil();
                    break;
                case RecordBuffer.BOOL:
                    out.coding.bool(out.sink, buffer.bool(node));
                    break;
                case RecordBuffer.INT:
                    out.integer(buffer.integer(node));
                    break;
                case RecordBuffer.BIG:
                    big(out, buffer.big(node));
                    break;
                case RecordBuffer.F64:
                    out.coding.real(out.sink, buffer.f64(node));
                    break;
                case RecordBuffer.DECIMAL, RecordBuffer.BIG_DECIMAL:
                    real(out, new BigDecimal(buffer.unscaled(node), buffer.scale(node)));
                    break;
                case RecordBuffer.TEXT:
                    out.text(buffer.bytes(node), buffer.offset(node), buffer.length(node));
                    break;
                case RecordBuffer.LIST:
                    out.coding.array(out.sink, buffer.children(node));
                    int position = 0;
                    for (int child = buffer.first(node); child >= 0; child = buffer.next(child)) {
                        out.path.enter(position++);
                        inside.write(out, child);
                        out.path.leave();
                    }
                    break;
                case RecordBuffer.MAP:
                    members(out, node);
                    break;
                default:
                    out.find(Reason.LOSSY_SOURCE, "the text is not valid UTF-8");
            }
        }

        private void members(Output out, int node) {
            RecordBuffer buffer = out.buffer;
            List<Integer> keys = new ArrayList<>();
            for (int key = buffer.first(node); key >= 0; key = buffer.next(buffer.next(key))) {
                keys.add(key);
            }
            keys.sort(out.manner.texts(buffer));
            out.coding.map(out.sink, keys.size());
            for (int key : keys) {
                inside.write(out, key);
                out.path.enter(buffer.bytes(key), buffer.offset(key), buffer.length(key));
                inside.write(out, buffer.next(key));
                out.path.leave();
            }
        }

        private static void big(Output out, BigInteger value) {
            if (value.signum() > 0 && value.bitLength() <= 64) {
                out.coding.unsigned(out.sink, value.longValue());
            } else {
                real(out, new BigDecimal(value));
            }
        }

        private static void real(Output out, BigDecimal exact) {
            double value = exact.doubleValue();
            if (Double.isInfinite(value)
                    || value == 0
                    || ShortestDecimal.of(value, false).compareTo(exact) != 0) {
                out.find(Reason.LOSSY_SOURCE, "a number that no f64 says, which is what the program holds");
                return;
            }
            out.coding.real(out.sink, value);
        }
    }
}
