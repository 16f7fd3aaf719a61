package tallystick.wire.serde;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tallystick.canonical.RecordBuffer;
import tallystick.contract.CanonicalType;
import tallystick.contract.Presence;
import tallystick.shape.Binding;
import tallystick.shape.BoundRecord;
import tallystick.shape.BoundStruct;
import tallystick.shape.DeclaredType;
import tallystick.shape.SideField;
import tallystick.shape.SideType;
import tallystick.shape.SideType.Library;
import tallystick.shape.SideType.Scalar;
import tallystick.wire.EpochNumber;
import tallystick.wire.Slots;
import tallystick.wire.text.Becomes;
import tallystick.wire.text.Spelling;

/** Compiles a bound record into readers. */
final class DecodePlan {
    private final BoundRecord record;
    private final Coding coding;
    private final Skipper.Plan skippers;
    private final Map<BoundStruct, StructReader> structs = new IdentityHashMap<>();
    private final Map<Binding.UnionOf, ValueReader> unions = new IdentityHashMap<>();

    private DecodePlan(BoundRecord record, Coding coding) {
        this.record = record;
        this.coding = coding;
        this.skippers = new Skipper.Plan(record.shape(), coding);
    }

    static StructReader compile(BoundRecord record, Coding coding) {
        return new DecodePlan(record, coding).struct(record.root());
    }

    private StructReader struct(BoundStruct bound) {
        StructReader known = structs.get(bound);
        if (known != null) {
            return known;
        }
        StructReader reader = new StructReader();
        structs.put(bound, reader);
        Slots slots = new Slots(bound);
        reader.fill(slots, members(bound.members(), slots));
        return reader;
    }

    private List<StructReader.Member> members(List<BoundStruct.Member> members, Slots slots) {
        List<StructReader.Member> compiled = new ArrayList<>();
        for (BoundStruct.Member member : members) {
            SideField field = member.field();
            if (field.inline()) {
                compiled.add(new StructReader.Own(field.wireName(), 0, new Leaves.Refused(Unreadable.FLATTENED)));
            } else if (member instanceof BoundStruct.Spread spread) {
                compiled.add(new StructReader.Nested(spread.optional(), members(spread.members(), slots)));
            } else if (member instanceof BoundStruct.Bound bound) {
                Presence presence = bound.target().presence();
                compiled.add(new StructReader.Own(
                        bound.path(), slots.slot(bound.slots()), reader(bound.binding(), presence)));
            } else {
                compiled.add(new StructReader.Dropped(
                        field.wireName() + ": unknown field ignored", skippers.of(field.type())));
            }
        }
        return compiled;
    }

    /** {@code presence}: of the field that the value is; null for an element, key or payload. */
    private ValueReader reader(Binding binding, @Nullable Presence presence) {
        if (binding instanceof Binding.Optional optional) {
            ValueReader inner = reader(optional.inner(), null);
            if (presence == Presence.TRISTATE && optional.layers() > 1) {
                return new Containers.Options(inner, optional.layers(), RecordBuffer.ABSENT, RecordBuffer.NULL, false);
            }
            byte nothing = presence == Presence.OPTIONAL ? RecordBuffer.ABSENT : RecordBuffer.NULL;
            return new Containers.Options(inner, optional.layers(), nothing, nothing, true);
        }
        if (binding instanceof Binding.StructOf struct) {
            return struct(struct.struct());
        }
        if (binding instanceof Binding.ListOf list) {
            return new Containers.Elements(coding, reader(list.element(), null), list.length());
        }
        if (binding instanceof Binding.TupleOf tuple) {
            List<ValueReader> elements = new ArrayList<>();
            tuple.elements().forEach(element -> elements.add(reader(element, null)));
            return new Containers.TupleReader(elements);
        }
        if (binding instanceof Binding.MapOf map) {
            return new Containers.Entries(
                    coding,
                    reader(map.key(), null),
                    reader(map.value(), null),
                    record.options().lastDuplicateWins());
        }
        if (binding instanceof Binding.EnumOf enumOf) {
            return enumeration(enumOf);
        }
        if (binding instanceof Binding.UnionOf union) {
            return union(union);
        }
        return leaf((Binding.Leaf) binding);
    }

    private ValueReader enumeration(Binding.EnumOf enumOf) {
        DeclaredType.Tagging tagging = enumOf.tagging();
        if (tagging == null) {
            Map<String, Integer> ids = new HashMap<>();
            enumOf.values().forEach(value -> ids.put(value.wire().toString(), value.id()));
            return new Leaves.TextEnum(coding, ids);
        }
        String why = Unreadable.why(tagging);
        return why.isEmpty()
                ? new Leaves.Enum(
                        coding,
                        enumOf.values().stream().mapToInt(Binding.EnumValue::id).toArray())
                : new Leaves.Refused(why);
    }

    private ValueReader union(Binding.UnionOf union) {
        ValueReader known = unions.get(union);
        if (known != null) {
            return known;
        }
        String why = Unreadable.why(union.tagging());
        if (!why.isEmpty()) {
            return new Leaves.Refused(why);
        }
        Containers.Union reader = new Containers.Union(coding);
        unions.put(union, reader);
        List<Containers.Alternative> alternatives = new ArrayList<>();
        for (Binding.BoundAlternative alternative : union.alternatives()) {
            Binding payload = alternative.payload();
            alternatives.add(new Containers.Alternative(
                    alternative.id(), alternative.name(), payload == null ? null : reader(payload, null)));
        }
        reader.fill(alternatives);
        return reader;
    }

    private ValueReader leaf(Binding.Leaf leaf) {
        CanonicalType type = leaf.type();
        SideType side = leaf.side();
        if (type == CanonicalType.Scalar.JSON) {
            return new Leaves.Refused(Unreadable.ANY);
        }
        boolean keepsOffset = type instanceof CanonicalType.TimestampType timestamp && timestamp.keepsOffset();
        if (side instanceof SideType.Epoch epoch) {
            return new Leaves.Epoch(coding, new EpochNumber(epoch.digits(), keepsOffset));
        }
        Becomes becomes = Becomes.of(type);
        if (becomes != null && side != Scalar.I64 && side != Library.SYSTEM_TIME) {
            Spelling spelling = side instanceof Library library
                    ? Spelling.of(library)
                    : becomes == Becomes.DATE ? Spelling.PLAIN_DATE : Spelling.PLAIN_TIME;
            return spelling.numbers() > 0
                    ? new Leaves.MomentNumbers(coding, spelling, becomes)
                    : new Leaves.MomentText(coding, spelling, becomes);
        }
        if (side instanceof SideType.FixedArray array) {
            return new Leaves.ByteArray(array.length(), type == CanonicalType.Scalar.UUID);
        }
        if (type == CanonicalType.Scalar.UUID) {
            return side == Scalar.STRING ? new Leaves.TextUuid(coding) : new Leaves.Uuid(coding);
        }
        if (type == CanonicalType.Scalar.BYTES) {
            return new Leaves.Bytes(coding);
        }
        boolean decimal = type instanceof CanonicalType.DecimalType;
        if (side instanceof Scalar scalar) {
            return scalar(scalar, decimal);
        }
        return switch ((Library) side) {
            case SYSTEM_TIME -> new Leaves.SecondsAndNanos(coding, true, keepsOffset);
            case STD_DURATION -> new Leaves.SecondsAndNanos(coding, false, false);
            case TIME_DELTA -> new Leaves.SecondsNanosPair(coding, false);
            case TIME_DURATION -> new Leaves.SecondsNanosPair(coding, true);
            case RUST_DECIMAL -> new Leaves.Decimal(coding);
            case RUST_BIG_INT -> new Leaves.RustBigInt(coding, decimal);
            default -> throw new IllegalArgumentException("no reader of " + side + " as " + type);
        };
    }

    private ValueReader scalar(Scalar scalar, boolean decimal) {
        return switch (scalar) {
            case BOOL -> new Leaves.Bool();
            case F32 -> new Leaves.F32();
            case F64 -> new Leaves.F64();
            case STRING -> new Leaves.Text(coding);
            case CHAR -> new Leaves.Char(coding);
            case I128 -> new Leaves.Wide(true, coding, decimal);
            case U128 -> new Leaves.Wide(false, coding, decimal);
            default -> Leaves.Int.of(scalar, coding, decimal);
        };
    }
}
