package tallystick.spark.records;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import tallystick.contract.Contract;
import tallystick.contract.ContractFile;
import tallystick.contract.Diagnostic;
import tallystick.contract.Document;
import tallystick.contract.Problem;
import tallystick.contract.Spelling;
import tallystick.dialects.Dialects;
import tallystick.dialects.WireFormats.WireFormat;
import tallystick.migration.Format;
import tallystick.migration.Limits;
import tallystick.migration.Loaded;
import tallystick.migration.MigrationFile;
import tallystick.migration.SideName;
import tallystick.record.RecordShapes;
import tallystick.shape.BoundRecord;
import tallystick.shape.NaturalContract;
import tallystick.shape.NaturalShape;
import tallystick.shape.SideShape;
import tallystick.store.Compression;
import tallystick.store.Layout;
import tallystick.wire.Carriage;
import tallystick.wire.Dialect;

/**
 * What a user says of records in options, made into a {@link RowPlan}: docs/guides/spark-sql.md describes each option.
 * Whatever is wrong is an IllegalArgumentException that names the option and how to mend it.
 */
public final class Declaration {
    /** The options that say what records are. */
    public static final List<String> OPTIONS = List.of(
            "dialect",
            "schema",
            "contract",
            "migration",
            "side",
            "shape",
            "record",
            "types",
            "options",
            "framing",
            "unwrap",
            "compression",
            "unknown_fields",
            "duplicate_keys",
            "max_depth",
            "max_record_bytes",
            "mode",
            "columnNameOfCorruptRecord",
            "columnNameOfFinding");

    /** What they are used for, which decides what is usual. */
    public enum Use {
        /** Payloads in a column. */
        FUNCTION,
        /** Files. */
        SOURCE
    }

    private static final String SEVERAL =
            " has records of several shapes, which only the jobs tell apart; declare one of them: record, types";

    /** The keys of a side in a migration file that are options too; each is written as there. */
    private static final List<String> SIDE_KEYS =
            List.of("options", "framing", "unwrap", "record", "types", "unknown_fields", "duplicate_keys");

    private static final List<String> SAID_BY_MIGRATION = List.of(
            "dialect",
            "contract",
            "shape",
            "options",
            "framing",
            "unwrap",
            "record",
            "types",
            "unknown_fields",
            "duplicate_keys",
            "max_depth",
            "max_record_bytes");

    private static final String WRITTEN_AS = "RecordOfColumns";
    private static final int MOST_RECORD_BYTES = 1 << 30;

    private final WireFormat format;
    private final Use use;
    private final Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** @throws IllegalArgumentException if an option is unknown; of a source, whose options others share, if it is near a known one */
    public Declaration(WireFormat format, Map<String, String> options, Use use) {
        this.format = format;
        this.use = use;
        options.forEach((name, value) -> {
            boolean known = OPTIONS.stream().anyMatch(name::equalsIgnoreCase);
            Optional<String> near = Spelling.nearest(name, OPTIONS);
            if (!known && use == Use.FUNCTION) {
                throw new IllegalArgumentException("there is no option " + name + "; "
                        + near.map(nearest -> "did you mean " + nearest + "?")
                                .orElse("options are " + String.join(", ", OPTIONS)));
            }
            // Spark's own options are not ours to refuse, but none of them is spelt like one of these.
            if (!known && near.isPresent() && !name.equalsIgnoreCase("path") && !name.equalsIgnoreCase("paths")) {
                throw new IllegalArgumentException("there is no option " + name + "; did you mean " + near.get() + "?");
            }
            this.options.put(name, value);
        });
    }

    private Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    /** What becomes of malformed records. */
    public Handling handling(String rawColumn) {
        String mode = option("mode").orElse("PERMISSIVE").toUpperCase(Locale.ROOT);
        List<String> modes = new ArrayList<>(List.of("PERMISSIVE", "FAILFAST"));
        if (use == Use.SOURCE) {
            modes.add("DROPMALFORMED");
        }
        if (!modes.contains(mode)) {
            throw new IllegalArgumentException("option mode: " + mode + " is none of " + String.join(", ", modes));
        }
        return new Handling(
                Handling.Mode.valueOf(mode),
                option("columnNameOfCorruptRecord").orElse(rawColumn),
                option("columnNameOfFinding").orElse("_finding"));
    }

    /**
     * What the options, and where they say nothing the columns, make of records.
     *
     * @param columns that the user wants, without those for malformed records; they say what a record is when no option
     *     does
     */
    public RowPlan plan(Optional<StructType> columns, Handling handling) {
        if (options.containsKey("migration")) {
            return ofMigration(handling);
        }
        ObjectNode side = side();
        Optional<Contract> contract = option("contract").map(Declaration::contract);
        boolean ownTypes = side.has("types");
        if (!ownTypes) {
            List<Problem> problems = new ArrayList<>();
            Optional<StructType> given = option("schema")
                    .map(ddl -> handling.without(ddl("schema", ddl)))
                    .or(() -> columns.map(handling::without));
            Contract known = contract.or(() -> given.map(found -> ColumnContract.of(found, problems)))
                    .orElseThrow(
                            () -> new IllegalArgumentException("nothing says what a record is: give a schema, or one"
                                    + " of the options schema, contract, types with record, shape, migration"));
            refuse(problems, "schema");
            String runtime = side.get("runtime").textValue();
            String record = side.path("record").asText(nameOfRecord());
            side.put("record", record);
            side.set("types", NaturalShape.of(known, runtime, record, problems));
            refuse(problems, contract.isPresent() ? "contract" : "schema");
            contract = Optional.of(known);
            if (!side.has("unknown_fields")) {
                // Who names columns asks for these and no others.
                side.put("unknown_fields", "ignore");
            }
        }
        return bind(side, contract, Map.of(), handling);
    }

    /** The columns of records as a plan reads them: those of option schema, or all; with those for malformed records. */
    public StructType columns(RowPlan plan) {
        boolean named = options.containsKey("schema") && !options.containsKey("types");
        StructType own = named ? ddl("option schema", option("schema").orElseThrow()) : plan.columns();
        Handling handling = plan.handling();
        return handling.mode() == Handling.Mode.PERMISSIVE ? handling.with(handling.without(own)) : own;
    }

    /** Whether a file of that name may be read in parts. */
    public boolean isSplittable(String name) {
        Compression compression =
                option("compression").map(Declaration::compression).orElse(Compression.AUTO);
        if (compression.of(name) != Compression.NONE) {
            return false;
        }
        if (options.containsKey("migration")) {
            return plan(Optional.empty(), handling("_corrupt_record"))
                    .framing()
                    .layout()
                    .isSplittable();
        }
        // How files are laid out does not hang on what is in the records.
        ObjectNode side = side();
        side.put("record", WRITTEN_AS).remove("types");
        side.putObject("types").putObject(WRITTEN_AS).putArray("struct");
        return MigrationFile.format(side, Limits.DEFAULT, new ArrayList<>())
                .map(known -> known.layout().isSplittable())
                .orElse(false);
    }

    /** Of columns nothing says how their record is called; who reads has not to know. */
    private String nameOfRecord() {
        return format.usual().runtime().equals("go") ? SideShape.UNNAMED : WRITTEN_AS;
    }

    /** What the options say, as a side of a migration file. */
    private ObjectNode side() {
        ObjectNode side = JsonNodeFactory.instance.objectNode();
        option("shape").ifPresent(path -> {
            Document document = Document.read(Path.of(path));
            refuseDiagnostics(document.diagnostics(), "shape");
            if (!(document.root() instanceof ObjectNode given)) {
                throw new IllegalArgumentException(
                        "option shape: " + path + " is no mapping; its keys are those of a side in a migration file");
            }
            side.setAll(given);
            side.remove("store");
        });
        for (String key : SIDE_KEYS) {
            option(key).ifPresent(text -> {
                Document value = Document.of("option " + key, text);
                refuseDiagnostics(value.diagnostics(), key);
                side.set(key, value.root());
            });
        }
        Dialect dialect = option("dialect")
                .or(() -> Optional.ofNullable(side.path("dialect").textValue()))
                .map(this::dialect)
                .orElse(format.usual());
        side.put("dialect", dialect.name());
        side.put("runtime", dialect.runtime());
        if (use == Use.FUNCTION) {
            side.putObject("framing").put("kind", "file");
        }
        return side;
    }

    private Dialect dialect(String name) {
        List<String> known = format.dialects().stream().map(Dialect::name).toList();
        return format.dialect(name)
                .orElseThrow(() -> new IllegalArgumentException("option dialect: " + name + " is no dialect of "
                        + format.name() + "; "
                        + Spelling.nearest(name, known)
                                .map(near -> "did you mean " + near + "?")
                                .orElse("its dialects are " + String.join(", ", known))));
    }

    private static Contract contract(String path) {
        ContractFile.Loaded loaded = ContractFile.load(Path.of(path));
        refuseDiagnostics(loaded.diagnostics(), "contract");
        return loaded.contract().orElseThrow();
    }

    /** The columns that a text declares. */
    public static StructType ddl(String option, String text) {
        try {
            return StructType.fromDDL(text);
        } catch (Exception e) {
            // Spark's ParseException and AnalysisException are checked ones that it does not declare.
            throw new IllegalArgumentException(
                    option + ": " + text.strip() + " is no list of columns; write them as in \"id BIGINT NOT NULL, name"
                            + " STRING\"",
                    e);
        }
    }

    private RowPlan bind(ObjectNode side, Optional<Contract> contract, Map<String, String> mapping, Handling handling) {
        List<Problem> problems = new ArrayList<>();
        Limits limits = new Limits(
                (int) number("max_record_bytes", Limits.DEFAULT.maxRecordBytes(), MOST_RECORD_BYTES),
                (int) number("max_depth", Limits.DEFAULT.maxDepth(), Limits.DEFAULT.maxDepth()),
                Limits.DEFAULT.maxFindingsPerSlice());
        Optional<Format> read = MigrationFile.format(side, limits, problems);
        refuse(problems, "");
        Format known = read.orElseThrow();
        if (known.records().size() != 1 || !known.records().get(0).isPlain()) {
            throw new IllegalArgumentException("option shape: the side" + SEVERAL);
        }
        SideShape shape = SideShape.parse(
                known.runtime(), known.types(), known.records().get(0).record(), "", problems);
        refuse(problems, "");
        Contract with = contract.orElseGet(() -> NaturalContract.of(shape, "", problems));
        refuse(problems, "");
        BoundRecord bound = BoundRecord.bind(with, shape, mapping, known.options(), "", problems);
        refuse(problems, "");
        Dialect dialect = Dialects.named(known.dialect()).orElseThrow();
        if (use == Use.SOURCE
                && known.layout() instanceof Layout.Concatenated
                && dialect.framer(bound).isEmpty()) {
            throw new IllegalArgumentException("records of " + dialect.name()
                    + " do not say where they end; give the option framing, as in {kind: length, prefix: u32, byte_order:"
                    + " little}");
        }
        dialect.carriage(bound).forEach((path, how) -> {
            if (how.how() == Carriage.How.IMPOSSIBLE) {
                throw new IllegalArgumentException(
                        "the field " + path + " cannot be carried by " + dialect.name() + ": " + how.why());
            }
        });
        return plan(known, RecordShapes.of(dialect.name(), bound), limits.maxRecordBytes(), handling);
    }

    private RowPlan plan(Format known, RecordShapes shapes, int maxRecordBytes, Handling handling) {
        Compression compression = option("compression")
                .map(Declaration::compression)
                .orElse(use == Use.SOURCE ? Compression.AUTO : Compression.NONE);
        return new RowPlan(known.dialect(), shapes, known.framing(shapes, maxRecordBytes), compression, handling);
    }

    private RowPlan ofMigration(Handling handling) {
        for (String beside : SAID_BY_MIGRATION) {
            if (options.containsKey(beside)) {
                throw new IllegalArgumentException("option " + beside
                        + ": the migration file says that already; remove this option, or the option migration");
            }
        }
        String path = options.get("migration");
        Loaded loaded = MigrationFile.load(Path.of(path == null ? "" : path), List.of());
        refuseDiagnostics(loaded.diagnostics(), "migration");
        SideName name =
                switch (option("side").orElse("source").toLowerCase(Locale.ROOT)) {
                    case "source" -> SideName.SOURCE;
                    case "target" -> SideName.TARGET;
                    default ->
                        throw new IllegalArgumentException(
                                "option side: " + options.get("side") + " is neither source nor target");
                };
        Format known = loaded.migration()
                .orElseThrow()
                .side(name)
                .format()
                .orElseThrow(() -> new IllegalArgumentException("option side: the " + name.code() + " of " + path
                        + " is a table; read it with Spark's own format"));
        dialect(known.dialect());
        if (known.records().size() != 1 || !known.records().get(0).isPlain()) {
            throw new IllegalArgumentException("option migration: the " + name.code() + " of " + path + SEVERAL);
        }
        return plan(
                known,
                loaded.records(name).orElseThrow(),
                loaded.migration().orElseThrow().limits().maxRecordBytes(),
                handling);
    }

    private long number(String option, long otherwise, long most) {
        String text = options.get(option);
        if (text == null) {
            return otherwise;
        }
        if (text.matches("[0-9]{1,10}") && Long.parseLong(text) >= 1 && Long.parseLong(text) <= most) {
            return Long.parseLong(text);
        }
        throw new IllegalArgumentException("option " + option + ": " + text + " is no number from 1 to " + most);
    }

    private static Compression compression(String text) {
        Map<String, Compression> known = new LinkedHashMap<>();
        for (Compression compression : Compression.values()) {
            known.put(compression.name().toLowerCase(Locale.ROOT), compression);
        }
        @Nullable Compression found = known.get(text.toLowerCase(Locale.ROOT));
        if (found == null) {
            throw new IllegalArgumentException(
                    "option compression: " + text + " is none of " + String.join(", ", known.keySet()));
        }
        return found;
    }

    private static void refuse(List<Problem> problems, String option) {
        List<String> errors = new ArrayList<>();
        for (Problem problem : problems) {
            if (problem.severity() == Problem.Severity.ERROR) {
                String place = option.isEmpty() ? optionOf(problem.pointer()) : option;
                errors.add((place.isEmpty() ? "" : "option " + place + ": ")
                        + problem.what()
                        + (problem.mend().isEmpty() ? "" : "; " + problem.mend()));
            }
        }
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(String.join(". ", errors));
        }
    }

    /** A problem with a side lies in the option that its pointer begins with. */
    private static String optionOf(String pointer) {
        String[] steps = pointer.split("/", -1);
        return steps.length > 1 && OPTIONS.contains(steps[1]) ? steps[1] : "";
    }

    private static void refuseDiagnostics(List<Diagnostic> diagnostics, String option) {
        List<String> errors = diagnostics.stream()
                .filter(Diagnostic::isError)
                .map(Diagnostic::toString)
                .toList();
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException("option " + option + ": " + String.join(" ", errors));
        }
    }
}
