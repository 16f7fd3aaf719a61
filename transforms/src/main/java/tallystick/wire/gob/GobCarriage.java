package tallystick.wire.gob;

import static tallystick.wire.CarriageTable.impossible;
import static tallystick.wire.CarriageTable.lossy;
import static tallystick.wire.CarriageTable.rule;
import static tallystick.wire.CarriageTable.worse;

import java.util.Map;
import tallystick.contract.CanonicalType;
import tallystick.contract.Equivalence;
import tallystick.contract.Field;
import tallystick.shape.Binding;
import tallystick.shape.BoundRecord;
import tallystick.shape.BoundStruct;
import tallystick.shape.SideType;
import tallystick.shape.SideType.Library;
import tallystick.shape.SideType.Scalar;
import tallystick.wire.Carriage;
import tallystick.wire.CarriageWalk;
import tallystick.wire.PresenceCarriage;

/** How gob carries each field of a bound record. */
final class GobCarriage extends CarriageWalk {
    private GobCarriage(BoundRecord record) {
        super(record);
    }

    static Map<String, Carriage> of(BoundRecord record) {
        return new GobCarriage(record).table();
    }

    /** Why a type of Go is not read from gob. */
    static String whyNot(SideType side) {
        if (side == Library.GO_NUMBER) {
            return "gob writes a json.Number as the text it is: declare it string";
        }
        if (side == Library.GO_RAW_MESSAGE) {
            return "gob writes a json.RawMessage as bytes of JSON, which are not looked into: declare it []byte";
        }
        return "gob does not carry it";
    }

    /** Whether the side's type is any, or a slice of or a map from text to any. */
    static boolean isAny(BoundRecord record, SideType side) {
        SideType any = side instanceof SideType.MapOf map
                ? map.value()
                : side instanceof SideType.Sequence sequence ? sequence.element() : side;
        return record.shape().resolve(any) == Library.GO_ANY;
    }

    /** What becomes of no value, and of the zero that gob leaves out. */
    @Override
    protected Carriage presence(BoundStruct.Bound bound) {
        Field field = bound.target();
        Omission omission = Omission.of(bound.binding());
        Carriage zero = omission.drops() ? zero(field, omission) : Carriage.EXACT;
        switch (field.presence()) {
            case REQUIRED:
                return omission == Omission.EMPTY_AS_NIL
                        ? rule("gob leaves out an empty slice as it does nil, and both are read as empty")
                        : omission.isPointer() ? worse(zero, negativeZero(bound)) : negativeZero(bound);
            case TRISTATE:
                return lossy("gob leaves out whatever has no value, and so cannot tell null from absence");
            default:
                break;
        }
        if (omission == Omission.NEVER_NIL) {
            return worse(negativeZero(bound), PresenceCarriage.always(field));
        }
        return worse(zero, negativeZero(bound));
    }

    private static Carriage zero(Field field, Omission omission) {
        boolean declared = field.has(Equivalence.EMPTY_IS_NULL) || field.has(Equivalence.ZERO_IS_NULL);
        if (declared) {
            return rule("gob leaves out zero as it does nil, and both are no value");
        }
        return omission == Omission.EMPTY_AS_NIL
                ? lossy("gob leaves out an empty slice as it does nil, and both are read as nil: declare empty_is_null")
                : lossy(
                        "gob leaves out a pointer to zero as it does nil, and both are read as nil: declare zero_is_null or"
                                + " empty_is_null");
    }

    private static Carriage negativeZero(BoundStruct.Bound bound) {
        Binding inner = bound.binding() instanceof Binding.Optional optional ? optional.inner() : bound.binding();
        if (!(inner instanceof Binding.Leaf leaf) || leaf.side() != Scalar.F32 && leaf.side() != Scalar.F64) {
            return Carriage.EXACT;
        }
        return bound.target().has(Equivalence.NEGATIVE_ZERO_IS_ZERO)
                ? rule("-0.0 is 0.0")
                : lossy("gob leaves out -0.0 as it does 0.0, and both are read as 0.0: declare negative_zero_is_zero");
    }

    @Override
    protected Carriage nulls(boolean nullable, Binding element, String what) {
        boolean takes = element instanceof Binding.UnionOf
                || element instanceof Binding.Leaf leaf
                        && leaf.side() instanceof Library library
                        && library.isSqlNull();
        if (!nullable || takes) {
            return Carriage.EXACT;
        }
        return Omission.of(element) == Omission.EMPTY_AS_NIL
                ? lossy("gob writes an empty slice among " + what + " as it does nil, and both are read as nil")
                : lossy("gob refuses nil pointers among " + what + ", and reads a nil map there as an empty one");
    }

    @Override
    protected Carriage alternative(Binding.UnionOf union, Binding.BoundAlternative alternative) {
        return alternative.payload() == null
                ? impossible("gob has no value without a payload, and " + alternative.name() + " has none")
                : Carriage.EXACT;
    }

    @Override
    protected Carriage leaf(Binding.Leaf leaf) {
        CanonicalType type = leaf.type();
        SideType side = leaf.side() instanceof Library library && library.isSqlNull() ? library.wrapped() : leaf.side();
        if (type == CanonicalType.Scalar.JSON && isAny(record, side)) {
            return lossy("an empty list inside is read as nil, and so as null; numbers are written as int, uint64 or"
                    + " float64, whatever the program had, and what none of them is is refused");
        }
        if (type == CanonicalType.Scalar.JSON || side == Library.GO_NUMBER) {
            SideType inside = side instanceof SideType.MapOf map
                    ? map.value()
                    : side instanceof SideType.Sequence sequence ? sequence.element() : side;
            return impossible(whyNot(record.shape().resolve(inside)));
        }
        if (type instanceof CanonicalType.TimestampType timestamp) {
            return timestamp.keepsOffset()
                    ? rule(
                            "an offset of one minute west is refused, as is one west with seconds, which Go before 1.27 reads wrongly")
                    : Carriage.EXACT;
        }
        if (side == Library.GO_BIG_FLOAT) {
            return rule("a big.Float that is no f64 is refused, and f64 are written with a precision of 53");
        }
        if (side == Library.GO_BIG_RAT) {
            return rule("a big.Rat that is no decimal, such as 1/3, is refused");
        }
        if (type instanceof CanonicalType.DecimalType) {
            return side instanceof Scalar ? narrow(side) : Carriage.EXACT;
        }
        CanonicalType.Scalar scalar = (CanonicalType.Scalar) type;
        switch (scalar) {
            case F32, F64:
                return (scalar == CanonicalType.Scalar.F32) != (side == Scalar.F32)
                        ? rule("a value that is no f32 is refused")
                        : Carriage.EXACT;
            case DATE:
                return side == Library.GO_TIME
                        ? rule("a time.Time is read as a date only at midnight in UTC")
                        : rule("a string is read as a date only as 2006-01-02");
            case DATETIME:
                return rule("a time.Time is read as a time without zone only in UTC");
            case DURATION:
                return rule("64 bits of nanoseconds end at 292 years; what is longer is refused");
            default:
                return typed(scalar, side);
        }
    }
}
