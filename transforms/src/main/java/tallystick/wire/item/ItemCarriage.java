package tallystick.wire.item;

import static tallystick.wire.CarriageTable.impossible;
import static tallystick.wire.CarriageTable.lossy;
import static tallystick.wire.CarriageTable.rule;

import java.util.Map;
import tallystick.contract.CanonicalType;
import tallystick.shape.Binding;
import tallystick.shape.BoundRecord;
import tallystick.shape.BoundStruct;
import tallystick.shape.DeclaredType.Tagging;
import tallystick.shape.SideField;
import tallystick.shape.SideType;
import tallystick.shape.SideType.Library;
import tallystick.shape.SideType.Scalar;
import tallystick.wire.Carriage;
import tallystick.wire.CarriageWalk;
import tallystick.wire.PresenceCarriage;

/** How a format whose values say what they are carries each field of a bound record. */
final class ItemCarriage extends CarriageWalk {
    private final Manner manner;

    private ItemCarriage(BoundRecord record, Manner manner) {
        super(record);
        this.manner = manner;
    }

    static Map<String, Carriage> of(BoundRecord record, Manner manner) {
        return new ItemCarriage(record, manner).table();
    }

    private boolean arrays() {
        return manner.structs() == Manner.Structs.ARRAYS;
    }

    @Override
    protected Carriage presence(BoundStruct.Bound bound) {
        SideField side = bound.field();
        if (arrays() && side.skipNone()) {
            return lossy(Unreadable.SKIPPED);
        }
        boolean drops = manner.go() && !arrays() && side.omitEmpty() && !(bound.binding() instanceof Binding.Optional);
        return PresenceCarriage.of(
                record.contract(), bound.target(), EncodePlan.noValue(bound, manner, arrays()), drops);
    }

    @Override
    protected Carriage nulls(boolean nullable, Binding element, String what) {
        boolean takes = element instanceof Binding.Optional
                || element instanceof Binding.Leaf leaf
                        && (leaf.type() == CanonicalType.Scalar.JSON
                                || leaf.side() instanceof Library library && library.isSqlNull()
                                || manner.go() && isNilable(leaf.side()))
                || manner.go()
                        && (element instanceof Binding.ListOf list && list.length() < 0
                                || element instanceof Binding.MapOf);
        return nullable && !takes ? lossy("the side's " + what + " cannot be null") : Carriage.EXACT;
    }

    private static boolean isNilable(SideType side) {
        return side == Scalar.BYTES || side instanceof SideType.Sequence;
    }

    @Override
    protected Carriage enumeration(Binding.EnumOf enumOf) {
        Tagging tagging = enumOf.tagging();
        return tagging != null && tagging.style() == Tagging.Style.ADJACENT && arrays()
                ? impossible(Unreadable.TAG_ALONE)
                : Carriage.EXACT;
    }

    @Override
    protected Carriage tagging(Binding.UnionOf union) {
        return union.tagging().style() == Tagging.Style.UNTAGGED
                ? rule("read as the first variant that fits, as serde does")
                : Carriage.EXACT;
    }

    @Override
    protected Carriage alternative(Binding.UnionOf union, Binding.BoundAlternative alternative) {
        Binding payload = alternative.payload();
        Tagging.Style style = union.tagging().style();
        if (payload != null && style == Tagging.Style.INTERNAL && !(payload instanceof Binding.StructOf)) {
            return impossible(
                    "an internally tagged variant holds named fields, and " + alternative.name() + " does not");
        }
        if (!arrays()) {
            return Carriage.EXACT;
        }
        return payload == null && style == Tagging.Style.ADJACENT
                ? impossible(Unreadable.TAG_ALONE)
                : DecodePlan.isFromMap(alternative, union.tagging())
                        ? impossible(Unreadable.STRUCT_VARIANT)
                        : Carriage.EXACT;
    }

    @Override
    protected Carriage leaf(Binding.Leaf leaf) {
        Carriage own = manner.types().carriage(leaf, record);
        if (own != null) {
            return own;
        }
        CanonicalType type = leaf.type();
        SideType side = leaf.side() instanceof Library library && library.isSqlNull() ? library.wrapped() : leaf.side();
        if (!(type instanceof CanonicalType.Scalar)) {
            return type instanceof CanonicalType.DecimalType && side instanceof Scalar ? narrow(side) : Carriage.EXACT;
        }
        CanonicalType.Scalar scalar = (CanonicalType.Scalar) type;
        switch (scalar) {
            case F32, F64:
                return (scalar == CanonicalType.Scalar.F32) != (side == Scalar.F32)
                        ? rule("a value that is no f32 is refused")
                        : rule("every NaN is one NaN: the canonical form keeps no payload of it");
            case DURATION:
                return side == Library.GO_DURATION || side == Scalar.I64
                        ? rule("64 bits of nanoseconds end at 292 years; what is longer is refused")
                        : Carriage.EXACT;
            default:
                return typed(scalar, side);
        }
    }
}
