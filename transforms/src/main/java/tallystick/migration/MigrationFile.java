package tallystick.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tallystick.canonical.SliceFunction;
import tallystick.contract.Contract;
import tallystick.contract.ContractFile;
import tallystick.contract.Diagnostic;
import tallystick.contract.Document;
import tallystick.contract.Problem;
import tallystick.contract.Redaction;
import tallystick.contract.References;
import tallystick.contract.Section;
import tallystick.contract.Spelling;
import tallystick.dialects.Dialects;
import tallystick.record.RecordShapes;
import tallystick.shape.DecodeOptions;
import tallystick.shape.DialectOptions;
import tallystick.shape.SideShape;
import tallystick.store.Compression;
import tallystick.store.Glob;
import tallystick.store.Layout;
import tallystick.store.UnitLayout;
import tallystick.wire.Carriage;
import tallystick.wire.Dialect;
import tallystick.wire.wrap.Wrapping;

/** Migration files: docs/spec/migration.md says how they are written. */
public final class MigrationFile {
    public static final List<String> KEYS = List.of(
            "migration",
            "contract",
            "state",
            "canonical",
            "source",
            "target",
            "mapping",
            "slices",
            "limits",
            "waves",
            "checks",
            "gates");
    static final List<String> SIDE_KEYS = List.of(
            "runtime",
            "dialect",
            "store",
            "framing",
            "unwrap",
            "record",
            "records",
            "types",
            "descriptors",
            "options",
            "unknown_fields",
            "duplicate_keys",
            "witness");
    static final List<String> STORE_KEYS = List.of("kind", "path", "units", "filed_by", "include", "compression");
    static final List<String> WITNESS_KEYS = List.of("command", "folder");
    static final List<String> LIMITS_KEYS = List.of("max_record_bytes", "max_depth", "max_findings_per_slice");

    static final List<String> MAPPING_KEYS = List.of("field", "source", "target");
    static final List<String> WAVES_KEYS = List.of("bytes", "units");
    static final List<String> GATES_KEYS = List.of("allow_empty", "max_quarantined");

    /** Keys that only a side of files has. */
    private static final List<String> FILES_ONLY = SIDE_KEYS.stream()
            .filter(key -> !key.equals("runtime") && !key.equals("store"))
            .toList();

    private static final long LARGEST_DESCRIPTORS = 64 << 20;
    private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:/.*");
    private static final Set<String> RUNTIMES = Set.of("go", "rust");
    private static final Map<String, Store.Kind> KINDS =
            words("files", Store.Kind.FILES, "parquet", Store.Kind.PARQUET, "delta", Store.Kind.DELTA);
    private static final Map<String, Compression> COMPRESSIONS = compressions();

    private final Document document;
    private final Path folder;
    private final Redaction redaction;
    private final References references;
    private final List<Problem> problems = new ArrayList<>();
    private JsonNode asWritten = MissingNode.getInstance();
    private final Map<SideName, Side> sides = new EnumMap<>(SideName.class);
    private final List<Mapping> mappings = new ArrayList<>();

    private MigrationFile(Document document, Path folder, Redaction redaction, References references) {
        this.document = document;
        this.folder = folder;
        this.redaction = redaction;
        this.references = references;
    }

    /**
     * Reads a migration file and its contract, and binds both sides to it.
     *
     * @param settings put in place of the file's values before anything is checked
     */
    public static Loaded load(Path file, List<Setting> settings) {
        return load(file, settings, System.getenv());
    }

    /** The same, with the environment that {@code ${env:NAME}} finds. */
    public static Loaded load(Path file, List<Setting> settings, Map<String, String> environment) {
        Redaction redaction = new Redaction();
        Document document = Document.read(file);
        if (!document.diagnostics().isEmpty()) {
            return nothing(document.diagnostics(), redaction);
        }
        for (Setting setting : settings) {
            document.set(setting.path(), setting.value(), setting.origin());
        }
        if (!document.diagnostics().isEmpty()) {
            return nothing(document.diagnostics(), redaction);
        }
        Path parent = file.toAbsolutePath().normalize().getParent();
        Path folder = parent == null ? file.toAbsolutePath() : parent;
        return new MigrationFile(document, folder, redaction, new References(environment, redaction)).read();
    }

    /**
     * Reads what a side alone says of its records: runtime, dialect, framing, unwrap, record and types, and how they are
     * read. A store or a witness may be there and is not looked at.
     *
     * @param problems gets everything that is wrong
     */
    public static Optional<Format> format(JsonNode side, Limits limits, List<Problem> problems) {
        Document unplaced = Document.of("a side", "");
        Redaction redaction = new Redaction();
        MigrationFile file = new MigrationFile(unplaced, Path.of(""), redaction, new References(Map.of(), redaction));
        Optional<Format> format = Section.of(side, "", file.problems, "a side", SIDE_KEYS)
                .flatMap(section -> file.format(
                        section,
                        section.requiredText("runtime", "Say which program wrote the records: runtime: go, or rust")
                                .filter(RUNTIMES::contains),
                        limits,
                        Optional.empty(),
                        Optional.empty()));
        problems.addAll(file.problems);
        return file.errors() > 0 ? Optional.empty() : format;
    }

    private static Loaded nothing(List<Diagnostic> diagnostics, Redaction redaction) {
        return new Loaded(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                diagnostics,
                redaction,
                "");
    }

    private Loaded read() {
        asWritten = document.root().deepCopy();
        document.resolve(references, folder, problems);

        Optional<Section> section = document.root().isMissingNode()
                ? Optional.empty()
                : Section.of(document.root(), "", problems, "a migration", KEYS);
        if (document.root().isMissingNode()) {
            problems.add(Problem.error("", "this migration is empty", "Its keys are " + String.join(", ", KEYS)));
        }
        Optional<Path> contractPath = section.flatMap(this::contractPath);
        List<Diagnostic> ofContract = new ArrayList<>();
        Optional<Document> contractFile = contractPath.map(Document::read);
        JsonNode contractAsWritten =
                contractFile.map(file -> (JsonNode) file.root().deepCopy()).orElse(MissingNode.getInstance());
        Optional<Contract> contract = contractFile.flatMap(file -> contract(file, contractPath.get(), ofContract));

        Optional<Migration> migration = section.flatMap(root -> migration(root, contract));
        Map<SideName, RecordShapes> bound = new EnumMap<>(SideName.class);
        Map<SideName, Map<String, Carriage>> carriage = new EnumMap<>(SideName.class);
        // Even when something else is wrong, so that one reading finds everything.
        contract.ifPresent(known -> sides.forEach((name, side) -> bind(known, side, bound, carriage)));

        Set<Diagnostic> diagnostics = new LinkedHashSet<>();
        problems.stream().map(document::place).forEach(diagnostics::add);
        diagnostics.addAll(ofContract);
        return new Loaded(
                migration,
                contract,
                Optional.ofNullable(bound.get(SideName.SOURCE)),
                Optional.ofNullable(bound.get(SideName.TARGET)),
                carriage,
                List.copyOf(diagnostics),
                redaction,
                fingerprint(asWritten, contractAsWritten));
    }

    private Optional<Path> contractPath(Section root) {
        Optional<String> written =
                root.requiredText("contract", "Name the contract file: contract: contracts/flights.yaml");
        if (written.filter(path -> URI.matcher(path).matches()).isPresent()) {
            root.error("contract", "the contract is a local file, but here is a URI", "Put it beside this file");
            return Optional.empty();
        }
        try {
            return written.map(path -> folder.resolve(path).normalize());
        } catch (InvalidPathException e) {
            root.error("contract", "the contract is no path: " + e.getReason(), "Name the contract file");
            return Optional.empty();
        }
    }

    private Optional<Contract> contract(Document file, Path path, List<Diagnostic> diagnostics) {
        List<Problem> unresolved = new ArrayList<>();
        Path parent = path.getParent();
        if (file.diagnostics().isEmpty()) {
            file.resolve(references, parent == null ? folder : parent, unresolved);
        }
        unresolved.stream().map(file::place).forEach(diagnostics::add);
        ContractFile.Loaded loaded = ContractFile.load(file);
        diagnostics.addAll(loaded.diagnostics());
        return loaded.contract();
    }

    private Optional<Migration> migration(Section root, Optional<Contract> contract) {
        int before = errors();
        Optional<String> name = root.requiredText("migration", "Name it: migration: flights-go-to-rust");
        name.filter(given -> !ContractFile.DATASET.matcher(given).matches())
                .ifPresent(given -> root.error(
                        "migration",
                        "migration " + given + " is no name of a folder",
                        "Use letters, digits, dots, hyphens and underscores, at most 100"));
        Optional<String> state = root.requiredText("state", "Name a folder for tables and manifests: state: ../state")
                .map(this::absolute);
        Optional<String> canonical = root.section("canonical", List.of("path"))
                .flatMap(section -> section.requiredText("path", "Write canonical: {path: ../lake/flights}"))
                .map(this::absolute);

        Limits limits = limits(root);
        Optional<Side> source = side(root, SideName.SOURCE, limits, contract);
        Optional<Side> target = side(root, SideName.TARGET, limits, contract);
        source.ifPresent(side -> sides.put(SideName.SOURCE, side));
        target.ifPresent(side -> sides.put(SideName.TARGET, side));
        mappings.addAll(mapping(root));
        List<String> slices = slices(root, contract);
        Waves waves = waves(root);
        List<Check> checks = new Checks(root, contract, problems).read();
        Gates gates = gates(root);
        if (errors() > before || name.isEmpty() || state.isEmpty() || source.isEmpty() || target.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Migration(
                name.get(),
                folder.resolve(root.node().get("contract").asText()).normalize().toString(),
                state.get(),
                canonical.orElse(state.get() + "/" + name.get() + "/canonical"),
                source.get(),
                target.get(),
                mappings,
                slices,
                limits,
                waves,
                checks,
                gates));
    }

    // sides

    private Optional<Side> side(Section root, SideName name, Limits limits, Optional<Contract> contract) {
        String key = name.code();
        if (root.required(key, "Say where the " + key + " is: " + key + ": {runtime: go, dialect: ..., store: ...}")
                .isEmpty()) {
            return Optional.empty();
        }
        return root.section(key, SIDE_KEYS).flatMap(section -> readSide(section, name, limits, contract));
    }

    private Optional<Side> readSide(Section section, SideName name, Limits limits, Optional<Contract> contract) {
        Optional<Store> store = section.required("store", "Say where it is: store: {kind: files, path: ../data/go}")
                .flatMap(ignored -> section.section("store", STORE_KEYS))
                .flatMap(found -> store(found, contract));
        Optional<String> runtime = section.text("runtime");
        Optional<String> known = runtime.filter(RUNTIMES::contains);
        runtime.filter(given -> !RUNTIMES.contains(given))
                .ifPresent(given -> section.error(
                        "runtime",
                        "runtime cannot be " + given,
                        Spelling.didYouMean(given, RUNTIMES, "It is go or rust")));
        boolean table = store.map(found -> found.kind().isTable())
                .orElse(section.node().path("store").path("kind").asText().matches("parquet|delta"));
        if (table) {
            for (String key : FILES_ONLY) {
                if (section.has(key)) {
                    section.error(
                            key,
                            "a side that is a table has no " + key + ": its columns are the canonical ones",
                            "Remove it, or write kind: files");
                }
            }
            return store.map(found -> new Side(name, runtime, found, Optional.empty(), Optional.empty()));
        }
        section.required("runtime", "Say which program wrote the files: runtime: go, or runtime: rust");
        Optional<Format> format = format(section, known, limits, store.flatMap(MigrationFile::layout), contract);
        Optional<WitnessProgram> witness = witness(section, name);
        return store.isPresent() && format.isPresent()
                ? Optional.of(new Side(name, runtime, store.get(), format, witness))
                : Optional.empty();
    }

    /** Which folders are units, if that is declared. */
    private static Optional<UnitLayout> layout(Store store) {
        return store.units().map(UnitLayout::of);
    }

    private Optional<Format> format(
            Section section,
            Optional<String> runtime,
            Limits limits,
            Optional<UnitLayout> units,
            Optional<Contract> contract) {
        Optional<String> dialect = section.requiredText(
                "dialect", "Say how the records are written: " + String.join(", ", dialects(runtime)));
        dialect.ifPresent(given -> {
            Optional<Dialect> known = Dialects.named(given);
            if (known.isEmpty()) {
                section.error(
                        "dialect",
                        "there is no dialect " + given,
                        Spelling.didYouMean(
                                given, dialects(runtime), "It is one of " + String.join(", ", dialects(runtime))));
            } else if (runtime.isPresent() && !known.get().runtime().equals(runtime.get())) {
                section.error(
                        "dialect",
                        "the dialect " + given + " is not one of the runtime " + runtime.get(),
                        "Write runtime: " + known.get().runtime() + ", or choose one of "
                                + String.join(", ", dialects(runtime)));
            }
        });
        Optional<List<Wrapping>> unwrap = new UnwrapList(section, asWritten, problems).read();
        Optional<DialectOptions> options = dialect.flatMap(Dialects::named)
                .filter(known -> known.runtime().equals(runtime.orElse("")))
                .flatMap(known -> known.options(section));
        boolean linewise = options.filter(DialectOptions::isLinewise).isPresent();
        Optional<Layout> layout = unwrap.flatMap(
                steps -> FramingSection.read(section, dialect.flatMap(Dialects::named), steps, linewise));
        boolean ignoreUnknown = section.choice("unknown_fields", words("finding", false, "ignore", true))
                .orElse(false);
        boolean lastWins = section.choice("duplicate_keys", words("quarantine", false, "last-wins", true))
                .orElse(false);
        Optional<List<RecordEntry>> records =
                new RecordsSection(section, dialect.flatMap(Dialects::named), contract, units, problems).read();
        boolean described =
                dialect.flatMap(Dialects::named).filter(Dialect::isDescribed).isPresent();
        Optional<JsonNode> types = described ? descriptors(section) : types(section);
        // Types are spelt as in the runtime's language: without knowing it, every one of them would be reported.
        boolean torn = dialect.flatMap(Dialects::named)
                .filter(known -> !known.runtime().equals(runtime.orElse("")))
                .isPresent();
        if (runtime.isEmpty()
                || torn
                || dialect.isEmpty()
                || unwrap.isEmpty()
                || layout.isEmpty()
                || options.isEmpty()
                || records.isEmpty()
                || types.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Format(
                runtime.get(),
                dialect.get(),
                layout.get(),
                unwrap.get(),
                records.get(),
                types.get(),
                new DecodeOptions(ignoreUnknown, lastWins, limits.maxDepth(), options.get())));
    }

    private static Optional<JsonNode> types(Section side) {
        if (side.has("descriptors")) {
            side.error("descriptors", "only messages of Protobuf have descriptors", "Remove it, and declare the types");
        }
        Optional<JsonNode> types =
                side.required("types", "Declare the types of the program: types: {Flight: {struct: [...]}}");
        if (types.isPresent() && !types.get().isObject()) {
            side.error("types", "types is a mapping, but here is " + Section.describe(types.get()), "");
            return Optional.empty();
        }
        return types;
    }

    /** A Protobuf FileDescriptorSet in place of types. */
    private Optional<JsonNode> descriptors(Section side) {
        String how = "Name the file of protoc --include_imports --descriptor_set_out=FILE: descriptors: FILE";
        if (side.has("types")) {
            side.error("types", "the types of Protobuf's messages are in their descriptors", "Remove it. " + how);
        }
        Optional<String> path = side.requiredText("descriptors", how).map(this::absolute);
        if (path.isEmpty()) {
            return Optional.empty();
        }
        if (URI.matcher(path.get()).matches()) {
            side.error("descriptors", "descriptors are read from this machine, but here is a URI", "Name a local file");
            return Optional.empty();
        }
        try {
            Path file = Path.of(path.get());
            if (Files.size(file) > LARGEST_DESCRIPTORS) {
                side.error("descriptors", "the file has more than 64 MiB", how);
                return Optional.empty();
            }
            byte[] set = Files.readAllBytes(file);
            return Optional.of(JsonNodeFactory.instance.objectNode().put(SideShape.DESCRIPTORS, set));
        } catch (NoSuchFileException e) {
            side.error("descriptors", "there is no file " + path.get(), how);
        } catch (IOException | InvalidPathException e) {
            side.error("descriptors", "the file " + path.get() + " cannot be read: " + e.getMessage(), how);
        }
        return Optional.empty();
    }

    private Optional<WitnessProgram> witness(Section side, SideName name) {
        Optional<Section> section = side.section("witness", WITNESS_KEYS);
        if (section.isEmpty()) {
            return Optional.empty();
        }
        Section witness = section.get();
        if (witness.required("command", "Name the program: command: [go, run, ./cmd/witness]")
                .isEmpty()) {
            return Optional.empty();
        }
        List<String> command = witness.texts("command");
        if (command.isEmpty() && witness.node().get("command").isArray()) {
            witness.error("command", "the witness of the " + name.code() + " has no command", "Name the program");
        }
        Optional<String> path = witness.text("folder");
        if (path.filter(given -> URI.matcher(given).matches()).isPresent()) {
            witness.error("folder", "a witness is started on this machine, but here is a URI", "Name a local folder");
            return Optional.empty();
        }
        String started = path.map(this::absolute).orElse(folder.toString());
        return command.isEmpty() ? Optional.empty() : Optional.of(new WitnessProgram(command, started));
    }

    private static List<String> dialects(Optional<String> runtime) {
        return Dialects.all().stream()
                .filter(dialect -> runtime.isEmpty()
                        || !RUNTIMES.contains(runtime.get())
                        || dialect.runtime().equals(runtime.get()))
                .map(Dialect::name)
                .toList();
    }

    private Optional<Store> store(Section section, Optional<Contract> contract) {
        int before = errors();
        Optional<Store.Kind> kind = Optional.empty();
        if (section.required("kind", "Say what is there: kind: files, kind: parquet or kind: delta")
                .isPresent()) {
            kind = section.choice("kind", KINDS);
        }
        Optional<String> path = section.requiredText("path", "Name the folder: path: ../data/go")
                .map(this::absolute);
        Optional<String> units = section.text("units");
        units.ifPresent(given -> checked(section, "units", () -> UnitLayout.of(given)));
        Map<String, String> filedBy = filedBy(section, units, contract);
        Optional<String> include = section.text("include");
        include.ifPresent(given -> checked(section, "include", () -> Glob.of(given)));
        Compression compression = section.choice("compression", COMPRESSIONS).orElse(Compression.AUTO);
        if (kind.filter(Store.Kind::isTable).isPresent()) {
            for (String key : List.of("include", "compression")) {
                if (section.has(key)) {
                    section.error(key, "a table has no " + key, "Remove it");
                }
            }
        }
        if (errors() > before || kind.isEmpty() || path.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Store(kind.get(), path.get(), units, filedBy, include, compression));
    }

    /** What the names of folders say of the records in them. */
    private Map<String, String> filedBy(Section store, Optional<String> units, Optional<Contract> contract) {
        Map<String, String> filedBy = new LinkedHashMap<>();
        List<String> placeholders = List.of();
        try {
            placeholders =
                    units.map(UnitLayout::of).map(UnitLayout::placeholders).orElse(List.of());
        } catch (IllegalArgumentException e) {
            // said of units
        }
        Optional<Section> section = store.section("filed_by", placeholders);
        if (section.isPresent() && placeholders.isEmpty()) {
            store.error(
                    "filed_by",
                    "filed_by says what placeholders of units mean, and there is none",
                    "Write units: \"day={day}\" and filed_by: {day: day(departed)}");
        }
        section.ifPresent(given -> given.keys().forEach(name -> given.text(name).ifPresent(expression -> {
            contract.ifPresent(known -> problems.addAll(SliceFunction.check(known, expression, given.pointer(name))));
            filedBy.put(name, expression.strip());
        })));
        return filedBy;
    }

    private static void checked(Section section, String key, Runnable check) {
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            section.error(key, String.valueOf(e.getMessage()), "");
        }
    }

    /** A path relative to the file, or a URI as it is; never with a slash at its end. */
    private String absolute(String path) {
        String full = URI.matcher(path).matches()
                ? path
                : folder.resolve(path).normalize().toString();
        boolean cut = full.endsWith("/") && !full.endsWith(":/") && !full.endsWith("//") && full.length() > 1;
        return cut ? full.substring(0, full.length() - 1) : full;
    }

    // the rest

    private List<Mapping> mapping(Section root) {
        List<Mapping> mapping = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        List<JsonNode> items = root.list("mapping");
        for (int i = 0; i < items.size(); i++) {
            Section.of(items.get(i), root.pointer("mapping") + "/" + i, problems, "a mapping", MAPPING_KEYS)
                    .ifPresent(section -> {
                        Optional<String> field = section.requiredText(
                                "field", "Name the canonical field: {field: tags, target: labels}");
                        Optional<String> source = section.text("source");
                        Optional<String> target = section.text("target");
                        if (!section.has("source") && !section.has("target")) {
                            problems.add(Problem.error(
                                    section.pointer(),
                                    "this mapping names neither source nor target",
                                    "Say what the field is called there: {field: tags, target: labels}"));
                        }
                        for (SideName side : SideName.values()) {
                            boolean here = field.isPresent() && section.has(side.code());
                            if (here && !seen.add(side.code() + " " + field.get())) {
                                section.error(
                                        side.code(),
                                        "the field " + field.get() + " is mapped twice on the " + side.code(),
                                        "Remove one");
                            }
                        }
                        field.ifPresent(given -> mapping.add(new Mapping(given, source, target)));
                    });
        }
        return mapping;
    }

    private List<String> slices(Section root, Optional<Contract> contract) {
        Optional<Section> section = root.section("slices", List.of("by"));
        if (section.isEmpty()) {
            return List.of();
        }
        Section slices = section.get();
        Optional<JsonNode> by = slices.required("by", "Write slices: {by: unit} or slices: {by: [day(departed)]}");
        if (by.isEmpty() || by.get().asText().equals("unit")) {
            return List.of();
        }
        if (by.get().isTextual()) {
            slices.error(
                    "by",
                    "slices are by unit, or by a list of fields and functions of them",
                    "Write by: [" + by.get().textValue() + "]");
            return List.of();
        }
        List<String> expressions = slices.texts("by");
        if (expressions.isEmpty() && by.get().isArray() && by.get().isEmpty()) {
            slices.error("by", "slices.by is empty", "Write by: unit, or name fields");
        }
        contract.ifPresent(known -> {
            for (int i = 0; i < expressions.size(); i++) {
                problems.addAll(SliceFunction.check(known, expressions.get(i), slices.pointer("by") + "/" + i));
            }
        });
        return expressions.stream().map(String::strip).toList();
    }

    private Limits limits(Section root) {
        Optional<Section> section = root.section("limits", LIMITS_KEYS);
        if (section.isEmpty()) {
            return Limits.DEFAULT;
        }
        long bytes = size(section.get(), "max_record_bytes", Limits.DEFAULT.maxRecordBytes(), 1L << 30);
        OptionalLong depth = section.get().integer("max_depth", 1, 1000);
        OptionalLong findings = section.get().integer("max_findings_per_slice", 1, 1_000_000);
        return new Limits((int) bytes, (int) depth.orElse(Limits.DEFAULT.maxDepth()), (int)
                findings.orElse(Limits.DEFAULT.maxFindingsPerSlice()));
    }

    private Waves waves(Section root) {
        Optional<Section> section = root.section("waves", WAVES_KEYS);
        if (section.isEmpty()) {
            return Waves.DEFAULT;
        }
        long bytes = size(section.get(), "bytes", Waves.DEFAULT.bytes(), Long.MAX_VALUE);
        OptionalLong units = section.get().integer("units", 1, 1_000_000);
        return new Waves(bytes, (int) units.orElse(Waves.DEFAULT.units()));
    }

    private Gates gates(Section root) {
        Optional<Section> section = root.section("gates", GATES_KEYS);
        if (section.isEmpty()) {
            return Gates.DEFAULT;
        }
        boolean allowEmpty = section.get().flag("allow_empty", Gates.DEFAULT.allowEmpty());
        OptionalLong most = section.get().integer("max_quarantined", 0, Long.MAX_VALUE);
        return new Gates(allowEmpty, most.orElse(Gates.DEFAULT.maxQuarantined()));
    }

    private static long size(Section section, String key, long otherwise, long most) {
        Optional<JsonNode> value = section.value(key);
        if (value.isEmpty()) {
            return otherwise;
        }
        boolean integral = value.get().isIntegralNumber();
        if (!integral && !value.get().isTextual()) {
            section.error(
                    key, key + " is a size, but here is " + Section.describe(value.get()), "Write it as in 16MiB");
            return otherwise;
        }
        try {
            long bytes = Size.parse(value.get().asText());
            if (bytes < 1 || bytes > most) {
                section.error(
                        key,
                        key + " is " + value.get().asText() + ", which is out of bounds",
                        "It is 1 byte or more" + (most == Long.MAX_VALUE ? "" : ", and at most " + most));
                return otherwise;
            }
            return bytes;
        } catch (IllegalArgumentException e) {
            section.error(
                    key, key + " is " + value.get().asText() + ", which is no size", String.valueOf(e.getMessage()));
            return otherwise;
        }
    }

    // binding

    private void bind(
            Contract contract,
            Side side,
            Map<SideName, RecordShapes> bound,
            Map<SideName, Map<String, Carriage>> carriage) {
        SideName name = side.name();
        String pointer = "/" + name.code();
        Map<String, String> mapping = Mapping.on(name, mappings);
        if (side.format().isEmpty()) {
            for (String path : mapping.keySet()) {
                if (contract.record().ordinal(path) < 0) {
                    problems.add(Problem.error(
                            place("/mapping", "\"" + path + "\"", mappings),
                            "the mapping names the field \"" + path + "\", which is no top-level field of the contract",
                            Spelling.didYouMean(
                                    path,
                                    contract.record().fields().stream()
                                            .map(field -> field.name())
                                            .toList(),
                                    "Only whole columns of a table can be renamed")));
                }
            }
            carriage.put(name, TableCarriage.of(contract));
            return;
        }
        List<Problem> found = new ArrayList<>();
        new SideBinding(contract, side.requireFormat(), mapping, pointer, found)
                .bind()
                .ifPresent(records -> {
                    bound.put(name, records);
                    carriage.put(name, records.carriage());
                });
        found.forEach(problem -> problems.add(new Problem(
                place(problem.pointer(), problem.what(), mappings),
                problem.what(),
                problem.mend(),
                problem.severity())));
    }

    /** Problems with the mapping name the field they speak of: the pointer of its entry, where there is one. */
    private static String place(String pointer, String what, List<Mapping> mappings) {
        if (pointer.equals("/mapping")) {
            for (int i = 0; i < mappings.size(); i++) {
                Mapping entry = mappings.get(i);
                Set<String> names = new HashSet<>(List.of(entry.field()));
                entry.source().ifPresent(names::add);
                entry.target().ifPresent(names::add);
                if (names.stream().anyMatch(name -> what.contains("\"" + name + "\""))) {
                    return "/mapping/" + i;
                }
            }
        }
        return pointer;
    }

    private static boolean isError(Problem problem) {
        return problem.severity() == Problem.Severity.ERROR;
    }

    private int errors() {
        return (int) problems.stream().filter(MigrationFile::isError).count();
    }

    private static String fingerprint(JsonNode migration, JsonNode contract) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            StringBuilder text = new StringBuilder();
            canonical(migration, text);
            canonical(contract, text.append('\n'));
            return HexFormat.of().formatHex(digest.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One text for each tree, whatever the order of its keys; texts with their lengths, so that none runs into the next. */
    private static void canonical(JsonNode node, StringBuilder text) {
        if (node.isObject()) {
            TreeSet<String> keys = new TreeSet<>();
            node.fieldNames().forEachRemaining(keys::add);
            text.append('{');
            for (String key : keys) {
                text.append(key.length()).append(':').append(key).append('=');
                canonical(node.get(key), text);
            }
            text.append('}');
        } else if (node.isArray()) {
            text.append('[');
            node.forEach(item -> canonical(item, text));
            text.append(']');
        } else {
            String value = node.asText();
            text.append(node.getNodeType().name().charAt(0))
                    .append(value.length())
                    .append(':')
                    .append(value);
        }
    }

    private static <E> Map<String, E> words(String word, E value) {
        Map<String, E> words = new LinkedHashMap<>();
        words.put(word, value);
        return words;
    }

    private static <E> Map<String, E> words(String first, E one, String second, E two) {
        Map<String, E> words = words(first, one);
        words.put(second, two);
        return words;
    }

    private static <E> Map<String, E> words(String first, E one, String second, E two, String third, E three) {
        Map<String, E> words = words(first, one, second, two);
        words.put(third, three);
        return words;
    }

    private static Map<String, Compression> compressions() {
        Map<String, Compression> words = new LinkedHashMap<>();
        for (Compression compression : Compression.values()) {
            words.put(compression.name().toLowerCase(Locale.ROOT), compression);
        }
        return words;
    }
}
