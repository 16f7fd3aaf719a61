package tallystick.wire.serde;

import static tallystick.wire.CarriageTable.impossible;
import static tallystick.wire.CarriageTable.lossy;
import static tallystick.wire.CarriageTable.rule;

import java.util.Map;
import tallystick.contract.CanonicalType;
import tallystick.contract.Equivalence;
import tallystick.contract.Field;
import tallystick.contract.Presence;
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
        boolean stands = field.has(Equivalence.ZERO_IS_NULL)
                || field.has(Equivalence.EMPTY_IS_NULL)
                || field.has(Equivalence.ZERO_TIME_IS_NULL);
        return stands
                ? rule("the zero or empty value stands for no value")
                : lossy("the side always has a value, so "
                        + (field.presence() == Presence.NULLABLE ? "null" : "absence") + " cannot be written");
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
        String name = record.shape().text(side);
        if (type instanceof CanonicalType.TimestampType timestamp) {
            return timestamp(timestamp, side);
        }
        if (type instanceof CanonicalType.DecimalType decimal) {
            Carriage readable = rule(
                    "rust_decimal reads its own text back only with its feature serde-str (or with = rust_decimal::serde::str)");
            return side == Library.RUST_DECIMAL
                    ? decimal.precision() > 28
                            ? rule(readable.why() + "; it holds 28 digits, and what has more is refused")
                            : readable
                    : side instanceof Scalar ? rule("values that do not fit " + name + " are refused") : Carriage.EXACT;
        }
        CanonicalType.Scalar scalar = (CanonicalType.Scalar) type;
        if (scalar.isInteger()) {
            return side instanceof Scalar width && narrower(width, scalar)
                    ? rule("values that do not fit " + name + " are refused")
                    : Carriage.EXACT;
        }
        switch (scalar) {
            case F32:
                return side == Scalar.F64 ? rule("a value that is no f32 is refused") : nan();
            case F64:
                return side == Scalar.F32 ? rule("a value that is no f32 is refused") : nan();
            case STRING:
                return side == Scalar.CHAR ? rule("only text of one character fits a char") : Carriage.EXACT;
            case BYTES:
                return side instanceof SideType.FixedArray array
                        ? rule("only " + array.length() + " bytes fit the side's array")
                        : Carriage.EXACT;
            case UUID:
                return side == Scalar.STRING
                        ? rule("a string is read as a UUID only in lower case with hyphens")
                        : Carriage.EXACT;
            case DATE:
                return side == Scalar.STRING ? rule("a string is read as a date only as 2006-01-02") : Carriage.EXACT;
            case TIME:
                return side == Scalar.STRING ? rule("a string is read as a time only as 15:04:05.999") : Carriage.EXACT;
            case DATETIME:
                return side instanceof SideType.Epoch epoch && epoch.digits() < 9
                        ? lossy("the integer drops digits of a second")
                        : Carriage.EXACT;
            case DURATION:
                return side == Library.STD_DURATION
                        ? rule("std's Duration is never negative; what is, is refused")
                        : side == Scalar.I64
                                ? rule("64 bits of nanoseconds end at 292 years; what is longer is refused")
                                : Carriage.EXACT;
            case JSON:
                return impossible(Unreadable.ANY);
            default:
                return Carriage.EXACT;
        }
    }

    private static Carriage nan() {
        return rule("every NaN is one NaN: the canonical form keeps no payload of it");
    }

    private static Carriage timestamp(CanonicalType.TimestampType type, SideType side) {
        if (type.keepsOffset()
                && (side == Library.CHRONO_UTC || side == Library.SYSTEM_TIME || side instanceof SideType.Epoch)) {
            return lossy("the offset is lost: the side's type is in UTC");
        }
        if (side instanceof SideType.Epoch epoch) {
            return epoch.digits() < type.precision()
                    ? lossy("the integer drops digits of a second beyond " + epoch.digits())
                    : Carriage.EXACT;
        }
        if (side == Library.CHRONO_FIXED) {
            return rule("chrono rounds offsets to minutes: an instant of local mean time has moved");
        }
        return side == Library.SYSTEM_TIME ? rule("a SystemTime before 1970 is refused") : Carriage.EXACT;
    }
}
