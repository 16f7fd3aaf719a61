package tallystick.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tallystick.contract.CanonicalType;
import tallystick.contract.Contract;
import tallystick.contract.Equivalence;
import tallystick.contract.Field;
import tallystick.contract.Presence;
import tallystick.contract.Problem;
import tallystick.contract.Spelling;
import tallystick.shape.Binding.BoundAlternative;
import tallystick.shape.Binding.EnumValue;
import tallystick.shape.DeclaredType.Carries;
import tallystick.shape.DeclaredType.SideVariant;
import tallystick.shape.DeclaredType.Tagging;
import tallystick.shape.SideType.Library;
import tallystick.shape.SideType.Scalar;

/** One binding of a shape to a contract. */
final class Binder {
    /** A wire field on its way to being bound. */
    private static final class Wire {
        final SideField field;
        /** Dotted, from the record. */
        final String path;
        /** The struct it holds, behind pointers; null for all other types. */
        final DeclaredType.@Nullable Struct struct;

        final boolean optional;

        @Nullable
        List<Wire> children;
        /** An inner field of the same name hides it; Go then neither reads nor writes it. */
        boolean hidden;

        BoundStruct.@Nullable Bound bound;
        boolean spread;

        Wire(SideField field, String path, DeclaredType.@Nullable Struct struct, boolean optional) {
            this.field = field;
            this.path = path;
            this.struct = struct;
            this.optional = optional;
        }
    }

    private record Key(Object canonical, String side, Map<String, String> mapping) {}

    private final Contract contract;
    private final SideShape shape;
    private final Map<String, String> mapping;
    private final DecodeOptions options;
    private final String pointer;
    private final List<Problem> problems;
    private final Map<Key, BoundStruct> structs = new HashMap<>();
    private final Map<Key, Binding> unions = new HashMap<>();
    private final Set<String> used = new HashSet<>();
    private final List<String> unbound = new ArrayList<>();
    private int errors;

    Binder(
            Contract contract,
            SideShape shape,
            Map<String, String> mapping,
            DecodeOptions options,
            String pointer,
            List<Problem> problems) {
        this.contract = contract;
        this.shape = shape;
        this.mapping = mapping;
        this.options = options;
        this.pointer = pointer;
        this.problems = problems;
    }

    BoundRecord bind() {
        SideType record = shape.resolve(new SideType.Named(shape.record()));
        if (!(record instanceof SideType.Named named)
                || !(shape.types().get(named.name()) instanceof DeclaredType.Struct struct)) {
            // Parsing the shape said so.
            return new BoundRecord(
                    contract,
                    shape,
                    options,
                    new BoundStruct(contract.record(), shape.record(), false),
                    List.of(),
                    false);
        }
        BoundStruct root = struct(contract.record(), "", struct, mapping, "", "");
        for (String path : mapping.keySet()) {
            if (!used.contains(path)) {
                error(
                        "/mapping",
                        "the mapping names the field \"" + path + "\", which " + describeContract() + " does not have",
                        Spelling.among(
                                path,
                                contract.record().fields().stream()
                                        .map(Field::name)
                                        .toList()));
            }
        }
        return new BoundRecord(contract, shape, options, root, unbound, errors == 0);
    }

    private String describeContract() {
        return "contract " + contract.name();
    }

    private BoundStruct struct(
            CanonicalType.StructType type,
            String refName,
            DeclaredType.Struct side,
            Map<String, String> entries,
            String path,
            String wirePath) {
        Map<String, String> all = new LinkedHashMap<>(ofType(refName, side.name()));
        all.putAll(entries);
        Key key = new Key(type, side.name(), all);
        BoundStruct known = structs.get(key);
        if (known != null) {
            return known;
        }
        BoundStruct bound = new BoundStruct(type, side.name(), side.denyUnknownFields());
        structs.put(key, bound);
        List<Wire> wires = wires(side, wirePath);
        if (shape.isGo()) {
            hideShadowed(wires, side);
        }
        Gathering gathering = new Gathering(bound, wires);
        gathering.fields(type, wires, all, new int[0], "", path, true);
        bound.members().addAll(members(wires, path));
        return bound;
    }

    /** Mapping entries that speak of a type rather than of a place. */
    private Map<String, String> ofType(String refName, String sideName) {
        Map<String, String> found = new LinkedHashMap<>();
        if (!refName.isEmpty() && contract.record().ordinal(refName) < 0) {
            mapping.forEach((canonical, wire) -> {
                if (canonical.startsWith(refName + ".")) {
                    used.add(canonical);
                    if (wire.startsWith(sideName + ".")) {
                        found.put(canonical.substring(refName.length() + 1), wire.substring(sideName.length() + 1));
                    } else {
                        error(
                                "/mapping",
                                "the mapping of \"" + canonical + "\" speaks of the type " + refName + ", but \"" + wire
                                        + "\" does not begin with the side's type " + sideName,
                                "write " + sideName + ".<field>");
                    }
                }
            });
        }
        return found;
    }

    private Map<String, String> withThoseOfType(String refName, SideType side, Map<String, String> entries) {
        Map<String, String> all = new LinkedHashMap<>(
                ofType(refName, side instanceof SideType.Named named ? named.name() : shape.text(side)));
        all.putAll(entries);
        return all;
    }

    private List<Wire> wires(DeclaredType.Struct side, String prefix) {
        List<Wire> wires = new ArrayList<>();
        for (SideField field : side.fields()) {
            SideType type = shape.resolve(field.type());
            boolean optional = false;
            while (type instanceof SideType.Nullable nullable) {
                optional = true;
                type = shape.resolve(nullable.inner());
            }
            DeclaredType.Struct struct = type instanceof SideType.Named named
                            && shape.types().get(named.name()) instanceof DeclaredType.Struct s
                    ? s
                    : null;
            String path = prefix.isEmpty() ? field.wireName() : prefix + "." + field.wireName();
            Wire wire = new Wire(field, path, struct, optional);
            if (field.inline()) {
                if (struct != null) {
                    if (prefix.chars().filter(c -> c == '.').count() > 64) {
                        error(field.place(), "\"" + field.name() + "\" embeds itself", "a struct cannot hold itself");
                        continue;
                    }
                    wire.children = wires(struct, path);
                } else if (shape.isGo() || !(type instanceof SideType.MapOf)) {
                    if (!(type instanceof SideType.Unknown)) {
                        error(
                                field.place(),
                                (shape.isGo() ? "embed" : "flatten") + " of \"" + field.name() + "\", a "
                                        + shape.text(field.type()) + ", cannot be carried",
                                shape.isGo()
                                        ? "only structs are embedded; give a field of another type a name"
                                        : "flatten is for structs and for one map with text keys");
                    } else {
                        errors++;
                    }
                    continue;
                }
            }
            wires.add(wire);
        }
        return wires;
    }

    /** Go's rule of embedded structs: of one name the shallowest field counts, and several equally shallow ones all vanish. */
    private void hideShadowed(List<Wire> wires, DeclaredType.Struct side) {
        Map<String, List<Wire>> byName = new LinkedHashMap<>();
        Map<Wire, Integer> depths = new HashMap<>();
        collect(wires, 0, byName, depths);
        byName.forEach((name, same) -> {
            int least =
                    same.stream().mapToInt(w -> depths.getOrDefault(w, 0)).min().orElse(0);
            List<Wire> shallowest = same.stream()
                    .filter(w -> depths.getOrDefault(w, 0) == least)
                    .toList();
            for (Wire wire : same) {
                wire.hidden = shallowest.size() > 1 || depths.getOrDefault(wire, 0) > least;
            }
            if (shallowest.size() > 1) {
                problems.add(Problem.warning(
                        pointer + "/types/" + side.name(),
                        "\"" + name + "\" comes from several embedded structs of " + side.name()
                                + " at the same depth, so Go neither reads nor writes it",
                        "declare one of them in " + side.name() + " itself if the program does"));
            }
        });
    }

    private static void collect(
            List<Wire> wires, int depth, Map<String, List<Wire>> byName, Map<Wire, Integer> depths) {
        for (Wire wire : wires) {
            if (wire.field.inline() && wire.children != null) {
                collect(wire.children, depth + 1, byName, depths);
            } else {
                byName.computeIfAbsent(wire.field.wireName(), n -> new ArrayList<>())
                        .add(wire);
                depths.put(wire, depth);
            }
        }
    }

    /** Binds the fields of one canonical struct, and of the structs gathered into it. */
    private final class Gathering {
        private final BoundStruct bound;
        private final List<Wire> top;

        Gathering(BoundStruct bound, List<Wire> top) {
            this.bound = bound;
            this.top = top;
        }

        void fields(
                CanonicalType.StructType type,
                List<Wire> scope,
                Map<String, String> entries,
                int[] slots,
                String relative,
                String path,
                boolean sameNames) {
            for (int i = 0; i < type.fields().size(); i++) {
                Field field = type.fields().get(i);
                int[] here = Arrays.copyOf(slots, slots.length + 1);
                here[slots.length] = i;
                field(field, scope, entries, here, join(relative, field.name()), join(path, field.name()), sameNames);
            }
        }

        private void field(
                Field field,
                List<Wire> scope,
                Map<String, String> entries,
                int[] slots,
                String relative,
                String path,
                boolean sameNames) {
            String exact = entries.get(field.name());
            Map<String, String> below = new LinkedHashMap<>();
            entries.forEach((canonical, wire) -> {
                if (canonical.startsWith(field.name() + ".")) {
                    below.put(canonical.substring(field.name().length() + 1), wire);
                }
            });
            if (exact != null) {
                use(path);
            }
            Wire wire = exact != null ? find(exact, top) : sameNames ? named(field.name(), scope) : null;
            if (exact != null && wire == null) {
                error(
                        "/mapping",
                        "\"" + path + "\" is mapped to \"" + exact + "\", which the type " + bound.wireName()
                                + " does not have",
                        Spelling.among(exact, names(top)));
                return;
            }
            CanonicalType target = contract.resolve(field.type());
            if (wire == null && !below.isEmpty()) {
                String shared = sharedFirst(below);
                Wire parent = shared.isEmpty() ? null : find(shared, top);
                boolean isStruct = target instanceof CanonicalType.StructType;
                if (isStruct && (parent == null || field.presence() == Presence.REQUIRED)) {
                    gather(field, (CanonicalType.StructType) target, below, slots, relative, path, parent);
                    return;
                }
                wire = parent;
            }
            if (wire == null) {
                if (mayBeMissing(field)) {
                    bound.unbound().add(field);
                    below.keySet().forEach(k -> use(join(path, k)));
                    return;
                }
                error(
                        shape.types().containsKey(bound.wireName()) ? "/types/" + bound.wireName() : "/record",
                        "the field \"" + path + "\" of " + describeContract() + " has no field in " + bound.wireName(),
                        "add it to the shape, map it (mapping: - " + entry(path, "<wire field>")
                                + "), or make it optional in the contract; "
                                + Spelling.among(field.name(), names(top)));
                return;
            }
            if (wire.field.inline() && wire.children != null) {
                if (target instanceof CanonicalType.StructType struct && field.presence() == Presence.REQUIRED) {
                    bound.gathered()
                            .add(new BoundStruct.Gathered(slots, struct.fields().size()));
                    fields(struct, wire.children, relativeTo(below, wire), slots, relative, path, true);
                } else {
                    error(
                            wire.field.place(),
                            "\"" + path + "\" is bound to the fields of \"" + wire.field.name()
                                    + "\", which stand directly in the outer object and so cannot be null or absent together",
                            "make \"" + path + "\" a required struct in the contract");
                }
                return;
            }
            if (wire.bound != null || wire.spread) {
                error(
                        "/mapping",
                        "the wire field \"" + wire.path + "\" is bound to \"" + path + "\" and to another field",
                        "bind each wire field to one canonical field");
                return;
            }
            Map<String, String> inside = relativeTo(below, wire);
            if (below.size() > inside.size()) {
                error(
                        "/mapping",
                        "fields of \"" + path + "\" are mapped to places outside of \"" + wire.path
                                + "\", which it is bound to",
                        "map all of it inside, or remove the mapping of \"" + path + "\"");
            }
            Binding binding = value(field.type(), wire.field.type(), inside, path, wire);
            if (binding != null) {
                wire.bound = new BoundStruct.Bound(wire.field, slots, field, relative, binding);
            } else {
                wire.spread = true;
            }
        }

        private void gather(
                Field field,
                CanonicalType.StructType struct,
                Map<String, String> below,
                int[] slots,
                String relative,
                String path,
                @Nullable Wire parent) {
            if (field.presence() != Presence.REQUIRED) {
                error(
                        "/mapping",
                        "\"" + path + "\" is gathered from several wire fields, so nothing on the wire says that it is "
                                + (field.presence() == Presence.OPTIONAL ? "absent" : "null"),
                        "make \"" + path + "\" required, or map it to one wire struct");
                below.keySet().forEach(k -> use(join(path, k)));
                return;
            }
            bound.gathered().add(new BoundStruct.Gathered(slots, struct.fields().size()));
            boolean inParent = parent != null && parent.struct != null;
            if (inParent && parent != null) {
                fields(struct, children(parent), below, slots, relative, path, true);
            } else {
                fields(struct, top, below, slots, relative, path, false);
            }
        }

        private @Nullable Wire find(String dotted, List<Wire> wires) {
            Wire direct = named(dotted, wires);
            if (direct != null) {
                return direct;
            }
            int dot = dotted.indexOf('.');
            while (dot > 0) {
                Wire parent = named(dotted.substring(0, dot), wires);
                if (parent != null && parent.struct != null) {
                    Wire found = find(dotted.substring(dot + 1), children(parent));
                    if (found != null) {
                        return found;
                    }
                }
                dot = dotted.indexOf('.', dot + 1);
            }
            return null;
        }

        private @Nullable Wire named(String name, List<Wire> wires) {
            Wire byDeclared = null;
            for (Wire wire : wires) {
                if (wire.hidden) {
                    continue;
                }
                if (wire.field.wireName().equals(name)) {
                    return wire;
                }
                if (wire.field.name().equals(name)) {
                    byDeclared = wire;
                }
            }
            if (byDeclared != null) {
                return byDeclared;
            }
            for (Wire wire : wires) {
                if (wire.field.inline() && wire.children != null) {
                    Wire inner = named(name, wire.children);
                    if (inner != null) {
                        return inner;
                    }
                }
            }
            return null;
        }

        private void use(String path) {
            used.add(path);
        }
    }

    private List<Wire> children(Wire wire) {
        if (wire.children == null && wire.struct != null) {
            List<Wire> made = wires(wire.struct, wire.path);
            if (shape.isGo()) {
                hideShadowed(made, wire.struct);
            }
            wire.children = made;
        }
        return wire.children == null ? List.of() : wire.children;
    }

    /** The first part that all wire paths share, or empty. */
    private static String sharedFirst(Map<String, String> entries) {
        Set<String> firsts = new HashSet<>();
        for (String wire : entries.values()) {
            int dot = wire.indexOf('.');
            firsts.add(dot < 0 ? "" : wire.substring(0, dot));
        }
        return firsts.size() == 1 ? firsts.iterator().next() : "";
    }

    /** The entries whose wire path lies inside that wire field, cut to there. */
    private static Map<String, String> relativeTo(Map<String, String> entries, Wire wire) {
        Map<String, String> inside = new LinkedHashMap<>();
        entries.forEach((canonical, target) -> {
            for (String name : List.of(wire.field.wireName(), wire.field.name(), wire.path)) {
                if (target.startsWith(name + ".")) {
                    inside.put(canonical, target.substring(name.length() + 1));
                    return;
                }
            }
        });
        return inside;
    }

    private static Set<String> names(List<Wire> wires) {
        Set<String> names = new LinkedHashSet<>();
        for (Wire wire : wires) {
            if (wire.field.inline() && wire.children != null) {
                names.addAll(names(wire.children));
            } else if (!wire.hidden) {
                names.add(wire.field.wireName());
            }
        }
        return names;
    }

    private static boolean mayBeMissing(Field field) {
        return field.presence() == Presence.OPTIONAL
                || field.presence() == Presence.TRISTATE
                || field.has(Equivalence.NULL_IS_ABSENT)
                || field.has(Equivalence.NULL_IS_EMPTY)
                || field.has(Equivalence.NULL_IS_ZERO);
    }

    private List<BoundStruct.Member> members(List<Wire> wires, String path) {
        List<BoundStruct.Member> members = new ArrayList<>();
        for (Wire wire : wires) {
            if (wire.hidden) {
                continue;
            }
            if (wire.bound != null) {
                members.add(wire.bound);
            } else if (wire.children != null && (wire.field.inline() || anyBound(wire.children))) {
                members.add(new BoundStruct.Spread(
                        wire.field,
                        wire.field.inline(),
                        wire.optional,
                        wire.struct != null && wire.struct.denyUnknownFields(),
                        members(wire.children, path)));
            } else if (!wire.spread && !(wire.field.type() instanceof SideType.Unknown)) {
                unbound.add(wire.path);
                String what = "the wire field \"" + wire.path + "\" is bound to no field of " + describeContract();
                if (options.ignoreUnknownFields()) {
                    problems.add(Problem.warning(
                            pointer + wire.field.place(),
                            what,
                            "it is dropped and counted, as unknown_fields: ignore says"));
                    members.add(new BoundStruct.Dropped(wire.field));
                } else {
                    error(
                            wire.field.place(),
                            what,
                            "map it, add it to the contract, or declare unknown_fields: ignore; "
                                    + Spelling.among(
                                            wire.field.wireName(),
                                            contract.record().fields().stream()
                                                    .map(Field::name)
                                                    .toList()));
                }
            }
        }
        return members;
    }

    private static boolean anyBound(List<Wire> wires) {
        for (Wire wire : wires) {
            if (wire.bound != null || wire.spread || wire.children != null && anyBound(wire.children)) {
                return true;
            }
        }
        return false;
    }

    /** How the two types stand for each other, or null when a problem was reported. */
    private @Nullable Binding value(
            CanonicalType type, SideType sideType, Map<String, String> entries, String path, Wire wire) {
        SideType side = shape.resolve(sideType);
        CanonicalType target = contract.resolve(type);
        String ref = type instanceof CanonicalType.Ref r ? r.name() : "";
        if (side instanceof SideType.Unknown) {
            errors++;
            return null;
        }
        if (side instanceof SideType.Nullable) {
            int layers = 0;
            SideType inner = side;
            while (inner instanceof SideType.Nullable nullable) {
                layers++;
                inner = shape.resolve(nullable.inner());
            }
            Binding binding = value(type, inner, entries, path, wire);
            return binding == null ? null : new Binding.Optional(binding, layers);
        }
        if (target instanceof CanonicalType.StructType struct
                && side instanceof SideType.Named named
                && shape.types().get(named.name()) instanceof DeclaredType.Struct declared) {
            return new Binding.StructOf(struct(struct, ref, declared, entries, path, wire.path));
        }
        if (target instanceof CanonicalType.ListType list) {
            SideType element = null;
            int length = -1;
            if (side instanceof SideType.Sequence sequence) {
                element = sequence.element();
            } else if (side instanceof SideType.FixedArray array) {
                element = array.element();
                length = array.length();
            } else if (side == Scalar.BYTES) {
                // Written as bytes; a list of u8 is another thing in most formats.
                return mismatch(type, sideType, path, wire);
            }
            if (element != null) {
                Binding binding = value(list.element(), element, entries, path, wire);
                return binding == null ? null : new Binding.ListOf(list, binding, length);
            }
        }
        if (target instanceof CanonicalType.MapType map && side instanceof SideType.MapOf sideMap) {
            // The variants of a key that is an enum are named like those of the field itself.
            Binding key = value(
                    map.key(),
                    sideMap.key(),
                    contract.resolve(map.key()) instanceof CanonicalType.EnumType ? entries : Map.of(),
                    path,
                    wire);
            Binding value = value(map.value(), sideMap.value(), entries, path, wire);
            return key == null || value == null ? null : new Binding.MapOf(map, key, value);
        }
        if (target instanceof CanonicalType.TupleType tuple) {
            List<SideType> elements = null;
            if (side instanceof SideType.Tuple sideTuple) {
                elements = sideTuple.elements();
            } else if (side instanceof SideType.FixedArray array
                    && array.length() == tuple.elements().size()) {
                elements = java.util.Collections.nCopies(array.length(), array.element());
            }
            if (elements != null && elements.size() == tuple.elements().size()) {
                List<Binding> bindings = new ArrayList<>();
                for (int i = 0; i < elements.size(); i++) {
                    Binding binding = value(tuple.elements().get(i), elements.get(i), entries, path, wire);
                    if (binding == null) {
                        return null;
                    }
                    bindings.add(binding);
                }
                return new Binding.TupleOf(tuple, bindings);
            }
        }
        if (target instanceof CanonicalType.EnumType enumType) {
            Binding binding = enumOf(enumType, side, withThoseOfType(ref, side, entries), path, wire);
            if (binding != null) {
                return binding;
            }
            if (errors > 0 && isEnum(side)) {
                return null;
            }
        }
        if (target instanceof CanonicalType.UnionType union
                && side instanceof SideType.Named named
                && shape.types().get(named.name()) instanceof DeclaredType.Variants variants) {
            return union(union, variants, withThoseOfType(ref, side, entries), path, wire);
        }
        if (leaf(target, side)) {
            return new Binding.Leaf(target, side);
        }
        return mismatch(type, sideType, path, wire);
    }

    private boolean isEnum(SideType side) {
        return side instanceof SideType.Named named
                && (shape.types().get(named.name()) instanceof DeclaredType.Constants
                        || shape.types().get(named.name()) instanceof DeclaredType.Variants);
    }

    private @Nullable Binding enumOf(
            CanonicalType.EnumType type, SideType side, Map<String, String> entries, String path, Wire wire) {
        List<EnumValue> values = new ArrayList<>();
        if (side == Scalar.STRING) {
            for (CanonicalType.Variant variant : type.variants()) {
                String mapped = entries.get(variant.name());
                values.add(new EnumValue(variant.id(), variant.name(), mapped == null ? variant.name() : mapped));
                used.add(join(path, variant.name()));
            }
            return new Binding.EnumOf(type, Scalar.STRING, null, values);
        }
        if (!(side instanceof SideType.Named named)) {
            return null;
        }
        DeclaredType declared = shape.types().get(named.name());
        Map<String, Object> wires = new LinkedHashMap<>();
        Map<String, String> declaredNames = new HashMap<>();
        SideType of = null;
        @Nullable Tagging tagging = null;
        if (declared instanceof DeclaredType.Constants constants) {
            of = constants.of();
            wires.putAll(constants.values());
            constants.values().keySet().forEach(name -> declaredNames.put(name, name));
        } else if (declared instanceof DeclaredType.Variants variants) {
            tagging = variants.tagging();
            for (SideVariant variant : variants.variants()) {
                if (variant.carries() != Carries.NOTHING) {
                    error(
                            wire.field.place(),
                            "\"" + path + "\" is an enum, but the variant " + variant.name() + " of " + named.name()
                                    + " has a payload",
                            "declare a union in the contract");
                    return null;
                }
                wires.put(variant.name(), variant.wireName());
                declaredNames.put(variant.wireName(), variant.name());
            }
            if (tagging.style() == Tagging.Style.UNTAGGED && variants.variants().size() > 1) {
                error(
                        wire.field.place(),
                        "the variants of " + named.name()
                                + " are untagged and without payload, so all are written alike",
                        "serde cannot tell them apart either; choose another tagging");
                return null;
            }
        } else {
            return null;
        }
        Set<Integer> ids = new HashSet<>();
        Map<String, String> nameOf = new HashMap<>();
        for (CanonicalType.Variant variant : type.variants()) {
            String mapped = entries.get(variant.name());
            used.add(join(path, variant.name()));
            String name = mapped == null ? variant.name() : mapped;
            String declaredName = wires.containsKey(name) ? name : declaredNames.get(name);
            if (declaredName == null) {
                error(
                        wire.field.place(),
                        "the variant \"" + variant.name() + "\" of \"" + path + "\" is not in " + named.name(),
                        mapVariant(path, variant.name(), wire, wires.keySet()));
                continue;
            }
            nameOf.put(declaredName, variant.name());
        }
        for (Map.Entry<String, Object> entry : wires.entrySet()) {
            String name = nameOf.get(entry.getKey());
            CanonicalType.Variant variant = name == null
                    ? null
                    : type.variants().stream()
                            .filter(v -> v.name().equals(name))
                            .findFirst()
                            .orElse(null);
            if (variant == null) {
                error(
                        wire.field.place(),
                        "the variant " + entry.getKey() + " of " + named.name() + " is not in the enum \"" + path
                                + "\"",
                        "add it to the contract with an id of its own; "
                                + Spelling.among(
                                        entry.getKey(),
                                        type.variants().stream()
                                                .map(CanonicalType.Variant::name)
                                                .toList()));
                continue;
            }
            ids.add(variant.id());
            values.add(new EnumValue(variant.id(), variant.name(), entry.getValue()));
        }
        return new Binding.EnumOf(type, of, tagging, values);
    }

    private @Nullable Binding union(
            CanonicalType.UnionType type,
            DeclaredType.Variants variants,
            Map<String, String> entries,
            String path,
            Wire wire) {
        Key key = new Key(type, variants.name(), entries);
        Binding known = unions.get(key);
        if (known != null) {
            return known;
        }
        // A union that holds itself finds this while it is being bound.
        Binding.UnionOf binding = new Binding.UnionOf(type, variants.tagging());
        unions.put(key, binding);
        Set<SideVariant> taken = new HashSet<>();
        Map<SideVariant, CanonicalType.Alternative> found = new LinkedHashMap<>();
        for (CanonicalType.Alternative alternative : type.alternatives()) {
            String mapped = entries.get(alternative.name());
            used.add(join(path, alternative.name()));
            String name = mapped == null ? alternative.name() : mapped;
            SideVariant variant = variants.variants().stream()
                    .filter(v -> v.wireName().equals(name) || v.name().equals(name))
                    .findFirst()
                    .orElse(null);
            if (variant == null || !taken.add(variant)) {
                error(
                        wire.field.place(),
                        "the alternative \"" + alternative.name() + "\" of \"" + path + "\" is not in "
                                + variants.name(),
                        mapVariant(
                                path,
                                alternative.name(),
                                wire,
                                variants.variants().stream()
                                        .map(SideVariant::name)
                                        .toList()));
                continue;
            }
            found.put(variant, alternative);
        }
        for (SideVariant variant : variants.variants()) {
            CanonicalType.Alternative alternative = found.get(variant);
            if (alternative == null) {
                error(
                        wire.field.place(),
                        "the variant " + variant.name() + " of " + variants.name() + " is not in the union \"" + path
                                + "\"",
                        "add it to the contract with an id of its own");
                continue;
            }
            BoundAlternative bound = alternative(alternative, variant, entries, join(path, alternative.name()), wire);
            if (bound != null) {
                binding.add(bound);
            }
        }
        return binding;
    }

    private @Nullable BoundAlternative alternative(
            CanonicalType.Alternative alternative,
            SideVariant variant,
            Map<String, String> entries,
            String path,
            Wire wire) {
        Map<String, String> inside = new LinkedHashMap<>();
        entries.forEach((canonical, target) -> {
            if (canonical.startsWith(alternative.name() + ".")) {
                int dot = target.indexOf('.');
                inside.put(canonical.substring(alternative.name().length() + 1), target.substring(dot + 1));
            }
        });
        CanonicalType payload = alternative.payload();
        if ((payload == null) != (variant.carries() == Carries.NOTHING)) {
            error(
                    wire.field.place(),
                    "\"" + path + "\" has " + (payload == null ? "no" : "a") + " payload, but the variant "
                            + variant.name() + " has " + (payload == null ? "one" : "none"),
                    "declare both alike");
            return null;
        }
        if (payload == null) {
            return new BoundAlternative(alternative.id(), alternative.name(), variant, null);
        }
        Binding binding;
        DeclaredType.Struct struct = variant.struct();
        SideType type = variant.type();
        if (struct != null) {
            if (!(contract.resolve(payload) instanceof CanonicalType.StructType target)) {
                error(
                        wire.field.place(),
                        "\"" + path + "\" is no struct, but the variant " + variant.name() + " has named fields",
                        "declare both alike");
                return null;
            }
            String ref = payload instanceof CanonicalType.Ref r ? r.name() : "";
            binding = new Binding.StructOf(struct(target, ref, struct, inside, path, wire.path));
        } else if (type != null) {
            binding = value(payload, type, inside, path, wire);
        } else {
            binding = null;
        }
        return binding == null ? null : new BoundAlternative(alternative.id(), alternative.name(), variant, binding);
    }

    private @Nullable Binding mismatch(CanonicalType type, SideType side, String path, Wire wire) {
        error(
                wire.field.place() + "/type",
                "\"" + path + "\" is " + describe(contract.resolve(type)) + " in the contract, which a "
                        + (shape.isGo() ? "Go " : "Rust ") + shape.text(side) + " cannot be",
                "change the contract's type or correct the shape");
        return null;
    }

    static String describe(CanonicalType type) {
        if (type instanceof CanonicalType.Scalar scalar) {
            return scalar.code();
        }
        if (type instanceof CanonicalType.DecimalType decimal) {
            return "decimal(" + decimal.precision() + "," + decimal.scale() + ")";
        }
        if (type instanceof CanonicalType.TimestampType timestamp) {
            return "timestamp(" + timestamp.precision() + (timestamp.keepsOffset() ? ",offset)" : ")");
        }
        String name = type.getClass().getSimpleName().replace("Type", "").toLowerCase(java.util.Locale.ROOT);
        return ("aeiou".indexOf(name.charAt(0)) >= 0 && !name.equals("union") ? "an " : "a ") + name;
    }

    /** Whether a value of the side's type can be one of the canonical type; what it costs is the dialect's to say. */
    private boolean leaf(CanonicalType type, SideType side) {
        if (side instanceof Library library && library.isSqlNull()) {
            return leaf(type, library.wrapped());
        }
        if (side instanceof SideType.As as) {
            return leaf(type, as.inner());
        }
        if (type == CanonicalType.Scalar.JSON && side == Library.RAW_VALUE) {
            return true;
        }
        if (type instanceof CanonicalType.DecimalType decimal) {
            return side == Library.GO_DECIMAL
                    || side == Library.RUST_DECIMAL
                    || side == Library.GO_NUMBER
                    || side == Library.GO_BIG_RAT
                    || decimal.scale() == 0
                            && (isInteger(side) || side == Library.GO_BIG_INT || side == Library.RUST_BIG_INT);
        }
        if (type instanceof CanonicalType.TimestampType) {
            return side == Library.GO_TIME
                    || side == Library.CHRONO_UTC
                    || side == Library.CHRONO_FIXED
                    || side == Library.TIME_OFFSET_DATE_TIME
                    || side == Library.TIME_RFC3339
                    || side == Library.SYSTEM_TIME
                    || side == Library.PROTO_TIMESTAMP
                    || side instanceof SideType.Epoch epoch && !epoch.naive();
        }
        if (!(type instanceof CanonicalType.Scalar scalar)) {
            return false;
        }
        if (scalar.isInteger()) {
            return isInteger(side)
                    || side == Library.GO_NUMBER
                    || side == Library.GO_BIG_INT
                    || side == Library.RUST_BIG_INT
                    || side == Library.GO_DURATION;
        }
        switch (scalar) {
            case BOOL:
                return side == Scalar.BOOL;
            case F32, F64:
                return side == Scalar.F32
                        || side == Scalar.F64
                        || side == Library.GO_NUMBER
                        || side == Library.GO_BIG_FLOAT;
            case STRING:
                return side == Scalar.STRING || side == Scalar.CHAR;
            case BYTES:
                return side == Scalar.BYTES || isBytes(side);
            case UUID:
                return side == Library.GO_UUID
                        || side == Library.RUST_UUID
                        || side == Scalar.STRING
                        || side instanceof SideType.FixedArray array && array.length() == 16 && isBytes(side);
            case DATE:
                return side == Library.NAIVE_DATE
                        || side == Library.TIME_DATE
                        || side == Library.GO_TIME
                        || side == Scalar.STRING;
            case TIME:
                return side == Library.NAIVE_TIME
                        || side == Library.TIME_TIME
                        || side == Library.GO_DURATION
                        || side == Scalar.STRING
                        || side == Scalar.I64;
            case DATETIME:
                return side == Library.NAIVE_DATE_TIME
                        || side == Library.TIME_PRIMITIVE_DATE_TIME
                        || side == Library.GO_TIME
                        || side instanceof SideType.Epoch epoch && epoch.naive();
            case DURATION:
                return side == Library.GO_DURATION
                        || side == Library.TIME_DELTA
                        || side == Library.TIME_DURATION
                        || side == Library.STD_DURATION
                        || side == Library.PROTO_DURATION
                        || side == Scalar.I64
                        || side == Scalar.I128;
            case JSON:
                return side == Library.GO_ANY
                        || side == Library.GO_RAW_MESSAGE
                        || side == Library.GO_NUMBER
                        || side == Library.JSON_VALUE
                        || side == Library.PROTO_VALUE
                        || side == Library.PROTO_STRUCT
                        || side == Library.PROTO_LIST
                        || anyInside(side) != null;
            default:
                return false;
        }
    }

    /** The type of any value that the side's map from text, or list, holds; null for all other types. */
    private @Nullable SideType anyInside(SideType side) {
        SideType inside = side instanceof SideType.MapOf map && shape.resolve(map.key()) == Scalar.STRING
                ? shape.resolve(map.value())
                : side instanceof SideType.Sequence sequence ? shape.resolve(sequence.element()) : null;
        return inside == Library.GO_ANY || inside == Library.GO_RAW_MESSAGE || inside == Library.JSON_VALUE
                ? inside
                : null;
    }

    private static boolean isInteger(SideType side) {
        return side instanceof Scalar scalar && scalar.isInteger();
    }

    private boolean isBytes(SideType side) {
        SideType element = side instanceof SideType.Sequence sequence
                ? sequence.element()
                : side instanceof SideType.FixedArray array ? array.element() : null;
        return element != null && shape.resolve(element) == Scalar.U8;
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** An entry of {@code mapping} as the user would write it. */
    private String entry(String canonical, String wire) {
        return "{field: " + canonical + ", " + (pointer.equals("/target") ? "target" : "source") + ": " + wire + "}";
    }

    private String mapVariant(String path, String variant, Wire wire, Collection<String> known) {
        String name = Spelling.nearest(variant, known).orElse("<variant>");
        return "add it to the shape or map it: - " + entry(join(path, variant), join(wire.path, name))
                + "; declared are " + String.join(", ", known);
    }

    private void error(String place, String what, String mend) {
        errors++;
        problems.add(Problem.error(place.equals("/mapping") ? place : pointer + place, what, mend));
    }
}
