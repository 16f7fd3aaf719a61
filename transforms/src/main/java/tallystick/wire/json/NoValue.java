package tallystick.wire.json;

import tallystick.shape.Binding;
import tallystick.shape.BoundStruct;
import tallystick.shape.SideField;
import tallystick.shape.SideType;
import tallystick.shape.SideType.Library;
import tallystick.shape.SideType.Scalar;

/** How a side's field writes that there is no value. */
enum NoValue {
    /** The type always has a value. */
    NEVER,
    /** As null. */
    NULL,
    /** By not writing the field. */
    ABSENT,
    /** Both: null and absent are two states of it. */
    EITHER;

    static NoValue of(BoundStruct.Bound bound, boolean go) {
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
