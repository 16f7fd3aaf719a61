package tallystick.wire.serde;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tallystick.contract.CanonicalType;
import tallystick.contract.Presence;
import tallystick.shape.Binding;
import tallystick.shape.BoundRecord;
import tallystick.shape.BoundStruct;
import tallystick.shape.DeclaredType;
import tallystick.shape.SideType;
import tallystick.shape.SideType.Library;
import tallystick.shape.SideType.Scalar;
import tallystick.wire.EpochNumber;
import tallystick.wire.KeyOrder;
import tallystick.wire.text.Becomes;
import tallystick.wire.text.Spelling;

/** Compiles a bound record into writers. */
final class EncodePlan {
    private final BoundRecord record;
    private final Map<BoundStruct, StructWriter> structs = new IdentityHashMap<>();
    private final Map<Binding.UnionOf, ValueWriter> unions = new IdentityHashMap<>();

    private EncodePlan(BoundRecord record) {
        this.record = record;
    }

    static StructWriter compile(BoundRecord record) {
        return new EncodePlan(record).struct(record.root());
    }

    private StructWriter struct(BoundStruct bound) {
        StructWriter known = structs.get(bound);
        if (known != null) {
            return known;
        }
        StructWriter writer = new StructWriter();
        structs.put(bound, writer);
        writer.fill(members(bound.members()));
        return writer;
    }

    private List<StructWriter.Member> members(List<BoundStruct.Member> members) {
        List<StructWriter.Member> compiled = new ArrayList<>();
        for (BoundStruct.Member member : members) {
            if (member.field().inline()) {
                compiled.add(new StructWriter.Refused(member.field().wireName(), Unreadable.FLATTENED));
            } else if (member instanceof BoundStruct.Spread spread) {
                compiled.add(new StructWriter.Nested(spread.optional(), members(spread.members())));
            } else if (member instanceof BoundStruct.Bound bound) {
                if (member.field().skipNone()) {
                    compiled.add(new StructWriter.Refused(bound.path(), Unreadable.SKIPPED));
                } else {
                    compiled.add(new StructWriter.Own(
                            bound.path(),
                            bound.slots(),
                            bound.target(),
                            writer(bound.binding(), bound.target().presence())));
                }
            } else {
                compiled.add(new StructWriter.Refused(
                        member.field().wireName(),
                        "the contract has no field for it, and the format has no place without a value"));
            }
        }
        return compiled;
    }

    private ValueWriter writer(Binding binding, @Nullable Presence presence) {
        if (binding instanceof Binding.Optional optional) {
            return new Writers.Options(
                    writer(optional.inner(), null), optional.layers(), presence == Presence.TRISTATE);
        }
        if (binding instanceof Binding.StructOf struct) {
            return struct(struct.struct());
        }
        if (binding instanceof Binding.ListOf list) {
            return new Writers.Elements(writer(list.element(), null), list.length());
        }
        if (binding instanceof Binding.TupleOf tuple) {
            List<ValueWriter> elements = new ArrayList<>();
            tuple.elements().forEach(element -> elements.add(writer(element, null)));
            return new Writers.TupleWriter(elements);
        }
        if (binding instanceof Binding.MapOf map) {
            return new Writers.Entries(KeyOrder.of(map.key()), writer(map.key(), null), writer(map.value(), null));
        }
        if (binding instanceof Binding.EnumOf enumOf) {
            return enumeration(enumOf);
        }
        if (binding instanceof Binding.UnionOf union) {
            return union(union);
        }
        return leaf((Binding.Leaf) binding);
    }

    private static ValueWriter enumeration(Binding.EnumOf enumOf) {
        DeclaredType.Tagging tagging = enumOf.tagging();
        if (tagging == null) {
            Map<Long, byte[]> words = new HashMap<>();
            enumOf.values()
                    .forEach(value ->
                            words.put((long) value.id(), value.wire().toString().getBytes(StandardCharsets.UTF_8)));
            return new Writers.TextEnum(words);
        }
        String why = Unreadable.why(tagging);
        if (!why.isEmpty()) {
            return new Writers.Refused(why);
        }
        Map<Long, Writers.Variant> variants = new HashMap<>();
        enumOf.values()
                .forEach(value ->
                        variants.put((long) value.id(), new Writers.Variant(variants.size(), value.name(), null)));
        return new Writers.Union(variants);
    }

    private ValueWriter union(Binding.UnionOf union) {
        ValueWriter known = unions.get(union);
        if (known != null) {
            return known;
        }
        String why = Unreadable.why(union.tagging());
        if (!why.isEmpty()) {
            return new Writers.Refused(why);
        }
        // The writer looks into the map when it writes, so a union that holds itself may use it before it is filled.
        Map<Long, Writers.Variant> variants = new HashMap<>();
        Writers.Union writer = new Writers.Union(variants);
        unions.put(union, writer);
        int number = 0;
        for (Binding.BoundAlternative alternative : union.alternatives()) {
            Binding payload = alternative.payload();
            variants.put(
                    (long) alternative.id(),
                    new Writers.Variant(number++, alternative.name(), payload == null ? null : writer(payload, null)));
        }
        return writer;
    }

    private ValueWriter leaf(Binding.Leaf leaf) {
        CanonicalType type = leaf.type();
        SideType side = leaf.side();
        if (type == CanonicalType.Scalar.JSON) {
            return new Writers.Refused(Unreadable.ANY);
        }
        boolean keepsOffset = type instanceof CanonicalType.TimestampType timestamp && timestamp.keepsOffset();
        if (side instanceof SideType.Epoch epoch) {
            return new Writers.Epoch(new EpochNumber(epoch.digits(), keepsOffset));
        }
        Becomes becomes = Becomes.of(type);
        if (becomes != null && side != Scalar.I64 && side != Library.SYSTEM_TIME) {
            return new Writers.Moment(
                    side instanceof Library library
                            ? Spelling.of(library)
                            : becomes == Becomes.DATE ? Spelling.PLAIN_DATE : Spelling.PLAIN_TIME,
                    becomes);
        }
        if (side instanceof SideType.FixedArray array) {
            return type == CanonicalType.Scalar.UUID ? new Writers.Uuid(false) : new Writers.ByteArray(array.length());
        }
        if (type == CanonicalType.Scalar.UUID) {
            return side == Scalar.STRING ? new Writers.UuidText() : new Writers.Uuid(true);
        }
        if (type == CanonicalType.Scalar.BYTES) {
            return new Writers.Bytes();
        }
        if (side instanceof Scalar scalar) {
            return scalar(scalar);
        }
        return switch ((Library) side) {
            case SYSTEM_TIME -> new Writers.SystemTime(keepsOffset);
            case STD_DURATION, TIME_DELTA, TIME_DURATION -> new Writers.Duration((Library) side);
            case RUST_DECIMAL -> new Writers.Decimal();
            case RUST_BIG_INT -> new Writers.RustBigInt();
            default -> throw new IllegalArgumentException("no writer of " + type + " as " + side);
        };
    }

    private ValueWriter scalar(Scalar scalar) {
        return switch (scalar) {
            case BOOL -> new Writers.Bool();
            case F32 -> new Writers.Floating(true);
            case F64 -> new Writers.Floating(false);
            case STRING -> new Writers.Text();
            case CHAR -> new Writers.Char();
            default -> new Writers.Int(scalar, record.shape().text(scalar));
        };
    }
}
