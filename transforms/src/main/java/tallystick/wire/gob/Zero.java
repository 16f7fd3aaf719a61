package tallystick.wire.gob;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tallystick.canonical.RecordBuffer;
import tallystick.contract.CanonicalType;
import tallystick.contract.Field;
import tallystick.contract.Presence;
import tallystick.shape.Binding;
import tallystick.shape.BoundRecord;
import tallystick.shape.BoundStruct;
import tallystick.shape.SideType;
import tallystick.shape.SideType.Library;
import tallystick.shape.SideType.Scalar;
import tallystick.wire.RecordCheck;
import tallystick.wire.Slots;

/**
 * What a Go variable holds that nothing was read into, as gob leaves out what is zero: nil for a pointer, 0 for an
 * integer, the first moment of year 1 for a time.
 */
abstract class Zero {
    /** Sets the node, which is absent. */
    abstract void set(RecordBuffer buffer, int node);

    /** The kind of a zero that nothing but its kind tells, or -1. */
    byte plain() {
        return -1;
    }

    /** No value, in the one form that the field admits: gob has but one. */
    static Zero nothing(@Nullable Field field) {
        return field != null && field.presence() == Presence.OPTIONAL
                ? new Same(RecordBuffer.ABSENT)
                : new Same(RecordBuffer.NULL);
    }

    private static final class Same extends Zero {
        private final byte kind;

        Same(byte kind) {
            this.kind = kind;
        }

        @Override
        byte plain() {
            return kind;
        }

        @Override
        void set(RecordBuffer buffer, int node) {
            switch (kind) {
                case RecordBuffer.ABSENT:
                    buffer.absent(node);
                    break;
                case RecordBuffer.NULL:
                    buffer.setNull(node);
                    break;
                case RecordBuffer.BOOL:
                    buffer.setBool(node, false);
                    break;
                case RecordBuffer.INT:
                    buffer.setInt(node, 0);
                    break;
                case RecordBuffer.F64:
                    buffer.setF64(node, 0);
                    break;
                case RecordBuffer.DECIMAL:
                    buffer.setDecimal(node, 0, 0);
                    break;
                case RecordBuffer.UUID:
                    buffer.setUuid(node, 0, 0);
                    break;
                case RecordBuffer.LIST, RecordBuffer.MAP:
                    buffer.open(node, kind);
                    break;
                default:
                    buffer.setScratch(node, kind, buffer.scratchPosition());
            }
        }
    }

    private static final class Int extends Zero {
        private final long value;

        Int(long value) {
            this.value = value;
        }

        @Override
        void set(RecordBuffer buffer, int node) {
            buffer.setInt(node, value);
        }
    }

    private static final class Moment extends Zero {
        private final int offset;

        Moment(int offset) {
            this.offset = offset;
        }

        @Override
        void set(RecordBuffer buffer, int node) {
            buffer.setMoment(node, RecordCheck.FIRST_SECOND, 0, offset);
        }
    }

    /** So many bytes of value 0. */
    private static final class Zeros extends Zero {
        private final int length;

        Zeros(int length) {
            this.length = length;
        }

        @Override
        void set(RecordBuffer buffer, int node) {
            int start = buffer.scratchPosition();
            for (int i = 0; i < length; i++) {
                buffer.append((byte) 0);
            }
            buffer.setScratch(node, RecordBuffer.BYTES, start);
        }
    }

    private static final class Elements extends Zero {
        private final List<Zero> elements;

        Elements(List<Zero> elements) {
            this.elements = elements;
        }

        @Override
        void set(RecordBuffer buffer, int node) {
            buffer.open(node, RecordBuffer.LIST);
            int last = -1;
            for (Zero element : elements) {
                last = buffer.add(node, last);
                element.set(buffer, last);
            }
        }
    }

    /** A struct of which every field is zero. */
    static final class Struct extends Zero {
        private final BoundStruct bound;
        private final BoundRecord record;
        private Zero[] zeros = new Zero[0];
        private Slots slots;
        private int[] at = new int[0];
        private boolean made;

        Struct(BoundStruct bound, BoundRecord record) {
            this.bound = bound;
            this.record = record;
            this.slots = new Slots(bound);
        }

        @Override
        void set(RecordBuffer buffer, int node) {
            if (!made) {
                // Not before it is needed: a type may hold itself behind a pointer.
                Members members = new Members(record, slots, bound.members());
                zeros = members.zeros();
                at = members.at();
                made = true;
            }
            int base = slots.open(buffer, node);
            for (int i = 0; i < zeros.length; i++) {
                zeros[i].set(buffer, base + at[i]);
            }
        }
    }

    /** The zero of a field's type. */
    static Zero of(BoundStruct.Bound bound, BoundRecord record) {
        return of(bound.binding(), bound.target(), record);
    }

    /** The zero of a type; {@code field} is null for an element of an array. */
    static Zero of(Binding binding, @Nullable Field field, BoundRecord record) {
        boolean required = field == null || field.presence() == Presence.REQUIRED;
        if (binding instanceof Binding.Optional
                || binding instanceof Binding.MapOf
                || binding instanceof Binding.UnionOf) {
            return nothing(field);
        }
        if (binding instanceof Binding.ListOf list) {
            if (list.length() >= 0) {
                return new Elements(java.util.Collections.nCopies(list.length(), of(list.element(), null, record)));
            }
            return required ? new Same(RecordBuffer.LIST) : nothing(field);
        }
        if (binding instanceof Binding.TupleOf tuple) {
            return new Elements(
                    tuple.elements().stream().map(e -> of(e, null, record)).toList());
        }
        if (binding instanceof Binding.StructOf struct) {
            return new Struct(struct.struct(), record);
        }
        if (binding instanceof Binding.EnumOf enumOf) {
            return enumeration(enumOf);
        }
        return leaf((Binding.Leaf) binding, field, required);
    }

    private static Zero enumeration(Binding.EnumOf enumOf) {
        for (Binding.EnumValue value : enumOf.values()) {
            if (value.wire().toString().equals(enumOf.of() == Scalar.STRING ? "" : "0")) {
                return new Int(value.id());
            }
        }
        // No variant has the zero as its value; the record check says that the enum has no such id.
        return new Int(-1);
    }

    private static Zero leaf(Binding.Leaf leaf, @Nullable Field field, boolean required) {
        CanonicalType type = leaf.type();
        SideType side = leaf.side();
        if (side instanceof Library library && (library.isSqlNull() || library == Library.GO_ANY)) {
            return nothing(field);
        }
        if (type instanceof CanonicalType.TimestampType timestamp) {
            return new Moment(timestamp.keepsOffset() ? 0 : RecordBuffer.NO_OFFSET);
        }
        if (type instanceof CanonicalType.DecimalType) {
            return new Same(RecordBuffer.DECIMAL);
        }
        switch ((CanonicalType.Scalar) type) {
            case BOOL:
                return new Same(RecordBuffer.BOOL);
            case F32, F64:
                return new Same(RecordBuffer.F64);
            case STRING:
                return new Same(RecordBuffer.TEXT);
            case BYTES:
                return side instanceof SideType.FixedArray array
                        ? new Zeros(array.length())
                        : required ? new Same(RecordBuffer.BYTES) : nothing(field);
            case UUID:
                return side == Scalar.STRING ? new Same(RecordBuffer.TEXT) : new Same(RecordBuffer.UUID);
            case DATE:
                return side == Scalar.STRING ? new Same(RecordBuffer.TEXT) : new Int(RecordCheck.FIRST_SECOND / 86_400);
            case TIME:
                return side == Scalar.STRING ? new Same(RecordBuffer.TEXT) : new Int(0);
            case DATETIME:
                return new Moment(RecordBuffer.NO_OFFSET);
            case JSON:
                return required && side instanceof SideType.Sequence ? new Same(RecordBuffer.LIST) : nothing(field);
            default:
                return new Same(RecordBuffer.INT);
        }
    }
}
