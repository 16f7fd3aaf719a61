package tallystick.job.backfill;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import tallystick.job.run.ExitCode;
import tallystick.job.run.Job;
import tallystick.job.run.JobContext;
import tallystick.migration.Loaded;
import tallystick.migration.MigrationFile;

/** A migration of Go's JSON lines in a temporary folder, run as the command line runs it. */
public final class MigrationFolder {
    public static final String CONTRACT =
            """
            contract: things
            version: 1
            key: [id]
            fields:
              - {id: 1, name: id, type: i64}
              - {id: 2, name: name, type: string, presence: nullable}
              - {id: 3, name: small, type: i8, presence: nullable}
              - {id: 4, name: tags, type: {list: string}, presence: nullable}
              - {id: 5, name: extra, type: json, presence: nullable}
            """;

    public static final String MIGRATION =
            """
            migration: things
            contract: contract.yaml
            state: state
            source:
              runtime: go
              dialect: go/encoding-json@1.22
              store: {kind: files, path: in, units: "day={day}"}
              framing: {kind: lines}
              record: Thing
              types:
                Thing:
                  struct:
                    - {name: id, type: int64}
                    - {name: name, type: "*string"}
                    - {name: small, type: "*int8"}
                    - {name: tags, type: "[]string"}
                    - {name: extra, type: any}
            target:
              runtime: rust
              dialect: rust/serde-json@zmij
              store: {kind: files, path: out, units: "day={day}"}
              record: Thing
              types:
                Thing:
                  struct:
                    - {name: id, type: i64}
                    - {name: name, type: Option<String>}
                    - {name: small, type: Option<i8>}
                    - {name: tags, type: Option<Vec<String>>}
                    - {name: extra, type: "Option<serde_json::Value>"}
            """;

    private final Path folder;
    private final SparkSession spark;
    private int runs;
    private String printed = "";

    public MigrationFolder(Path folder, SparkSession spark) {
        this.folder = folder;
        this.spark = spark;
        contract(CONTRACT);
        write("migration.yaml", MIGRATION);
        try {
            Files.createDirectories(folder.resolve("in"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void contract(String text) {
        write("contract.yaml", text);
    }

    public Path path(String path) {
        return folder.resolve(path);
    }

    public void write(String path, String text) {
        write(path, text.getBytes(StandardCharsets.UTF_8));
    }

    public void write(String path, byte[] bytes) {
        try {
            Files.createDirectories(folder.resolve(path).getParent());
            Files.write(folder.resolve(path), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Loaded load() {
        Loaded loaded = MigrationFile.load(folder.resolve("migration.yaml"), List.of());
        if (loaded.isWrong()) {
            throw new IllegalStateException(loaded.diagnostics().toString());
        }
        return loaded;
    }

    /** Runs {@code backfill} with options as in {@code --units=x}, {@code --force}. */
    public ExitCode backfill(String... options) {
        return run("backfill", new BackfillJob(), Set.of("units", "force", "json"), options);
    }

    /** Runs a job with options. */
    public ExitCode run(String command, Job job, Set<String> declared, String... options) {
        Map<String, String> given = new HashMap<>();
        for (String option : options) {
            String[] parts = option.substring(2).split("=", 2);
            given.put(parts[0], parts.length > 1 ? parts[1] : "true");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JobContext context = new JobContext(
                command,
                "run" + ++runs,
                Optional.of(load()),
                given,
                declared,
                List.of(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                () -> spark);
        try {
            return job.run(context);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            printed = out.toString(StandardCharsets.UTF_8);
        }
    }

    /** What the last run answered. */
    public String printed() {
        return printed;
    }

    /** Rows of a query over the canonical table {@code t} and the counting quarantine {@code q}, as text, sorted. */
    public List<String> query(String sql) {
        String home = folder.resolve("state/things").toString();
        spark.read().format("delta").load(home + "/canonical").createOrReplaceTempView("t");
        if (Files.exists(folder.resolve("state/things/quarantine"))) {
            spark.read().format("delta").load(home + "/quarantine").createOrReplaceTempView("all_q");
            spark.read().format("delta").load(home + "/tallies").createOrReplaceTempView("tallies");
            spark.sql("CREATE OR REPLACE TEMP VIEW q AS SELECT q.* FROM all_q q JOIN ("
                    + " SELECT job, sides, unit, max_by(attempt_id, read_at) AS attempt_id FROM ("
                    + "  SELECT job, unit, attempt_id, read_at,"
                    + "   array_join(sort_array(collect_set(side)), ',') AS sides"
                    + "  FROM tallies GROUP BY job, unit, attempt_id, read_at)"
                    + " GROUP BY job, sides, unit) t"
                    + " ON q.attempt_id = t.attempt_id AND q.unit = t.unit");
        }
        List<String> rows = new ArrayList<>();
        spark.sql(sql).collectAsList().forEach(row -> rows.add(row.mkString("|")));
        rows.sort(null);
        return rows;
    }
}
