package tallystick.wire.protobuf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import tallystick.canonical.RecordBuffer;
import tallystick.contract.CanonicalType;
import tallystick.contract.Presence;
import tallystick.shape.Binding;
import tallystick.shape.BoundRecord;
import tallystick.shape.BoundStruct;
import tallystick.shape.Descriptors;
import tallystick.shape.Descriptors.Having;
import tallystick.shape.Descriptors.Kind;
import tallystick.shape.Descriptors.Message;
import tallystick.shape.Descriptors.ProtoField;
import tallystick.shape.SideType;
import tallystick.wire.Slots;

/** Compiles a bound record into readers. */
final class DecodePlan {
    private record Key(BoundStruct struct, boolean group) {}

    private final Descriptors descriptors;
    private final Map<Key, MessageReader> messages = new HashMap<>();
    private final Map<Binding.UnionOf, Map<Integer, FieldReader.Alternative>> unions = new IdentityHashMap<>();

    private DecodePlan(Descriptors descriptors) {
        this.descriptors = descriptors;
    }

    static MessageReader compile(BoundRecord record) {
        return new DecodePlan(Messages.of(record)).message(record.root(), false);
    }

    private MessageReader message(BoundStruct bound, boolean group) {
        Key key = new Key(bound, group);
        MessageReader known = messages.get(key);
        if (known != null) {
            return known;
        }
        MessageReader reader = new MessageReader(group);
        messages.put(key, reader);
        Slots slots = new Slots(bound);
        reader.fill(slots, members(descriptors.message(bound.wireName()), bound.members(), slots));
        return reader;
    }

    private List<MessageReader.Member> members(Message message, List<BoundStruct.Member> members, Slots slots) {
        List<MessageReader.Member> compiled = new ArrayList<>();
        for (BoundStruct.Member member : members) {
            String name = member.field().name();
            int[] numbers = Messages.numbers(message, name);
            if (member instanceof BoundStruct.Bound bound) {
                boolean oneof = message.hasOneof(name);
                compiled.add(new MessageReader.Own(
                        numbers,
                        bound.path(),
                        slots.slot(bound.slots()),
                        oneof
                                ? new FieldReader.OneOf(union(message, (Binding.UnionOf) bound.binding()))
                                : field(message.field(name), bound.binding()),
                        bound.target().presence() == Presence.NULLABLE,
                        !oneof && isRefused(message.field(name))));
            } else if (member instanceof BoundStruct.Spread spread) {
                ProtoField field = message.field(name);
                MessageReader inner = new MessageReader(field.kind() == Kind.GROUP);
                inner.fill(Slots.NONE, members(descriptors.message(field.type()), spread.members(), slots));
                compiled.add(new MessageReader.Nested(numbers, inner));
            } else {
                compiled.add(new MessageReader.Dropped(numbers, name));
            }
        }
        return compiled;
    }

    private boolean isRefused(ProtoField field) {
        return field.having() == Having.REQUIRED;
    }

    private FieldReader field(ProtoField field, Binding binding) {
        if (binding instanceof Binding.MapOf map) {
            Message entry = descriptors.message(field.type());
            return new FieldReader.Entries(
                    value(entry.field("key"), map.key()), value(entry.field("value"), map.value()));
        }
        if (binding instanceof Binding.ListOf list) {
            return new FieldReader.Repeated(
                    value(field, list.element()), field.kind().isPackable());
        }
        Binding inner = binding instanceof Binding.Optional optional ? optional.inner() : binding;
        return new FieldReader.Single(value(field, inner), field.having() == Having.EXPLICIT || isRefused(field));
    }

    private Map<Integer, FieldReader.Alternative> union(Message message, Binding.UnionOf union) {
        Map<Integer, FieldReader.Alternative> known = unions.get(union);
        if (known != null) {
            return known;
        }
        // The reader looks into the map when it reads, so a union that holds itself may use it before it is filled.
        Map<Integer, FieldReader.Alternative> alternatives = new HashMap<>();
        unions.put(union, alternatives);
        for (Binding.BoundAlternative alternative : union.alternatives()) {
            ProtoField field = message.field(alternative.variant().name());
            Binding payload = alternative.payload();
            alternatives.put(
                    field.number(),
                    new FieldReader.Alternative(
                            alternative.id(), alternative.name(), payload == null ? null : value(field, payload)));
        }
        return alternatives;
    }

    private ValueReader value(ProtoField field, Binding binding) {
        if (binding instanceof Binding.StructOf struct) {
            return message(struct.struct(), field.kind() == Kind.GROUP);
        }
        if (Messages.isWrapper(field)) {
            return new Readers.OneField(
                    new FieldReader.Single(
                            value(descriptors.message(field.type()).field("value"), binding), false),
                    RecordBuffer.ABSENT);
        }
        if (binding instanceof Binding.EnumOf enumOf) {
            return enumeration(field, enumOf);
        }
        return leaf(field, (Binding.Leaf) binding);
    }

    private ValueReader enumeration(ProtoField field, Binding.EnumOf enumOf) {
        if (field.kind() != Kind.ENUM) {
            return new Readers.Refused(Readers.wire(field.kind()), Messages.TEXT_ENUM);
        }
        Map<Integer, Integer> ids = new HashMap<>();
        enumOf.values().forEach(value -> ids.put(Integer.parseInt(value.wire().toString()), value.id()));
        return new Readers.Numbered(
                ids, descriptors.enumeration(field.type()).values().get(0).number());
    }

    private ValueReader leaf(ProtoField field, Binding.Leaf leaf) {
        CanonicalType type = leaf.type();
        boolean keepsOffset = type instanceof CanonicalType.TimestampType timestamp && timestamp.keepsOffset();
        if (leaf.side() == SideType.Library.PROTO_TIMESTAMP) {
            return new Readers.SecondsAndNanos(false, keepsOffset);
        }
        if (leaf.side() == SideType.Library.PROTO_DURATION) {
            return new Readers.SecondsAndNanos(true, false);
        }
        if (leaf.side() == SideType.Library.PROTO_VALUE) {
            return new JsonValues.Reader();
        }
        if (leaf.side() == SideType.Library.PROTO_STRUCT) {
            return JsonValues.Reader.object(new JsonValues.Reader());
        }
        if (leaf.side() == SideType.Library.PROTO_LIST) {
            return JsonValues.Reader.array(new JsonValues.Reader());
        }
        String why = Messages.whyNot(leaf);
        if (!why.isEmpty()) {
            return new Readers.Refused(Readers.wire(field.kind()), why);
        }
        return switch (field.kind()) {
            case BOOL -> new Readers.Bool();
            case FLOAT -> new Readers.F32();
            case DOUBLE -> new Readers.F64();
            case STRING -> new Readers.Text(field.verified());
            case BYTES -> new Readers.Bytes();
            default -> new Readers.Int(field.kind(), type instanceof CanonicalType.DecimalType);
        };
    }
}
