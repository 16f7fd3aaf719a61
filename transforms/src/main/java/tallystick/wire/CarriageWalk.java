package tallystick.wire;

import static tallystick.wire.CarriageTable.impossible;
import static tallystick.wire.CarriageTable.join;
import static tallystick.wire.CarriageTable.lossy;
import static tallystick.wire.CarriageTable.rule;
import static tallystick.wire.CarriageTable.worse;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tallystick.contract.CanonicalType;
import tallystick.contract.Field;
import tallystick.shape.Binding;
import tallystick.shape.BoundRecord;
import tallystick.shape.BoundStruct;
import tallystick.shape.SideField;
import tallystick.shape.SideType;
import tallystick.shape.SideType.Library;
import tallystick.shape.SideType.Scalar;

/** Walks through a bound record and asks a dialect how it carries each kind of value. Of use once. */
public abstract class CarriageWalk {
    protected final BoundRecord record;

    private final CarriageTable found = new CarriageTable();
    private final Set<BoundStruct> inside = new HashSet<>();
    private final Set<Binding.UnionOf> insideUnion = new HashSet<>();

    protected CarriageWalk(BoundRecord record) {
        this.record = record;
    }

    /** What becomes of no value in a field, and of values that stand for none. */
    protected abstract Carriage presence(BoundStruct.Bound bound);

    /** One value. */
    protected abstract Carriage leaf(Binding.Leaf leaf);

    /** Nulls among elements or values ({@code what}). */
    protected abstract Carriage nulls(boolean nullable, Binding element, String what);

    /** What a field of the side does to itself and to all that follow it in its struct; only IMPOSSIBLE counts. */
    protected Carriage spoils(SideField field) {
        return Carriage.EXACT;
    }

    /** A wire struct whose members stand for fields of the outer one; only IMPOSSIBLE counts. */
    protected Carriage spread(BoundStruct.Spread spread) {
        return Carriage.EXACT;
    }

    /** Whether the dialect knows the forms of serde_with. */
    protected boolean knowsAdapters() {
        return false;
    }

    protected Carriage key(Binding key, String path) {
        return value(key, path);
    }

    protected Carriage enumeration(Binding.EnumOf enumOf) {
        return Carriage.EXACT;
    }

    /** A union by its tagging alone. */
    protected Carriage tagging(Binding.UnionOf union) {
        return Carriage.EXACT;
    }

    /** An alternative but for its payload. */
    protected Carriage alternative(Binding.UnionOf union, Binding.BoundAlternative alternative) {
        return Carriage.EXACT;
    }

    /** By dotted path in contract order; a struct, or a list or map of them, is named itself only when it is not exact. */
    public final Map<String, Carriage> table() {
        struct(record.root(), "");
        return found.of(record.contract());
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
        members(struct.members(), prefix, Carriage.EXACT);
        inside.remove(struct);
    }

    private void members(Iterable<BoundStruct.Member> members, String prefix, Carriage before) {
        Carriage spoilt = before;
        for (BoundStruct.Member member : members) {
            Carriage spoils = spoils(member.field());
            spoilt = isImpossible(spoils) ? spoils : spoilt;
            if (member instanceof BoundStruct.Spread spread) {
                Carriage inside = spread(spread);
                members(spread.members(), prefix, isImpossible(inside) ? inside : spoilt);
            } else if (member instanceof BoundStruct.Bound bound) {
                String path = join(prefix, bound.path());
                found.put(path, isImpossible(spoilt) ? spoilt : worse(presence(bound), value(bound.binding(), path)));
            }
        }
    }

    private static boolean isImpossible(Carriage carriage) {
        return carriage.how() == Carriage.How.IMPOSSIBLE;
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
                    worse(key(map.key(), path), value(map.value(), path)),
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
            return enumeration(enumOf);
        }
        Binding.Leaf leaf = (Binding.Leaf) binding;
        return leaf.side() instanceof SideType.As && !knowsAdapters()
                ? impossible("as: is known of JSON alone: declare the type that the other format's bytes have")
                : leaf(leaf);
    }

    private Carriage union(Binding.UnionOf union, String path) {
        Carriage worst = tagging(union);
        if (isImpossible(worst) || !insideUnion.add(union)) {
            return worst;
        }
        for (Binding.BoundAlternative alternative : union.alternatives()) {
            Binding payload = alternative.payload();
            worst = worse(worst, alternative(union, alternative));
            if (payload != null) {
                worst = worse(worst, value(payload, join(path, alternative.name())));
            }
        }
        insideUnion.remove(union);
        return worst;
    }

    /** A value that the side's type may be too narrow for. */
    protected final Carriage narrow(SideType side) {
        return rule("values that do not fit " + record.shape().text(side) + " are refused");
    }

    /** A value as far as that depends on the two types alone, and not on how a format writes the side's. */
    protected final Carriage typed(CanonicalType.Scalar type, SideType side) {
        if (type.isInteger()) {
            return side instanceof Scalar width && narrower(width, type) || side == Library.GO_DURATION
                    ? narrow(side)
                    : Carriage.EXACT;
        }
        switch (type) {
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
            default:
                return Carriage.EXACT;
        }
    }

    /** Whether the side's integer holds fewer values than the contract's. */
    private static boolean narrower(Scalar side, CanonicalType.Scalar type) {
        if (type == CanonicalType.Scalar.BIGINT) {
            return true;
        }
        int bits = Integer.parseInt(side.name().substring(1));
        boolean signed = side.name().charAt(0) == 'I';
        int wanted = Integer.parseInt(type.name().substring(1));
        boolean wantedSigned = type.name().charAt(0) == 'I';
        return signed == wantedSigned ? bits < wanted : !signed || bits <= wanted;
    }
}
