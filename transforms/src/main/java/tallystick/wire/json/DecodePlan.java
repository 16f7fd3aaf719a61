package tallystick.wire.json;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import tallystick.contract.CanonicalType;
import tallystick.contract.Field;
import tallystick.shape.Adapter;
import tallystick.shape.Binding;
import tallystick.shape.BoundRecord;
import tallystick.shape.BoundStruct;
import tallystick.shape.DeclaredType;
import tallystick.shape.SideField;
import tallystick.shape.SideType;
import tallystick.shape.SideType.Library;
import tallystick.shape.SideType.Scalar;
import tallystick.wire.DefaultValue;
import tallystick.wire.EpochNumber;
import tallystick.wire.NameTable;
import tallystick.wire.Slots;
import tallystick.wire.text.Becomes;
import tallystick.wire.text.Spelling;

/** Compiles a bound record into readers. */
final class DecodePlan {
    private final BoundRecord record;
    private final JsonStyle style;
    private final boolean go;
    private final Map<BoundStruct, StructReader> structs = new IdentityHashMap<>();
    private final Map<Binding.UnionOf, Containers.Shared> unions = new IdentityHashMap<>();
    private final List<Containers.Internal> unlinked = new ArrayList<>();

    private DecodePlan(BoundRecord record, JsonStyle style) {
        this.record = record;
        this.style = style;
        this.go = style.go();
    }

    static StructReader compile(BoundRecord record, JsonStyle style) {
        DecodePlan plan = new DecodePlan(record, style);
        StructReader root = plan.struct(record.root());
        plan.unlinked.forEach(Containers.Internal::link);
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
        fill(reader, slots, bound.members(), bound.denyUnknownFields());
        return reader;
    }

    private void fill(StructReader reader, Slots slots, List<BoundStruct.Member> members, boolean deny) {
        List<StructReader.Member> compiled = new ArrayList<>();
        List<List<String>> names = new ArrayList<>();
        int[] catchAll = {-1};
        boolean[] denies = {deny};
        members(slots, members, compiled, names, catchAll, denies);
        reader.fill(
                slots,
                compiled,
                names,
                folding(names),
                go,
                record.options().ignoreUnknownFields(),
                record.options().lastDuplicateWins(),
                denies[0],
                catchAll[0]);
    }

    private NameTable.Folding folding(List<List<String>> names) {
        return style.isJsoniter()
                ? NameTable.Folding.ofJsoniter(names)
                : go ? NameTable.Folding.SIMPLE : NameTable.Folding.NONE;
    }

    private void members(
            Slots slots,
            List<BoundStruct.Member> members,
            List<StructReader.Member> compiled,
            List<List<String>> names,
            int[] catchAll,
            boolean[] denies) {
        for (BoundStruct.Member member : members) {
            SideField field = member.field();
            if (member instanceof BoundStruct.Spread spread) {
                if (spread.inline()) {
                    members(slots, spread.members(), compiled, names, catchAll, denies);
                    continue;
                }
                StructReader nested = new StructReader(true);
                List<StructReader.Member> inner = new ArrayList<>();
                List<List<String>> innerNames = new ArrayList<>();
                int[] innerCatchAll = {-1};
                members(slots, spread.members(), inner, innerNames, innerCatchAll, new boolean[1]);
                nested.fill(
                        Slots.NONE,
                        inner,
                        innerNames,
                        folding(innerNames),
                        go,
                        record.options().ignoreUnknownFields(),
                        record.options().lastDuplicateWins(),
                        spread.denyUnknownFields(),
                        innerCatchAll[0]);
                compiled.add(new StructReader.Member(
                        field.wireName(), "", 0, nested, !spread.optional(), DefaultValue.NONE, true));
                names.add(allNames(field));
            } else if (member instanceof BoundStruct.Bound bound) {
                compiled.add(member(bound, slots, field));
                if (field.inline()) {
                    catchAll[0] = compiled.size() - 1;
                    names.add(List.of());
                } else {
                    names.add(allNames(field));
                }
            } else {
                compiled.add(new StructReader.Member(
                        field.wireName(),
                        "",
                        0,
                        new StructReader.Drop(field.wireName()),
                        false,
                        DefaultValue.NONE,
                        false));
                names.add(allNames(field));
            }
        }
    }

    private static List<String> allNames(SideField field) {
        List<String> names = new ArrayList<>();
        names.add(field.wireName());
        names.addAll(field.aliases());
        return names;
    }

    private StructReader.Member member(BoundStruct.Bound bound, Slots slots, SideField field) {
        Field target = bound.target();
        JsonReader reader = reader(bound.binding(), false);
        if (field.inline() && bound.binding() instanceof Binding.MapOf map) {
            reader = reader(map.value(), false);
        }
        if (field.quoted() && isQuotable(bound.binding())) {
            boolean takesNull = reader.takesNull;
            reader = new Leaves.Quoted(
                    reader instanceof Leaves.GoNumber number ? number.bare() : reader,
                    style.isJsoniter() && !isText(bound.binding()));
            reader.takesNull = takesNull;
        }
        CanonicalType type = resolve(target.type());
        boolean optional = bound.binding() instanceof Binding.Optional;
        DefaultValue missing = DefaultValue.NONE;
        if (field.defaulted() && !optional && target.presence() == tallystick.contract.Presence.REQUIRED) {
            missing = DefaultValue.of(type);
        }
        boolean container = bound.binding() instanceof Binding.StructOf
                || bound.binding() instanceof Binding.ListOf
                || bound.binding() instanceof Binding.MapOf
                || optional
                || type == CanonicalType.Scalar.JSON;
        return new StructReader.Member(
                field.wireName(),
                bound.path(),
                slots.slot(bound.slots()),
                reader,
                !go && (!optional || isEmptyText(bound.binding())) && !field.defaulted(),
                missing,
                container);
    }

    /** Whether None is written as an empty text, for which serde wants the field to be there. */
    static boolean isEmptyText(Binding binding) {
        return binding instanceof Binding.Optional optional
                && optional.inner() instanceof Binding.Leaf leaf
                && leaf.side() instanceof SideType.As as
                && as.adapter() == Adapter.Plain.DISPLAY_OR_EMPTY;
    }

    private static boolean isText(Binding binding) {
        return binding instanceof Binding.EnumOf
                || binding instanceof Binding.Leaf leaf && leaf.side() == Scalar.STRING;
    }

    /** Whether Go heeds the string option: only on strings, numbers and bools, also of named types, and one pointer to them. */
    static boolean isQuotable(Binding binding) {
        if (binding instanceof Binding.Optional optional) {
            return optional.layers() == 1 && isQuotable(optional.inner());
        }
        return binding instanceof Binding.EnumOf
                || binding instanceof Binding.Leaf leaf
                        && (leaf.side() == Library.GO_DURATION
                                || leaf.side() == Library.GO_NUMBER
                                || leaf.side() instanceof Scalar scalar && scalar != Scalar.BYTES);
    }

    private JsonReader reader(Binding binding, boolean key) {
        JsonReader reader = make(binding, key);
        if (!go
                && !(binding instanceof Binding.Optional)
                && !(binding instanceof Binding.Leaf leaf && leaf.type() == CanonicalType.Scalar.JSON)) {
            reader.takesNull = false;
        }
        return reader;
    }

    private JsonReader make(Binding binding, boolean key) {
        if (binding instanceof Binding.Optional optional) {
            JsonReader inner = make(optional.inner(), key);
            if (inner instanceof StructReader && !go) {
                // All places of the struct share its reader, and only some take null.
                Containers.Shared here = new Containers.Shared();
                here.is(inner);
                return here;
            }
            inner.takesNull = true;
            return inner;
        }
        if (binding instanceof Binding.StructOf struct) {
            return struct(struct.struct());
        }
        if (binding instanceof Binding.ListOf list) {
            return new Containers.ListReader(reader(list.element(), false), list.length());
        }
        if (binding instanceof Binding.TupleOf tuple) {
            List<JsonReader> elements = new ArrayList<>();
            tuple.elements().forEach(element -> elements.add(reader(element, false)));
            return new Containers.TupleReader(elements);
        }
        if (binding instanceof Binding.MapOf map) {
            JsonReader keys = reader(map.key(), true);
            if (!(keys instanceof Leaves.Texts texts)) {
                throw new IllegalArgumentException("a map key of " + map.key() + " is no text in JSON");
            }
            return new Containers.MapReader(
                    texts, reader(map.value(), false), record.options().lastDuplicateWins());
        }
        if (binding instanceof Binding.EnumOf enumOf) {
            return enumeration(enumOf, key);
        }
        if (binding instanceof Binding.UnionOf union) {
            return union(union);
        }
        return leaf((Binding.Leaf) binding, key);
    }

    private JsonReader enumeration(Binding.EnumOf enumOf, boolean key) {
        DeclaredType.Tagging tagging = enumOf.tagging();
        SideType of = enumOf.of();
        if (of != null && of != Scalar.STRING) {
            Map<Long, Integer> ids = new HashMap<>();
            enumOf.values().forEach(value -> ids.put(((BigInteger) value.wire()).longValue(), value.id()));
            return new Containers.NumberedEnum(ids, integer((Scalar) of, key));
        }
        if (tagging == null || tagging.style() == DeclaredType.Tagging.Style.EXTERNAL || key) {
            List<String> names = new ArrayList<>();
            List<Integer> ids = new ArrayList<>();
            enumOf.values().forEach(value -> {
                names.add((String) value.wire());
                ids.add(value.id());
            });
            return new Containers.EnumReader(names, ids, !go);
        }
        List<Containers.Alternative> alternatives = new ArrayList<>();
        enumOf.values()
                .forEach(value -> alternatives.add(
                        new Containers.Alternative(value.id(), value.name(), (String) value.wire(), null)));
        return new TaggedEnum(tagged(alternatives, tagging));
    }

    /** An enum whose variants stand in objects: read as a union of nothing, kept as an id. */
    private static final class TaggedEnum extends JsonReader {
        private final JsonReader union;

        TaggedEnum(JsonReader union) {
            this.union = union;
        }

        @Override
        boolean readsNull() {
            return union.readsNull();
        }

        @Override
        void read(JsonInput in, int node, int c) {
            union.read(in, node, c);
            if (in.buffer.kind(node) == tallystick.canonical.RecordBuffer.UNION) {
                in.buffer.setInt(node, in.buffer.integer(node));
            }
        }
    }

    private JsonReader union(Binding.UnionOf union) {
        Containers.Shared known = unions.get(union);
        if (known != null) {
            return known.again();
        }
        Containers.Shared shared = new Containers.Shared();
        unions.put(union, shared);
        List<Containers.Alternative> alternatives = new ArrayList<>();
        for (Binding.BoundAlternative alternative : union.alternatives()) {
            Binding payload = alternative.payload();
            alternatives.add(new Containers.Alternative(
                    alternative.id(),
                    alternative.name(),
                    alternative.variant().wireName(),
                    payload == null ? null : reader(payload, false)));
        }
        JsonReader reader = tagged(alternatives, union.tagging());
        shared.is(reader);
        return reader;
    }

    private JsonReader tagged(List<Containers.Alternative> alternatives, DeclaredType.Tagging tagging) {
        switch (tagging.style()) {
            case EXTERNAL:
                return new Containers.External(alternatives);
            case ADJACENT:
                return new Containers.Adjacent(
                        alternatives,
                        tagging.tag(),
                        tagging.content(),
                        record.options().ignoreUnknownFields());
            case UNTAGGED:
                return new Containers.Untagged(alternatives);
            default:
                StructReader empty = new StructReader(false);
                empty.fill(
                        Slots.NONE,
                        List.of(),
                        List.of(),
                        NameTable.Folding.NONE,
                        go,
                        record.options().ignoreUnknownFields(),
                        record.options().lastDuplicateWins(),
                        false,
                        -1);
                Containers.Internal internal = new Containers.Internal(alternatives, tagging.tag(), empty);
                unlinked.add(internal);
                return internal;
        }
    }

    private Leaves.Int integer(Scalar scalar, boolean key) {
        String name = scalar.name();
        return new Leaves.Int(
                Integer.parseInt(name.substring(1)),
                name.charAt(0) == 'I',
                record.shape().text(scalar),
                go,
                key,
                !go || style.isJsoniter());
    }

    private JsonReader leaf(Binding.Leaf leaf, boolean key) {
        CanonicalType type = leaf.type();
        SideType side = leaf.side();
        if (side instanceof Library library && library.isSqlNull()) {
            String name = library.text().substring("sql.Null".length());
            return new Leaves.SqlNull(leaf(new Binding.Leaf(type, library.wrapped()), false), name, style.isJsoniter());
        }
        boolean keepsOffset = type instanceof CanonicalType.TimestampType timestamp && timestamp.keepsOffset();
        if (side instanceof SideType.As as) {
            return adapted(new Binding.Leaf(type, as.inner()), as.adapter(), keepsOffset);
        }
        if (type instanceof CanonicalType.TimestampType || type == CanonicalType.Scalar.DATETIME) {
            Becomes becomes = type == CanonicalType.Scalar.DATETIME
                    ? Becomes.DATETIME
                    : keepsOffset ? Becomes.TIMESTAMP_WITH_OFFSET : Becomes.TIMESTAMP;
            if (side instanceof SideType.Epoch epoch) {
                return new Leaves.Epoch(new EpochNumber(epoch.digits(), keepsOffset));
            }
            if (side == Library.SYSTEM_TIME) {
                return new Leaves.SecondsAndNanos(true, keepsOffset);
            }
            return new Leaves.Moment(Spelling.of((Library) side), becomes, style.secondVersion());
        }
        if (type == CanonicalType.Scalar.DATE) {
            return new Leaves.Moment(
                    side instanceof Library library ? Spelling.of(library) : Spelling.PLAIN_DATE,
                    Becomes.DATE,
                    style.secondVersion());
        }
        if (type == CanonicalType.Scalar.TIME && side != Library.GO_DURATION && side != Scalar.I64) {
            return new Leaves.Moment(
                    side instanceof Library library ? Spelling.of(library) : Spelling.PLAIN_TIME,
                    Becomes.TIME,
                    style.secondVersion());
        }
        if (type == CanonicalType.Scalar.UUID) {
            if (side == Scalar.STRING || side instanceof Library) {
                return new Leaves.Uuid(side == Scalar.STRING);
            }
            return new Leaves.Bytes(false, false, 16, true, go);
        }
        if (type == CanonicalType.Scalar.BYTES) {
            if (side instanceof SideType.FixedArray array) {
                return new Leaves.Bytes(false, false, array.length(), false, go);
            }
            return new Leaves.Bytes(go, !go && side == Scalar.BYTES, -1, false, go);
        }
        if (type == CanonicalType.Scalar.JSON) {
            if (side == Library.GO_NUMBER) {
                return new Leaves.GoNumber(new Leaves.ExactNumber(true));
            }
            return new Containers.AnyReader(
                    style.keepsNumbers(anyOf(side)) ? null : style,
                    side instanceof SideType.MapOf ? '{' : side instanceof SideType.Sequence ? '[' : 0,
                    record.options().lastDuplicateWins());
        }
        if (side instanceof Scalar scalar) {
            if (scalar.isInteger()) {
                return integer(scalar, key);
            }
            switch (scalar) {
                case BOOL:
                    return new Leaves.Bool(key);
                case F32:
                    return new Leaves.Floating(true);
                case F64:
                    return new Leaves.Floating(false);
                case STRING:
                    return new Leaves.Text();
                case CHAR:
                    return new Leaves.Char();
                default:
                    throw new IllegalArgumentException("no reader of " + side + " as " + type);
            }
        }
        switch ((Library) side) {
            case GO_DURATION:
                return integer(Scalar.I64, key);
            case GO_BIG_INT:
                return new Leaves.Int(0, true, "*big.Int", true, key);
            case RUST_BIG_INT:
                return new Leaves.RustBigInt();
            case GO_DECIMAL:
                return new Leaves.Decimal(false);
            case RUST_DECIMAL:
                return new Leaves.Decimal(true);
            case TIME_DELTA:
                return new Leaves.SecondsNanosPair(false);
            case TIME_DURATION:
                return new Leaves.SecondsNanosPair(true);
            case STD_DURATION:
                return new Leaves.SecondsAndNanos(false, false);
            case GO_NUMBER:
                if (type instanceof CanonicalType.Scalar scalar && scalar.isFloat()) {
                    return new Leaves.GoNumber(new Leaves.Floating(scalar == CanonicalType.Scalar.F32));
                }
                if (type instanceof CanonicalType.Scalar scalar && scalar.isInteger()) {
                    return new Leaves.GoNumber(new Leaves.Int(0, true, "an integer", true, false));
                }
                return new Leaves.GoNumber(new Leaves.ExactNumber(false));
            default:
                throw new IllegalArgumentException("no reader of " + side + " as " + type);
        }
    }

    private JsonReader adapted(Binding.Leaf leaf, Adapter adapter, boolean keepsOffset) {
        SideType side = leaf.side();
        if (adapter instanceof Adapter.Units units) {
            return new AdapterReaders.Units(units, side, keepsOffset);
        }
        if (!(adapter instanceof Adapter.Plain plain)) {
            return new AdapterReaders.Encoded(adapter);
        }
        Scalar scalar = (Scalar) side;
        String name = record.shape().text(side);
        return switch (plain) {
            case DISPLAY -> new AdapterReaders.Displayed(scalar, name, false, null);
            case DISPLAY_OR_EMPTY -> new AdapterReaders.Displayed(scalar, name, true, null);
            case ITSELF_OR_DISPLAY -> new AdapterReaders.Displayed(scalar, name, false, leaf(leaf, false));
            case DEFAULT_ON_NULL -> new AdapterReaders.Defaulting(leaf(leaf, false), scalar);
            case BOOL_AS_INTEGER -> new AdapterReaders.BoolAsInteger();
        };
    }

    /** The side's type of any value: the type itself, or what its map or list holds. */
    static SideType anyOf(SideType side) {
        return side instanceof SideType.MapOf map
                ? map.value()
                : side instanceof SideType.Sequence sequence ? sequence.element() : side;
    }
}
