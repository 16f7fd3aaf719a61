package tallystick.wire.item;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tallystick.canonical.ByteSink;
import tallystick.contract.CanonicalType;
import tallystick.shape.Binding;
import tallystick.shape.BoundRecord;
import tallystick.shape.BoundStruct;
import tallystick.shape.DeclaredType.Tagging;
import tallystick.shape.SideField;
import tallystick.shape.SideType;
import tallystick.shape.SideType.Scalar;
import tallystick.wire.KeyOrder;
import tallystick.wire.NoValue;
import tallystick.wire.text.Becomes;
import tallystick.wire.text.Spelling;

/** Compiles a bound record into writers. */
final class EncodePlan {
    private final BoundRecord record;
    private final Coding coding;
    private final Manner manner;
    private final Map<BoundStruct, StructWriter> structs = new IdentityHashMap<>();
    private final Map<Binding.UnionOf, UnionWriter> unions = new IdentityHashMap<>();

    private EncodePlan(BoundRecord record, Coding coding, Manner manner) {
        this.record = record;
        this.coding = coding;
        this.manner = manner;
    }

    static StructWriter compile(BoundRecord record, Coding coding, Manner manner) {
        return new EncodePlan(record, coding, manner).struct(record.root());
    }

    private StructWriter struct(BoundStruct bound) {
        StructWriter known = structs.get(bound);
        if (known != null) {
            return known;
        }
        StructWriter writer = new StructWriter();
        structs.put(bound, writer);
        boolean flattened = !manner.go() && hasInline(bound.members());
        boolean array = manner.structs() == Manner.Structs.ARRAYS && !flattened;
        writer.fill(ordered(members(bound.members(), array), array), array, flattened);
        return writer;
    }

    private static boolean hasInline(List<BoundStruct.Member> members) {
        return members.stream().anyMatch(member -> member.field().inline());
    }

    private List<StructWriter.Member> ordered(List<StructWriter.Member> members, boolean array) {
        if (array || manner.order() == Manner.Order.VALUES) {
            return members;
        }
        List<StructWriter.Member> sorted = new ArrayList<>(members);
        sorted.sort((a, b) -> manner.order().compare(a.key(), b.key()));
        return sorted;
    }

    private List<StructWriter.Member> members(List<BoundStruct.Member> members, boolean array) {
        List<StructWriter.Member> compiled = new ArrayList<>();
        for (BoundStruct.Member member : members) {
            SideField field = member.field();
            if (member instanceof BoundStruct.Spread spread) {
                if (spread.inline()) {
                    compiled.addAll(members(spread.members(), array));
                } else {
                    compiled.add(nested(field, spread));
                }
            } else if (member instanceof BoundStruct.Bound bound) {
                compiled.add(own(bound, field, array));
            } else if (array) {
                compiled.add(new StructWriter.Refused(
                        key(field),
                        field.wireName(),
                        "the contract has no field for it, and an array has no place without a value"));
            }
        }
        return compiled;
    }

    private StructWriter.Member nested(SideField field, BoundStruct.Spread spread) {
        boolean array = manner.structs() == Manner.Structs.ARRAYS;
        return new StructWriter.Nested(
                key(field),
                spread.optional(),
                spread.optional() && (field.omitEmpty() || field.skipNone()),
                array,
                ordered(members(spread.members(), array), array));
    }

    private StructWriter.Member own(BoundStruct.Bound bound, SideField field, boolean array) {
        ValueWriter writer = writer(bound.binding());
        return new StructWriter.Own(
                key(field),
                bound.path(),
                bound.slots(),
                bound.target(),
                record.contract().resolve(bound.target().type()),
                writer,
                noValue(bound, manner, array),
                manner.go() && field.omitEmpty() && !array,
                array && field.skipNone(),
                field.inline() && writer instanceof Writers.Entries entries ? entries : null);
    }

    /** How the field writes that there is no value, in a map or, where all fields have a place, in an array. */
    static NoValue noValue(BoundStruct.Bound bound, Manner manner, boolean array) {
        NoValue how = NoValue.of(bound, manner.go());
        return array && how != NoValue.NEVER ? NoValue.IN_PLACE : how;
    }

    private byte[] key(SideField field) {
        ByteSink sink = new ByteSink(32);
        byte[] name = field.wireName().getBytes(StandardCharsets.UTF_8);
        coding.text(sink, name.length);
        sink.write(name, 0, name.length);
        return sink.copy();
    }

    private ValueWriter writer(Binding binding) {
        if (binding instanceof Binding.Optional optional) {
            return new Writers.Options(writer(optional.inner()));
        }
        if (binding instanceof Binding.StructOf struct) {
            return struct(struct.struct());
        }
        if (binding instanceof Binding.ListOf list) {
            return new Writers.Elements(writer(list.element()), list.length(), manner.go() && list.length() < 0);
        }
        if (binding instanceof Binding.TupleOf tuple) {
            return new Writers.TupleWriter(
                    tuple.elements().stream().map(this::writer).toList());
        }
        if (binding instanceof Binding.MapOf map) {
            return new Writers.Entries(KeyOrder.of(map.key()), writer(map.key()), writer(map.value()), manner.go());
        }
        if (binding instanceof Binding.EnumOf enumOf) {
            return enumeration(enumOf);
        }
        if (binding instanceof Binding.UnionOf union) {
            return union(union);
        }
        return leaf((Binding.Leaf) binding);
    }

    private ValueWriter enumeration(Binding.EnumOf enumOf) {
        Tagging tagging = enumOf.tagging();
        if (tagging != null) {
            Map<Long, UnionWriter.Variant> variants = new HashMap<>();
            enumOf.values()
                    .forEach(value -> variants.put(
                            (long) value.id(),
                            new UnionWriter.Variant(
                                    value.name(), Leaves.utf8(value.wire().toString()), null)));
            return new UnionWriter(variants, tagging);
        }
        if (enumOf.of() instanceof Scalar of && of.isInteger()) {
            Map<Long, Long> numbers = new HashMap<>();
            enumOf.values().forEach(value -> numbers.put((long) value.id(), ((BigInteger) value.wire()).longValue()));
            return new Writers.NumberEnum(numbers, integer(of));
        }
        Map<Long, byte[]> words = new HashMap<>();
        enumOf.values()
                .forEach(value ->
                        words.put((long) value.id(), Leaves.utf8(value.wire().toString())));
        return new Writers.TextEnum(words);
    }

    private ValueWriter union(Binding.UnionOf union) {
        UnionWriter known = unions.get(union);
        if (known != null) {
            return known;
        }
        // The writer looks into the map when it writes, so a union that holds itself may use it before it is filled.
        Map<Long, UnionWriter.Variant> variants = new HashMap<>();
        UnionWriter writer = new UnionWriter(variants, union.tagging());
        unions.put(union, writer);
        for (Binding.BoundAlternative alternative : union.alternatives()) {
            Binding payload = alternative.payload();
            variants.put(
                    (long) alternative.id(),
                    new UnionWriter.Variant(
                            alternative.name(),
                            Leaves.utf8(alternative.variant().wireName()),
                            payload == null
                                    ? null
                                    : manner.structs() == Manner.Structs.ARRAYS
                                                    && DecodePlan.isFromMap(alternative, union.tagging())
                                            ? new Writers.Refused(Unreadable.STRUCT_VARIANT)
                                            : writer(payload)));
        }
        return writer;
    }

    private Writers.Int integer(Scalar scalar) {
        return new Writers.Int(
                Leaves.bits(scalar), Leaves.isSigned(scalar), record.shape().text(scalar));
    }

    private ValueWriter leaf(Binding.Leaf leaf) {
        CanonicalType type = leaf.type();
        SideType side = leaf.side();
        if (type == CanonicalType.Scalar.BYTES || type == CanonicalType.Scalar.UUID) {
            ValueWriter bytes = bytes(side);
            if (bytes != null) {
                return bytes;
            }
        }
        if (!(side instanceof Scalar scalar) || scalar.isInteger()) {
            return manner.types().writer(leaf, record);
        }
        switch (scalar) {
            case BOOL:
                return new Writers.Bool();
            case F32, F64:
                return new Writers.Floating(scalar == Scalar.F32);
            case CHAR:
                return new Writers.Text(true, false);
            default:
                Becomes becomes = Becomes.of(type);
                return becomes == null
                        ? new Writers.Text(false, manner.go())
                        : new Writers.Moment(
                                becomes == Becomes.DATE ? Spelling.PLAIN_DATE : Spelling.PLAIN_TIME, becomes);
        }
    }

    private @Nullable ValueWriter bytes(SideType side) {
        if (side == Scalar.STRING) {
            return new Writers.UuidText();
        }
        if (side == Scalar.BYTES) {
            return new Writers.Bytes(-1, false, manner.go());
        }
        if (side instanceof SideType.FixedArray array) {
            return new Writers.Bytes(array.length(), !manner.go());
        }
        return side instanceof SideType.Sequence ? new Writers.Bytes(-1, !manner.go(), manner.go()) : null;
    }
}
