package tallystick.wire.item;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import tallystick.contract.CanonicalType;
import tallystick.contract.Field;
import tallystick.contract.Presence;
import tallystick.shape.Binding;
import tallystick.shape.BoundRecord;
import tallystick.shape.BoundStruct;
import tallystick.shape.DeclaredType.Carries;
import tallystick.shape.DeclaredType.Tagging;
import tallystick.shape.SideField;
import tallystick.shape.SideType;
import tallystick.shape.SideType.Scalar;
import tallystick.wire.DefaultValue;
import tallystick.wire.Slots;
import tallystick.wire.text.Becomes;
import tallystick.wire.text.Spelling;

/** Compiles a bound record into readers. */
final class DecodePlan {
    private final BoundRecord record;
    private final Coding coding;
    private final Manner manner;
    private final Map<BoundStruct, StructReader> structs = new IdentityHashMap<>();
    private final Map<Binding.UnionOf, Unions.Shared> unions = new IdentityHashMap<>();
    private final List<Unions.Internal> unlinked = new ArrayList<>();

    private DecodePlan(BoundRecord record, Coding coding, Manner manner) {
        this.record = record;
        this.coding = coding;
        this.manner = manner;
    }

    static StructReader compile(BoundRecord record, Coding coding, Manner manner) {
        DecodePlan plan = new DecodePlan(record, coding, manner);
        StructReader root = plan.struct(record.root());
        plan.unlinked.forEach(Unions.Internal::link);
        return root;
    }

    private CanonicalType resolve(CanonicalType type) {
        return record.contract().resolve(type);
    }

    private StructReader struct(BoundStruct bound) {
        StructReader known = structs.get(bound);
        if (known != null) {
            return known;
        }
        StructReader reader = new StructReader(false);
        structs.put(bound, reader);
        Slots slots = new Slots(bound);
        fill(reader, slots, slots, bound.members(), bound.denyUnknownFields());
        return reader;
    }

    /** {@code own}: the slots of the struct that the reader itself opens; none when it reads into one that is open. */
    private void fill(
            StructReader reader, Slots own, Slots slots, List<BoundStruct.Member> members, boolean denyUnknownFields) {
        Gathered gathered = new Gathered(slots);
        gathered.members(members);
        reader.fill(
                own,
                gathered.compiled,
                new StructReader.Rules(
                        record.options().ignoreUnknownFields(),
                        record.options().lastDuplicateWins(),
                        denyUnknownFields || gathered.denies,
                        gathered.catchAll,
                        gathered.flattened),
                coding);
    }

    /** The members of a struct, with those of structs that are embedded or flattened into it. */
    private final class Gathered {
        private final Slots slots;
        private final List<StructReader.Member> compiled = new ArrayList<>();
        private int catchAll = -1;
        private boolean denies;
        private boolean flattened;

        Gathered(Slots slots) {
            this.slots = slots;
        }

        void members(List<BoundStruct.Member> members) {
            for (BoundStruct.Member member : members) {
                SideField field = member.field();
                flattened |= field.inline() && !manner.go();
                if (member instanceof BoundStruct.Spread spread) {
                    denies |= spread.inline() && spread.denyUnknownFields();
                    if (spread.inline()) {
                        members(spread.members());
                    } else {
                        nested(field, spread);
                    }
                } else if (member instanceof BoundStruct.Bound bound) {
                    if (field.inline()) {
                        catchAll = compiled.size();
                    }
                    compiled.add(member(bound, slots, field));
                } else {
                    compiled.add(new StructReader.Member(
                            names(field),
                            "",
                            0,
                            new StructReader.Drop(field.wireName()),
                            false,
                            field.defaulted(),
                            DefaultValue.NONE,
                            false,
                            false));
                }
            }
        }

        private void nested(SideField field, BoundStruct.Spread spread) {
            StructReader nested = new StructReader(true);
            fill(nested, Slots.NONE, slots, spread.members(), spread.denyUnknownFields());
            compiled.add(new StructReader.Member(
                    names(field),
                    "",
                    0,
                    nested,
                    !manner.go() && !spread.optional(),
                    field.defaulted(),
                    DefaultValue.NONE,
                    true,
                    false));
        }
    }

    private static List<String> names(SideField field) {
        List<String> names = new ArrayList<>();
        names.add(field.wireName());
        names.addAll(field.aliases());
        return names;
    }

    private StructReader.Member member(BoundStruct.Bound bound, Slots slots, SideField field) {
        Field target = bound.target();
        Binding binding = bound.binding();
        ValueReader reader =
                field.inline() && binding instanceof Binding.MapOf map ? reader(map.value()) : reader(binding);
        CanonicalType type = resolve(target.type());
        boolean optional = binding instanceof Binding.Optional;
        boolean container = binding instanceof Binding.StructOf
                || binding instanceof Binding.ListOf
                || binding instanceof Binding.MapOf
                || optional
                || type == CanonicalType.Scalar.JSON;
        return new StructReader.Member(
                names(field),
                bound.path(),
                slots.slot(bound.slots()),
                reader,
                !manner.go() && !optional && !field.defaulted(),
                field.defaulted(),
                field.defaulted() && !optional && target.presence() == Presence.REQUIRED
                        ? DefaultValue.of(type)
                        : DefaultValue.NONE,
                container,
                target.presence() == Presence.OPTIONAL);
    }

    private ValueReader reader(Binding binding) {
        if (binding instanceof Binding.Optional optional) {
            return new Containers.Options(reader(optional.inner()));
        }
        if (binding instanceof Binding.StructOf struct) {
            return struct(struct.struct());
        }
        if (binding instanceof Binding.ListOf list) {
            return new Containers.Elements(reader(list.element()), list.length());
        }
        if (binding instanceof Binding.TupleOf tuple) {
            return new Containers.TupleReader(
                    tuple.elements().stream().map(this::reader).toList());
        }
        if (binding instanceof Binding.MapOf map) {
            return new Containers.Entries(
                    reader(map.key()), reader(map.value()), record.options().lastDuplicateWins());
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
        Tagging tagging = enumOf.tagging();
        if (tagging != null) {
            List<Unions.Alternative> alternatives = new ArrayList<>();
            enumOf.values()
                    .forEach(value -> alternatives.add(new Unions.Alternative(
                            value.id(), value.name(), value.wire().toString(), null)));
            return new Unions.EnumReader(tagged(alternatives, tagging));
        }
        if (enumOf.of() instanceof Scalar of && of.isInteger()) {
            Map<Long, Integer> ids = new HashMap<>();
            enumOf.values().forEach(value -> ids.put(((BigInteger) value.wire()).longValue(), value.id()));
            return new Leaves.NumberEnum(ids, of, record.shape().text(of));
        }
        List<String> words = new ArrayList<>();
        List<Integer> ids = new ArrayList<>();
        enumOf.values().forEach(value -> {
            words.add(value.wire().toString());
            ids.add(value.id());
        });
        return new Leaves.TextEnum(words, ids);
    }

    private ValueReader union(Binding.UnionOf union) {
        Unions.Shared known = unions.get(union);
        if (known != null) {
            return known;
        }
        Unions.Shared shared = new Unions.Shared();
        unions.put(union, shared);
        List<Unions.Alternative> alternatives = new ArrayList<>();
        for (Binding.BoundAlternative alternative : union.alternatives()) {
            Binding payload = alternative.payload();
            alternatives.add(new Unions.Alternative(
                    alternative.id(),
                    alternative.name(),
                    alternative.variant().wireName(),
                    payload == null ? null : payload(payload, alternative, union.tagging())));
        }
        shared.is(tagged(alternatives, union.tagging()));
        return shared;
    }

    private ValueReader payload(Binding payload, Binding.BoundAlternative alternative, Tagging tagging) {
        ValueReader reader = reader(payload);
        return isFromMap(alternative, tagging) ? new Unions.FromMap(reader) : reader;
    }

    /** Whether serde reads the variant's payload from a map alone. */
    static boolean isFromMap(Binding.BoundAlternative alternative, Tagging tagging) {
        return alternative.variant().carries() == Carries.STRUCT
                && (tagging.style() == Tagging.Style.ADJACENT || tagging.style() == Tagging.Style.UNTAGGED);
    }

    private ValueReader tagged(List<Unions.Alternative> alternatives, Tagging tagging) {
        switch (tagging.style()) {
            case EXTERNAL:
                return new Unions.External(alternatives);
            case ADJACENT:
                return new Unions.Adjacent(
                        alternatives,
                        tagging.tag(),
                        tagging.content(),
                        record.options().ignoreUnknownFields());
            case UNTAGGED:
                return new Unions.Untagged(alternatives);
            default:
                StructReader empty = new StructReader(false);
                fill(empty, Slots.NONE, Slots.NONE, List.of(), false);
                Unions.Internal internal = new Unions.Internal(alternatives, tagging.tag(), empty);
                unlinked.add(internal);
                return internal;
        }
    }

    private ValueReader leaf(Binding.Leaf leaf) {
        CanonicalType type = leaf.type();
        SideType side = leaf.side();
        if (type == CanonicalType.Scalar.BYTES || type == CanonicalType.Scalar.UUID) {
            ValueReader bytes = bytes(side, type == CanonicalType.Scalar.UUID);
            if (bytes != null) {
                return bytes;
            }
        }
        if (!(side instanceof Scalar scalar)) {
            return manner.types().reader(leaf, record);
        }
        if (scalar.isInteger()) {
            return manner.types().reader(leaf, record);
        }
        switch (scalar) {
            case BOOL:
                return new Leaves.Bool();
            case F32, F64:
                return new Leaves.Floating(scalar == Scalar.F32);
            case CHAR:
                return new Leaves.Char();
            default:
                Becomes becomes = Becomes.of(type);
                return becomes == null
                        ? new Leaves.Text()
                        : new Leaves.PlainMoment(
                                becomes == Becomes.DATE ? Spelling.PLAIN_DATE : Spelling.PLAIN_TIME, becomes);
        }
    }

    private @org.jspecify.annotations.Nullable ValueReader bytes(SideType side, boolean uuid) {
        boolean fromText = manner.takes(Freedom.BYTES_FROM_TEXT);
        boolean fromArray = manner.takes(Freedom.BYTES_FROM_ARRAY);
        if (side == Scalar.STRING) {
            return new Leaves.TextUuid();
        }
        if (side == Scalar.BYTES) {
            return new Leaves.Bytes(-1, false, fromText, fromArray);
        }
        if (side instanceof SideType.FixedArray array) {
            return new Leaves.Bytes(array.length(), uuid, manner.go() && fromText, !manner.go() || fromArray);
        }
        return side instanceof SideType.Sequence
                ? new Leaves.Bytes(-1, false, manner.go() && fromText, !manner.go() || fromArray)
                : null;
    }
}
