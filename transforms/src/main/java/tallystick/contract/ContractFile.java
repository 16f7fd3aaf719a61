package tallystick.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tallystick.contract.CanonicalType.Alternative;
import tallystick.contract.CanonicalType.DecimalType;
import tallystick.contract.CanonicalType.EnumType;
import tallystick.contract.CanonicalType.ListType;
import tallystick.contract.CanonicalType.MapType;
import tallystick.contract.CanonicalType.Ref;
import tallystick.contract.CanonicalType.Scalar;
import tallystick.contract.CanonicalType.StructType;
import tallystick.contract.CanonicalType.TimestampType;
import tallystick.contract.CanonicalType.TupleType;
import tallystick.contract.CanonicalType.UnionType;
import tallystick.contract.CanonicalType.Variant;

/** Contract files: docs/spec/migration.md says how they are written, docs/spec/canonical-form.md section 1 what holds in them. */
public final class ContractFile {
    public static final List<String> KEYS = List.of("contract", "version", "key", "types", "fields");
    public static final List<String> FIELD_KEYS = List.of("id", "name", "type", "presence", "equivalences");
    public static final List<String> TYPE_KEYS =
            List.of("list", "map", "struct", "tuple", "enum", "union", "ref", "nullable");

    /** The name of a dataset or migration: a folder is called so. */
    public static final Pattern DATASET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
    private static final Pattern DECIMAL = Pattern.compile("decimal\\( *([0-9]{1,4}) *, *([0-9]{1,4}) *\\)");
    private static final Pattern TIMESTAMP = Pattern.compile("timestamp\\( *([0-9]{1,4}) *(, *offset *)?\\)");
    private static final Map<String, Scalar> WORDS = words();
    private static final Map<String, Presence> PRESENCES = presences();
    private static final Map<String, Equivalence> EQUIVALENCES = equivalences();

    /** What other languages call our types. */
    private static final Map<String, String> FOREIGN = Map.ofEntries(
            Map.entry("boolean", "bool"),
            Map.entry("int", "i64"),
            Map.entry("integer", "i64"),
            Map.entry("int8", "i8"),
            Map.entry("int16", "i16"),
            Map.entry("int32", "i32"),
            Map.entry("int64", "i64"),
            Map.entry("long", "i64"),
            Map.entry("short", "i16"),
            Map.entry("uint", "u64"),
            Map.entry("uint8", "u8"),
            Map.entry("uint16", "u16"),
            Map.entry("uint32", "u32"),
            Map.entry("uint64", "u64"),
            Map.entry("float", "f64"),
            Map.entry("float32", "f32"),
            Map.entry("float64", "f64"),
            Map.entry("double", "f64"),
            Map.entry("text", "string"),
            Map.entry("varchar", "string"),
            Map.entry("binary", "bytes"),
            Map.entry("object", "json"),
            Map.entry("any", "json"));

    private final String pointer;
    private final List<Problem> problems;
    private final Map<String, CanonicalType> types = new LinkedHashMap<>();
    private final Map<String, String> references = new LinkedHashMap<>();
    private final List<Runnable> checksOfWholeTypes = new ArrayList<>();

    private ContractFile(String pointer, List<Problem> problems) {
        this.pointer = pointer;
        this.problems = problems;
    }

    /** A contract file that was read: the contract, if nothing is wrong with it, and all that is wrong. */
    public record Loaded(Optional<Contract> contract, List<Diagnostic> diagnostics) {
        public Loaded {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /** Reads a contract file. */
    public static Loaded load(Path file) {
        return load(Document.read(file));
    }

    /** Reads a contract from text; {@code name} stands for the file in diagnostics. */
    public static Loaded load(String name, String text) {
        return load(Document.of(name, text));
    }

    /** Reads a contract from a document. */
    public static Loaded load(Document document) {
        if (!document.diagnostics().isEmpty()) {
            return new Loaded(Optional.empty(), document.diagnostics());
        }
        List<Problem> problems = new ArrayList<>();
        Optional<Contract> contract = parse(document.root(), "", problems);
        return new Loaded(contract, problems.stream().map(document::place).toList());
    }

    /**
     * Reads a contract from a tree.
     *
     * @param pointer the JSON pointer of {@code node} in its file, for problems
     * @param problems gets everything that is wrong
     * @return the contract; empty exactly if an ERROR was added
     */
    public static Optional<Contract> parse(JsonNode node, String pointer, List<Problem> problems) {
        List<Problem> found = new ArrayList<>();
        Optional<Contract> contract = new ContractFile(pointer, found).contract(node);
        problems.addAll(found);
        boolean wrong = found.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
        return wrong ? Optional.empty() : contract;
    }

    /** The contract as a tree that {@link #parse} reads back as an equal contract; the same tree for equal contracts. */
    public static ObjectNode toJson(Contract contract) {
        return ContractWriter.write(contract);
    }

    private Optional<Contract> contract(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            problems.add(Problem.error(pointer, "this contract is empty", "Its keys are " + String.join(", ", KEYS)));
            return Optional.empty();
        }
        Optional<Section> read = Section.of(node, pointer, problems, "a contract", KEYS);
        if (read.isEmpty()) {
            return Optional.empty();
        }
        Section section = read.get();
        Optional<String> name = section.requiredText("contract", "Name the dataset: contract: flights");
        name.filter(given -> !DATASET.matcher(given).matches())
                .ifPresent(given -> section.error(
                        "contract",
                        "contract " + given + " is no name of a dataset",
                        "Use letters, digits, dots, hyphens and underscores, at most 100"));
        OptionalLong version = OptionalLong.empty();
        if (section.required("version", "Write version: 1, and raise it with each change")
                .isPresent()) {
            version = section.integer("version", 1, Integer.MAX_VALUE);
        }

        if (section.has("types")) {
            section.value("types")
                    .flatMap(value -> Section.ofNames(value, section.pointer("types"), problems, "types"))
                    .ifPresent(this::namedTypes);
        }
        List<Field> fields = List.of();
        if (section.required("fields", "List the fields: fields: [{id: 1, name: id, type: i64}]")
                .isPresent()) {
            List<JsonNode> items = section.list("fields");
            fields = fields(items, section.pointer("fields"));
            if (items.isEmpty() && section.node().get("fields").isArray()) {
                section.error("fields", "a contract has at least one field", "Add the field that is the key");
            }
        }
        references.forEach((at, type) -> {
            if (!types.containsKey(type)) {
                problems.add(Problem.error(
                        at,
                        "no type " + type + " is declared",
                        Spelling.didYouMean(type, types.keySet(), "Declare it: types: {" + type + ": ...}")));
            }
        });
        checksOfWholeTypes.forEach(Runnable::run);
        endlessTypes(section.pointer("types"));
        List<String> key = key(section, fields);

        if (name.isEmpty() || version.isEmpty() || fields.isEmpty() || key.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Contract(name.get(), (int) version.getAsLong(), new StructType(fields), key, types));
    }

    // types

    private void namedTypes(Section section) {
        // Every name first, so that a type with a mistake in it is not also reported as undeclared.
        for (String name : section.keys()) {
            types.put(name, Scalar.JSON);
        }
        for (String name : section.keys()) {
            if (!IDENTIFIER.matcher(name).matches() || WORDS.containsKey(name)) {
                section.error(
                        name,
                        name + " is no name of a type",
                        "Use a letter, then letters, digits and underscores, and no word that is a type already");
            }
            JsonNode node = section.node().get(name);
            boolean named = node.isObject() && (node.has("struct") || node.has("enum") || node.has("union"));
            if (!named) {
                section.error(
                        name,
                        "the type " + name + " is neither a struct, an enum nor a union",
                        "Only these are declared under types; write any other type where it is used");
            }
            type(node, section.pointer(name)).ifPresent(type -> types.put(name, type));
        }
    }

    private Optional<CanonicalType> type(JsonNode node, String at) {
        if (node.isTextual()) {
            return word(node.textValue(), at);
        }
        Optional<Section> read = Section.of(node, at, problems, "a type", TYPE_KEYS);
        if (read.isEmpty()) {
            return Optional.empty();
        }
        Section section = read.get();
        List<String> kinds = section.keys().stream()
                .filter(key -> TYPE_KEYS.contains(key) && !key.equals("nullable"))
                .toList();
        if (kinds.size() != 1) {
            problems.add(Problem.error(
                    at,
                    kinds.isEmpty()
                            ? "this type does not say what it is"
                            : "this type is " + String.join(" and ", kinds),
                    "Give it exactly one of list, map, struct, tuple, enum, union, ref"));
            return Optional.empty();
        }
        String kind = kinds.get(0);
        boolean nullable = section.flag("nullable", false);
        if (section.has("nullable") && !kind.equals("list") && !kind.equals("map")) {
            section.error(
                    "nullable",
                    "nullable says of a list or a map that its elements or values may be null; a " + kind + " has none",
                    "Remove it; whether a field may be null is said by its presence");
        }
        JsonNode value = node.get(kind);
        String below = section.pointer(kind);
        return switch (kind) {
            case "list" -> type(value, below).map(element -> new ListType(element, nullable));
            case "map" -> map(value, below, nullable);
            case "struct" -> struct(section, below);
            case "tuple" -> tuple(section, below);
            case "enum" -> enumeration(section, below);
            case "union" -> union(section, below);
            default ->
                section.text("ref").map(name -> {
                    references.put(below, name);
                    return new Ref(name);
                });
        };
    }

    private Optional<CanonicalType> word(String word, String at) {
        Scalar scalar = WORDS.get(word);
        if (scalar != null) {
            return Optional.of(scalar);
        }
        Matcher decimal = DECIMAL.matcher(word);
        Matcher timestamp = TIMESTAMP.matcher(word);
        try {
            if (decimal.matches()) {
                return Optional.of(
                        new DecimalType(Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2))));
            }
            if (timestamp.matches()) {
                return Optional.of(new TimestampType(Integer.parseInt(timestamp.group(1)), timestamp.group(2) != null));
            }
        } catch (IllegalArgumentException outOfBounds) {
            problems.add(Problem.error(at, String.valueOf(outOfBounds.getMessage()), ""));
            return Optional.empty();
        }
        String mend;
        if (word.startsWith("timestamp")) {
            mend = "A timestamp says how many digits of a second it has, and whether it keeps its offset: timestamp(9)"
                    + " or \"timestamp(9,offset)\"";
        } else if (word.startsWith("decimal")) {
            mend = "A decimal says its precision and scale: \"decimal(18,2)\"";
        } else if (types.containsKey(word)) {
            mend = "To use the type declared under types, write {ref: " + word + "}";
        } else if (FOREIGN.containsKey(word.toLowerCase(Locale.ROOT))) {
            mend = "Did you mean " + FOREIGN.get(word.toLowerCase(Locale.ROOT)) + "?";
        } else {
            mend = Spelling.didYouMean(
                    word,
                    WORDS.keySet(),
                    "Types are " + String.join(", ", WORDS.keySet())
                            + ", decimal(p,s), timestamp(p), timestamp(p,offset), and list, map, struct, tuple, enum,"
                            + " union, ref");
        }
        problems.add(Problem.error(at, "there is no type " + word, mend));
        return Optional.empty();
    }

    private Optional<CanonicalType> map(JsonNode node, String at, boolean nullableBeside) {
        Optional<Section> read = Section.of(node, at, problems, "map", List.of("key", "value", "nullable"));
        if (read.isEmpty()) {
            return Optional.empty();
        }
        Section section = read.get();
        boolean nullable = section.flag("nullable", nullableBeside);
        Optional<CanonicalType> key = section.required("key", "Write {map: {key: string, value: i64}}")
                .flatMap(value -> type(value, section.pointer("key")));
        Optional<CanonicalType> value = section.required("value", "Write {map: {key: string, value: i64}}")
                .flatMap(found -> type(found, section.pointer("value")));
        key.ifPresent(type -> checksOfWholeTypes.add(() -> {
            if (!identifies(type)) {
                section.error(
                        "key",
                        "a map's key cannot be " + article(resolve(type)),
                        "Use a text, integer, bool, decimal, uuid, date, time, enum or bytes as the key"
                                + (isFloat(resolve(type)) ? "; floats have two zeros and many NaNs" : "")
                                + ", or a list of structs instead of the map");
            }
        }));
        return key.isPresent() && value.isPresent()
                ? Optional.of(new MapType(key.get(), value.get(), nullable))
                : Optional.empty();
    }

    private Optional<CanonicalType> struct(Section section, String at) {
        if (section.value("struct").isEmpty()) {
            return Optional.empty();
        }
        List<JsonNode> items = section.list("struct");
        if (items.isEmpty()) {
            return section.node().get("struct").isArray() ? Optional.of(new StructType(List.of())) : Optional.empty();
        }
        List<Field> fields = fields(items, at);
        return fields.isEmpty() ? Optional.empty() : Optional.of(new StructType(fields));
    }

    private Optional<CanonicalType> tuple(Section section, String at) {
        List<JsonNode> items = section.list("tuple");
        List<CanonicalType> elements = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            type(items.get(i), at + "/" + i).ifPresent(elements::add);
        }
        if (items.isEmpty() && section.value("tuple").filter(JsonNode::isArray).isPresent()) {
            section.error("tuple", "a tuple has at least one element", "Write {tuple: [i64, string]}");
        }
        return elements.isEmpty() || elements.size() < items.size()
                ? Optional.empty()
                : Optional.of(new TupleType(elements));
    }

    private Optional<CanonicalType> enumeration(Section section, String at) {
        List<JsonNode> items = section.list("enum");
        List<Variant> variants = new ArrayList<>();
        Set<Integer> ids = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            Section.of(items.get(i), at + "/" + i, problems, "a variant", List.of("id", "name"))
                    .ifPresent(variant -> {
                        OptionalLong id = id(variant, 0, ids);
                        Optional<String> name = variant.requiredText("name", "Write {id: 0, name: A}");
                        name.filter(given -> !names.add(given))
                                .ifPresent(given -> variant.error(
                                        "name", "the name " + given + " occurs twice", "Name each variant once"));
                        if (id.isPresent() && name.isPresent()) {
                            variants.add(new Variant((int) id.getAsLong(), name.get()));
                        }
                    });
        }
        if (items.isEmpty() && section.value("enum").filter(JsonNode::isArray).isPresent()) {
            section.error("enum", "an enum has at least one variant", "Write {enum: [{id: 0, name: A}]}");
        }
        return variants.isEmpty() ? Optional.empty() : Optional.of(new EnumType(variants));
    }

    private Optional<CanonicalType> union(Section section, String at) {
        List<JsonNode> items = section.list("union");
        List<Alternative> alternatives = new ArrayList<>();
        Set<Integer> ids = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            Section.of(items.get(i), at + "/" + i, problems, "an alternative", List.of("id", "name", "type"))
                    .ifPresent(alternative -> {
                        OptionalLong id = id(alternative, 0, ids);
                        Optional<String> name = alternative.requiredText("name", "Write {id: 0, name: A}");
                        name.ifPresent(given -> {
                            identifier(alternative, given, names);
                            if (given.equalsIgnoreCase("variant")) {
                                alternative.error(
                                        "name",
                                        "no alternative can be called variant",
                                        "The column that says which alternative a row has is called so");
                            }
                        });
                        Optional<CanonicalType> payload =
                                alternative.value("type").flatMap(value -> type(value, alternative.pointer("type")));
                        if (id.isPresent() && name.isPresent() && payload.isPresent() == alternative.has("type")) {
                            alternatives.add(new Alternative((int) id.getAsLong(), name.get(), payload.orElse(null)));
                        }
                    });
        }
        if (items.isEmpty() && section.value("union").filter(JsonNode::isArray).isPresent()) {
            section.error("union", "a union has at least one alternative", "Write {union: [{id: 0, name: A}]}");
        }
        return alternatives.isEmpty() ? Optional.empty() : Optional.of(new UnionType(alternatives));
    }

    // fields

    private List<Field> fields(List<JsonNode> items, String at) {
        List<Field> fields = new ArrayList<>();
        Set<Integer> ids = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            Section.of(items.get(i), at + "/" + i, problems, "a field", FIELD_KEYS)
                    .flatMap(section -> field(section, ids, names))
                    .ifPresent(fields::add);
        }
        return fields;
    }

    private Optional<Field> field(Section section, Set<Integer> ids, Set<String> names) {
        int before = problems.size();
        OptionalLong id = id(section, 1, ids);
        Optional<String> name = section.requiredText("name", "Write {id: 1, name: id, type: i64}");
        name.ifPresent(given -> identifier(section, given, names));
        Optional<CanonicalType> type = section.required("type", "Write {id: 1, name: id, type: i64}")
                .flatMap(value -> type(value, section.pointer("type")));
        Optional<Presence> presence =
                section.has("presence") ? section.choice("presence", PRESENCES) : Optional.of(Presence.REQUIRED);
        Set<Equivalence> equivalences = equivalences(section);
        if (type.isPresent() && presence.isPresent()) {
            checksOfWholeTypes.add(() -> applicable(section, type.get(), presence.get(), equivalences));
        }
        if (id.isEmpty() || name.isEmpty() || type.isEmpty() || presence.isEmpty() || problems.size() > before) {
            return Optional.empty();
        }
        return Optional.of(new Field((int) id.getAsLong(), name.get(), type.get(), presence.get(), equivalences));
    }

    private OptionalLong id(Section section, int least, Set<Integer> taken) {
        if (section.required("id", "Give it an id that was never used here, from " + least + " on")
                .isEmpty()) {
            return OptionalLong.empty();
        }
        OptionalLong id = section.integer("id", least, Integer.MAX_VALUE);
        if (id.isPresent() && !taken.add((int) id.getAsLong())) {
            section.error(
                    "id",
                    "the id " + id.getAsLong() + " occurs twice",
                    "Ids are permanent: give the newer one an id that was never used here");
            return OptionalLong.empty();
        }
        return id;
    }

    private static void identifier(Section section, String name, Set<String> taken) {
        if (!IDENTIFIER.matcher(name).matches() || name.contains("__")) {
            section.error(
                    "name",
                    "the name " + name + " is no identifier",
                    "Use a letter, then letters, digits and single underscores; wire names are free and bound by the"
                            + " migration's mapping");
        } else if (!taken.add(name.toLowerCase(Locale.ROOT))) {
            section.error(
                    "name",
                    "the name " + name + " occurs twice (case is ignored)",
                    "Columns are found ignoring case; rename one");
        }
    }

    private Set<Equivalence> equivalences(Section section) {
        Set<Equivalence> found = EnumSet.noneOf(Equivalence.class);
        List<String> names = section.texts("equivalences");
        for (String name : names) {
            Equivalence equivalence = EQUIVALENCES.get(name);
            if (equivalence == null) {
                section.error(
                        "equivalences",
                        "there is no equivalence " + name,
                        Spelling.didYouMean(
                                name, EQUIVALENCES.keySet(), "They are " + String.join(", ", EQUIVALENCES.keySet())));
            } else if (!found.add(equivalence)) {
                section.error("equivalences", "the equivalence " + name + " occurs twice", "Remove one");
            }
        }
        return found;
    }

    private void applicable(Section section, CanonicalType written, Presence presence, Set<Equivalence> equivalences) {
        CanonicalType type = resolve(written);
        for (Equivalence equivalence : equivalences) {
            if (!appliesTo(equivalence, type)) {
                section.error(
                        "equivalences",
                        equivalence.code() + " does not apply to " + article(type),
                        "It applies to " + typesOf(equivalence) + "; remove it");
            } else if (equivalence == Equivalence.NULL_IS_ABSENT
                    && presence != Presence.NULLABLE
                    && presence != Presence.OPTIONAL) {
                section.error(
                        "equivalences",
                        equivalence.code() + " does not apply to " + article(presence) + " field",
                        presence == Presence.TRISTATE
                                ? "In a tristate field null and absent differ; make it nullable or optional"
                                : "Make the field nullable or optional");
            } else if ((equivalence == Equivalence.EMPTY_IS_NULL
                            || equivalence == Equivalence.ZERO_TIME_IS_NULL
                            || equivalence == Equivalence.ZERO_IS_NULL)
                    && !presence.allowsNoValue()) {
                section.error(
                        "equivalences",
                        equivalence.code() + " does not apply to a required field: it has no no-value",
                        "Make the field nullable");
            } else if ((equivalence == Equivalence.NULL_IS_EMPTY || equivalence == Equivalence.NULL_IS_ZERO)
                    && presence != Presence.REQUIRED) {
                section.error(
                        "equivalences",
                        equivalence.code() + " does not apply to " + article(presence)
                                + " field: it may be without a value",
                        "Make the field required, or remove the equivalence");
            }
        }
    }

    private static boolean appliesTo(Equivalence equivalence, CanonicalType type) {
        boolean text = type == Scalar.STRING;
        boolean collection = type instanceof ListType || type instanceof MapType || type == Scalar.BYTES;
        boolean number = type instanceof DecimalType
                || type instanceof Scalar scalar && (scalar.isInteger() || scalar.isFloat());
        return switch (equivalence) {
            case NULL_IS_ABSENT -> true;
            case EMPTY_IS_NULL, NULL_IS_EMPTY -> text || collection;
            case ZERO_TIME_IS_NULL, TRUNCATE_TIMESTAMP -> type instanceof TimestampType || type == Scalar.DATETIME;
            case NULL_IS_ZERO, ZERO_IS_NULL -> text || number || type == Scalar.BOOL;
            case NEGATIVE_ZERO_IS_ZERO -> isFloat(type);
            case NARROW_TO_F32 -> type == Scalar.F32;
        };
    }

    private static String typesOf(Equivalence equivalence) {
        return switch (equivalence) {
            case NULL_IS_ABSENT -> "every type";
            case EMPTY_IS_NULL, NULL_IS_EMPTY -> "string, bytes, list and map";
            case ZERO_TIME_IS_NULL, TRUNCATE_TIMESTAMP -> "timestamp and datetime";
            case NULL_IS_ZERO, ZERO_IS_NULL -> "bool, numbers and string";
            case NEGATIVE_ZERO_IS_ZERO -> "f32 and f64";
            case NARROW_TO_F32 -> "f32";
        };
    }

    // the whole

    private List<String> key(Section section, List<Field> fields) {
        if (section.required("key", "Name the fields that identify a record: key: [id]")
                .isEmpty()) {
            return List.of();
        }
        List<String> key = section.texts("key");
        if (section.node().get("key").isEmpty() && section.node().get("key").isArray()) {
            section.error("key", "the key names no field", "Name the fields that identify a record: key: [id]");
        }
        Set<String> declared = new HashSet<>();
        section.node()
                .path("fields")
                .forEach(field -> declared.add(field.path("name").asText()));
        Set<String> seen = new HashSet<>();
        for (String name : key) {
            Optional<Field> field = fields.stream()
                    .filter(candidate -> candidate.name().equals(name))
                    .findFirst();
            if (!seen.add(name)) {
                section.error("key", "the key names " + name + " twice", "Remove one");
            } else if (!declared.contains(name)) {
                section.error(
                        "key",
                        "the key names " + name + ", which is no field",
                        name.contains(".")
                                ? "A key is made of top-level fields"
                                : Spelling.didYouMean(name, declared, "Declare it under fields"));
            } else if (field.isPresent()) {
                if (field.get().presence() != Presence.REQUIRED) {
                    section.error(
                            "key",
                            "the key field " + name + " is " + code(field.get().presence())
                                    + ", so it may be without a value",
                            "Make it required, or choose another key: a record without a key cannot be found again");
                }
                if (!identifies(field.get().type())) {
                    section.error(
                            "key",
                            "the key field " + name + " is "
                                    + article(resolve(field.get().type())),
                            "Choose fields of a text, integer, bool, decimal, uuid, date, time, enum or bytes type");
                }
            }
        }
        return key;
    }

    /** Each named type that no finite value has: it contains itself, and not through a list, a map, a field that may be without a value, or an alternative that ends. */
    private void endlessTypes(String at) {
        Set<String> finite = new HashSet<>();
        boolean grew = true;
        while (grew) {
            grew = false;
            for (Map.Entry<String, CanonicalType> type : types.entrySet()) {
                if (!finite.contains(type.getKey()) && isFinite(type.getValue(), finite)) {
                    grew = finite.add(type.getKey());
                }
            }
        }
        for (String name : types.keySet()) {
            if (!finite.contains(name)) {
                problems.add(Problem.error(
                        at + "/" + name,
                        "the type " + name + " contains itself without end: no value can have it",
                        "Let it contain itself through a list, a map, a union, or a field that is nullable"));
            }
        }
    }

    private boolean isFinite(CanonicalType type, Set<String> finite) {
        if (type instanceof Ref ref) {
            return finite.contains(ref.name()) || !types.containsKey(ref.name());
        }
        if (type instanceof StructType struct) {
            return struct.fields().stream()
                    .allMatch(field -> field.presence().allowsNoValue() || isFinite(field.type(), finite));
        }
        if (type instanceof TupleType tuple) {
            return tuple.elements().stream().allMatch(element -> isFinite(element, finite));
        }
        if (type instanceof UnionType union) {
            return union.alternatives().stream().anyMatch(alternative -> {
                CanonicalType payload = alternative.payload();
                return payload == null || isFinite(payload, finite);
            });
        }
        return true;
    }

    /** Whether values of the type can be keys: of a record, or of a map. */
    private boolean identifies(CanonicalType written) {
        CanonicalType type = resolve(written);
        return !isFloat(type)
                && type != Scalar.JSON
                && !(type instanceof ListType
                        || type instanceof MapType
                        || type instanceof StructType
                        || type instanceof TupleType
                        || type instanceof UnionType
                        || type instanceof Ref);
    }

    private CanonicalType resolve(CanonicalType type) {
        return type instanceof Ref ref ? types.getOrDefault(ref.name(), type) : type;
    }

    private static boolean isFloat(CanonicalType type) {
        return type instanceof Scalar scalar && scalar.isFloat();
    }

    private static String article(CanonicalType type) {
        String word = ContractWriter.word(type);
        if (type == Scalar.BYTES || type == Scalar.JSON) {
            return word;
        }
        return (word.matches("[aeio].*|f[0-9].*") ? "an " : "a ") + word;
    }

    private static String article(Presence presence) {
        return (presence == Presence.OPTIONAL ? "an " : "a ") + code(presence);
    }

    static String code(Presence presence) {
        return presence.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Scalar> words() {
        Map<String, Scalar> words = new LinkedHashMap<>();
        for (Scalar scalar : Scalar.values()) {
            words.put(scalar.code(), scalar);
        }
        return words;
    }

    private static Map<String, Presence> presences() {
        Map<String, Presence> presences = new LinkedHashMap<>();
        for (Presence presence : Presence.values()) {
            presences.put(code(presence), presence);
        }
        return presences;
    }

    private static Map<String, Equivalence> equivalences() {
        Map<String, Equivalence> equivalences = new LinkedHashMap<>();
        for (Equivalence equivalence : Equivalence.values()) {
            equivalences.put(equivalence.code(), equivalence);
        }
        return equivalences;
    }
}
