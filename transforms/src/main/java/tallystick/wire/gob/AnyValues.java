package tallystick.wire.gob;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import tallystick.canonical.RecordBuffer;
import tallystick.canonical.Utf8;
import tallystick.wire.Reason;
import tallystick.wire.text.ShortestDecimal;

/**
 * Go's any as JSON: what an interface holds is told by its type on the wire, and has to be a bool, a number, a text, or a
 * list or map of such.
 */
final class AnyValues {
    private static final byte[] FLOAT32 = "float32".getBytes(StandardCharsets.UTF_8);

    private AnyValues() {}

    /** Reads any, a slice of any or a map from text to any. */
    static final class Reader extends GobReader {
        private final int type;

        /** {@code type} on the wire: that of interfaces, or of a slice or map of them. */
        Reader(int type) {
            this.type = type;
        }

        @Override
        void read(GobInput in, int node) {
            if (!value(in, node, type, false)) {
                in.buffer.absent(node);
            }
        }

        /** Reads a value of a type; false when there is no JSON that it is, which was found. */
        private static boolean value(GobInput in, int node, int type, boolean single) {
            int at = in.pos;
            switch (type) {
                case WireType.BOOL:
                    in.buffer.setBool(node, in.uint() != 0);
                    return true;
                case WireType.INT:
                    in.buffer.setInt(node, in.integer());
                    return true;
                case WireType.UINT:
                    in.buffer.setUnsigned(node, in.uint());
                    return true;
                case WireType.FLOAT:
                    return real(in, node, in.real(), single, at);
                case WireType.STRING:
                    text(in, node);
                    return true;
                case WireType.INTERFACE:
                    return held(in, node);
                default:
                    break;
            }
            WireType wire = in.types.get(type);
            boolean list = wire != null && (wire.kind() == WireType.Kind.SLICE || wire.kind() == WireType.Kind.ARRAY);
            boolean map = wire != null && wire.kind() == WireType.Kind.MAP && wire.key() == WireType.STRING;
            if (wire == null || !list && !map) {
                in.find(Reason.TYPE, at, "a value of the type " + in.types.name(type) + ", which is no JSON");
                in.skip(type);
                return false;
            }
            in.enter();
            boolean good = list ? elements(in, node, wire, single) : members(in, node, wire, single);
            in.leave();
            return good;
        }

        private static boolean held(GobInput in, int node) {
            int length = in.registeredName();
            if (length == 0) {
                in.buffer.setNull(node);
                return true;
            }
            boolean single = length >= FLOAT32.length
                    && java.util.Arrays.equals(FLOAT32, 0, FLOAT32.length, in.bytes, in.pos - FLOAT32.length, in.pos);
            int type = in.typeSequence(true);
            in.uint();
            in.enter();
            WireType wire = in.types.get(type);
            if (wire == null || wire.kind() != WireType.Kind.STRUCT) {
                in.singleton();
            }
            boolean good = value(in, node, type, single);
            in.leave();
            return good;
        }

        private static boolean real(GobInput in, int node, double value, boolean single, int at) {
            if (Double.isNaN(value) || Double.isInfinite(value)) {
                in.find(Reason.RANGE, at, value + " is no number in JSON");
                return false;
            }
            if (single && (float) value != value) {
                in.find(Reason.TYPE, at, value + " in what is registered as a float32");
                return false;
            }
            ShortestDecimal.set(in.buffer, node, value, single);
            return true;
        }

        private static void text(GobInput in, int node) {
            int length = in.length("a text");
            boolean good = Utf8.valid(in.bytes, in.pos, length);
            in.buffer.setRange(node, good ? RecordBuffer.TEXT : RecordBuffer.BAD_TEXT, in.pos, length);
            in.pos += length;
        }

        private static boolean elements(GobInput in, int node, WireType wire, boolean single) {
            int at = in.pos;
            int count = in.count("a list", 1, in.types.holdsInterfaces(wire.element()));
            if (wire.kind() == WireType.Kind.ARRAY && count != wire.length()) {
                throw in.fail(at, count + " elements of an array of " + wire.length());
            }
            if (count == 0 && wire.kind() == WireType.Kind.SLICE) {
                // Nil and empty are written alike, and Go reads nil.
                in.buffer.setNull(node);
                return true;
            }
            in.buffer.open(node, RecordBuffer.LIST);
            boolean good = true;
            int last = -1;
            for (int i = 0; i < count; i++) {
                last = in.buffer.add(node, last);
                in.path.enter(i);
                good &= value(in, last, wire.element(), single);
                in.path.leave();
            }
            return good;
        }

        private static boolean members(GobInput in, int node, WireType wire, boolean single) {
            int count = in.count("a map", 2, in.types.holdsInterfaces(wire.element()));
            in.buffer.open(node, RecordBuffer.MAP);
            boolean good = true;
            int last = -1;
            for (int i = 0; i < count; i++) {
                int key = in.buffer.add(node, last);
                text(in, key);
                last = in.buffer.add(node, key);
                in.path.enter(in.buffer.bytes(key), in.buffer.offset(key), in.buffer.length(key));
                good &= value(in, last, wire.element(), single);
                in.path.leave();
            }
            return good;
        }
    }

    /** Writes JSON as what an interface holds, in the types that gob knows and, for lists and maps, those of any. */
    static final class Writer extends GobWriter {
        private static final GoType ANY = new GoType.Basic(WireType.INTERFACE, "interface {}");
        private static final GoType LIST = new GoType.Slice(ANY, "");
        private static final GoType MAP = new GoType.MapOf(new GoType.Basic(WireType.STRING, "string"), ANY, "");
        private static final GoType BOOL = new GoType.Basic(WireType.BOOL, "bool");
        private static final GoType INT = new GoType.Basic(WireType.INT, "int");
        private static final GoType UINT = new GoType.Basic(WireType.UINT, "uint64");
        private static final GoType FLOAT = new GoType.Basic(WireType.FLOAT, "float64");
        private static final GoType TEXT = new GoType.Basic(WireType.STRING, "string");

        private final byte kind;

        /** {@code kind}: LIST or MAP for a slice of any or a map to any, else NULL. */
        Writer(byte kind) {
            this.kind = kind;
        }

        @Override
        void write(GobOutput out, int node) {
            if (kind == RecordBuffer.NULL) {
                any(out, node);
            } else if (out.buffer.kind(node) != kind) {
                out.find(
                        Reason.TYPE,
                        RecordBuffer.kindName(out.buffer.kind(node)) + " where the side has "
                                + RecordBuffer.kindName(kind));
            } else {
                inner(out, node);
            }
        }

        @Override
        boolean isZero(GobOutput out, int node) {
            return kind == RecordBuffer.LIST
                    && out.buffer.kind(node) == RecordBuffer.LIST
                    && out.buffer.children(node) == 0;
        }

        @Override
        boolean writeNothing(GobOutput out) {
            out.uint(0);
            return kind == RecordBuffer.NULL;
        }

        private static void any(GobOutput out, int node) {
            RecordBuffer buffer = out.buffer;
            switch (buffer.kind(node)) {
                case RecordBuffer.NULL:
                    out.uint(0);
                    return;
                case RecordBuffer.BOOL:
                    held(out, node, BOOL);
                    return;
                case RecordBuffer.INT:
                    held(out, node, INT);
                    return;
                case RecordBuffer.BIG:
                    held(out, node, isUint64(buffer, node) ? UINT : FLOAT);
                    return;
                case RecordBuffer.F64, RecordBuffer.DECIMAL, RecordBuffer.BIG_DECIMAL:
                    held(out, node, FLOAT);
                    return;
                case RecordBuffer.LIST:
                    if (buffer.children(node) == 0) {
                        out.find(Reason.LOSSY_SOURCE, "gob writes an empty list as it does nil, and Go reads nil");
                    }
                    held(out, node, LIST);
                    return;
                case RecordBuffer.MAP:
                    held(out, node, MAP);
                    return;
                default:
                    held(out, node, TEXT);
            }
        }

        private static void held(GobOutput out, int node, GoType type) {
            out.text(type.text());
            out.integer(out.types.describe(type, out));
            var around = out.begin();
            out.write(0);
            inner(out, node);
            out.end(around);
        }

        private static void inner(GobOutput out, int node) {
            RecordBuffer buffer = out.buffer;
            switch (buffer.kind(node)) {
                case RecordBuffer.BOOL:
                    out.write(buffer.bool(node) ? 1 : 0);
                    return;
                case RecordBuffer.INT:
                    out.integer(buffer.integer(node));
                    return;
                case RecordBuffer.BIG:
                    if (isUint64(buffer, node)) {
                        out.uint(buffer.big(node).longValue());
                    } else {
                        real(out, new BigDecimal(buffer.big(node)));
                    }
                    return;
                case RecordBuffer.F64:
                    out.real(buffer.f64(node));
                    return;
                case RecordBuffer.DECIMAL, RecordBuffer.BIG_DECIMAL:
                    real(out, new BigDecimal(buffer.unscaled(node), buffer.scale(node)));
                    return;
                case RecordBuffer.LIST:
                    out.uint(buffer.children(node));
                    int position = 0;
                    for (int child = buffer.first(node); child >= 0; child = buffer.next(child)) {
                        out.path.enter(position++);
                        any(out, child);
                        out.path.leave();
                    }
                    return;
                case RecordBuffer.MAP:
                    out.uint(buffer.children(node) / 2);
                    int key = buffer.first(node);
                    while (key >= 0) {
                        out.bytes(buffer.bytes(key), buffer.offset(key), buffer.length(key));
                        int value = buffer.next(key);
                        any(out, value);
                        key = buffer.next(value);
                    }
                    return;
                default:
                    out.bytes(buffer.bytes(node), buffer.offset(node), buffer.length(node));
            }
        }

        private static boolean isUint64(RecordBuffer buffer, int node) {
            return buffer.big(node).signum() > 0 && buffer.big(node).bitLength() <= 64;
        }

        private static void real(GobOutput out, BigDecimal exact) {
            if (exact.signum() == 0 || !ShortestDecimal.isF64(exact)) {
                out.find(Reason.LOSSY_SOURCE, "a number that no float64 says, which is what an any holds");
            }
            out.real(exact.doubleValue());
        }
    }
}
