package tallystick.job.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import tallystick.check.quarantine.QuarantineTable;
import tallystick.check.report.TextTable;
import tallystick.contract.Diagnostic;
import tallystick.job.backfill.BackfillJob;
import tallystick.job.quality.QualityJob;
import tallystick.job.run.ExitCode;
import tallystick.job.run.Job;
import tallystick.job.run.JobContext;
import tallystick.job.run.JobException;
import tallystick.job.run.Verdict;
import tallystick.job.verify.VerifyJob;
import tallystick.migration.Loaded;
import tallystick.migration.MigrationFile;

/**
 * {@code demo}: migrates and verifies the flights that the committed Go and Rust programs wrote, from nothing, and
 * compares what is found with what is planted. Ends with 0 exactly when they are the same, record by record.
 */
public final class DemoJob implements Job {
    private static final String MIGRATION = "conf/migrations/flights-demo.yaml";
    private static final String DATA = "transforms/interop/demo";

    /** The flight's id; of a record that could not be decoded, as its bytes have it. */
    private static final String KEY = "coalesce(get_json_object(key_json, '$.flight_id'),"
            + " regexp_extract(CAST(source.raw AS STRING), '\"flight_id\":([0-9]+)', 1))";

    private final List<String> wrong = new ArrayList<>();

    @Override
    public ExitCode run(JobContext context) throws Exception {
        Path home = home();
        Loaded loaded = MigrationFile.load(home.resolve(MIGRATION), List.of());
        if (loaded.isWrong()) {
            throw new JobException(
                    ExitCode.USAGE,
                    MIGRATION + " is not as it was shipped: "
                            + String.join(
                                    "; ",
                                    loaded.diagnostics().stream()
                                            .map(Diagnostic::toString)
                                            .toList()));
        }
        Path state = Path.of(loaded.migration().orElseThrow().home());
        clear(state);
        JsonNode expected = new ObjectMapper()
                .readTree(home.resolve(DATA).resolve("expected.json").toFile());
        PrintStream out = context.out();
        out.println(
                "Every airline flight that left New York from February to May 2013, as a Go service wrote it (encoding/json)");
        out.println(
                "and as the Rust service that is to replace it wrote it (serde_json): 101,658 records, 110 days, two stores.");

        title(out, "1. backfill: the Go history becomes a canonical Delta table");
        JobContext backfill = part(context, loaded, "backfill", Map.of(), Set.of("units", "force", "json"));
        expect("backfill", ExitCode.OK, new BackfillJob().run(backfill));
        check(expected.path("backfill"), verdict(state, backfill).path("counts"), "backfill");

        title(
                out,
                "2. verify: source, canonical table and target, each read again, and what the real Go and Rust decoders count");
        String witnesses = home.resolve(DATA).resolve("go.witness.json") + ","
                + home.resolve(DATA).resolve("rust.witness.json");
        JobContext verify = part(
                context,
                loaded,
                "verify",
                Map.of("witness", witnesses, "sides", "source,canonical,target"),
                Set.of("sides", "slices", "witness", "json"));
        expect("verify", ExitCode.DIFFER, new VerifyJob().run(verify));
        JsonNode verified = verdict(state, verify);
        check(expected.path("verify"), verified.path("counts"), "verify");
        if (!verified.path("details").path("witness_disagreements").isEmpty()) {
            wrong.add("a witness disagrees: " + verified.path("details").path("witness_disagreements"));
        }
        expected.path("rules")
                .fields()
                .forEachRemaining(side -> check(
                        side.getValue(),
                        verified.path("details").path("rules_applied").path(side.getKey()),
                        "rules on the " + side.getKey()));

        title(out, "3. quality: the declared checks, with Deequ");
        JobContext quality = part(context, loaded, "quality", Map.of(), Set.of("json"));
        expect("quality", ExitCode.QUALITY, new QualityJob().run(quality));
        checkQuality(
                expected.path("quality"),
                verdict(state, quality).path("details").path("checks"));

        title(out, "What was found");
        QuarantineTable quarantine =
                new QuarantineTable(context.spark(), state.resolve("quarantine").toString());
        compare(out, expected.path("findings"), quarantine, verify.runId());
        show(out, quarantine, verify.runId());
        return end(out);
    }

    private static Path home() {
        String home = System.getenv("TALLYSTICK_HOME");
        Path path = Path.of(home == null ? "" : home).toAbsolutePath();
        if (!Files.exists(path.resolve(MIGRATION))) {
            throw new JobException(
                    ExitCode.USAGE,
                    "there is no " + MIGRATION + " in " + path
                            + "; start the demo as ./tallystick demo from a checkout, or set TALLYSTICK_HOME to one");
        }
        return path;
    }

    /** The demo starts from nothing each time; its state is its own. */
    private static void clear(Path state) throws IOException {
        if (Files.exists(state)) {
            try (Stream<Path> paths = Files.walk(state)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static JobContext part(
            JobContext context, Loaded loaded, String command, Map<String, String> options, Set<String> declared) {
        return new JobContext(
                command,
                context.runId() + "-" + command,
                Optional.of(loaded),
                options,
                declared,
                List.of(),
                context.out(),
                context::spark);
    }

    private static JsonNode verdict(Path state, JobContext part) throws IOException {
        return new ObjectMapper()
                .readTree(state.resolve(Verdict.path(part.runId())).toFile());
    }

    private static void title(PrintStream out, String text) {
        out.println();
        out.println("== " + text);
    }

    private void expect(String what, ExitCode expected, ExitCode actual) {
        if (expected != actual) {
            wrong.add(what + " ended with " + actual + ", not " + expected);
        }
    }

    private void check(JsonNode expected, JsonNode actual, String what) {
        expected.fields().forEachRemaining(entry -> {
            long found = actual.path(entry.getKey()).asLong(-1);
            if (found != entry.getValue().asLong()) {
                wrong.add(what + ": " + entry.getKey() + " is " + found + ", not " + entry.getValue());
            }
        });
    }

    /** Every check passes on every row, but for those that are named. */
    private void checkQuality(JsonNode expected, JsonNode checks) {
        for (JsonNode check : checks) {
            String name = check.path("check").asText();
            JsonNode named = expected.path(name);
            String status = named.path("status").asText("passed");
            if (!check.path("status").asText().equals(status)
                    || check.path("failed").asLong() != named.path("failed").asLong()) {
                wrong.add("quality, " + name + ": " + check.path("status").asText() + " with "
                        + check.path("failed").asLong() + " failing rows, not " + status + " with "
                        + named.path("failed").asLong());
            }
        }
    }

    /** Holds the records that the verification found, by reason and field, against those that are planted, one by one. */
    private void compare(PrintStream out, JsonNode planted, QuarantineTable quarantine, String runId) {
        Map<String, List<Long>> found = new TreeMap<>();
        for (Row row : quarantine
                .all()
                .where(functions.col("run_id").equalTo(runId))
                .select(
                        functions.col("quarantine_id"),
                        functions.expr(KEY).as("key"),
                        functions.explode(functions.col("findings")).as("f"))
                .selectExpr(
                        "quarantine_id",
                        "f.reason as reason",
                        "regexp_replace(f.path, '[\\\\[{].*', '') as path",
                        "CAST(key AS BIGINT) AS key")
                .distinct()
                .collectAsList()) {
            found.computeIfAbsent(row.getString(1) + " " + row.getString(2), ignored -> new ArrayList<>())
                    .add(row.getLong(3));
        }
        TextTable table = new TextTable()
                .number("planted")
                .number("found")
                .text("reason")
                .text("field", 30)
                .text("what happened", 110);
        for (JsonNode story : planted) {
            String key =
                    story.path("reason").asText() + " " + story.path("path").asText();
            List<Long> keys = Objects.requireNonNullElse(found.remove(key), List.of());
            long records = keys.size();
            if (records != story.path("records").asLong()) {
                wrong.add(key.strip() + ": found " + records + ", planted " + story.path("records"));
            } else if (!digest(keys).equals(story.path("keys_sha256").asText())) {
                wrong.add(key.strip() + ": found as many as are planted, but other records");
            }
            table.row(
                    story.path("records").asText(),
                    Long.toString(records),
                    story.path("reason").asText(),
                    story.path("path").asText(),
                    story.path("story").asText());
        }
        found.forEach((key, keys) -> wrong.add(key.strip() + ": found " + keys.size() + ", none planted"));
        out.print(table.render("  "));
        out.println();
        out.println(
                "  A quarter of all records has a fraction of a second that Go prints as .12 and chrono as .120: the same");
        out.println(
                "  instant, so they match. Zero times and absent fields that the contract declares equal match and are counted.");
    }

    /** SHA-256 of the keys in order, each with a line feed, as expected.py computes it. */
    private static String digest(List<Long> keys) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            keys.stream().sorted().forEach(key -> digest.update((key + "\n").getBytes(StandardCharsets.US_ASCII)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void show(PrintStream out, QuarantineTable quarantine, String runId) {
        title(out, "Two records as they are in quarantine");
        for (String reason : List.of("timestamp", "precision")) {
            for (Row row : quarantine
                    .all()
                    .where(functions.col("run_id").equalTo(runId))
                    .where(functions.col("reason").equalTo(reason))
                    .orderBy("unit", "key_json")
                    .limit(1)
                    .selectExpr(
                            "key_json",
                            "unit",
                            "findings[0].path",
                            "findings[0].source_value",
                            "findings[0].target_value",
                            "quarantine_id")
                    .collectAsList()) {
                out.println("  record " + row.getString(0) + " of " + row.getString(1) + ": " + reason + " in "
                        + row.getString(2));
                out.println("    source (Go)    " + row.getString(3));
                out.println("    target (Rust)  " + row.getString(4));
                out.println("    all of it:     ./tallystick quarantine show " + MIGRATION + " " + row.getString(5));
            }
        }
    }

    private ExitCode end(PrintStream out) {
        out.println();
        if (wrong.isEmpty()) {
            out.println(
                    "The demo found exactly what is planted (transforms/interop/demo/README.md): nothing missed, nothing invented.");
            out.println("Try next:");
            out.println("  ./tallystick backfill " + MIGRATION + "            finds nothing to do");
            out.println("  ./tallystick quarantine list " + MIGRATION + " --reason timestamp");
            out.println("  ./tallystick lint " + MIGRATION + "                what each side can carry");
            out.println("  docs/guides/contracts.md                                      migrate your own data");
            return ExitCode.OK;
        }
        out.println("The demo did not find exactly what is planted:");
        wrong.forEach(line -> out.println("  " + line));
        return ExitCode.DIFFER;
    }
}
