package tallystick.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.Serializable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tallystick.contract.Problem;
import tallystick.contract.Spelling;
import tallystick.shape.DeclaredType.Carries;
import tallystick.shape.DeclaredType.SideVariant;
import tallystick.shape.DeclaredType.Tagging;
import tallystick.shape.SideType.Library;
import tallystick.shape.SideType.Scalar;

/** The declared types of one side, and which of them a record is. */
public final class SideShape implements Serializable {
    private static final long serialVersionUID = 1;

    /** The name of a record whose type may be called anything: no program declares a type of this name. */
    public static final String UNNAMED = "_";
    /** Stands in place of the names of types: the bytes of a Protobuf FileDescriptorSet, which declares them all. */
    public static final String DESCRIPTORS = "descriptors";

    private static final Set<String> GO_FIELD = Set.of("name", "type", "omitempty", "omitzero", "string", "embed");
    private static final Set<String> RUST_FIELD =
            Set.of("name", "type", "rename", "alias", "default", "skip_none", "flatten", "with", "as");
    private static final Set<String> EPOCHS =
            Set.of("ts_seconds", "ts_milliseconds", "ts_microseconds", "ts_nanoseconds");
    private static final Set<String> RENAMINGS = new LinkedHashSet<>(List.of(
            "lowercase",
            "UPPERCASE",
            "PascalCase",
            "camelCase",
            "snake_case",
            "SCREAMING_SNAKE_CASE",
            "kebab-case",
            "SCREAMING-KEBAB-CASE"));

    private final String runtime;
    private final String record;
    private final Map<String, DeclaredType> types;
    private final @Nullable Descriptors descriptors;

    private SideShape(
            String runtime, String record, Map<String, DeclaredType> types, @Nullable Descriptors descriptors) {
        this.runtime = runtime;
        this.record = record;
        this.types = types;
        this.descriptors = descriptors;
    }

    /**
     * Reads the {@code types} (or {@value #DESCRIPTORS}) and {@code record} of a side. What could not be read is reported once and left out.
     *
     * @param runtime {@code go} or {@code rust}
     * @param types the mapping under {@code types}
     * @param record the name of the record's type
     * @param pointer the JSON pointer of the side in its file, for problems
     * @param problems gets everything that is wrong
     */
    public static SideShape parse(
            String runtime, JsonNode types, String record, String pointer, List<Problem> problems) {
        if (types.path(DESCRIPTORS).isBinary()) {
            return described(runtime, types.path(DESCRIPTORS), record, pointer, problems);
        }
        return new Reading(runtime.equals("go"), types, pointer, problems).shape(runtime, record);
    }

    private static SideShape described(
            String runtime, JsonNode set, String record, String pointer, List<Problem> problems) {
        try {
            Descriptors descriptors = DescriptorSet.read(set.binaryValue());
            return new SideShape(
                    runtime, record, DescriptorShape.of(descriptors, record, pointer, problems), descriptors);
        } catch (DescriptorSet.Unreadable | IOException e) {
            problems.add(Problem.error(
                    pointer + DescriptorShape.PLACE,
                    "the file is no FileDescriptorSet: " + e.getMessage(),
                    "write it with protoc --include_imports --descriptor_set_out=FILE, or buf build"));
            return new SideShape(runtime, record, Map.of(), null);
        }
    }

    /** What describes the messages of a side that is declared by a descriptor set; empty for all others. */
    public Optional<Descriptors> descriptors() {
        return Optional.ofNullable(descriptors);
    }

    /** {@code go} or {@code rust}. */
    public String runtime() {
        return runtime;
    }

    boolean isGo() {
        return runtime.equals("go");
    }

    /** The name of the record's type. */
    public String record() {
        return record;
    }

    /** The declared types by name, in the order of the file. */
    public Map<String, DeclaredType> types() {
        return types;
    }

    /** The type itself, or what an alias, a newtype or a name of one stands for; {@link SideType.Named} for structs and enums. */
    public SideType resolve(SideType type) {
        SideType current = type;
        for (int hops = 0; hops <= types.size(); hops++) {
            if (current instanceof SideType.Named named
                    && types.get(named.name()) instanceof DeclaredType.Alias alias) {
                current = alias.target();
            } else {
                return current;
            }
        }
        return new SideType.Unknown(type.toString());
    }

    /** As the language spells the type. */
    public String text(SideType type) {
        if (type instanceof SideType.Nullable nullable) {
            if (isGo()) {
                return nullable.inner() instanceof Library big && big.isGoBig()
                        ? big.text()
                        : "*" + text(nullable.inner());
            }
            return "Option<" + text(nullable.inner()) + ">";
        }
        if (type instanceof SideType.Sequence sequence) {
            return isGo() ? "[]" + text(sequence.element()) : "Vec<" + text(sequence.element()) + ">";
        }
        if (type instanceof SideType.FixedArray array) {
            return isGo()
                    ? "[" + array.length() + "]" + text(array.element())
                    : "[" + text(array.element()) + "; " + array.length() + "]";
        }
        if (type instanceof SideType.MapOf map) {
            return isGo()
                    ? "map[" + text(map.key()) + "]" + text(map.value())
                    : "HashMap<" + text(map.key()) + ", " + text(map.value()) + ">";
        }
        if (type instanceof SideType.Tuple tuple) {
            return "("
                    + String.join(
                            ", ", tuple.elements().stream().map(this::text).toList()) + ")";
        }
        if (type instanceof SideType.Epoch epoch) {
            return (epoch.naive() ? "NaiveDateTime" : "DateTime<Utc>") + " as an integer";
        }
        if (type instanceof SideType.As as) {
            return text(as.inner()) + " in a form of serde_with's";
        }
        if (type instanceof SideType.Named named) {
            return named.name();
        }
        if (type instanceof Library library) {
            return library.text();
        }
        if (type instanceof Scalar scalar) {
            String width = scalar.name().toLowerCase(Locale.ROOT);
            switch (scalar) {
                case STRING:
                    return isGo() ? "string" : "String";
                case BYTES:
                    return isGo() ? "[]byte" : "ByteBuf";
                case UNIT:
                    return "()";
                case BOOL, CHAR:
                    return width;
                default:
                    return !isGo()
                            ? width
                            : width.replaceFirst("^i", "int")
                                    .replaceFirst("^u", "uint")
                                    .replaceFirst("^f", "float");
            }
        }
        return type.toString();
    }

    /** One reading of one side. */
    private static final class Reading {
        private final boolean go;
        private final JsonNode types;
        private final String pointer;
        private final List<Problem> problems;
        private final Set<String> declared = new LinkedHashSet<>();

        Reading(boolean go, JsonNode types, String pointer, List<Problem> problems) {
            this.go = go;
            this.types = types;
            this.pointer = pointer;
            this.problems = problems;
            types.fieldNames().forEachRemaining(declared::add);
        }

        SideShape shape(String runtime, String record) {
            Map<String, DeclaredType> read = new LinkedHashMap<>();
            if (!types.isObject()) {
                error("/types", "types is not a mapping from names to types", "write types: {Name: {struct: [...]}}");
            }
            for (Iterator<Map.Entry<String, JsonNode>> i = types.fields(); i.hasNext(); ) {
                Map.Entry<String, JsonNode> entry = i.next();
                read.put(entry.getKey(), declaration(entry.getKey(), entry.getValue()));
            }
            SideShape shape = new SideShape(runtime, record, read, null);
            if (!read.containsKey(record)) {
                error(
                        "/record",
                        "record names the type \"" + record + "\", which types does not declare",
                        Spelling.among(record, declared));
            } else if (!(shape.resolve(new SideType.Named(record)) instanceof SideType.Named target)
                    || !(read.get(target.name()) instanceof DeclaredType.Struct)) {
                error(
                        "/record",
                        "the record \"" + record + "\" is not a struct",
                        "name a type declared as {struct: [...]}");
            }
            for (String name : read.keySet()) {
                if (shape.resolve(new SideType.Named(name)) instanceof SideType.Unknown
                        && read.get(name) instanceof DeclaredType.Alias alias
                        && !(alias.target() instanceof SideType.Unknown)) {
                    error(
                            "/types/" + escape(name),
                            "the type \"" + name + "\" stands for itself",
                            "end the circle of aliases");
                }
            }
            return shape;
        }

        private DeclaredType declaration(String name, JsonNode node) {
            String place = "/types/" + escape(name);
            if (node.isTextual()) {
                return new DeclaredType.Alias(name, type(node, place));
            }
            if (node.has("struct")) {
                keys(
                        node,
                        place,
                        go ? Set.of("struct") : Set.of("struct", "deny_unknown_fields", "rename_all", "skip_none"));
                return struct(name, node, place);
            }
            if (node.has("enum")) {
                if (go && !node.get("enum").isArray()) {
                    keys(node, place, Set.of("enum"));
                    return constants(name, node.get("enum"), place + "/enum");
                }
                keys(node, place, go ? Set.of("enum", "tagging") : Set.of("enum", "tagging", "rename_all"));
                return variants(name, node, place);
            }
            String transparent = go ? "alias" : "newtype";
            if (node.has(transparent)) {
                keys(node, place, Set.of(transparent));
                return new DeclaredType.Alias(name, type(node.get(transparent), place + "/" + transparent));
            }
            error(
                    place,
                    "the type \"" + name + "\" is declared as nothing that is known",
                    "declare it as {struct: [...]}, {enum: ...} or {" + transparent + ": T}");
            return new DeclaredType.Alias(name, new SideType.Unknown(name));
        }

        private DeclaredType.Struct struct(String name, JsonNode node, String place) {
            String renaming = renaming(node, place);
            List<SideField> fields = fields(node.path("struct"), place + "/struct", renaming);
            if (flag(node, "skip_none", place)) {
                // serde_with's skip_serializing_none.
                fields.replaceAll(SideField::skippingNone);
            }
            return new DeclaredType.Struct(name, fields, flag(node, "deny_unknown_fields", place));
        }

        private List<SideField> fields(JsonNode list, String place, String renaming) {
            List<SideField> fields = new ArrayList<>();
            if (!list.isArray()) {
                error(place, "struct is not a list of fields", "write struct: [{name: id, type: ...}]");
                return fields;
            }
            Set<String> names = new HashSet<>();
            for (int i = 0; i < list.size(); i++) {
                JsonNode node = list.get(i);
                String here = place + "/" + i;
                if (!node.isObject() || !node.path("name").isTextual()) {
                    if (node.isObject() && node.path("embed").asBoolean(false)) {
                        // An embedded struct needs no name: Go gives it its type's.
                    } else {
                        error(here, "a field has no name", "write {name: ..., type: ...}");
                        continue;
                    }
                }
                keys(node, here, go ? GO_FIELD : RUST_FIELD);
                SideType type = node.has("type") ? type(node.get("type"), here + "/type") : new SideType.Unknown("");
                if (!node.has("type")) {
                    error(here, "the field \"" + node.path("name").asText() + "\" has no type", "add type: ...");
                }
                String declaredName = node.path("name").asText(bareName(type));
                boolean inline = flag(node, go ? "embed" : "flatten", here);
                if (go && inline && type == Library.GO_TIME) {
                    error(
                            here,
                            "time.Time is embedded, so its MarshalJSON becomes that of the whole struct and every other"
                                    + " field vanishes from what Go writes",
                            "give it a name in the program; data already written that way holds nothing but the time");
                }
                String wireName = node.has("rename")
                        ? node.get("rename").asText()
                        : renaming.isEmpty() ? declaredName : renamed(declaredName, renaming, false);
                if (!inline && !names.add(wireName)) {
                    error(here, "the field \"" + wireName + "\" occurs twice", "remove one of the two");
                }
                boolean quoted = flag(node, "string", here);
                if (quoted && !quotable(type)) {
                    problems.add(Problem.warning(
                            pointer + here,
                            "Go ignores the string option of \"" + declaredName
                                    + "\", which is no string, number or bool",
                            "remove string: true"));
                    quoted = false;
                }
                fields.add(new SideField(
                        declaredName,
                        wireName,
                        as(with(type, node, here), node, here),
                        flag(node, "omitempty", here),
                        flag(node, "omitzero", here),
                        quoted,
                        inline,
                        texts(node.path("alias"), here + "/alias"),
                        flag(node, "default", here),
                        flag(node, "skip_none", here),
                        here));
            }
            return fields;
        }

        private static String bareName(SideType type) {
            if (type instanceof SideType.Nullable nullable) {
                return bareName(nullable.inner());
            }
            return type instanceof SideType.Named named ? named.name() : "";
        }

        private boolean quotable(SideType type) {
            SideType inner = type instanceof SideType.Nullable nullable ? nullable.inner() : type;
            if (inner instanceof SideType.Named || inner instanceof SideType.Unknown) {
                return true;
            }
            return inner == Library.GO_DURATION
                    || inner == Library.GO_NUMBER
                    || inner instanceof Scalar scalar && scalar != Scalar.BYTES && scalar != Scalar.UNIT;
        }

        private SideType with(SideType type, JsonNode node, String here) {
            if (!node.has("with")) {
                return type;
            }
            String with = node.get("with").asText();
            String short1 = with.startsWith("chrono::serde::") ? with.substring("chrono::serde::".length()) : with;
            boolean optional = type instanceof SideType.Nullable;
            SideType inner = type instanceof SideType.Nullable nullable ? nullable.inner() : type;
            SideType result = null;
            String epoch = short1.replaceFirst("_option$", "");
            if (EPOCHS.contains(epoch)) {
                boolean named = short1.endsWith("_option");
                if ((inner == Library.CHRONO_UTC || inner == Library.NAIVE_DATE_TIME) && named == optional) {
                    int digits = 3
                            * List.of("ts_seconds", "ts_milliseconds", "ts_microseconds", "ts_nanoseconds")
                                    .indexOf(epoch);
                    result = new SideType.Epoch(digits, inner == Library.NAIVE_DATE_TIME);
                }
            } else if (with.equals("time::serde::rfc3339") || with.equals("time::serde::rfc3339::option")) {
                if (inner == Library.TIME_OFFSET_DATE_TIME && with.endsWith("option") == optional) {
                    result = Library.TIME_RFC3339;
                }
            } else if (with.equals("serde_bytes")) {
                if (inner == Scalar.BYTES
                        || inner.equals(new SideType.Sequence(Scalar.U8))
                        || inner instanceof SideType.FixedArray array && array.element() == Scalar.U8) {
                    result = inner instanceof SideType.FixedArray ? inner : Scalar.BYTES;
                }
            } else {
                error(
                        here + "/with",
                        "with: \"" + with + "\" is not known",
                        Spelling.among(
                                with,
                                List.of(
                                        "ts_seconds",
                                        "ts_milliseconds",
                                        "ts_microseconds",
                                        "ts_nanoseconds",
                                        "ts_seconds_option",
                                        "ts_milliseconds_option",
                                        "ts_microseconds_option",
                                        "ts_nanoseconds_option",
                                        "time::serde::rfc3339",
                                        "time::serde::rfc3339::option",
                                        "serde_bytes")));
                return new SideType.Unknown(with);
            }
            if (result == null) {
                error(
                        here + "/with",
                        "with: " + with + " does not fit the type "
                                + node.path("type").asText(),
                        "ts_... is for DateTime<Utc> and NaiveDateTime (ts_..._option for their Option),"
                                + " time::serde::rfc3339 for time::OffsetDateTime, serde_bytes for bytes");
                return new SideType.Unknown(with);
            }
            return optional ? new SideType.Nullable(result) : result;
        }

        /** The type in the form of serde_with's that the field declares. */
        private SideType as(SideType type, JsonNode node, String here) {
            if (!node.has("as") || type instanceof SideType.Unknown) {
                return type;
            }
            String as = node.get("as").asText();
            return AdapterExpression.apply(as, type).orElseGet(() -> {
                error(
                        here + "/as",
                        "as: \"" + as + "\" is not known, or not for the type "
                                + node.path("type").asText(),
                        "known are DisplayFromStr, NoneAsEmptyString, PickFirst<(_, DisplayFromStr)>, DefaultOnNull,"
                                + " BoolFromInt, Bytes, Base64, Hex, Duration- and TimestampSeconds and their like (strict"
                                + " ones), and these inside of Option, Vec and maps");
                return new SideType.Unknown(as);
            });
        }

        private DeclaredType constants(String name, JsonNode node, String place) {
            keys(node, place, Set.of("of", "values"));
            SideType of = node.has("of") ? type(node.get("of"), place + "/of") : Scalar.STRING;
            Map<String, Object> values = new LinkedHashMap<>();
            boolean text = of == Scalar.STRING;
            if (!text && !(of instanceof Scalar scalar && scalar.isInteger()) && !(of instanceof SideType.Unknown)) {
                error(place + "/of", "constants of an enum are strings or integers", "write of: string or of: int");
            }
            if (!node.path("values").isObject()) {
                error(place, "the enum \"" + name + "\" lists no values", "write values: {Variant: wire value}");
            }
            Set<Object> seen = new HashSet<>();
            for (Iterator<Map.Entry<String, JsonNode>> i = node.path("values").fields(); i.hasNext(); ) {
                Map.Entry<String, JsonNode> entry = i.next();
                JsonNode value = entry.getValue();
                Object wire =
                        text ? value.asText() : value.isIntegralNumber() ? value.bigIntegerValue() : BigInteger.ZERO;
                if (!text && !value.isIntegralNumber()) {
                    error(
                            place + "/values/" + escape(entry.getKey()),
                            "the value of " + entry.getKey() + " is not an integer",
                            "write the number the program writes");
                }
                if (!seen.add(wire)) {
                    error(
                            place + "/values/" + escape(entry.getKey()),
                            "two variants have the value " + wire,
                            "give each variant a value of its own");
                }
                values.put(entry.getKey(), wire);
            }
            return new DeclaredType.Constants(name, of, values);
        }

        private DeclaredType variants(String name, JsonNode node, String place) {
            String renaming = renaming(node, place);
            List<SideVariant> variants = new ArrayList<>();
            JsonNode list = node.path("enum");
            if (!list.isArray() || list.isEmpty()) {
                error(place + "/enum", "the enum \"" + name + "\" lists no variants", "write enum: [{name: A}, ...]");
            }
            Set<String> names = new HashSet<>();
            for (int i = 0; i < list.size(); i++) {
                JsonNode item = list.get(i);
                String here = place + "/enum/" + i;
                if (item.isTextual()) {
                    item = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                            .objectNode()
                            .put("name", item.asText());
                }
                keys(
                        item,
                        here,
                        go
                                ? Set.of("name", "rename", "type", "struct")
                                : Set.of("name", "rename", "type", "tuple", "struct", "rename_all"));
                String variant = item.path("name").asText("");
                if (variant.isEmpty()) {
                    error(here, "a variant has no name", "write {name: ...}");
                    continue;
                }
                String wire = item.has("rename")
                        ? item.get("rename").asText()
                        : renaming.isEmpty() ? variant : renamed(variant, renaming, true);
                if (!names.add(wire)) {
                    error(here, "the variant \"" + wire + "\" occurs twice", "remove one of the two");
                }
                if (item.has("struct")) {
                    List<SideField> fields = fields(item.get("struct"), here + "/struct", renaming(item, here));
                    variants.add(new SideVariant(
                            variant,
                            wire,
                            Carries.STRUCT,
                            null,
                            new DeclaredType.Struct(name + "::" + variant, fields, false)));
                } else if (item.has("tuple")) {
                    List<SideType> elements = new ArrayList<>();
                    for (int k = 0; k < item.get("tuple").size(); k++) {
                        elements.add(type(item.get("tuple").get(k), here + "/tuple/" + k));
                    }
                    variants.add(new SideVariant(variant, wire, Carries.TUPLE, new SideType.Tuple(elements), null));
                } else if (item.has("type")) {
                    variants.add(
                            new SideVariant(variant, wire, Carries.ONE, type(item.get("type"), here + "/type"), null));
                } else {
                    variants.add(new SideVariant(variant, wire, Carries.NOTHING, null, null));
                }
            }
            return new DeclaredType.Variants(name, variants, tagging(node.path("tagging"), place + "/tagging"));
        }

        private Tagging tagging(JsonNode node, String place) {
            if (node.isMissingNode() || node.asText("").equals("external")) {
                return Tagging.EXTERNAL;
            }
            if (node.asText("").equals("untagged")) {
                return new Tagging(Tagging.Style.UNTAGGED, "", "");
            }
            if (node.path("tag").isTextual()) {
                keys(node, place, Set.of("tag", "content"));
                return node.has("content")
                        ? new Tagging(
                                Tagging.Style.ADJACENT,
                                node.get("tag").asText(),
                                node.get("content").asText())
                        : new Tagging(Tagging.Style.INTERNAL, node.get("tag").asText(), "");
            }
            error(
                    place,
                    "tagging is none of serde's four",
                    "write external, untagged, {tag: t} or {tag: t, content: c}");
            return Tagging.EXTERNAL;
        }

        private SideType type(JsonNode node, String place) {
            if (!node.isTextual()) {
                error(place, "the type is not a text", "write it in quotes as the program declares it");
                return new SideType.Unknown(node.toString());
            }
            try {
                return TypeExpression.read(go, declared, node.asText());
            } catch (TypeExpression.Unreadable e) {
                error(place, String.valueOf(e.getMessage()), e.mend());
                return new SideType.Unknown(node.asText());
            }
        }

        private String renaming(JsonNode node, String place) {
            String renaming = node.path("rename_all").asText("");
            if (!renaming.isEmpty() && !RENAMINGS.contains(renaming)) {
                error(
                        place + "/rename_all",
                        "rename_all: \"" + renaming + "\" is not known",
                        Spelling.among(renaming, RENAMINGS));
                return "";
            }
            return renaming;
        }

        private void keys(JsonNode node, String place, Set<String> known) {
            node.fieldNames().forEachRemaining(key -> {
                if (!known.contains(key)) {
                    error(
                            place + "/" + escape(key),
                            "unknown key \"" + key + "\"",
                            Spelling.among(key, new java.util.TreeSet<>(known)));
                }
            });
        }

        private boolean flag(JsonNode node, String key, String place) {
            JsonNode value = node.isObject() ? node.path(key) : MissingNode.getInstance();
            if (value.isMissingNode()) {
                return false;
            }
            if (!value.isBoolean()) {
                error(
                        place + "/" + key,
                        key + " is \"" + value.asText() + "\"",
                        "write " + key + ": true or leave it out");
                return false;
            }
            return value.booleanValue();
        }

        private List<String> texts(JsonNode node, String place) {
            List<String> texts = new ArrayList<>();
            if (node.isTextual()) {
                texts.add(node.asText());
            } else if (node.isArray()) {
                node.forEach(item -> texts.add(item.asText()));
            } else if (!node.isMissingNode()) {
                error(place, "alias is not a list of names", "write alias: [old_name]");
            }
            return texts;
        }

        private void error(String place, String what, String mend) {
            problems.add(Problem.error(pointer + place, what, mend));
        }

        private static String escape(String name) {
            return name.replace("~", "~0").replace("/", "~1");
        }

        /** What serde's {@code rename_all} makes of a field (snake_case) or a variant (PascalCase). */
        private static String renamed(String name, String rule, boolean variant) {
            String snake = name;
            if (variant) {
                StringBuilder words = new StringBuilder();
                for (int i = 0; i < name.length(); i++) {
                    char c = name.charAt(i);
                    if (i > 0 && Character.isUpperCase(c)) {
                        words.append('_');
                    }
                    words.append(Character.toLowerCase(c));
                }
                snake = words.toString();
            }
            StringBuilder pascal = new StringBuilder();
            boolean up = true;
            for (char c : snake.toCharArray()) {
                if (c == '_') {
                    up = true;
                } else {
                    pascal.append(up ? Character.toUpperCase(c) : c);
                    up = false;
                }
            }
            String camel =
                    pascal.length() == 0 ? "" : pascal.substring(0, 1).toLowerCase(Locale.ROOT) + pascal.substring(1);
            return switch (rule) {
                case "lowercase" -> variant ? name.toLowerCase(Locale.ROOT) : name;
                case "UPPERCASE" -> name.toUpperCase(Locale.ROOT);
                case "PascalCase" -> variant ? name : pascal.toString();
                case "camelCase" -> variant ? name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1) : camel;
                case "snake_case" -> snake;
                case "SCREAMING_SNAKE_CASE" -> snake.toUpperCase(Locale.ROOT);
                case "kebab-case" -> snake.replace('_', '-');
                case "SCREAMING-KEBAB-CASE" -> snake.toUpperCase(Locale.ROOT).replace('_', '-');
                default -> name;
            };
        }
    }
}
