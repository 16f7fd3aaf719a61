package tallystick.wire.gob;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import tallystick.canonical.RecordBuffer;
import tallystick.contract.CanonicalType;
import tallystick.shape.Binding;
import tallystick.shape.BoundRecord;
import tallystick.shape.BoundStruct;
import tallystick.shape.DeclaredType;
import tallystick.shape.SideField;
import tallystick.shape.SideType;
import tallystick.shape.SideType.Library;
import tallystick.shape.SideType.Scalar;
import tallystick.wire.Reason;

/** Compiles a bound record into writers. */
final class EncodePlan {
    private final BoundRecord record;
    private final GoType.Types types;
    private final Map<BoundStruct, StructWriter> structs = new IdentityHashMap<>();
    private final Map<Binding.UnionOf, Writers.Interface> unions = new IdentityHashMap<>();

    EncodePlan(BoundRecord record) {
        this.record = record;
        this.types = new GoType.Types(record.shape());
    }

    StructWriter root() {
        return struct(record.root(), type());
    }

    /** The record's type in Go. */
    GoType.Struct type() {
        return (GoType.Struct) types.of(new SideType.Named(record.shape().record()));
    }

    private StructWriter struct(BoundStruct bound, GoType.Struct type) {
        StructWriter known = structs.get(bound);
        if (known != null) {
            return known;
        }
        StructWriter writer = new StructWriter();
        structs.put(bound, writer);
        writer.fill(members(bound.members(), type));
        return writer;
    }

    private List<StructWriter.Member> members(List<BoundStruct.Member> members, GoType.Struct type) {
        List<StructWriter.Member> compiled = new ArrayList<>();
        for (BoundStruct.Member member : members) {
            SideField field = member.field();
            int number = number(type, field.wireName());
            if (member instanceof BoundStruct.Spread spread) {
                compiled.add(
                        new StructWriter.Nested(number, spread.optional(), members(spread.members(), (GoType.Struct)
                                pointedAt(types.of(field.type())))));
            } else if (member instanceof BoundStruct.Bound bound) {
                compiled.add(new StructWriter.Own(
                        number,
                        bound.path(),
                        bound.slots(),
                        bound.target(),
                        writer(bound.binding(), field.type()),
                        Omission.of(bound.binding()),
                        record.contract().resolve(bound.target().type()) == CanonicalType.Scalar.JSON));
            }
        }
        return compiled;
    }

    private static int number(GoType.Struct type, String name) {
        for (int i = 0; i < type.fields().size(); i++) {
            if (type.fields().get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalStateException("no field " + name + " in " + type.name());
    }

    private static GoType pointedAt(GoType type) {
        GoType target = type;
        while (target instanceof GoType.Pointer pointer) {
            target = pointer.inner();
        }
        return target;
    }

    private GobWriter writer(Binding binding, SideType side) {
        SideType type = record.shape().resolve(side);
        if (binding instanceof Binding.Optional optional) {
            SideType inner = type;
            while (inner instanceof SideType.Nullable nullable) {
                inner = record.shape().resolve(nullable.inner());
            }
            return new Writers.Pointer(writer(optional.inner(), inner), types.of(inner) instanceof GoType.External);
        }
        if (binding instanceof Binding.StructOf struct) {
            return struct(struct.struct(), (GoType.Struct) types.of(type));
        }
        if (binding instanceof Binding.ListOf list) {
            SideType element = element(type);
            return record.shape().resolve(element) == Scalar.U8 && list.length() < 0
                    ? new Writers.ByteList()
                    : new Writers.Elements(
                            element(list.element(), element, list.type().nullable()), list.length());
        }
        if (binding instanceof Binding.TupleOf tuple) {
            SideType element = element(type);
            return new Writers.Tuple(
                    tuple.elements().stream().map(e -> writer(e, element)).toList());
        }
        if (binding instanceof Binding.MapOf map) {
            SideType.MapOf sides = (SideType.MapOf) type;
            return new Writers.Entries(
                    writer(map.key(), sides.key()),
                    element(map.value(), sides.value(), map.type().nullable()));
        }
        if (binding instanceof Binding.EnumOf enumOf) {
            Map<Long, Object> values = new HashMap<>();
            boolean text = enumOf.of() == Scalar.STRING;
            enumOf.values()
                    .forEach(value -> values.put(
                            (long) value.id(),
                            text ? value.wire() : new BigInteger(value.wire().toString())));
            return new Writers.Enum(
                    values, text, enumOf.of() instanceof Scalar scalar && scalar.compareTo(Scalar.I128) <= 0);
        }
        if (binding instanceof Binding.UnionOf union) {
            return union(union);
        }
        return leaf((Binding.Leaf) binding);
    }

    private GobWriter element(Binding element, SideType side, boolean nullable) {
        GobWriter writer = writer(element, side);
        return nullable && Omission.of(element) == Omission.EMPTY_AS_NIL ? new Writers.NilOrSlice(writer) : writer;
    }

    private static SideType element(SideType side) {
        return side instanceof SideType.Sequence sequence ? sequence.element() : ((SideType.FixedArray) side).element();
    }

    private GobWriter union(Binding.UnionOf union) {
        Writers.Interface known = unions.get(union);
        if (known != null) {
            return known;
        }
        // The writer looks into the map when it writes, so a union that holds itself may use it before it is filled.
        Map<Long, Writers.Alternative> alternatives = new HashMap<>();
        Writers.Interface writer = new Writers.Interface(alternatives);
        unions.put(union, writer);
        for (Binding.BoundAlternative alternative : union.alternatives()) {
            Binding payload = alternative.payload();
            if (payload == null) {
                continue;
            }
            DeclaredType.SideVariant variant = alternative.variant();
            DeclaredType.Struct struct = variant.struct();
            SideType side = variant.type();
            GoType type;
            GobWriter inner;
            if (struct != null && payload instanceof Binding.StructOf structOf) {
                GoType.Struct goStruct = types.struct(struct, GoType.ownName(variant.wireName()));
                type = goStruct;
                inner = struct(structOf.struct(), goStruct);
            } else if (side != null) {
                type = types.of(side).called(variant.wireName());
                inner = writer(payload, side);
            } else {
                continue;
            }
            alternatives.put(
                    (long) alternative.id(),
                    new Writers.Alternative(
                            alternative.name(),
                            variant.wireName(),
                            type,
                            inner,
                            pointedAt(type) instanceof GoType.Struct));
        }
        return writer;
    }

    private GobWriter leaf(Binding.Leaf leaf) {
        CanonicalType type = leaf.type();
        SideType side = leaf.side();
        if (side instanceof Library library && library.isSqlNull()) {
            return new Writers.SqlNull(leaf(new Binding.Leaf(type, library.wrapped())));
        }
        if (type == CanonicalType.Scalar.JSON && GobCarriage.isAny(record, side)) {
            return new AnyValues.Writer(
                    side instanceof SideType.MapOf
                            ? RecordBuffer.MAP
                            : side instanceof SideType.Sequence ? RecordBuffer.LIST : RecordBuffer.NULL);
        }
        if (side instanceof SideType.FixedArray array) {
            return new Writers.ByteArray(array.length());
        }
        if (side instanceof Scalar scalar) {
            if (scalar.isInteger()) {
                return new Writers.Int(
                        Integer.parseInt(scalar.name().substring(1)),
                        scalar.name().charAt(0) == 'I',
                        record.shape().text(scalar));
            }
            if (scalar == Scalar.BOOL) {
                return new Writers.Bool();
            }
            if (scalar == Scalar.F32 || scalar == Scalar.F64) {
                return new Writers.Real(scalar == Scalar.F32);
            }
            if (scalar == Scalar.STRING && type instanceof CanonicalType.Scalar target) {
                return switch (target) {
                    case UUID -> new Writers.Spelled(TextForm.UUID);
                    case DATE -> new Writers.Spelled(TextForm.DATE);
                    case TIME -> new Writers.Spelled(TextForm.TIME);
                    default -> new Writers.Raw();
                };
            }
            return new Writers.Raw();
        }
        if (side instanceof Library library && type != CanonicalType.Scalar.JSON) {
            switch (library) {
                case GO_DURATION:
                    return new Writers.Int(64, true, "time.Duration");
                case GO_TIME:
                    return new Writers.Time(type == CanonicalType.Scalar.DATE);
                case GO_BIG_INT:
                    return new Writers.Big();
                case GO_BIG_FLOAT:
                    return new BigNumbers.FloatWriter();
                case GO_BIG_RAT:
                    return new BigNumbers.RatWriter();
                case GO_DECIMAL:
                    return new Writers.Decimal();
                case GO_UUID:
                    return new Writers.Uuid();
                default:
                    break;
            }
        }
        if (type == CanonicalType.Scalar.BYTES) {
            return new Writers.Raw();
        }
        String why = GobCarriage.whyNot(side);
        return new GobWriter() {
            @Override
            void write(GobOutput out, int node) {
                out.find(Reason.TYPE, why);
            }
        };
    }
}
