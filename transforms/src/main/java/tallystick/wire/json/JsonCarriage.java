package tallystick.wire.json;

import static tallystick.wire.CarriageTable.impossible;
import static tallystick.wire.CarriageTable.lossy;
import static tallystick.wire.CarriageTable.rule;
import static tallystick.wire.CarriageTable.worse;

import java.util.Map;
import tallystick.contract.CanonicalType;
import tallystick.contract.Contract;
import tallystick.shape.Adapter;
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
import tallystick.wire.NoValue;
import tallystick.wire.PresenceCarriage;
import tallystick.wire.TimestampCarriage;

/** How JSON carries each field of a bound record. */
final class JsonCarriage extends CarriageWalk {
    private final Contract contract;
    private final boolean go;
    private final JsonStyle style;

    private JsonCarriage(BoundRecord record, JsonStyle style) {
        super(record);
        this.contract = record.contract();
        this.go = style.go();
        this.style = style;
    }

    static Map<String, Carriage> of(BoundRecord record, JsonStyle style) {
        return new JsonCarriage(record, style).table();
    }

    @Override
    protected Carriage presence(BoundStruct.Bound bound) {
        SideField side = bound.field();
        if (style.isJsoniter()
                && side.quoted()
                && bound.binding() instanceof Binding.Optional optional
                && optional.inner() instanceof Binding.Leaf leaf
                && leaf.side() == Scalar.STRING) {
            return impossible(
                    "jsoniter puts the text behind a pointer into quotes twice without escapes: that is no JSON");
        }
        boolean drops = go
                && (side.omitEmpty() && canBeEmpty(bound.binding()) || side.omitZero())
                && !(bound.binding() instanceof Binding.Optional);
        return PresenceCarriage.of(contract, bound.target(), NoValue.of(bound, go), drops);
    }

    /** Whether Go's omitempty ever drops a value of the type. */
    private static boolean canBeEmpty(Binding binding) {
        if (binding instanceof Binding.ListOf list) {
            return list.length() <= 0;
        }
        if (binding instanceof Binding.MapOf || binding instanceof Binding.EnumOf) {
            return true;
        }
        return binding instanceof Binding.Leaf leaf
                && (leaf.side() instanceof Scalar
                        || leaf.side() == Library.GO_DURATION
                        || leaf.side() == Library.GO_NUMBER);
    }

    @Override
    protected Carriage nulls(boolean nullable, Binding element, String what) {
        boolean takes = element instanceof Binding.Optional
                || element instanceof Binding.Leaf leaf
                        && (leaf.type() == CanonicalType.Scalar.JSON
                                || leaf.side() instanceof Library library && library.isSqlNull());
        return nullable && !takes ? lossy("the side's " + what + " cannot be null") : Carriage.EXACT;
    }

    @Override
    protected Carriage key(Binding binding, String path) {
        String none = "JSON names are text, which the side's key type is not written as";
        if (binding instanceof Binding.EnumOf enumOf) {
            boolean object =
                    enumOf.tagging() != null && enumOf.tagging().style() != DeclaredType.Tagging.Style.EXTERNAL;
            return object ? impossible(none) : Carriage.EXACT;
        }
        if (!(binding instanceof Binding.Leaf leaf)) {
            return impossible(none);
        }
        SideType side = leaf.side();
        boolean text = side == Scalar.STRING
                || side == Scalar.CHAR
                || side == Scalar.BOOL && !go
                || side instanceof Scalar scalar && scalar.isInteger()
                || side == Library.GO_UUID
                || side == Library.RUST_UUID
                || side == Library.GO_TIME
                || side == Library.GO_DURATION
                || side == Library.CHRONO_UTC
                || side == Library.CHRONO_FIXED
                || side == Library.NAIVE_DATE
                || side == Library.NAIVE_DATE_TIME
                || side == Library.NAIVE_TIME
                || side == Library.RUST_DECIMAL
                || side == Library.GO_DECIMAL;
        return text ? leaf(leaf) : impossible(none);
    }

    @Override
    protected Carriage tagging(Binding.UnionOf union) {
        return union.tagging().style() == DeclaredType.Tagging.Style.UNTAGGED
                ? rule("read as the first variant that fits, as serde does")
                : Carriage.EXACT;
    }

    @Override
    protected Carriage alternative(Binding.UnionOf union, Binding.BoundAlternative alternative) {
        Binding payload = alternative.payload();
        return payload != null
                        && union.tagging().style() == DeclaredType.Tagging.Style.INTERNAL
                        && !(payload instanceof Binding.StructOf)
                ? impossible("an internally tagged variant holds named fields, and " + alternative.name() + " does not")
                : Carriage.EXACT;
    }

    @Override
    protected boolean knowsAdapters() {
        return true;
    }

    private Carriage adapted(CanonicalType type, SideType.As as) {
        Carriage inner = leaf(new Binding.Leaf(type, as.inner()));
        boolean floats = as.inner() == Scalar.F32 || as.inner() == Scalar.F64;
        if (as.adapter() == Adapter.Plain.DISPLAY && floats) {
            return Carriage.EXACT;
        }
        if (as.adapter() == Adapter.Plain.DISPLAY_OR_EMPTY && as.inner() == Scalar.STRING) {
            return worse(inner, rule("an empty text is written as None is, and refused"));
        }
        if (!(as.adapter() instanceof Adapter.Units units)) {
            return inner;
        }
        if (units.fraction()) {
            return worse(inner, rule("a time that an f64 does not give back is refused"));
        }
        int digits = type instanceof CanonicalType.TimestampType timestamp ? timestamp.precision() : 9;
        return digits > units.digits()
                ? worse(inner, lossy("the number drops digits of a second beyond " + units.digits()))
                : inner;
    }

    @Override
    protected Carriage leaf(Binding.Leaf leaf) {
        if (leaf.side() instanceof SideType.As as) {
            return adapted(leaf.type(), as);
        }
        CanonicalType type = leaf.type();
        SideType side = leaf.side() instanceof Library library && library.isSqlNull() ? library.wrapped() : leaf.side();
        String name = record.shape().text(side);
        if (side == Library.GO_BIG_FLOAT || side == Library.GO_BIG_RAT) {
            return impossible("encoding/json writes a " + name.substring(1) + " as text of its own: declare it string");
        }
        if (type instanceof CanonicalType.TimestampType timestamp) {
            return timestamp(timestamp, side);
        }
        if (type instanceof CanonicalType.DecimalType decimal) {
            if (side == Library.RUST_DECIMAL && decimal.precision() > 28) {
                return rule("rust_decimal holds 28 digits; what has more is refused");
            }
            return side instanceof Scalar ? narrow(side) : Carriage.EXACT;
        }
        CanonicalType.Scalar scalar = (CanonicalType.Scalar) type;
        switch (scalar) {
            case F32, F64:
                if (style.jsoniter() == JsonStyle.Jsoniter.FASTEST && side != Library.GO_NUMBER) {
                    return lossy("ConfigFastest writes six digits after the point");
                }
                if (!go) {
                    return rule(
                            "serde_json writes NaN and infinities as null, and reads the last digit exactly only with"
                                    + " float_roundtrip");
                }
                return (scalar == CanonicalType.Scalar.F32) != (side == Scalar.F32) && side != Library.GO_NUMBER
                        ? rule("a value that is no f32 is refused")
                        : Carriage.EXACT;
            case DATE:
                return side == Library.GO_TIME
                        ? rule("a time.Time is read as a date only at midnight in UTC")
                        : typed(scalar, side);
            case DATETIME:
                return side == Library.GO_TIME
                        ? rule("a time.Time is read as a time without zone only in UTC")
                        : typed(scalar, side);
            case DURATION:
                return side == Library.STD_DURATION
                        ? rule("std's Duration is never negative; what is, is refused")
                        : side == Library.GO_DURATION || side == Scalar.I64
                                ? rule("64 bits of nanoseconds end at 292 years; what is longer is refused")
                                : Carriage.EXACT;
            case JSON:
                SideType any = DecodePlan.anyOf(side);
                if (any == Library.GO_ANY) {
                    return lossy("Go's any holds every number as a float64: 9007199254740993 becomes 9007199254740992");
                }
                return any == Library.JSON_VALUE && !style.keepsNumbers(any)
                        ? rule("numbers that are neither 64-bit integers nor f64 are refused")
                        : Carriage.EXACT;
            default:
                return typed(scalar, side);
        }
    }

    private static Carriage timestamp(CanonicalType.TimestampType type, SideType side) {
        Carriage carriage = TimestampCarriage.of(type, side);
        return side == Library.GO_TIME
                ? rule("Go writes offsets without their seconds: an instant of local mean time has moved")
                : side == Library.SYSTEM_TIME
                        ? worse(carriage, rule("serde refuses a SystemTime before 1970"))
                        : carriage;
    }
}
