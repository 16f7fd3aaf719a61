package tallystick.wire.protobuf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tallystick.canonical.RecordBuffer;
import tallystick.contract.Equivalence;
import tallystick.contract.Field;
import tallystick.contract.Presence;
import tallystick.shape.Descriptors.Having;
import tallystick.wire.Reason;

/** Writes all occurrences of a field. */
abstract class FieldWriter {
    /** Writes a node that has a value. */
    abstract void write(WireOutput out, int node);

    /** Writes that there is no value; a finding where the message cannot say so. */
    abstract void nothing(WireOutput out, int node, Field field);

    private static boolean absenceIsNull(WireOutput out, Field field, byte kind) {
        if (field.presence() == Presence.REQUIRED) {
            out.find(Reason.PRESENCE, "no value where one is required");
            return false;
        }
        if (field.presence() == Presence.TRISTATE && kind == RecordBuffer.NULL) {
            out.find(Reason.LOSSY_SOURCE, "Protobuf has no null: what has no value is read as absent");
            return false;
        }
        return true;
    }

    private static void alwaysHasOne(WireOutput out, Field field, String what) {
        if (!field.has(Equivalence.ZERO_IS_NULL)
                && !field.has(Equivalence.EMPTY_IS_NULL)
                && !field.has(Equivalence.ZERO_TIME_IS_NULL)) {
            out.find(Reason.LOSSY_SOURCE, what);
        }
    }

    /** A field of one value. */
    static final class Single extends FieldWriter {
        private final int number;
        private final Having having;
        private final ValueWriter value;

        Single(int number, Having having, ValueWriter value) {
            this.number = number;
            this.having = having;
            this.value = value;
        }

        @Override
        void write(WireOutput out, int node) {
            if (having != Having.IMPLICIT || !value.isDefault(out, node)) {
                value.tagged(out, node, number);
            }
        }

        @Override
        void nothing(WireOutput out, int node, Field field) {
            byte kind = out.buffer.kind(node);
            if (kind == RecordBuffer.NULL && value.hasNull() && field.presence() != Presence.NULLABLE) {
                value.tagged(out, node, number);
                return;
            }
            if (!absenceIsNull(out, field, kind)) {
                return;
            }
            if (having == Having.REQUIRED) {
                out.find(Reason.LOSSY_SOURCE, "the field is required, and so always has a value");
            } else if (having == Having.IMPLICIT) {
                alwaysHasOne(out, field, "the field does not tell no value from its default");
            }
        }
    }

    /** A repeated field. */
    static final class Repeated extends FieldWriter {
        private final int number;
        private final boolean packed;
        private final ValueWriter element;

        Repeated(int number, boolean packed, ValueWriter element) {
            this.number = number;
            this.packed = packed;
            this.element = element;
        }

        @Override
        void write(WireOutput out, int node) {
            RecordBuffer buffer = out.buffer;
            if (buffer.children(node) == 0) {
                return;
            }
            int from = 0;
            if (packed) {
                out.tag(number, WireInput.LENGTH);
                from = out.begin();
            }
            int position = 0;
            for (int child = buffer.first(node); child >= 0; child = buffer.next(child)) {
                out.path.enter(position++);
                if (!buffer.hasValue(child) && !element.hasNull()) {
                    out.find(Reason.LOSSY_SOURCE, "null cannot be written among the values of a repeated field");
                } else if (packed) {
                    element.write(out, child, number);
                } else {
                    element.tagged(out, child, number);
                }
                out.path.leave();
            }
            if (packed) {
                out.end(from);
            }
        }

        @Override
        void nothing(WireOutput out, int node, Field field) {
            if (absenceIsNull(out, field, out.buffer.kind(node))) {
                alwaysHasOne(out, field, "a repeated field does not tell no value from an empty list");
            }
        }
    }

    /** A map, its entries in the order of their keys. */
    static final class Entries extends FieldWriter {
        private final int number;
        private final ValueWriter key;
        private final ValueWriter value;

        Entries(int number, ValueWriter key, ValueWriter value) {
            this.number = number;
            this.key = key;
            this.value = value;
        }

        @Override
        void write(WireOutput out, int node) {
            RecordBuffer buffer = out.buffer;
            List<Integer> keys = new ArrayList<>();
            for (int child = buffer.first(node); child >= 0; child = buffer.next(buffer.next(child))) {
                keys.add(child);
            }
            keys.sort((a, b) -> compare(buffer, a, b));
            int position = 0;
            for (int child : keys) {
                out.path.enter(position++);
                int held = buffer.next(child);
                out.tag(number, WireInput.LENGTH);
                int from = out.begin();
                key.tagged(out, child, 1);
                if (!buffer.hasValue(held) && !value.hasNull()) {
                    out.find(Reason.LOSSY_SOURCE, "null cannot be written among the values of a map");
                } else {
                    value.tagged(out, held, 2);
                }
                out.end(from);
                out.path.leave();
            }
        }

        private static int compare(RecordBuffer buffer, int a, int b) {
            byte kind = buffer.kind(a);
            if (kind == RecordBuffer.BOOL || kind == RecordBuffer.INT && buffer.kind(b) == kind) {
                return Long.compare(buffer.integer(a), buffer.integer(b));
            }
            return kind == RecordBuffer.TEXT || kind == RecordBuffer.BAD_TEXT
                    ? buffer.compareBytes(a, b)
                    : buffer.big(a).compareTo(buffer.big(b));
        }

        @Override
        void nothing(WireOutput out, int node, Field field) {
            if (absenceIsNull(out, field, out.buffer.kind(node))) {
                alwaysHasOne(out, field, "a map does not tell no value from an empty map");
            }
        }
    }

    /** A member of a oneof; {@code value} is null for an alternative without payload, whose message is empty. */
    record Alternative(int number, String name, @Nullable ValueWriter value) {}

    /** A oneof: one of its members, or none. */
    static final class OneOf extends FieldWriter {
        private final Map<Integer, Alternative> alternatives;

        /** {@code alternatives}: by id; filled later for a message that holds itself. */
        OneOf(Map<Integer, Alternative> alternatives) {
            this.alternatives = alternatives;
        }

        @Override
        void write(WireOutput out, int node) {
            Alternative alternative = alternatives.get((int) out.buffer.integer(node));
            if (alternative == null) {
                out.find(Reason.RANGE, "the oneof has no member for the id " + out.buffer.integer(node));
                return;
            }
            ValueWriter value = alternative.value();
            out.path.enter(alternative.name());
            if (value == null) {
                out.tag(alternative.number(), WireInput.LENGTH);
                out.varint(0);
            } else {
                value.tagged(out, out.buffer.first(node), alternative.number());
            }
            out.path.leave();
        }

        @Override
        void nothing(WireOutput out, int node, Field field) {
            absenceIsNull(out, field, out.buffer.kind(node));
        }
    }
}
