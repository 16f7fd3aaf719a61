package tallystick.job.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tallystick.check.quarantine.QuarantineTable;
import tallystick.job.run.MeaningSettings;
import tallystick.job.run.StateFiles;
import tallystick.job.run.SystemTables;
import tallystick.job.run.Verdict;
import tallystick.store.Compression;
import tallystick.store.FileStore;
import tallystick.store.Framing;
import tallystick.store.Glob;
import tallystick.store.Layout;
import tallystick.store.UnitLayout;

public final class BackfillIT {
    @TempDir
    private Path folder;

    private int runs;

    public static SparkSession spark() {
        return MeaningSettings.on(SparkSession.builder())
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.databricks.delta.snapshotPartitions", "2")
                .getOrCreate();
    }

    private void source(String path, String content) throws IOException {
        Path file = folder.resolve("in").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private Verdict run(String... options) {
        return run(step -> {}, options);
    }

    private Verdict run(Consumer<Step> steps, String... options) {
        return new Backfill(spark(), request("r" + ++runs, Arrays.asList(options)), steps).run();
    }

    private Backfill.Request request(String runId, List<String> options) {
        List<Glob> units = new ArrayList<>();
        for (String option : options) {
            if (option.startsWith("--units=")) {
                units.add(Glob.of(option.substring(8)));
            }
        }
        return new Backfill.Request(
                "numbers",
                folder.resolve("state/numbers").toString(),
                folder.resolve("table").toString(),
                new FileStore(folder.resolve("in").toString(), UnitLayout.of("day={day}"), null, Compression.AUTO),
                new Framing(Layout.Lines.PLAIN, 100),
                new LinePlan(),
                options.contains("other basis") ? "basis2" : "basis1",
                "config",
                1 << 20,
                options.contains("small waves") ? 1 : 100,
                options.contains("allow empty"),
                options.contains("tolerant") ? 100 : 0,
                units,
                options.contains("--force"),
                runId);
    }

    private List<String> table() {
        List<String> rows = new ArrayList<>();
        for (Row row : spark().read()
                .format("delta")
                .load(folder.resolve("table").toString())
                .select("_unit", "id", "_file", "_offset")
                .collectAsList()) {
            rows.add(row.getString(0) + " " + row.getLong(1) + " " + row.getString(2) + "@" + row.getLong(3));
        }
        rows.sort(null);
        return rows;
    }

    private List<String> quarantine() {
        StateFiles home = new StateFiles(
                spark().sessionState().newHadoopConf(),
                folder.resolve("state/numbers").toString());
        List<String> rows = new ArrayList<>();
        for (Row row : new QuarantineTable(spark(), home.resolve("quarantine"))
                .committed(new SystemTables(spark(), home).tallies())
                .select("unit", "phase", "reason", "source.file", "source.offset", "run_id")
                .collectAsList()) {
            rows.add(row.mkString(" "));
        }
        rows.sort(null);
        return rows;
    }

    private long version() {
        try (Stream<Path> files = Files.list(folder.resolve("table/_delta_log"))) {
            return files.filter(file -> file.toString().endsWith(".json")).count() - 1;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void goodRecordsAreRowsAndBadOnesAreInQuarantine() throws IOException {
        source("day=1/a", "1\n2\nx\n007\n");
        source("day=1/b", "3");
        source("day=2/c", "10\n\n11\n" + "9".repeat(101) + "\n12\n");
        Verdict verdict = run();
        assertThat(verdict.exitCode()).as(verdict.message()).isEqualTo(20);
        assertThat(verdict.outcome()).isEqualTo("DIFFER");
        assertThat(verdict.message()).isEqualTo("2 units done, 0 unchanged; 3 of 10 records are in quarantine");
        assertThat(verdict.details()).hasToString("{rules={id: leading_zero=1}}");
        assertThat(table())
                .containsExactly(
                        "day=1 1 day=1/a@0",
                        "day=1 2 day=1/a@2",
                        "day=1 3 day=1/b@0",
                        "day=1 7 day=1/a@6",
                        "day=2 10 day=2/c@0",
                        "day=2 11 day=2/c@4",
                        "day=2 12 day=2/c@109");
        assertThat(quarantine())
                .containsExactly(
                        "day=1 decode malformed day=1/a 4 r1",
                        "day=2 decode malformed day=2/c 3 r1",
                        "day=2 decode oversize day=2/c 7 r1");
        assertThat(Files.readString(folder.resolve("state/numbers/runs/r1/verdict.json")))
                .contains("\"exit_code\" : 20");
        assertThat(run("tolerant").exitCode()).isZero();
    }

    @Test
    void aSecondRunDoesOnlyWhatChanged() throws IOException {
        source("day=1/a", "1\n");
        source("day=2/a", "2\n");
        source("day=3/a", "3\nbad\n");
        run();
        long version = version();
        Verdict again = run("tolerant");
        assertThat(again.message())
                .isEqualTo("nothing to do: 3 units are as they were; 1 of 4 records are in quarantine");
        assertThat(again.counts()).containsEntry("units_unchanged", 3L).containsEntry("units_done", 0L);
        assertThat(version()).isEqualTo(version);

        source("day=3/a", "30\n31\n");
        Verdict changed = run();
        assertThat(changed.exitCode()).as(changed.message()).isZero();
        assertThat(changed.message()).isEqualTo("1 unit done, 2 unchanged");
        assertThat(version()).isEqualTo(version + 1);
        assertThat(table())
                .containsExactly("day=1 1 day=1/a@0", "day=2 2 day=2/a@0", "day=3 30 day=3/a@0", "day=3 31 day=3/a@3");

        source("day=3/a", "");
        Verdict emptied = run();
        assertThat(emptied.exitCode()).isEqualTo(22);
        assertThat(emptied.message()).contains("1 unit holds no record, as day=3");
        assertThat(table()).hasSize(2);
        assertThat(run("allow empty").exitCode()).isZero();

        assertThat(run("other basis", "allow empty").message()).isEqualTo("3 units done, 0 unchanged");
        assertThat(run("other basis", "allow empty", "--force", "--units=day={1,2}")
                        .message())
                .isEqualTo("2 units done, 0 unchanged");
        assertThat(run("--units=nope").message())
                .isEqualTo("--units nope matches none of the 3 units, which are as day=1, day=2, day=3");
    }

    @Test
    void aVanishedFolderKeepsItsRowsUntilToldOtherwise() throws IOException {
        source("day=1/a", "1\n");
        source("day=2/a", "2\n");
        run();
        Files.delete(folder.resolve("in/day=2/a"));
        Files.delete(folder.resolve("in/day=2"));
        Verdict gone = run();
        assertThat(gone.exitCode()).isEqualTo(22);
        assertThat(gone.message()).contains("1 unit is gone from the source, as day=2; their rows stay");
        assertThat(table()).hasSize(2);
        assertThat(run("--force", "--units=day=*").exitCode()).isEqualTo(22);
        assertThat(table()).hasSize(2);
        Verdict told = run("--force", "--units=day=2");
        assertThat(told.exitCode()).as(told.message()).isZero();
        assertThat(table()).containsExactly("day=1 1 day=1/a@0");
        assertThat(run().message()).isEqualTo("nothing to do: 1 unit is as it was");
    }

    @Test
    void anInputThatIsNotWholeIsLeftOutAndItsOldRowsStay() throws IOException {
        source("day=1/a", "1\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write("5\n6\nbad\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        Files.createDirectories(folder.resolve("in/day=2"));
        Files.write(folder.resolve("in/day=2/z.gz"), bytes.toByteArray());
        run();
        assertThat(table()).hasSize(3);
        Files.write(folder.resolve("in/day=2/z.gz"), Arrays.copyOf(bytes.toByteArray(), bytes.size() - 3));
        source("day=1/a", "1\n1\n");
        Verdict verdict = run();
        assertThat(verdict.outcome()).isEqualTo("DIFFER"); // the rejected record of the earlier run
        assertThat(verdict.message()).contains("1 unit is incomplete, as day=2 (day=2/z.gz: truncated gzip");
        assertThat(verdict.units()).extracting(Verdict.UnitVerdict::outcome).containsExactly("INCOMPLETE");
        assertThat(table())
                .containsExactly(
                        "day=1 1 day=1/a@0", "day=1 1 day=1/a@2", "day=2 5 day=2/z.gz@0", "day=2 6 day=2/z.gz@2");
        assertThat(quarantine()).containsExactly("day=2 decode malformed day=2/z.gz 4 r1");
    }

    @Test
    void aFileThatChangesWhileItIsReadIsNotCommitted() throws IOException {
        source("day=1/a", "1\n");
        source("day=2/a", "2\n");
        Verdict verdict = run(step -> {
            if (step == Step.QUARANTINED && runs == 1) {
                try {
                    source("day=2/a", "2\n22\n");
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
        });
        assertThat(verdict.exitCode()).isEqualTo(22);
        assertThat(verdict.message()).contains("day=2 (changed while it was read: day=2/a had 2 bytes, has 5)");
        assertThat(table()).containsExactly("day=1 1 day=1/a@0");
        assertThat(run().exitCode()).isZero();
        assertThat(table()).hasSize(3);
    }

    @Test
    void waysToNameNothing() throws IOException {
        Verdict absent = run();
        assertThat(absent.exitCode()).isEqualTo(2);
        assertThat(absent.message()).contains("is not there");
        Files.createDirectories(folder.resolve("in/day=1"));
        Verdict empty = run();
        assertThat(empty.exitCode()).isEqualTo(2);
        assertThat(empty.outcome()).isEqualTo("ERROR");
        assertThat(empty.message()).contains("lists no file");
        assertThat(folder.resolve("table")).doesNotExist();
        assertThat(Files.readString(folder.resolve("state/numbers/runs/r2/verdict.json")))
                .contains("\"outcome\" : \"ERROR\"");
    }

    @Test
    void rowsThatSomebodyElseTookAwayComeBack() throws IOException {
        source("day=1/a", "1\n2\n");
        source("day=2/a", "3\n");
        run();
        io.delta.tables.DeltaTable.forPath(spark(), folder.resolve("table").toString())
                .delete("id = 2");
        assertThat(run().message()).isEqualTo("1 unit done, 1 unchanged");
        assertThat(table()).hasSize(3);
    }

    @Test
    void manyWavesAndLargeFilesGiveTheSameTable() throws IOException {
        StringBuilder large = new StringBuilder();
        for (int i = 0; i < 400_000; i++) {
            large.append("0000000000000000").append(1_000_000 + i).append('\n');
        }
        source("day=1/large", large.toString());
        source("day=2/a", "1\n");
        source("day=3/a", "1\n");
        Verdict verdict = run("small waves");
        assertThat(verdict.exitCode()).as(verdict.message()).isZero();
        assertThat(verdict.counts()).containsEntry("rows", 400_002L);
        assertThat(version()).isEqualTo(3);
        // The large file was cut in two, and each row is there once.
        try (Stream<Path> files = Files.list(folder.resolve("table/_unit=day%3D1"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".parquet")))
                    .hasSize(2);
        }
        assertThat(spark().read()
                        .format("delta")
                        .load(folder.resolve("table").toString())
                        .where("_unit = 'day=1'")
                        .selectExpr("count(distinct id)", "sum(id)", "count(distinct _offset)")
                        .first()
                        .mkString(" "))
                .isEqualTo("400000 479999800000 400000");
    }
}
