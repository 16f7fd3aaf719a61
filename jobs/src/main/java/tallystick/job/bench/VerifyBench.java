package tallystick.job.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import tallystick.job.run.ExitCode;
import tallystick.job.run.JobContext;
import tallystick.job.verify.VerifyJob;
import tallystick.migration.Loaded;
import tallystick.migration.MigrationFile;

/** Verification of two tables against reading and dropping their rows, and against what one would write by hand. */
final class VerifyBench {
    private final SparkSession spark;
    private final Path folder;
    private final String format;
    private final long rows;
    private final int slices;

    /** @param slices how many slices the records are spread over; 0 where the unit is the slice */
    VerifyBench(SparkSession spark, Path folder, String format, long rows, int slices) {
        this.spark = spark;
        this.folder = folder;
        this.format = format;
        this.rows = rows;
        this.slices = slices;
    }

    /** Makes the data unless they are there, runs all contestants, and returns the table of results. */
    String run(int rounds, boolean slow) throws Exception {
        String first = side("first", 0);
        String same = side("same", 0);
        String changed = side("changed", 7);
        Path equal = migration("equal", first, same);
        Path differing = migration("differing", first, changed);
        Stopwatch stopwatch = new Stopwatch()
                .add("read both sides and drop the rows (noop)", () -> {
                    drop(read(first));
                    drop(read(same));
                })
                .add("tallystick verify, equal sides", () -> verify(equal, ExitCode.OK))
                .add("tallystick verify, 7 changed records found", () -> verify(differing, ExitCode.DIFFER));
        if (slow) {
            stopwatch
                    .add("full outer join, null-safe compare", () -> expect(7, join(read(first), read(changed))))
                    .add("sha2 of concatenated text, both sides", () -> {
                        drop(hashed(read(first)));
                        drop(hashed(read(changed)));
                    })
                    .add("exceptAll both ways", () -> {
                        expect(7, read(first).exceptAll(read(changed)).count());
                        expect(7, read(changed).exceptAll(read(first)).count());
                    });
        }
        return stopwatch.run(rounds);
    }

    private String side(String name, int changes) {
        Path path = folder.resolve(format + "-" + rows + "-" + name);
        if (!Files.exists(path.resolve(format.equals("delta") ? "_delta_log" : "_SUCCESS"))) {
            Dataset<Row> made = MixedRows.of(spark, rows, 64, 64);
            MixedRows.write(changes == 0 ? made : MixedRows.changed(made, rows, changes), format, path.toString());
        }
        return path.toString();
    }

    private Path migration(String name, String source, String target) throws IOException {
        Files.writeString(folder.resolve("mixed.yaml"), MixedRows.CONTRACT);
        Path file = folder.resolve(name + "-" + format + ".yaml");
        Files.writeString(
                file,
                """
                migration: bench-%s
                contract: mixed.yaml
                state: state
                source: {store: {kind: %s, path: "%s"}}
                target: {store: {kind: %s, path: "%s"}}
                slices: {by: %s}
                """
                        .formatted(
                                name,
                                format,
                                source,
                                format,
                                target,
                                slices == 0 ? "unit" : "[\"bucket(" + slices + ", id)\"]"));
        return file;
    }

    private void verify(Path migration, ExitCode expected) throws Exception {
        Loaded loaded = MigrationFile.load(migration, List.of());
        JobContext job = new JobContext(
                "verify",
                "bench-" + UUID.randomUUID(),
                Optional.of(loaded),
                Map.of("sides", "source,target"),
                Set.of("sides", "slices", "witness", "json"),
                List.of(),
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                () -> spark);
        ExitCode code = new VerifyJob().run(job);
        if (code != expected) {
            throw new IllegalStateException("verify ended with " + code + ", not " + expected);
        }
    }

    private Dataset<Row> read(String path) {
        return spark.read().format(format).load(path).drop("part");
    }

    private static void drop(Dataset<Row> rows) {
        rows.write().format("noop").mode("overwrite").save();
    }

    private static long join(Dataset<Row> first, Dataset<Row> second) {
        String same = Arrays.stream(first.columns())
                .map(column -> "a." + column + " <=> b." + column)
                .collect(Collectors.joining(" and "));
        return first.as("a")
                .join(second.as("b"), functions.expr("a.id = b.id"), "full_outer")
                .where("not (" + same + ")")
                .count();
    }

    private static Dataset<Row> hashed(Dataset<Row> rows) {
        String texts = Arrays.stream(rows.columns())
                .map(column -> "cast(" + column + " as string)")
                .collect(Collectors.joining(", "));
        return rows.selectExpr("sha2(concat_ws('|', " + texts + "), 256) as hash");
    }

    private static void expect(long expected, long actual) {
        if (expected != actual) {
            throw new IllegalStateException("found " + actual + ", not " + expected);
        }
    }
}
