package tallystick.wire;

import tallystick.contract.Equivalence;
import tallystick.contract.Field;
import tallystick.contract.Presence;
import tallystick.shape.Binding;
import tallystick.shape.BoundStruct;
import tallystick.shape.SideField;
import tallystick.shape.SideType;
import tallystick.shape.SideType.Library;
import tallystick.shape.SideType.Scalar;

/** How a side's field writes that there is no value. */
public enum NoValue {
    /** The type always has a value. */
    NEVER,
    /** As null. */
    NULL,
    /** By not writing the field. */
    ABSENT,
    /** Both: null and absent are two states of it. */
    EITHER,
    /** As null, in a place that all fields have: the one nothing there is. */
    IN_PLACE;

    /** What is written for a field without a value. */
    public enum Instead {
        NULL,
        /** The field is left out. */
        NOTHING,
        /** The zero of the type, which the contract reads as no value. */
        ZERO,
        /** Nothing can be; {@link #whyNot} says why. */
        REFUSED
    }

    /** What is written for a field of the contract that is null, or absent. */
    public Instead instead(Field field, boolean isNull) {
        Presence presence = field.presence();
        if (presence == Presence.REQUIRED) {
            return Instead.REFUSED;
        }
        boolean tristate = presence == Presence.TRISTATE;
        if (this == IN_PLACE) {
            return tristate && !isNull ? Instead.REFUSED : Instead.NULL;
        }
        boolean asNull = presence == Presence.NULLABLE || tristate && isNull;
        if (this == EITHER || this == (asNull ? NULL : ABSENT)) {
            return asNull ? Instead.NULL : Instead.NOTHING;
        }
        if (this == NEVER) {
            boolean zero = field.has(Equivalence.ZERO_IS_NULL)
                    || field.has(Equivalence.EMPTY_IS_NULL)
                    || field.has(Equivalence.ZERO_TIME_IS_NULL);
            return zero ? Instead.ZERO : Instead.REFUSED;
        }
        return !tristate && field.has(Equivalence.NULL_IS_ABSENT)
                ? asNull ? Instead.NOTHING : Instead.NULL
                : Instead.REFUSED;
    }

    /** Why nothing can be written for it. */
    public String whyNot(Field field, boolean isNull) {
        if (field.presence() == Presence.REQUIRED) {
            return "no value where one is required";
        }
        if (this == NEVER) {
            return "the side's type always has a value";
        }
        boolean asNull = field.presence() == Presence.NULLABLE || field.presence() == Presence.TRISTATE && isNull;
        return asNull
                ? "the side leaves out what has no value, and the contract has null; declare null_is_absent if the two"
                        + " mean the same"
                : "the side writes null for what has no value, and the contract has its absence; declare null_is_absent"
                        + " if the two mean the same";
    }

    public static NoValue of(BoundStruct.Bound bound, boolean go) {
        SideField field = bound.field();
        boolean drops = go ? field.omitEmpty() || field.omitZero() : field.skipNone();
        if (bound.binding() instanceof Binding.Optional optional) {
            return !drops ? NULL : optional.layers() > 1 ? EITHER : ABSENT;
        }
        if (!go) {
            return bound.binding() instanceof Binding.Leaf leaf
                            && (leaf.side() == Library.JSON_VALUE || leaf.side() == Library.RAW_VALUE)
                    ? NULL
                    : NEVER;
        }
        SideType side = bound.binding() instanceof Binding.Leaf leaf ? leaf.side() : field.type();
        if (side == Library.GO_RAW_MESSAGE) {
            return drops ? EITHER : NULL;
        }
        if (side == Library.GO_ANY
                || side == Scalar.BYTES
                || side instanceof SideType.Sequence
                || side instanceof SideType.MapOf
                || bound.binding() instanceof Binding.ListOf list && list.length() < 0
                || bound.binding() instanceof Binding.MapOf) {
            return drops ? ABSENT : NULL;
        }
        if (side instanceof Library library && library.isSqlNull()) {
            return field.omitZero() ? ABSENT : NULL;
        }
        return NEVER;
    }
}
