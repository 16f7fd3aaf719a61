package tallystick.job.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import tallystick.check.quarantine.QuarantineTable;
import tallystick.job.backfill.MigrationFolder;
import tallystick.job.run.ExitCode;
import tallystick.job.run.JobContext;
import tallystick.job.run.StateFiles;
import tallystick.job.run.SystemTables;

/** A migration in a folder, verified as the command line does it, and what a verification left behind. */
final class VerifyFolder {
    private final Path folder;
    private final SparkSession spark;
    private final MigrationFolder migration;
    private int runs;
    private JsonNode verdict = new ObjectMapper().createObjectNode();

    VerifyFolder(Path folder, SparkSession spark) {
        this.folder = folder;
        this.spark = spark;
        migration = new MigrationFolder(folder, spark);
    }

    MigrationFolder migration() {
        return migration;
    }

    void write(String path, String text) {
        migration.write(path, text);
    }

    /** Writes the migration file, with pieces of the usual one replaced: what, by what, what, by what. */
    void declare(String... replacements) {
        String text = MigrationFolder.MIGRATION;
        for (int i = 0; i < replacements.length; i += 2) {
            if (!text.contains(replacements[i])) {
                throw new IllegalArgumentException(replacements[i]);
            }
            text = text.replace(replacements[i], replacements[i + 1]);
        }
        write("migration.yaml", text);
    }

    /** Makes the target a table of canonical columns at {@code out}. */
    void declareTableTarget(String kind, String more) {
        String target = MigrationFolder.MIGRATION.substring(MigrationFolder.MIGRATION.indexOf("target:"));
        declare(target, "target: {store: {kind: " + kind + ", path: out, units: \"day={day}\"}}\n" + more);
    }

    /** One thing as both dialects write it. */
    static String thing(long id, String small) {
        return "{\"id\":" + id + ",\"name\":null,\"small\":" + small + ",\"tags\":null,\"extra\":null}\n";
    }

    /** The same things as rows of a table: id and small in turns, of a day. */
    Dataset<Row> rows(String day, long... values) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < values.length; i += 2) {
            rows.add("(" + values[i] + "L," + values[i + 1] + "Y)");
        }
        return spark.sql("SELECT id, CAST(NULL AS STRING) AS name, small, CAST(NULL AS ARRAY<STRING>) AS tags,"
                        + " CAST(NULL AS STRING) AS extra, '" + day + "' AS day FROM VALUES "
                        + String.join(",", rows) + " AS t(id, small)")
                .coalesce(1);
    }

    void append(Dataset<Row> rows, String format) {
        rows.write()
                .format(format)
                .mode(SaveMode.Append)
                .partitionBy("day")
                .save(folder.resolve("out").toString());
    }

    /** The data files of a day at the target. */
    List<Path> dataFiles(String day) throws IOException {
        try (java.util.stream.Stream<Path> files = Files.list(folder.resolve("out/day=" + day))) {
            return files.filter(file -> file.toString().endsWith(".parquet")).toList();
        }
    }

    ExitCode verify(String... options) throws IOException {
        return verify(step -> {}, options);
    }

    /** Options as in {@code sides=source,target}, which is what they are by default. */
    ExitCode verify(Consumer<Step> steps, String... options) throws IOException {
        Map<String, String> given = new HashMap<>(Map.of("sides", "source,target"));
        Arrays.stream(options).map(option -> option.split("=", 2)).forEach(parts -> given.put(parts[0], parts[1]));
        String runId = "verify" + ++runs;
        JobContext context = new JobContext(
                "verify",
                runId,
                Optional.of(migration.load()),
                given,
                Set.of("sides", "slices", "witness", "json"),
                List.of(),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                () -> spark);
        ExitCode code = new VerifyJob(steps).run(context);
        verdict = new ObjectMapper()
                .readTree(home().resolve("runs/" + runId + "/verdict.json").toFile());
        return code;
    }

    JsonNode verdict() {
        return verdict;
    }

    /** {@code slice OUTCOME reason} of what does not match. */
    List<String> notMatching() {
        List<String> lines = new ArrayList<>();
        verdict.path("units")
                .forEach(unit -> lines.add(unit.path("unit").asText() + " "
                        + unit.path("outcome").asText() + " "
                        + unit.path("reason").asText()));
        return lines;
    }

    Path home() {
        return folder.resolve("state/things");
    }

    SystemTables tables() {
        return new SystemTables(spark, new StateFiles(spark.sessionState().newHadoopConf(), home().toString()));
    }

    QuarantineTable quarantine() {
        return new QuarantineTable(spark, home().resolve("quarantine").toString());
    }

    /** {@code unit key reason path} of each finding that is current, sorted. */
    List<String> findings() {
        List<String> lines = new ArrayList<>();
        for (Row row : quarantine()
                .all()
                .join(
                        tables().currentAttempts().select("attempt_id", "unit"),
                        scala.collection.JavaConverters.asScalaBuffer(List.of("attempt_id", "unit"))
                                .toSeq())
                .selectExpr("unit", "key_json", "explode(findings) AS f")
                .selectExpr("unit", "key_json", "f.reason", "f.path")
                .collectAsList()) {
            lines.add(row.mkString(" ").strip());
        }
        lines.sort(null);
        return lines;
    }
}
