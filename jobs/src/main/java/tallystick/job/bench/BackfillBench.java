package tallystick.job.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import tallystick.job.backfill.BackfillJob;
import tallystick.job.run.ExitCode;
import tallystick.job.run.JobContext;
import tallystick.migration.MigrationFile;

/** Backfill of JSON lines against Spark's own reading of the same lines into a Delta table of the same columns. */
final class BackfillBench {
    private static final String COLUMNS = "id BIGINT, user_id INT, active BOOLEAN, amount DOUBLE, price DECIMAL(12,2),"
            + " name STRING, code STRING, at TIMESTAMP, born DATE";

    private final SparkSession spark;
    private final Path folder;
    private final long rows;

    BackfillBench(SparkSession spark, Path folder, long rows) {
        this.spark = spark;
        this.folder = folder;
        this.rows = rows;
    }

    /** Makes the data unless they are there, runs both contestants, and returns the table of results. */
    String run(int rounds) throws Exception {
        Path lines = lines();
        Path migration = migration(lines);
        StructType schema = StructType.fromDDL(COLUMNS);
        return new Stopwatch()
                .add("spark.read.schema(...).json -> Delta", () -> {
                    String table = emptied("spark-table");
                    spark.read()
                            .schema(schema)
                            .option("mode", "FAILFAST")
                            .json(lines.toString())
                            .drop("part")
                            .write()
                            .format("delta")
                            .mode(SaveMode.Overwrite)
                            .save(table);
                })
                .add("tallystick backfill", () -> {
                    emptied("state");
                    backfill(migration);
                })
                .run(rounds);
    }

    private Path lines() {
        Path path = folder.resolve("lines-" + rows);
        if (!Files.exists(path.resolve("_SUCCESS"))) {
            MixedRows.of(spark, rows, 8, 8)
                    .selectExpr(
                            "to_json(struct(id, user_id, active, amount, cast(price as string) as price, name, code,"
                                    + " date_format(at, \"yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'\") as at, born),"
                                    + " map('ignoreNullFields', 'false')) as value",
                            "part")
                    .write()
                    .mode(SaveMode.Overwrite)
                    .partitionBy("part")
                    .text(path.toString());
        }
        return path;
    }

    private Path migration(Path lines) throws IOException {
        Files.writeString(folder.resolve("mixed.yaml"), MixedRows.CONTRACT);
        Path file = folder.resolve("backfill.yaml");
        Files.writeString(
                file,
                """
                migration: bench-backfill
                contract: mixed.yaml
                state: state
                source:
                  runtime: rust
                  dialect: rust/serde-json@zmij
                  store: {kind: files, path: "%s", units: "part={part}"}
                  framing: {kind: lines}
                  record: Mixed
                  types:
                    Mixed:
                      struct:
                        - {name: id, type: i64}
                        - {name: user_id, type: i32}
                        - {name: active, type: bool}
                        - {name: amount, type: f64}
                        - {name: price, type: Decimal}
                        - {name: name, type: String}
                        - {name: code, type: Option<String>}
                        - {name: at, type: DateTime<Utc>}
                        - {name: born, type: Option<NaiveDate>}
                target: {store: {kind: delta, path: nowhere}}
                """
                        .formatted(lines));
        return file;
    }

    private String emptied(String name) throws IOException {
        org.apache.hadoop.fs.Path path =
                new org.apache.hadoop.fs.Path(folder.resolve(name).toString());
        try (FileSystem fs =
                FileSystem.newInstance(path.toUri(), spark.sessionState().newHadoopConf())) {
            fs.delete(path, true);
        }
        org.apache.spark.sql.delta.DeltaLog.clearCache();
        return path.toString();
    }

    private void backfill(Path migration) {
        JobContext job = new JobContext(
                "backfill",
                "bench-" + UUID.randomUUID(),
                Optional.of(MigrationFile.load(migration, List.of())),
                Map.of(),
                Set.of("units", "force", "json"),
                List.of(),
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                () -> spark);
        ExitCode code = new BackfillJob().run(job);
        if (code != ExitCode.OK) {
            throw new IllegalStateException("backfill ended with " + code);
        }
    }
}
