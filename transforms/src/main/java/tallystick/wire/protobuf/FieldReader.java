package tallystick.wire.protobuf;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tallystick.canonical.RecordBuffer;

/** Reads one occurrence of a field, and knows what the field is without any. */
abstract class FieldReader {
    /** Makes the node what it is when the field does not occur. */
    abstract void initial(WireInput in, int node);

    /** Reads an occurrence whose tag was read; false if a field of that wire type is none of this one, with nothing read. */
    abstract boolean read(WireInput in, int node, int number, int wire);

    /** Whether the field is to occur once: which occurrence counts is a rule. */
    boolean isSingular() {
        return false;
    }

    boolean merges() {
        return false;
    }

    /** A field that occurs at most once, or of which the last occurrence counts. */
    static final class Single extends FieldReader {
        private final ValueReader value;
        private final boolean explicit;

        /** {@code explicit}: whether the field has no value unless it occurs. */
        Single(ValueReader value, boolean explicit) {
            this.value = value;
            this.explicit = explicit;
        }

        @Override
        void initial(WireInput in, int node) {
            if (!explicit) {
                value.initial(in, node);
            }
        }

        @Override
        boolean read(WireInput in, int node, int number, int wire) {
            if (wire != value.wire()) {
                return false;
            }
            if (in.buffer.kind(node) == RecordBuffer.NULL) {
                in.buffer.absent(node);
            }
            value.read(in, node, number);
            return true;
        }

        @Override
        boolean isSingular() {
            return true;
        }

        @Override
        boolean merges() {
            return value.merges();
        }
    }

    /** A repeated field: one element an occurrence, or many packed behind one length. */
    static final class Repeated extends FieldReader {
        private final ValueReader element;
        private final boolean packable;

        Repeated(ValueReader element, boolean packable) {
            this.element = element;
            this.packable = packable;
        }

        @Override
        void initial(WireInput in, int node) {
            in.buffer.open(node, RecordBuffer.LIST);
        }

        @Override
        boolean read(WireInput in, int node, int number, int wire) {
            if (wire == element.wire()) {
                int child = in.buffer.add(node, in.tail(node));
                in.path.enter(in.buffer.children(node) - 1);
                element.read(in, child, number);
                in.path.leave();
                in.setTail(node, child);
                return true;
            }
            if (wire != WireInput.LENGTH || !packable) {
                return false;
            }
            int outer = in.begin();
            int child = in.tail(node);
            while (in.pos < in.end) {
                child = in.buffer.add(node, child);
                in.path.enter(in.buffer.children(node) - 1);
                element.read(in, child, number);
                in.path.leave();
            }
            in.setTail(node, child);
            in.end = outer;
            return true;
        }
    }

    /** A map: a message of a key and a value an occurrence. */
    static final class Entries extends FieldReader {
        private static final int KEY = 1;
        private static final int VALUE = 2;

        private final ValueReader key;
        private final ValueReader value;

        Entries(ValueReader key, ValueReader value) {
            this.key = key;
            this.value = value;
        }

        @Override
        void initial(WireInput in, int node) {
            in.buffer.open(node, RecordBuffer.MAP);
        }

        @Override
        boolean read(WireInput in, int node, int number, int wire) {
            if (wire != WireInput.LENGTH) {
                return false;
            }
            int outer = in.begin();
            in.enter();
            RecordBuffer buffer = in.buffer;
            int from = in.pos;
            int freshKey = buffer.allocate(1);
            key.initial(in, freshKey);
            in.path.enter(buffer.children(node) / 2);
            part(in, KEY, key, freshKey, true);
            Integer known = in.lastDuplicateWins() ? in.entries(node).get(identity(buffer, freshKey)) : null;
            int freshValue;
            if (known == null) {
                buffer.link(node, in.tail(node), freshKey);
                freshValue = buffer.add(node, freshKey);
                in.setTail(node, freshValue);
                if (in.lastDuplicateWins()) {
                    in.entries(node).put(identity(buffer, freshKey), freshValue);
                }
            } else {
                in.path.leave();
                in.count("last duplicate wins");
                in.path.enter(0);
                freshValue = known;
                buffer.absent(freshValue);
            }
            value.initial(in, freshValue);
            in.pos = from;
            part(in, VALUE, value, freshValue, false);
            value.complete(in, freshValue);
            in.path.leave();
            in.leave();
            in.end = outer;
            return true;
        }

        /** Goes through the entry for one of its two fields. */
        private static void part(WireInput in, int wanted, ValueReader reader, int node, boolean first) {
            while (in.pos < in.end) {
                int at = in.pos;
                int tag = in.tag();
                int number = tag >>> 3;
                int wire = tag & 7;
                if (number == wanted && wire == reader.wire()) {
                    reader.read(in, node, number);
                } else if (number == wanted || first && number != VALUE) {
                    in.unknown(at, number, wire);
                } else {
                    in.skip(number, wire);
                }
            }
        }

        /** Equal for equal keys. */
        private static Object identity(RecordBuffer buffer, int key) {
            switch (buffer.kind(key)) {
                case RecordBuffer.INT, RecordBuffer.BOOL:
                    return buffer.integer(key);
                case RecordBuffer.BIG:
                    return buffer.big(key);
                default:
                    return new String(
                            buffer.bytes(key),
                            buffer.offset(key),
                            buffer.length(key),
                            java.nio.charset.StandardCharsets.ISO_8859_1);
            }
        }
    }

    /** A member of a oneof; {@code value} is null for an alternative without payload, whose message is empty. */
    record Alternative(int id, String name, @Nullable ValueReader value) {}

    /** A oneof: the member that occurs last is the one that is set. */
    static final class OneOf extends FieldReader {
        private final Map<Integer, Alternative> alternatives;

        /** {@code alternatives}: by field number; filled later for a message that holds itself. */
        OneOf(Map<Integer, Alternative> alternatives) {
            this.alternatives = alternatives;
        }

        @Override
        void initial(WireInput in, int node) {
            // None of its members is set.
        }

        @Override
        boolean read(WireInput in, int node, int number, int wire) {
            Alternative alternative = alternatives.get(number);
            if (alternative == null) {
                throw new IllegalStateException("no member of the oneof has the number " + number);
            }
            ValueReader value = alternative.value();
            if (wire != (value == null ? WireInput.LENGTH : value.wire())) {
                return false;
            }
            RecordBuffer buffer = in.buffer;
            boolean again = buffer.kind(node) == RecordBuffer.UNION && buffer.integer(node) == alternative.id();
            int child = again ? buffer.first(node) : buffer.union(node, alternative.id(), value != null);
            in.path.enter(alternative.name());
            if (value != null) {
                value.read(in, child, number);
            } else {
                empty(in);
            }
            in.path.leave();
            return true;
        }

        /** Reads a message that declares no fields. */
        private static void empty(WireInput in) {
            int outer = in.begin();
            in.enter();
            while (in.pos < in.end) {
                int at = in.pos;
                int tag = in.tag();
                in.unknown(at, tag >>> 3, tag & 7);
            }
            in.leave();
            in.end = outer;
        }

        @Override
        boolean isSingular() {
            return true;
        }
    }
}
