package tallystick.wire.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import tallystick.canonical.ByteSink;
import tallystick.canonical.RecordBuffer;
import tallystick.contract.CanonicalType;
import tallystick.shape.Adapter;
import tallystick.shape.Binding;
import tallystick.shape.BoundRecord;
import tallystick.shape.BoundStruct;
import tallystick.shape.DeclaredType;
import tallystick.shape.SideField;
import tallystick.shape.SideType;
import tallystick.shape.SideType.Library;
import tallystick.shape.SideType.Scalar;
import tallystick.wire.EpochNumber;
import tallystick.wire.Findings;
import tallystick.wire.NoValue;
import tallystick.wire.text.Becomes;
import tallystick.wire.text.Spelling;

/** Compiles a bound record into writers. */
final class EncodePlan {
    private final BoundRecord record;
    private final JsonStyle style;
    private final boolean go;
    private final Map<BoundStruct, StructWriter> structs = new IdentityHashMap<>();
    private final Map<Binding.UnionOf, Writers.UnionWriter> unions = new IdentityHashMap<>();

    private EncodePlan(BoundRecord record, JsonStyle style) {
        this.record = record;
        this.style = style;
        this.go = style.go();
    }

    static StructWriter compile(BoundRecord record, JsonStyle style) {
        return new EncodePlan(record, style).struct(record.root());
    }

    private StructWriter struct(BoundStruct bound) {
        StructWriter known = structs.get(bound);
        if (known != null) {
            return known;
        }
        StructWriter writer = new StructWriter();
        structs.put(bound, writer);
        writer.fill(members(bound.members()), go);
        return writer;
    }

    private List<StructWriter.Member> members(List<BoundStruct.Member> members) {
        List<StructWriter.Member> compiled = new ArrayList<>();
        for (BoundStruct.Member member : members) {
            SideField field = member.field();
            if (member instanceof BoundStruct.Spread spread) {
                List<StructWriter.Member> inner = members(spread.members());
                if (spread.inline()) {
                    compiled.addAll(inner);
                } else {
                    compiled.add(new StructWriter.Nested(
                            name(field.wireName()),
                            spread.optional(),
                            field.omitEmpty() || field.omitZero() || field.skipNone(),
                            inner));
                }
            } else if (member instanceof BoundStruct.Bound bound) {
                JsonWriter writer = writer(bound.binding());
                Writers.MapWriter map =
                        field.inline() && writer instanceof Writers.MapWriter flattened ? flattened : null;
                if (field.quoted() && DecodePlan.isQuotable(bound.binding())) {
                    writer = bound.binding() instanceof Binding.Optional optional
                            ? new Writers.Optional(new Writers.Quoted(writer(optional.inner())), nullText())
                            : new Writers.Quoted(writer);
                }
                compiled.add(new StructWriter.Own(
                        name(field.wireName()),
                        bound.path(),
                        bound.slots(),
                        bound.target(),
                        writer,
                        NoValue.of(bound, go),
                        field.omitEmpty(),
                        field.omitZero(),
                        record.contract().resolve(bound.target().type()) == CanonicalType.Scalar.JSON,
                        map));
            }
        }
        return compiled;
    }

    /** The name in quotes as the library escapes it, and the colon. */
    private byte[] name(String wireName) {
        JsonOutput out = new JsonOutput(style);
        ByteSink sink = new ByteSink(wireName.length() + 8);
        out.reset(new RecordBuffer(), sink, new Findings());
        out.text(wireName.getBytes(StandardCharsets.UTF_8), 0, wireName.getBytes(StandardCharsets.UTF_8).length, go);
        out.write(':');
        return sink.copy();
    }

    /** How the string option writes nil: jsoniter puts it in quotes as any other value. */
    private String nullText() {
        return style.isJsoniter() ? "\"null\"" : "null";
    }

    private JsonWriter writer(Binding binding) {
        if (binding instanceof Binding.Optional optional) {
            return DecodePlan.isEmptyText(optional)
                    ? new Writers.Optional(writer(optional.inner()), "\"\"")
                    : new Writers.Optional(writer(optional.inner()));
        }
        if (binding instanceof Binding.StructOf struct) {
            return struct(struct.struct());
        }
        if (binding instanceof Binding.ListOf list) {
            return new Writers.ListWriter(writer(list.element()), list.length(), go && list.length() < 0);
        }
        if (binding instanceof Binding.TupleOf tuple) {
            return new Writers.TupleWriter(
                    tuple.elements().stream().map(this::writer).toList());
        }
        if (binding instanceof Binding.MapOf map) {
            Map<Long, Integer> order = new HashMap<>();
            if (!go && map.key() instanceof Binding.EnumOf keys) {
                // Rust orders an enum by the order of its declaration.
                keys.values().forEach(value -> order.put((long) value.id(), order.size()));
            }
            boolean numeric = !go
                    && map.key() instanceof Binding.Leaf leaf
                    && leaf.side() instanceof Scalar scalar
                    && scalar.isInteger();
            return new Writers.MapWriter(writer(map.key()), writer(map.value()), numeric, order, go);
        }
        if (binding instanceof Binding.EnumOf enumOf) {
            return enumeration(enumOf);
        }
        if (binding instanceof Binding.UnionOf union) {
            return union(union);
        }
        return leaf((Binding.Leaf) binding);
    }

    private JsonWriter union(Binding.UnionOf union) {
        Writers.UnionWriter known = unions.get(union);
        if (known != null) {
            return known;
        }
        // The writer looks into the map when it writes, so a union that holds itself may use it before it is filled.
        Map<Long, Writers.UnionWriter.Variant> variants = new HashMap<>();
        Writers.UnionWriter writer = new Writers.UnionWriter(variants, union.tagging());
        unions.put(union, writer);
        for (Binding.BoundAlternative alternative : union.alternatives()) {
            Binding payload = alternative.payload();
            variants.put(
                    (long) alternative.id(),
                    new Writers.UnionWriter.Variant(
                            alternative.name(),
                            alternative.variant().wireName(),
                            payload == null ? null : writer(payload)));
        }
        return writer;
    }

    private JsonWriter enumeration(Binding.EnumOf enumOf) {
        DeclaredType.Tagging tagging = enumOf.tagging();
        if (tagging != null && tagging.style() != DeclaredType.Tagging.Style.EXTERNAL) {
            Map<Long, Writers.UnionWriter.Variant> variants = new HashMap<>();
            enumOf.values()
                    .forEach(value -> variants.put(
                            (long) value.id(),
                            new Writers.UnionWriter.Variant(
                                    value.name(), value.wire().toString(), null)));
            return new Writers.UnionWriter(variants, tagging);
        }
        Map<Long, String> words = new HashMap<>();
        enumOf.values()
                .forEach(value -> words.put((long) value.id(), value.wire().toString()));
        SideType of = enumOf.of();
        return new Writers.EnumWriter(words, of == null || of == Scalar.STRING);
    }

    private JsonWriter adapted(Binding.Leaf leaf, Adapter adapter, boolean keepsOffset) {
        SideType side = leaf.side();
        if (adapter instanceof Adapter.Units units) {
            return new AdapterWriters.Units(units, side, keepsOffset);
        }
        if (!(adapter instanceof Adapter.Plain plain)) {
            return new AdapterWriters.Encoded(adapter);
        }
        return switch (plain) {
            case DISPLAY -> new AdapterWriters.Displayed(leaf(leaf), (Scalar) side, false);
            case DISPLAY_OR_EMPTY -> new AdapterWriters.Displayed(leaf(leaf), (Scalar) side, true);
            case ITSELF_OR_DISPLAY, DEFAULT_ON_NULL -> leaf(leaf);
            case BOOL_AS_INTEGER -> new AdapterWriters.BoolAsInteger();
        };
    }

    private JsonWriter leaf(Binding.Leaf leaf) {
        CanonicalType type = leaf.type();
        SideType side = leaf.side();
        if (side instanceof Library library && library.isSqlNull()) {
            return new Writers.SqlNull(
                    leaf(new Binding.Leaf(type, library.wrapped())),
                    library.text().substring("sql.Null".length()));
        }
        boolean keepsOffset = type instanceof CanonicalType.TimestampType timestamp && timestamp.keepsOffset();
        if (side instanceof SideType.As as) {
            return adapted(new Binding.Leaf(type, as.inner()), as.adapter(), keepsOffset);
        }
        if (type instanceof CanonicalType.TimestampType || type == CanonicalType.Scalar.DATETIME) {
            if (side instanceof SideType.Epoch epoch) {
                return new Writers.Epoch(new EpochNumber(epoch.digits(), keepsOffset));
            }
            if (side == Library.SYSTEM_TIME) {
                return new Writers.SystemTime(keepsOffset);
            }
            Becomes becomes = type == CanonicalType.Scalar.DATETIME
                    ? Becomes.DATETIME
                    : keepsOffset ? Becomes.TIMESTAMP_WITH_OFFSET : Becomes.TIMESTAMP;
            return new Writers.Moment(Spelling.of((Library) side), becomes);
        }
        if (type == CanonicalType.Scalar.DATE) {
            return new Writers.Moment(
                    side instanceof Library library ? Spelling.of(library) : Spelling.PLAIN_DATE, Becomes.DATE);
        }
        if (type == CanonicalType.Scalar.TIME && side != Library.GO_DURATION && side != Scalar.I64) {
            return new Writers.Moment(
                    side instanceof Library library ? Spelling.of(library) : Spelling.PLAIN_TIME, Becomes.TIME);
        }
        if (type == CanonicalType.Scalar.UUID) {
            return side == Scalar.STRING || side instanceof Library ? new Writers.Uuid() : new Writers.Bytes(false, 16);
        }
        if (type == CanonicalType.Scalar.BYTES) {
            return side instanceof SideType.FixedArray array
                    ? new Writers.Bytes(false, array.length())
                    : new Writers.Bytes(go, -1);
        }
        if (type == CanonicalType.Scalar.JSON) {
            SideType any = DecodePlan.anyOf(side);
            return new Writers.Any(
                    any == Library.GO_ANY
                            ? Writers.Numbers.GO_FLOATS
                            : any == Library.JSON_VALUE && !style.keepsNumbers(any)
                                    ? Writers.Numbers.RUST
                                    : Writers.Numbers.TEXT,
                    side instanceof SideType.MapOf
                            ? RecordBuffer.MAP
                            : side instanceof SideType.Sequence ? RecordBuffer.LIST : RecordBuffer.NULL);
        }
        if (side instanceof Scalar scalar) {
            if (scalar.isInteger()) {
                return integer(scalar);
            }
            switch (scalar) {
                case BOOL:
                    return new Writers.Bool();
                case F32:
                    return new Writers.Floating(true);
                case F64:
                    return new Writers.Floating(false);
                case STRING:
                    return new Writers.Text(false);
                case CHAR:
                    return new Writers.Text(true);
                default:
                    throw new IllegalArgumentException("no writer of " + type + " as " + side);
            }
        }
        switch ((Library) side) {
            case GO_DURATION:
                return integer(Scalar.I64);
            case GO_BIG_INT:
                return new Writers.Int(0, true, "*big.Int");
            case RUST_BIG_INT:
                return new Writers.RustBigInt();
            case GO_DECIMAL:
                return new Writers.Decimal(true, false);
            case RUST_DECIMAL:
                return new Writers.Decimal(true, true);
            case TIME_DELTA:
                return new Writers.Duration(Library.TIME_DELTA);
            case TIME_DURATION:
                return new Writers.Duration(Library.TIME_DURATION);
            case STD_DURATION:
                return new Writers.Duration(Library.STD_DURATION);
            case GO_NUMBER:
                if (type instanceof CanonicalType.Scalar scalar && scalar.isFloat()) {
                    return new Writers.Floating(scalar == CanonicalType.Scalar.F32);
                }
                return type instanceof CanonicalType.DecimalType
                        ? new Writers.Decimal(false, false)
                        : new Writers.Int(0, true, "json.Number");
            default:
                throw new IllegalArgumentException("no writer of " + type + " as " + side);
        }
    }

    private JsonWriter integer(Scalar scalar) {
        String name = scalar.name();
        return new Writers.Int(
                Integer.parseInt(name.substring(1)),
                name.charAt(0) == 'I',
                record.shape().text(scalar));
    }
}
