package tallystick.wire.csv;

import tallystick.contract.CanonicalType;
import tallystick.shape.Binding;
import tallystick.shape.BoundStruct;
import tallystick.shape.DeclaredType;
import tallystick.shape.SideField;
import tallystick.shape.SideType;
import tallystick.shape.SideType.Library;
import tallystick.shape.SideType.Scalar;

/** What has no column. */
final class Unfit {
    private Unfit() {}

    /** Why the member has none; empty if it has. */
    static String why(BoundStruct.Member member, boolean go) {
        SideField field = member.field();
        if (member instanceof BoundStruct.Spread spread) {
            return !go
                    ? spread.inline()
                            ? "serde makes a map of a flattened struct, and the csv crate writes none"
                            : "the csv crate writes no header for a struct inside a struct"
                    : !spread.inline()
                            ? "a struct inside a struct has no column of its own; declare it with embed"
                            : spread.optional() ? "nothing says whether an embedded pointer is nil" : "";
        }
        if (field.omitEmpty() || field.omitZero() || field.quoted()) {
            return "omitempty, omitzero and string are encoding/json's, a row has all its cells";
        }
        if (field.skipNone()) {
            return "skip_serializing_if leaves out the cell, and those behind it move up";
        }
        return member instanceof BoundStruct.Bound bound ? why(bound.binding(), go) : "";
    }

    /** Why the value has none; empty if it has. */
    static String why(Binding binding, boolean go) {
        if (binding instanceof Binding.Optional optional) {
            return why(optional.inner(), go);
        }
        if (binding instanceof Binding.EnumOf enumOf) {
            boolean named = enumOf.tagging() == null || enumOf.tagging().style() == DeclaredType.Tagging.Style.EXTERNAL;
            return named ? "" : "only externally tagged variants are written by their names";
        }
        if (!(binding instanceof Binding.Leaf leaf)) {
            return binding instanceof Binding.UnionOf
                    ? "the csv crate writes the payload of a variant without its name, or not at all"
                    : "a row holds single values; lists, maps, tuples and structs have no column of their own";
        }
        CanonicalType type = leaf.type();
        SideType side = leaf.side();
        if (type == CanonicalType.Scalar.JSON) {
            return go
                    ? "no text is agreed on for any value; declare it string if the program writes text"
                    : "the type asks the cell what it is (deserialize_any), and takes 1.10 for a number";
        }
        if (side instanceof SideType.Sequence || side instanceof SideType.FixedArray) {
            return go && leaf.type() == CanonicalType.Scalar.BYTES
                    ? ""
                    : "each byte has a cell of its own; " + (go ? "use uuid.UUID" : "use ByteBuf or serde_bytes");
        }
        if (side == Scalar.UNIT) {
            return "() is written as a cell and not read as one";
        }
        if (side instanceof Library library) {
            return switch (library) {
                case GO_ANY, GO_NUMBER, GO_RAW_MESSAGE, GO_BIG_FLOAT, GO_BIG_RAT ->
                    "no text is agreed on for a " + library.text();
                case TIME_OFFSET_DATE_TIME, TIME_PRIMITIVE_DATE_TIME, TIME_DATE, TIME_TIME ->
                    "the time crate writes several numbers, each into a cell; use time::serde::rfc3339";
                case TIME_DELTA, TIME_DURATION, STD_DURATION, SYSTEM_TIME ->
                    "it is written as seconds and nanoseconds, each into a cell";
                case RUST_BIG_INT -> "it is written as its sign and digits, each into a cell";
                default -> "";
            };
        }
        return "";
    }
}
