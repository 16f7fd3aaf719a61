package tallystick.wire.protobuf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import tallystick.canonical.RecordBuffer;
import tallystick.contract.CanonicalType;
import tallystick.shape.Binding;
import tallystick.shape.BoundRecord;
import tallystick.shape.BoundStruct;
import tallystick.shape.Descriptors;
import tallystick.shape.Descriptors.Kind;
import tallystick.shape.Descriptors.Message;
import tallystick.shape.Descriptors.ProtoField;
import tallystick.shape.SideType;

/** Compiles a bound record into writers. */
final class EncodePlan {
    private record Key(BoundStruct struct, boolean group) {}

    private final Descriptors descriptors;
    private final Map<Key, MessageWriter> messages = new HashMap<>();
    private final Map<Binding.UnionOf, Map<Integer, FieldWriter.Alternative>> unions = new IdentityHashMap<>();

    private EncodePlan(Descriptors descriptors) {
        this.descriptors = descriptors;
    }

    static MessageWriter compile(BoundRecord record) {
        return new EncodePlan(Messages.of(record)).message(record.root(), false);
    }

    private MessageWriter message(BoundStruct bound, boolean group) {
        Key key = new Key(bound, group);
        MessageWriter known = messages.get(key);
        if (known != null) {
            return known;
        }
        MessageWriter writer = new MessageWriter(group);
        messages.put(key, writer);
        writer.fill(members(descriptors.message(bound.wireName()), bound.members()));
        return writer;
    }

    private List<MessageWriter.Member> members(Message message, List<BoundStruct.Member> members) {
        List<MessageWriter.Member> compiled = new ArrayList<>();
        for (BoundStruct.Member member : members) {
            String name = member.field().name();
            if (member instanceof BoundStruct.Bound bound) {
                compiled.add(new MessageWriter.Own(
                        Messages.place(message, name),
                        bound.path(),
                        bound.slots(),
                        bound.target(),
                        message.hasOneof(name)
                                ? new FieldWriter.OneOf(union(message, (Binding.UnionOf) bound.binding()))
                                : field(message.field(name), bound.binding())));
            } else if (member instanceof BoundStruct.Spread spread) {
                ProtoField field = message.field(name);
                MessageWriter inner = new MessageWriter(field.kind() == Kind.GROUP);
                inner.fill(members(descriptors.message(field.type()), spread.members()));
                compiled.add(new MessageWriter.Nested(field.number(), spread.optional(), inner));
            }
        }
        compiled.sort(Comparator.comparingInt(MessageWriter.Member::place));
        return compiled;
    }

    private FieldWriter field(ProtoField field, Binding binding) {
        if (binding instanceof Binding.MapOf map) {
            Message entry = descriptors.message(field.type());
            return new FieldWriter.Entries(
                    field.number(), value(entry.field("key"), map.key()), value(entry.field("value"), map.value()));
        }
        if (binding instanceof Binding.ListOf list) {
            return new FieldWriter.Repeated(field.number(), field.packed(), value(field, list.element()));
        }
        Binding inner = binding instanceof Binding.Optional optional ? optional.inner() : binding;
        return new FieldWriter.Single(field.number(), field.having(), value(field, inner));
    }

    private Map<Integer, FieldWriter.Alternative> union(Message message, Binding.UnionOf union) {
        Map<Integer, FieldWriter.Alternative> known = unions.get(union);
        if (known != null) {
            return known;
        }
        // The writer looks into the map when it writes, so a union that holds itself may use it before it is filled.
        Map<Integer, FieldWriter.Alternative> alternatives = new HashMap<>();
        unions.put(union, alternatives);
        for (Binding.BoundAlternative alternative : union.alternatives()) {
            ProtoField field = message.field(alternative.variant().name());
            Binding payload = alternative.payload();
            alternatives.put(
                    alternative.id(),
                    new FieldWriter.Alternative(
                            field.number(), alternative.name(), payload == null ? null : value(field, payload)));
        }
        return alternatives;
    }

    private ValueWriter value(ProtoField field, Binding binding) {
        if (binding instanceof Binding.StructOf struct) {
            return message(struct.struct(), field.kind() == Kind.GROUP);
        }
        if (Messages.isWrapper(field)) {
            return new Writers.Wrapper(value(descriptors.message(field.type()).field("value"), binding));
        }
        if (binding instanceof Binding.EnumOf enumOf) {
            return enumeration(field, enumOf);
        }
        return leaf(field, (Binding.Leaf) binding);
    }

    private ValueWriter enumeration(ProtoField field, Binding.EnumOf enumOf) {
        if (field.kind() != Kind.ENUM) {
            return new Writers.Refused(Readers.wire(field.kind()), Messages.TEXT_ENUM);
        }
        Map<Long, Integer> numbers = new HashMap<>();
        enumOf.values()
                .forEach(value -> numbers.put(
                        (long) value.id(), Integer.parseInt(value.wire().toString())));
        return new Writers.Numbered(
                numbers, descriptors.enumeration(field.type()).values().get(0).number());
    }

    private static ValueWriter leaf(ProtoField field, Binding.Leaf leaf) {
        CanonicalType type = leaf.type();
        boolean keepsOffset = type instanceof CanonicalType.TimestampType timestamp && timestamp.keepsOffset();
        if (leaf.side() == SideType.Library.PROTO_TIMESTAMP) {
            return new Writers.SecondsAndNanos(false, keepsOffset);
        }
        if (leaf.side() == SideType.Library.PROTO_DURATION) {
            return new Writers.SecondsAndNanos(true, false);
        }
        if (leaf.side() == SideType.Library.PROTO_VALUE) {
            return new JsonValues.Writer(RecordBuffer.ABSENT);
        }
        if (leaf.side() == SideType.Library.PROTO_STRUCT || leaf.side() == SideType.Library.PROTO_LIST) {
            return new JsonValues.Writer(
                    leaf.side() == SideType.Library.PROTO_STRUCT ? RecordBuffer.MAP : RecordBuffer.LIST);
        }
        String why = Messages.whyNot(leaf);
        if (!why.isEmpty()) {
            return new Writers.Refused(Readers.wire(field.kind()), why);
        }
        return switch (field.kind()) {
            case BOOL -> new Writers.Bool();
            case FLOAT -> new Writers.Floating(true);
            case DOUBLE -> new Writers.Floating(false);
            case STRING -> new Writers.Text();
            case BYTES -> new Writers.Bytes();
            default -> new Writers.Int(field.kind());
        };
    }
}
