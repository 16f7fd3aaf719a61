package tallystick.wire.serde;

import static tallystick.wire.CarriageTable.impossible;
import static tallystick.wire.CarriageTable.join;
import static tallystick.wire.CarriageTable.lossy;
import static tallystick.wire.CarriageTable.rule;
import static tallystick.wire.CarriageTable.worse;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tallystick.contract.CanonicalType;
import tallystick.contract.Equivalence;
import tallystick.contract.Field;
import tallystick.contract.Presence;
import tallystick.shape.Binding;
import tallystick.shape.BoundRecord;
import tallystick.shape.BoundStruct;
import tallystick.shape.SideType;
import tallystick.shape.SideType.Library;
import tallystick.shape.SideType.Scalar;
import tallystick.wire.Carriage;
import tallystick.wire.CarriageTable;

/** How a format of serde without names and types carries each field of a bound record. */
public final class SerdeCarriage {
    private final BoundRecord record;
    private final CarriageTable found = new CarriageTable();
    private final Set<BoundStruct> inside = new HashSet<>();
    private final Set<Binding.UnionOf> insideUnion = new HashSet<>();

    private SerdeCarriage(BoundRecord record) {
        this.record = record;
    }

    /** By dotted path in contract order. */
    public static Map<String, Carriage> of(BoundRecord record) {
        SerdeCarriage carriage = new SerdeCarriage(record);
        carriage.struct(record.root(), "");
        return carriage.found.of(record.contract());
    }

    private void struct(BoundStruct struct, String prefix) {
        if (!inside.add(struct)) {
            return;
        }
        for (Field field : struct.unbound()) {
            found.put(
                    join(prefix, field.name()),
                    lossy("the side has no field for it, so a value cannot be written there"));
        }
        members(struct.members(), prefix, "");
        inside.remove(struct);
    }

    /** {@code why}: what makes all of them impossible; empty when nothing does. */
    private void members(Iterable<BoundStruct.Member> members, String prefix, String why) {
        String broken = why;
        for (BoundStruct.Member member : members) {
            if (member.field().inline()) {
                // What the library does not write has no end either: nothing after it can be found.
                broken = Unreadable.FLATTENED;
            }
            if (member.field().skipNone()) {
                broken = Unreadable.SKIPPED;
            }
            if (member instanceof BoundStruct.Spread spread) {
                members(spread.members(), prefix, broken);
            } else if (member instanceof BoundStruct.Bound bound) {
                String path = join(prefix, bound.path());
                found.put(
                        path,
                        broken.isEmpty() ? worse(presence(bound), value(bound.binding(), path)) : impossible(broken));
            }
        }
    }

    private static Carriage presence(BoundStruct.Bound bound) {
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

    private Carriage value(Binding binding, String path) {
        if (binding instanceof Binding.Optional optional) {
            return value(optional.inner(), path);
        }
        if (binding instanceof Binding.StructOf struct) {
            struct(struct.struct(), path);
            return Carriage.EXACT;
        }
        if (binding instanceof Binding.ListOf list) {
            Carriage length = list.length() >= 0
                    ? rule("only lists of " + list.length() + " fit the side's array")
                    : Carriage.EXACT;
            return worse(
                    worse(value(list.element(), path), length),
                    nulls(list.type().nullable(), list.element(), "elements"));
        }
        if (binding instanceof Binding.MapOf map) {
            return worse(
                    worse(value(map.key(), path), value(map.value(), path)),
                    nulls(map.type().nullable(), map.value(), "values"));
        }
        if (binding instanceof Binding.TupleOf tuple) {
            Carriage worst = Carriage.EXACT;
            for (Binding element : tuple.elements()) {
                worst = worse(worst, value(element, path));
            }
            return worst;
        }
        if (binding instanceof Binding.UnionOf union) {
            return union(union, path);
        }
        if (binding instanceof Binding.EnumOf enumOf) {
            String why = enumOf.tagging() == null ? "" : Unreadable.why(enumOf.tagging());
            return why.isEmpty() ? Carriage.EXACT : impossible(why);
        }
        return leaf((Binding.Leaf) binding);
    }

    private static Carriage nulls(boolean nullable, Binding element, String what) {
        return nullable && !(element instanceof Binding.Optional)
                ? lossy("the side's " + what + " cannot be null")
                : Carriage.EXACT;
    }

    private Carriage union(Binding.UnionOf union, String path) {
        String why = Unreadable.why(union.tagging());
        if (!why.isEmpty()) {
            return impossible(why);
        }
        Carriage worst = Carriage.EXACT;
        if (!insideUnion.add(union)) {
            return worst;
        }
        for (Binding.BoundAlternative alternative : union.alternatives()) {
            Binding payload = alternative.payload();
            if (payload != null) {
                worst = worse(worst, value(payload, join(path, alternative.name())));
            }
        }
        insideUnion.remove(union);
        return worst;
    }

    private Carriage leaf(Binding.Leaf leaf) {
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

    /** Whether the side's integer holds fewer values than the contract's. */
    private static boolean narrower(Scalar side, CanonicalType.Scalar type) {
        if (type == CanonicalType.Scalar.BIGINT) {
            return true;
        }
        int bits = Leaves.bits(side);
        boolean signed = side.name().charAt(0) == 'I';
        int wanted = Integer.parseInt(type.name().substring(1));
        boolean wantedSigned = type.name().charAt(0) == 'I';
        return signed == wantedSigned ? bits < wanted : !signed || bits <= wanted;
    }
}
