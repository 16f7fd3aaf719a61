package tallystick.wire.gob;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tallystick.contract.CanonicalType;
import tallystick.contract.Presence;
import tallystick.shape.Binding;
import tallystick.shape.BoundRecord;
import tallystick.shape.BoundStruct;
import tallystick.shape.SideType;
import tallystick.shape.SideType.Library;
import tallystick.shape.SideType.Scalar;
import tallystick.wire.Reason;
import tallystick.wire.Slots;
import tallystick.wire.gob.WireType.Kind;
import tallystick.wire.gob.WireType.WireField;

/**
 * Compiles a type of the stream against a declared type: what Go's reader does when it meets a type for the first time.
 * Where Go refuses to read the one into the other, there is a problem, and every value of the type has it.
 */
final class DecodePlan {
    /** Why Go does not read values of a type. */
    record Problem(Reason reason, String path, String detail) {}

    /** A compiled type; {@code problems} are findings of each value. */
    record Compiled<T extends GobReader>(T reader, List<Problem> problems) {}

    private static final int DEEPEST = 100;

    private record Key(int type, Object bound) {}

    private final BoundRecord record;
    private final WireTypes types;
    private final Map<Key, StructReader> structs = new HashMap<>();
    private final Map<Binding.UnionOf, GobReader> unions = new IdentityHashMap<>();
    private List<Problem> problems = new ArrayList<>();
    private int depth;

    DecodePlan(BoundRecord record, WireTypes types) {
        this.record = record;
        this.types = types;
    }

    /** The record from that type, which is a struct. */
    Compiled<StructReader> root(int type) {
        start();
        StructReader reader = struct(type, record.root(), "");
        int undefined = types.undefined(type);
        if (undefined != 0) {
            problems.add(new Problem(
                    Reason.MALFORMED,
                    "",
                    "the stream's " + types.name(type) + " needs the type id " + undefined
                            + ", which the file has not defined before"));
        }
        if (matchesNothing(type, record.root().members())) {
            problem("", "no field of the stream's " + types.name(type) + " is one of the record's, so Go refuses it");
        }
        return new Compiled<>(reader, problems);
    }

    /** Each root tells all its problems, whatever another one has told. */
    private void start() {
        problems = new ArrayList<>();
        structs.clear();
        depth = 0;
    }

    private boolean matchesNothing(int type, List<BoundStruct.Member> members) {
        WireType wire = types.get(type);
        Set<String> names = Members.byName(members).keySet();
        return wire != null
                && !wire.fields().isEmpty()
                && !names.isEmpty()
                && wire.fields().stream().noneMatch(field -> names.contains(field.name()));
    }

    private void problem(String path, String detail) {
        problems.add(new Problem(Reason.TYPE, path, detail));
    }

    private StructReader struct(int type, BoundStruct bound, String path) {
        // The maps know a bound struct by identity: it has no equals.
        Key key = new Key(type, bound);
        StructReader known = structs.get(key);
        if (known != null) {
            return known;
        }
        Slots slots = new Slots(bound);
        StructReader reader = new StructReader(slots);
        structs.put(key, reader);
        fill(reader, type, slots, bound.members(), path);
        return reader;
    }

    private void fill(StructReader reader, int type, Slots slots, List<BoundStruct.Member> members, String path) {
        WireType wire = types.get(type);
        List<WireField> fields = wire == null ? List.of() : wire.fields();
        if (++depth > DEEPEST) {
            problems.add(new Problem(
                    Reason.OVERSIZE, path, "type definitions nested deeper than the " + DEEPEST + " that are read"));
            fields = List.of();
        }
        Map<String, BoundStruct.Member> byName = Members.byName(members);
        Set<BoundStruct.Member> met = new HashSet<>();
        List<StructReader.Member> compiled = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (WireField field : fields) {
            if (field.name().isEmpty() || !names.add(field.name())) {
                problem(
                        path,
                        field.name().isEmpty()
                                ? "the stream defines a field without a name"
                                : "the stream defines the field " + field.name() + " twice");
            }
            BoundStruct.Member member = byName.get(field.name());
            if (member != null) {
                met.add(member);
            }
            compiled.add(member(field, member, slots, path));
        }
        List<Zero> zeros = new ArrayList<>();
        List<Integer> at = new ArrayList<>();
        for (BoundStruct.Member member : members) {
            missing(member, met, slots, zeros, at);
        }
        reader.fill(compiled, zeros, at);
        depth--;
    }

    private void missing(
            BoundStruct.Member member, Set<BoundStruct.Member> met, Slots slots, List<Zero> zeros, List<Integer> at) {
        if (met.contains(member)) {
            return;
        }
        if (member instanceof BoundStruct.Bound bound) {
            zeros.add(Zero.of(bound, record));
            at.add(slots.slot(bound.slots()));
        } else if (member instanceof BoundStruct.Spread spread) {
            if (spread.optional()) {
                zeros.add(new Spread(slots, List.of(spread)));
                at.add(0);
            } else {
                spread.members().forEach(inner -> missing(inner, met, slots, zeros, at));
            }
        }
    }

    /** The zero of members that have no node of their own but those of fields inside. */
    private final class Spread extends Zero {
        private final Zero[] zeros;
        private final int[] at;

        Spread(Slots slots, List<BoundStruct.Member> members) {
            Members all = new Members(record, slots, members);
            zeros = all.zeros();
            at = all.at();
        }

        @Override
        void set(tallystick.canonical.RecordBuffer buffer, int base) {
            for (int i = 0; i < zeros.length; i++) {
                zeros[i].set(buffer, base + at[i]);
            }
        }
    }

    private StructReader.Member member(WireField field, BoundStruct.@Nullable Member member, Slots slots, String path) {
        if (member instanceof BoundStruct.Bound bound) {
            String here = join(path, bound.path());
            GobReader reader = reader(field.type(), bound.binding(), here);
            if (bound.target().presence() == Presence.OPTIONAL && readsNull(bound.binding())) {
                reader = new Containers.AbsentForNull(reader);
            }
            return new StructReader.Member(bound.path(), slots.slot(bound.slots()), reader, Zero.of(bound, record));
        }
        if (member instanceof BoundStruct.Spread spread) {
            Zero zero = new Spread(slots, List.of(spread));
            WireType wire = types.get(field.type());
            if (wire == null || wire.kind() != Kind.STRUCT) {
                mismatch(field.type(), "a struct", join(path, field.name()));
                return new StructReader.Member("", 0, new Leaves.Skip(field.type()), zero);
            }
            StructReader inner = new StructReader(null);
            fill(inner, field.type(), slots, spread.members(), path);
            return new StructReader.Member("", 0, inner, zero);
        }
        boolean ignored = member != null || record.options().ignoreUnknownFields();
        return new StructReader.Member("", 0, new Leaves.Unknown(field.type(), field.name(), ignored), null);
    }

    private static boolean readsNull(Binding binding) {
        return binding instanceof Binding.Optional optional
                ? readsNull(optional.inner())
                : binding instanceof Binding.UnionOf
                        || binding instanceof Binding.Leaf leaf
                                && leaf.side() instanceof Library library
                                && (library.isSqlNull() || library == Library.GO_ANY);
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private GobReader mismatch(int type, String expected, String path) {
        problem(path, "the stream has a " + types.name(type) + ", which Go does not read into " + expected);
        return new Leaves.Skip(type);
    }

    private @Nullable WireType wire(int type, Kind kind) {
        WireType wire = types.get(type);
        return wire != null && wire.kind() == kind ? wire : null;
    }

    private GobReader reader(int type, Binding binding, String path) {
        if (binding instanceof Binding.Optional optional) {
            return reader(type, optional.inner(), path);
        }
        if (binding instanceof Binding.StructOf struct) {
            return wire(type, Kind.STRUCT) == null
                    ? mismatch(type, struct.struct().wireName(), path)
                    : struct(type, struct.struct(), path);
        }
        if (binding instanceof Binding.ListOf list) {
            return list(type, list, path);
        }
        if (binding instanceof Binding.TupleOf tuple) {
            WireType wire = wire(type, Kind.ARRAY);
            if (wire == null || wire.length() != tuple.elements().size()) {
                return mismatch(type, "an array of " + tuple.elements().size(), path);
            }
            List<GobReader> elements = new ArrayList<>();
            for (Binding element : tuple.elements()) {
                elements.add(reader(wire.element(), element, path));
            }
            return new Containers.Tuple(elements, types.holdsInterfaces(wire.element()));
        }
        if (binding instanceof Binding.MapOf map) {
            WireType wire = wire(type, Kind.MAP);
            return wire == null
                    ? mismatch(type, "a map", path)
                    : new Containers.Entries(
                            reader(wire.key(), map.key(), path),
                            element(wire.element(), map.value(), map.type().nullable(), path),
                            types.holdsInterfaces(type));
        }
        if (binding instanceof Binding.EnumOf enumOf) {
            return enumeration(type, enumOf, path);
        }
        if (binding instanceof Binding.UnionOf union) {
            return type == WireType.INTERFACE ? union(union) : mismatch(type, "an interface", path);
        }
        return leaf(type, (Binding.Leaf) binding, path);
    }

    private GobReader list(int type, Binding.ListOf list, String path) {
        if (list.length() >= 0) {
            WireType wire = wire(type, Kind.ARRAY);
            return wire == null || wire.length() != list.length()
                    ? mismatch(type, "an array of " + list.length(), path)
                    : new Containers.Elements(
                            element(wire.element(), list.element(), list.type().nullable(), path),
                            list.length(),
                            types.holdsInterfaces(wire.element()));
        }
        if (list.element() instanceof Binding.Leaf leaf && leaf.side() == Scalar.U8) {
            return type == WireType.BYTES ? new Leaves.ByteList() : mismatch(type, "a slice of bytes", path);
        }
        WireType wire = wire(type, Kind.SLICE);
        return wire == null
                ? mismatch(type, "a slice", path)
                : new Containers.Elements(
                        element(wire.element(), list.element(), list.type().nullable(), path),
                        -1,
                        types.holdsInterfaces(wire.element()));
    }

    /** The reader of an element: where it may be null, a slice without elements is nil, as it is to Go. */
    private GobReader element(int type, Binding element, boolean nullable, String path) {
        GobReader reader = reader(type, element, path);
        return nullable && Omission.of(element) == Omission.EMPTY_AS_NIL ? new Containers.NullForEmpty(reader) : reader;
    }

    private GobReader enumeration(int type, Binding.EnumOf enumOf, String path) {
        if (enumOf.of() == Scalar.STRING) {
            return type == WireType.STRING ? new Leaves.TextEnum(enumOf.values()) : mismatch(type, "a string", path);
        }
        boolean signed = enumOf.of() instanceof Scalar scalar && scalar.compareTo(Scalar.I128) <= 0;
        return type == (signed ? WireType.INT : WireType.UINT)
                ? new Leaves.NumberEnum(enumOf.values(), signed)
                : mismatch(type, signed ? "an int" : "a uint", path);
    }

    private GobReader union(Binding.UnionOf union) {
        GobReader known = unions.get(union);
        if (known != null) {
            return known;
        }
        Containers.Interface reader = new Containers.Interface();
        unions.put(union, reader);
        List<Containers.Alternative> alternatives = new ArrayList<>();
        for (Binding.BoundAlternative alternative : union.alternatives()) {
            Binding payload = alternative.payload();
            alternatives.add(new Containers.Alternative(
                    alternative.id(),
                    alternative.name(),
                    alternative.variant().wireName(),
                    payload == null ? null : new Payload(payload)));
        }
        reader.fill(alternatives);
        return reader;
    }

    /** What an interface holds: compiled for the type that the stream says it has, which is mostly the same again. */
    final class Payload {
        private final Binding binding;
        private final Map<Integer, Compiled<GobReader>> compiled = new HashMap<>();
        private @Nullable Compiled<GobReader> last;
        private int lastType = -1;
        private int seen = -1;

        Payload(Binding binding) {
            this.binding = binding;
        }

        /** The reader for values of the type; null when each problem with it became a finding. */
        @Nullable
        GobReader reader(GobInput in, int type, int at) {
            if (seen != types.replaced()) {
                compiled.clear();
                last = null;
                seen = types.replaced();
            }
            Compiled<GobReader> found = last;
            if (found == null || type != lastType) {
                found = compiled.computeIfAbsent(type, this::compile);
                last = found;
                lastType = type;
            }
            for (Problem problem : found.problems()) {
                in.find(problem.reason(), problem.path(), at, problem.detail());
            }
            return found.problems().isEmpty() ? found.reader() : null;
        }

        private Compiled<GobReader> compile(int type) {
            start();
            GobReader reader = DecodePlan.this.reader(type, binding, "");
            if (binding instanceof Binding.StructOf struct
                    && matchesNothing(type, struct.struct().members())) {
                problem("", "no field of the stream's " + types.name(type) + " is one of the declared type's");
            }
            return new Compiled<>(reader, problems);
        }
    }

    private GobReader leaf(int type, Binding.Leaf leaf, String path) {
        CanonicalType target = leaf.type();
        SideType side = leaf.side();
        if (target == CanonicalType.Scalar.JSON && GobCarriage.isAny(record, side)) {
            return any(type, side, path);
        }
        boolean decimal = target instanceof CanonicalType.DecimalType;
        if (side instanceof Scalar scalar) {
            if (scalar.isInteger()) {
                String name = record.shape().text(scalar);
                int bits = Integer.parseInt(scalar.name().substring(1));
                boolean signed = scalar.name().charAt(0) == 'I';
                if (type != (signed ? WireType.INT : WireType.UINT)) {
                    return mismatch(type, name, path);
                }
                return signed ? new Leaves.Int(bits, name, decimal) : new Leaves.Unsigned(bits, name, decimal);
            }
            return switch (scalar) {
                case BOOL -> type == WireType.BOOL ? new Leaves.Bool() : mismatch(type, "bool", path);
                case F32, F64 ->
                    type == WireType.FLOAT
                            ? new Leaves.Real(scalar == Scalar.F32)
                            : mismatch(type, record.shape().text(scalar), path);
                case BYTES -> type == WireType.BYTES ? new Leaves.Bytes() : mismatch(type, "[]byte", path);
                default -> type == WireType.STRING ? text(target) : mismatch(type, "string", path);
            };
        }
        if (side instanceof SideType.Sequence) {
            return type == WireType.BYTES ? new Leaves.Bytes() : mismatch(type, "[]byte", path);
        }
        if (side instanceof SideType.FixedArray array) {
            WireType wire = wire(type, Kind.ARRAY);
            return wire != null && wire.length() == array.length() && wire.element() == WireType.UINT
                    ? new Leaves.ByteArray(array.length(), target == CanonicalType.Scalar.UUID)
                    : mismatch(type, record.shape().text(side), path);
        }
        if (side instanceof Library library) {
            return library(type, target, library, path);
        }
        return mismatch(type, record.shape().text(side), path);
    }

    private GobReader any(int type, SideType side, String path) {
        WireType wire = types.get(type);
        boolean fits = side instanceof SideType.MapOf
                ? wire != null
                        && wire.kind() == Kind.MAP
                        && wire.key() == WireType.STRING
                        && wire.element() == WireType.INTERFACE
                : side instanceof SideType.Sequence
                        ? wire != null && wire.kind() == Kind.SLICE && wire.element() == WireType.INTERFACE
                        : type == WireType.INTERFACE;
        return fits ? new AnyValues.Reader(type) : mismatch(type, record.shape().text(side), path);
    }

    private static GobReader text(CanonicalType target) {
        if (target == CanonicalType.Scalar.UUID) {
            return new Leaves.Spelled(TextForm.UUID);
        }
        if (target == CanonicalType.Scalar.DATE) {
            return new Leaves.Spelled(TextForm.DATE);
        }
        return target == CanonicalType.Scalar.TIME ? new Leaves.Spelled(TextForm.TIME) : new Leaves.Text();
    }

    private GobReader library(int type, CanonicalType target, Library side, String path) {
        boolean decimal = target instanceof CanonicalType.DecimalType;
        if (side.isSqlNull()) {
            return sqlNull(type, target, side, path);
        }
        switch (side) {
            case GO_DURATION:
                return type == WireType.INT ? new Leaves.Int(64, "int64", decimal) : mismatch(type, side.text(), path);
            case GO_TIME:
                return wire(type, Kind.GOB_ENCODER) != null
                        ? new Leaves.Time(becomes(target))
                        : mismatch(type, side.text(), path);
            case GO_BIG_INT:
                return wire(type, Kind.GOB_ENCODER) != null
                        ? new Leaves.Big(decimal)
                        : mismatch(type, side.text(), path);
            case GO_BIG_FLOAT:
                return wire(type, Kind.GOB_ENCODER) != null
                        ? new BigNumbers.FloatReader()
                        : mismatch(type, side.text(), path);
            case GO_BIG_RAT:
                return wire(type, Kind.GOB_ENCODER) != null
                        ? new BigNumbers.RatReader()
                        : mismatch(type, side.text(), path);
            case GO_DECIMAL:
                return wire(type, Kind.GOB_ENCODER) != null ? new Leaves.Decimal() : mismatch(type, side.text(), path);
            case GO_UUID:
                return wire(type, Kind.BINARY_MARSHALER) != null
                        ? new Leaves.Uuid()
                        : mismatch(type, side.text(), path);
            default:
                problem(path, GobCarriage.whyNot(side));
                return new Leaves.Skip(type);
        }
    }

    private static Leaves.Becomes becomes(CanonicalType target) {
        if (target instanceof CanonicalType.TimestampType timestamp) {
            return timestamp.keepsOffset() ? Leaves.Becomes.TIMESTAMP_WITH_OFFSET : Leaves.Becomes.TIMESTAMP;
        }
        return target == CanonicalType.Scalar.DATE ? Leaves.Becomes.DATE : Leaves.Becomes.DATETIME;
    }

    private GobReader sqlNull(int type, CanonicalType target, Library side, String path) {
        WireType wire = wire(type, Kind.STRUCT);
        if (wire == null) {
            return mismatch(type, side.text(), path);
        }
        Binding.Leaf wrapped = new Binding.Leaf(target, side.wrapped());
        String name = side.text().substring("sql.Null".length());
        List<GobReader> readers = new ArrayList<>();
        int valid = -1;
        int value = -1;
        for (WireField field : wire.fields()) {
            if (field.name().equals("Valid") && field.type() == WireType.BOOL && valid < 0) {
                valid = readers.size();
                readers.add(new Leaves.Skip(field.type()));
            } else if (field.name().equals(name) && value < 0) {
                value = readers.size();
                readers.add(leaf(field.type(), wrapped, path));
            } else {
                readers.add(new Leaves.Unknown(
                        field.type(), field.name(), record.options().ignoreUnknownFields()));
            }
        }
        if (valid < 0 && value < 0) {
            return mismatch(type, side.text(), path);
        }
        return new Containers.SqlNull(readers, valid, value, Zero.of(wrapped, null, record));
    }
}
