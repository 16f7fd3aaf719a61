package tallystick.wire.serde;

import static tallystick.wire.CarriageTable.impossible;
import static tallystick.wire.CarriageTable.lossy;
import static tallystick.wire.CarriageTable.rule;
import static tallystick.wire.CarriageTable.worse;

import java.util.Map;
import tallystick.contract.CanonicalType;
import tallystick.contract.Field;
import tallystick.shape.Binding;
import tallystick.shape.BoundRecord;
import tallystick.shape.BoundStruct;
import tallystick.shape.DeclaredType;
import tallystick.shape.SideField;
import tallystick.shape.SideType;
import tallystick.shape.SideType.Library;
import tallystick.shape.SideType.Scalar;
import tallystick.wire.Carriage;
import tallystick.wire.CarriageWalk;
import tallystick.wire.PresenceCarriage;
import tallystick.wire.TimestampCarriage;

/** How a format of serde without names and types carries each field of a bound record. */
public final class SerdeCarriage extends CarriageWalk {
    private SerdeCarriage(BoundRecord record) {
        super(record);
    }

    /** By dotted path in contract order. */
    public static Map<String, Carriage> of(BoundRecord record) {
        return new SerdeCarriage(record).table();
    }

    /** What the library does not write has no end either: nothing after it can be found. */
    @Override
    protected Carriage spoils(SideField field) {
        return field.skipNone()
                ? impossible(Unreadable.SKIPPED)
                : field.inline() ? impossible(Unreadable.FLATTENED) : Carriage.EXACT;
    }

    @Override
    protected Carriage presence(BoundStruct.Bound bound) {
        Field field = bound.target();
        int layers = bound.binding() instanceof Binding.Optional optional ? optional.layers() : 0;
        switch (field.presence()) {
            case REQUIRED:
                return Carriage.EXACT;
            case TRISTATE:
                return layers == 2
                        ? Carriage.EXACT
                        : layers > 2
                                ? lossy("more than two Options around each other have more kinds of nothing than null"
                                        + " and absence")
                                : lossy(
                                        layers == 1
                                                ? "the side writes None for whatever has no value, and so cannot tell"
                                                        + " null from absence"
                                                : "the side always has a value; neither null nor absence can be"
                                                        + " written");
            default:
                break;
        }
        if (layers > 0) {
            return layers == 1
                    ? Carriage.EXACT
                    : rule("a None inside of a Some is refused: the contract does not tell it from None");
        }
        return PresenceCarriage.always(field);
    }

    @Override
    protected Carriage enumeration(Binding.EnumOf enumOf) {
        return enumOf.tagging() == null ? Carriage.EXACT : tagging(enumOf.tagging());
    }

    @Override
    protected Carriage tagging(Binding.UnionOf union) {
        return tagging(union.tagging());
    }

    private static Carriage tagging(DeclaredType.Tagging tagging) {
        String why = Unreadable.why(tagging);
        return why.isEmpty() ? Carriage.EXACT : impossible(why);
    }

    @Override
    protected Carriage nulls(boolean nullable, Binding element, String what) {
        return nullable && !(element instanceof Binding.Optional)
                ? lossy("the side's " + what + " cannot be null")
                : Carriage.EXACT;
    }

    @Override
    protected Carriage leaf(Binding.Leaf leaf) {
        CanonicalType type = leaf.type();
        SideType side = leaf.side();
        if (type instanceof CanonicalType.TimestampType timestamp) {
            return worse(
                    TimestampCarriage.of(timestamp, side),
                    side == Library.SYSTEM_TIME ? rule("a SystemTime before 1970 is refused") : Carriage.EXACT);
        }
        if (type instanceof CanonicalType.DecimalType decimal) {
            Carriage readable = rule(
                    "rust_decimal reads its own text back only with its feature serde-str (or with = rust_decimal::serde::str)");
            return side == Library.RUST_DECIMAL
                    ? decimal.precision() > 28
                            ? rule(readable.why() + "; it holds 28 digits, and what has more is refused")
                            : readable
                    : side instanceof Scalar ? narrow(side) : Carriage.EXACT;
        }
        CanonicalType.Scalar scalar = (CanonicalType.Scalar) type;
        switch (scalar) {
            case F32:
                return side == Scalar.F64 ? rule("a value that is no f32 is refused") : nan();
            case F64:
                return side == Scalar.F32 ? rule("a value that is no f32 is refused") : nan();
            case DURATION:
                return side == Library.STD_DURATION
                        ? rule("std's Duration is never negative; what is, is refused")
                        : side == Scalar.I64
                                ? rule("64 bits of nanoseconds end at 292 years; what is longer is refused")
                                : Carriage.EXACT;
            case JSON:
                return impossible(Unreadable.ANY);
            default:
                return typed(scalar, side);
        }
    }

    private static Carriage nan() {
        return rule("every NaN is one NaN: the canonical form keeps no payload of it");
    }
}
