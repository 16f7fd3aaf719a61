package tallystick.wire;

import static tallystick.wire.CarriageTable.lossy;
import static tallystick.wire.CarriageTable.rule;
import static tallystick.wire.CarriageTable.worse;

import tallystick.contract.CanonicalType;
import tallystick.contract.Contract;
import tallystick.contract.Equivalence;
import tallystick.contract.Field;
import tallystick.contract.Presence;

/** What becomes of no value in a field of a format whose structs name their fields. */
public final class PresenceCarriage {
    private PresenceCarriage() {}

    /**
     * @param how the side's field writes that there is no value
     * @param drops whether it is not written when its value is empty or zero
     */
    public static Carriage of(Contract contract, Field field, NoValue how, boolean drops) {
        boolean either = field.has(Equivalence.NULL_IS_ABSENT);
        boolean zero = isStoodFor(field);
        boolean filled = field.has(Equivalence.NULL_IS_EMPTY) || field.has(Equivalence.NULL_IS_ZERO);
        Carriage dropped = !drops || filled || zero && either
                ? Carriage.EXACT
                : lossy(
                        "Go leaves out a value that is empty or zero, and nothing says that its absence means that: declare "
                                + meaning(contract, field));
        switch (field.presence()) {
            case REQUIRED:
                return filled ? worse(rule("no value is read as the empty or zero one"), dropped) : dropped;
            case TRISTATE:
                return how == NoValue.EITHER
                        ? Carriage.EXACT
                        : how == NoValue.NEVER
                                ? lossy("the side always has a value; neither null nor absence can be written")
                                : lossy("the side writes " + (how == NoValue.ABSENT ? "nothing" : "null")
                                        + " for whatever has no value, and so cannot tell null from absence");
            default:
                break;
        }
        boolean nullable = field.presence() == Presence.NULLABLE;
        if (how == NoValue.NEVER) {
            Carriage always = always(field);
            return worse(
                    !zero && isPlain(contract, field)
                            ? lossy(always.why() + ", unless " + standIn(contract, field) + " is declared")
                            : always,
                    dropped);
        }
        boolean fits = how == NoValue.EITHER || how == NoValue.IN_PLACE || (how == NoValue.NULL) == nullable;
        if (fits) {
            return dropped;
        }
        return worse(
                either
                        ? rule("null and absence are one (null_is_absent)")
                        : lossy(
                                nullable
                                        ? "the side leaves out what has no value, and the contract has null: declare"
                                                + " null_is_absent"
                                        : "the side writes null for what has no value, and the contract has absence:"
                                                + " declare null_is_absent"),
                dropped);
    }

    /** What becomes of no value in a field that is not required, of a side that always has a value. */
    public static Carriage always(Field field) {
        return isStoodFor(field)
                ? rule("the zero or empty value stands for no value")
                : lossy("the side always has a value, so "
                        + (field.presence() == Presence.NULLABLE ? "null" : "absence") + " cannot be written");
    }

    /** Whether the contract says of a value that it stands for no value. */
    public static boolean isStoodFor(Field field) {
        return field.has(Equivalence.ZERO_IS_NULL)
                || field.has(Equivalence.EMPTY_IS_NULL)
                || field.has(Equivalence.ZERO_TIME_IS_NULL);
    }

    /** The equivalences by which the absence of an empty or zero value means that value. */
    private static String meaning(Contract contract, Field field) {
        if (field.presence() != Presence.REQUIRED) {
            return standIn(contract, field) + " and null_is_absent";
        }
        return holdsMany(contract, field) ? "null_is_empty" : "null_is_zero";
    }

    /** The equivalence by which a value of the side stands for no value. */
    private static String standIn(Contract contract, Field field) {
        CanonicalType type = contract.resolve(field.type());
        if (type instanceof CanonicalType.TimestampType || type == CanonicalType.Scalar.DATETIME) {
            return "zero_time_is_null";
        }
        return holdsMany(contract, field) ? "empty_is_null" : "zero_is_null";
    }

    /** Whether there is an equivalence by which a value of the type stands for no value. */
    private static boolean isPlain(Contract contract, Field field) {
        CanonicalType type = contract.resolve(field.type());
        return holdsMany(contract, field)
                || type instanceof CanonicalType.TimestampType
                || type instanceof CanonicalType.DecimalType
                || type == CanonicalType.Scalar.DATETIME
                || type == CanonicalType.Scalar.BOOL
                || type instanceof CanonicalType.Scalar scalar && (scalar.isInteger() || scalar.isFloat());
    }

    private static boolean holdsMany(Contract contract, Field field) {
        CanonicalType type = contract.resolve(field.type());
        return type instanceof CanonicalType.ListType
                || type instanceof CanonicalType.MapType
                || type == CanonicalType.Scalar.STRING
                || type == CanonicalType.Scalar.BYTES;
    }
}
