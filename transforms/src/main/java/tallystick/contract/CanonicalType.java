package tallystick.contract;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A type of the canonical form. docs/spec/canonical-form.md gives the range, the column and the bytes of each.
 *
 * <p>Alternatives are sealed; a recursive type is a {@link Ref} to a struct that the contract names.
 */
public sealed interface CanonicalType extends Serializable {

    /** Types without parameters or parts. */
    enum Scalar implements CanonicalType {
        BOOL,
        I8,
        I16,
        I32,
        I64,
        I128,
        U8,
        U16,
        U32,
        U64,
        U128,
        BIGINT,
        F32,
        F64,
        STRING,
        BYTES,
        UUID,
        DATE,
        TIME,
        DATETIME,
        DURATION,
        JSON;

        public boolean isInteger() {
            return compareTo(I8) >= 0 && compareTo(BIGINT) <= 0;
        }

        public boolean isFloat() {
            return this == F32 || this == F64;
        }

        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** An exact decimal of at most {@code precision} (1 to 38) digits, {@code scale} (0 to precision) of them after the point. */
    record DecimalType(int precision, int scale) implements CanonicalType {
        public DecimalType {
            if (precision < 1 || precision > 38 || scale < 0 || scale > precision) {
                throw new IllegalArgumentException("decimal(" + precision + "," + scale
                        + ") is out of bounds: precision is 1 to 38, scale 0 to precision");
            }
        }
    }

    /** An instant with {@code precision} (0 to 9) digits of a second, years 0001 to 9999; with or without the offset it was written in. */
    record TimestampType(int precision, boolean keepsOffset) implements CanonicalType {
        public TimestampType {
            if (precision < 0 || precision > 9) {
                throw new IllegalArgumentException(
                        "timestamp(" + precision + ") is out of bounds: precision is 0 to 9");
            }
        }
    }

    /** A list. {@code nullable}: whether an element may be null. */
    record ListType(CanonicalType element, boolean nullable) implements CanonicalType {}

    /** A map; keys are never floats and never null. {@code nullable}: whether a value may be null. */
    record MapType(CanonicalType key, CanonicalType value, boolean nullable) implements CanonicalType {}

    /** A struct; field ids and, ignoring case, names are unique within it. */
    record StructType(List<Field> fields) implements CanonicalType {
        public StructType {
            fields = List.copyOf(fields);
            Set<Integer> ids = new HashSet<>();
            Set<String> names = new HashSet<>();
            for (Field field : fields) {
                if (!ids.add(field.id())) {
                    throw new IllegalArgumentException("field id " + field.id() + " occurs twice");
                }
                if (!names.add(field.name().toLowerCase(java.util.Locale.ROOT))) {
                    throw new IllegalArgumentException(
                            "field name " + field.name() + " occurs twice (case is ignored)");
                }
            }
        }

        /** The position of the field of that name in {@link #fields}, or -1. */
        public int ordinal(String name) {
            for (int i = 0; i < fields.size(); i++) {
                if (fields.get(i).name().equals(name)) {
                    return i;
                }
            }
            return -1;
        }
    }

    /** A fixed number of values, each of its own type, none of them null. */
    record TupleType(List<CanonicalType> elements) implements CanonicalType {
        public TupleType {
            elements = List.copyOf(elements);
        }
    }

    /** A unit variant of an enum. */
    record Variant(int id, String name) implements Serializable {}

    /** One of a closed set of names, identified by a permanent id. */
    record EnumType(List<Variant> variants) implements CanonicalType {
        public EnumType {
            variants = List.copyOf(variants);
        }
    }

    /** An alternative of a union; a payload of type null means that there is none. */
    record Alternative(int id, String name, @org.jspecify.annotations.Nullable CanonicalType payload)
            implements Serializable {}

    /** One of a closed set of alternatives, each with its own payload. */
    record UnionType(List<Alternative> alternatives) implements CanonicalType {
        public UnionType {
            alternatives = List.copyOf(alternatives);
        }
    }

    /** A struct, enum or union that the contract declares under {@code types}; the only way to recurse. */
    record Ref(String name) implements CanonicalType {}
}
