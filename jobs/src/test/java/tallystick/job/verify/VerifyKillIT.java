package tallystick.job.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tallystick.check.quarantine.QuarantineTable;
import tallystick.job.backfill.MigrationFolder;
import tallystick.job.hurt.SelfKill;
import tallystick.job.hurt.WatchedFileSystem;
import tallystick.job.run.ExitCode;
import tallystick.job.run.StateFiles;
import tallystick.job.run.SystemTables;
import tallystick.job.run.Verdict;

/**
 * A verification of three sides that is killed at any moment and run again, under its own id or another, ends as one
 * that was never disturbed. A few moments in the ordinary build; all of them with {@code -Dtallystick.kills=10} or more.
 */
final class VerifyKillIT {
    private static final int UNITS = 2;
    private static final int TOLD_BOTH_WAYS = 4;

    /** What to die at, and at which occurrence. */
    private record Moment(String at, int occurrence) {}

    private static final List<Moment> MOMENTS = List.of(
            new Moment("QUARANTINED", 1), // the rows are there, and no tallies that name them
            new Moment("NAMED", 1), // before verdict.json
            new Moment("JUDGED", 1), // after verdict.json, before run_history
            new Moment("RECORDED", 1), // after run_history
            new Moment("in/day=2/a.json", 3), // the records that differ are being read again
            new Moment("WAVE_TALLIED", 3), // of three sides at the same time, between two waves
            new Moment("in/day=2/a.json", 1), // the source is being read
            new Moment("out/day=2/b.json", 1), // the target is being read
            new Moment("WAVE_TALLIED", 1),
            new Moment("in/day=1/a.json", 2), // the buckets that differ are being counted
            new Moment("LOCATED", 1),
            new Moment("TALLIED", 1),
            new Moment("PLANNED", 1));

    @TempDir
    private Path folder;

    private static String thing(long id, String small) {
        return "{\"id\":" + id + ",\"name\":null,\"small\":" + small + ",\"tags\":[\"a\"],\"extra\":{\"n\":" + id
                + "}}\n";
    }

    /** A backfilled migration in which records differ, are missing, repeated and refused, in waves of one unit. */
    private Path prepared(SparkSession spark) throws IOException {
        Path root = folder.resolve("prepared");
        MigrationFolder migration = new MigrationFolder(root, spark);
        migration.write(
                "migration.yaml",
                MigrationFolder.MIGRATION
                        + "waves: {units: 1}\ngates: {max_quarantined: 100}\nlimits: {max_findings_per_slice: 4}\n");
        for (int unit = 1; unit <= UNITS; unit++) {
            StringBuilder source = new StringBuilder();
            StringBuilder target = new StringBuilder();
            for (int i = 0; i < 60; i++) {
                long id = unit * 1000L + i;
                source.append(thing(id, i == 7 ? "1000" : "1"));
                target.append(i == 5 && unit != 2 ? "" : thing(id, i % 20 == 9 ? "2" : "1"));
                source.append(i == 11 ? thing(id, "1") : "");
            }
            migration.write("in/day=" + unit + "/a.json", source.toString());
            migration.write("out/day=" + unit + "/b.json", target.toString());
        }
        assertThat(migration.backfill()).isEqualTo(ExitCode.OK);
        // The paths of the sides are watched while verify reads them; what is under them stays where it is.
        migration.write(
                "migration.yaml",
                Files.readString(root.resolve("migration.yaml"))
                        .replace("path: in", "path: \"watched://" + root.resolve("in") + "\"")
                        .replace("path: out", "path: \"watched://" + root.resolve("out") + "\""));
        return root;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }

    /** Everything a run is known by but for run, attempt and time. */
    private static String result(SparkSession spark, Path root, String runId) throws IOException {
        StateFiles home = new StateFiles(
                spark.sessionState().newHadoopConf(),
                root.resolve("state/things").toString());
        SystemTables tables = new SystemTables(spark, home);
        List<String> rows = new ArrayList<>();
        ObjectNode verdict = (ObjectNode) new ObjectMapper()
                .readTree(root.resolve("state/things")
                        .resolve(Verdict.path(runId))
                        .toFile());
        rows.add(verdict.without(List.of("run_id", "started_at", "finished_at")).toString());
        for (Row row : tables.runs()
                .where("job = 'verify' AND run_id = '" + runId + "'")
                .drop("run_id", "started_at", "finished_at")
                .distinct()
                .collectAsList()) {
            rows.add("run " + row.json());
        }
        for (Row row : tables.tallies()
                .where("job = 'verify' AND run_id = '" + runId + "'")
                .drop("run_id", "attempt_id", "read_at")
                .collectAsList()) {
            rows.add("tally " + row.json());
        }
        QuarantineTable quarantine = new QuarantineTable(spark, home.resolve("quarantine"));
        for (Row row : quarantine
                .committed(tables.tallies())
                .drop("run_id", "attempt_id", "quarantine_id", "detected_at")
                .collectAsList()) {
            rows.add("quarantine " + row.json());
        }
        rows.sort(null);
        return String.join("\n", rows);
    }

    @Test
    void killedAtAnyMomentAndRunAgainTheResultIsTheSame() throws Exception {
        SparkSession spark = VerifyIT.spark();
        WatchedFileSystem.release();
        Path prepared = prepared(spark);
        Path undisturbed = folder.resolve("undisturbed");
        copy(prepared, undisturbed);
        assertThat(KilledVerify.run(undisturbed, "whole", spark, step -> {})).isEqualTo(ExitCode.DIFFER);
        String expected = result(spark, undisturbed, "whole");
        assertThat(expected).contains("duplicate_key", "missing_in_source", "\"value\"", "range");

        int kills = Math.min(Integer.getInteger("tallystick.kills", 3), MOMENTS.size());
        // The next one is killed while this one is mended.
        ExecutorService killing = Executors.newSingleThreadExecutor();
        try {
            List<Future<Path>> killed = new ArrayList<>();
            for (int i = 0; i < kills; i++) {
                int number = i;
                killed.add(killing.submit(() -> killed(prepared, number)));
            }
            for (int i = 0; i < kills; i++) {
                Path root = killed.get(i).get();
                // Where tables know of the run already, both ways are gone; else one or the other.
                List<String> ids =
                        i < TOLD_BOTH_WAYS ? List.of("killed", "another") : List.of(i % 2 == 0 ? "killed" : "another");
                for (String id : ids) {
                    Path copy = folder.resolve("kill" + i + "-" + id);
                    copy(root, copy);
                    String name = MOMENTS.get(i) + ", resumed as " + id;
                    assertThat(KilledVerify.run(copy, id, spark, step -> {}))
                            .as(name)
                            .isEqualTo(ExitCode.DIFFER);
                    assertThat(result(spark, copy, id)).as(name).isEqualTo(expected);
                }
            }
        } finally {
            killing.shutdownNow();
        }
    }

    private Path killed(Path prepared, int number) throws IOException, InterruptedException {
        Moment moment = MOMENTS.get(number);
        Path root = folder.resolve("kill" + number);
        copy(prepared, root);
        int code = SelfKill.exitCode(
                folder.resolve("kill" + number + ".log"),
                List.of(),
                KilledVerify.class,
                root.toString(),
                "killed",
                moment.at(),
                Integer.toString(moment.occurrence()));
        assertThat(code).as(moment.toString()).isEqualTo(SelfKill.CODE);
        return root;
    }
}
