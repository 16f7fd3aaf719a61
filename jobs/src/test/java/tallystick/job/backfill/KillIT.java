package tallystick.job.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tallystick.check.quarantine.QuarantineTable;
import tallystick.job.hurt.SelfKill;
import tallystick.job.run.StateFiles;
import tallystick.job.run.SystemTables;
import tallystick.job.run.Verdict;

/**
 * A backfill that is killed at any moment and run again ends as one that was never disturbed; mostly the run that mends
 * is killed too. The number of kills is at least {@code -Dtallystick.kills}: a few in the ordinary build, 30 in CI.
 */
final class KillIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int UNITS = 4;

    @TempDir
    private Path folder;

    /** A moment: a step and its occurrence, or the record at which a task is. */
    private record Moment(Step step, int occurrence, String record) {
        /** Whether data files are there by then and the commit is not. */
        boolean isBetween() {
            return !record.isEmpty() || step.compareTo(Step.FILES_WRITTEN) >= 0 && step.compareTo(Step.COMMITTED) < 0;
        }
    }

    /** What kills a backfill of two waves, and then the run that mends it. */
    private static final List<List<Moment>> CHAINS = List.of(
            // The most telling ones first: the ordinary build takes but a few.
            List.of(at(Step.MANIFEST_WRITTEN, 1), at(Step.LISTED_AGAIN, 1)),
            List.of(at(Step.COMMITTED, 1), at(Step.MANIFEST_WRITTEN, 1)),
            List.of(at("1000099"), at(Step.FILES_WRITTEN, 1)),
            List.of(at(Step.MARKED, 1), at("3000099")),
            List.of(at(Step.LISTED_AGAIN, 2), at(Step.QUARANTINED, 1)),
            List.of(at(Step.TALLIED, 1), at(Step.MARKED, 1)),
            List.of(at(Step.FILES_WRITTEN, 2), at(Step.COMMITTED, 1)),
            List.of(at(Step.QUARANTINED, 1), at(Step.TALLIED, 1)),
            List.of(at(Step.PLANNED, 2), at("4000005")),
            List.of(at("2000099"), at(Step.PLANNED, 1)),
            List.of(at(Step.QUARANTINED, 2), at(Step.LISTED_AGAIN, 1)),
            List.of(at(Step.MANIFEST_WRITTEN, 2), at(Step.MARKED, 1)),
            List.of(at(Step.FILES_WRITTEN, 1), at(Step.COMMITTED, 1)),
            List.of(at(Step.LISTED_AGAIN, 1), at(Step.TALLIED, 2)),
            List.of(at(Step.COMMITTED, 2)),
            List.of(at(Step.MARKED, 2)));

    private static Moment at(Step step, int occurrence) {
        return new Moment(step, occurrence, "");
    }

    private static Moment at(String record) {
        return new Moment(Step.TALLIED, 99, record);
    }

    private static void source(Path root) throws IOException {
        for (int unit = 1; unit <= UNITS; unit++) {
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < 100; i++) {
                lines.append(unit * 1_000_000 + i).append(i % 40 == 7 ? "x\n" : "\n");
            }
            Path file = root.resolve("in/day=" + unit + "/f");
            Files.createDirectories(file.getParent());
            Files.writeString(file, lines);
        }
    }

    private static String state(SparkSession spark, Path root) {
        StateFiles home = new StateFiles(
                spark.sessionState().newHadoopConf(),
                root.resolve("state/numbers").toString());
        List<String> rows = new ArrayList<>();
        for (Row row : spark.read()
                .format("delta")
                .load(root.resolve("table").toString())
                .collectAsList()) {
            rows.add(row.mkString(" "));
        }
        QuarantineTable quarantine = new QuarantineTable(spark, home.resolve("quarantine"));
        for (Row row : quarantine
                .committed(new SystemTables(spark, home).tallies())
                .drop("run_id", "attempt_id", "quarantine_id", "detected_at")
                .collectAsList()) {
            rows.add(row.json());
        }
        for (Row row : new SystemTables(spark, home)
                .tallies()
                .select("unit", "slice", "records", "digest_sum", "rejected")
                .collectAsList()) {
            rows.add(row.mkString(" "));
        }
        rows.sort(null);
        return String.join("\n", rows);
    }

    /**
     * A migration whose runs were killed.
     *
     * @param between how many of them between the first data file and the end of the commit
     * @param proven after how many of those the table's folder had new data files that no commit names
     */
    private record Killed(Path root, String name, int between, int proven) {}

    private Killed killed(int number) throws IOException, InterruptedException {
        Path root = folder.resolve("chain" + number);
        source(root);
        int between = 0;
        int proven = 0;
        List<Moment> chain = CHAINS.get(number);
        for (Moment moment : chain) {
            Set<String> before = orphans(root.resolve("table"));
            int code = SelfKill.exitCode(
                    folder.resolve("chain" + number + ".log"),
                    List.of("-D" + LinePlan.KILL_AT + "=" + moment.record()),
                    KilledBackfill.class,
                    root.toString(),
                    "killed",
                    moment.step().name(),
                    Integer.toString(moment.occurrence()));
            assertThat(code).as("%s of %s", moment, chain).isEqualTo(SelfKill.CODE);
            if (moment.isBetween()) {
                between++;
                proven += before.containsAll(orphans(root.resolve("table"))) ? 0 : 1;
            }
        }
        return new Killed(root, chain.toString(), between, proven);
    }

    /** The data files in the table's folder that no commit names. */
    private static Set<String> orphans(Path table) throws IOException {
        Set<String> there = new TreeSet<>();
        if (!Files.exists(table)) {
            return there;
        }
        try (Stream<Path> files = Files.walk(table)) {
            files.filter(file -> file.toString().endsWith(".parquet")
                            && !file.toString().contains("_delta_log"))
                    .forEach(file -> there.add(file.getFileName().toString()));
        }
        try (Stream<Path> commits = Files.list(table.resolve("_delta_log"))) {
            for (Path commit :
                    commits.filter(file -> file.toString().endsWith(".json")).toList()) {
                for (String line : Files.readAllLines(commit)) {
                    JsonNode add = JSON.readTree(line).path("add").path("path");
                    there.remove(add.asText().substring(add.asText().lastIndexOf('/') + 1));
                }
            }
        }
        return there;
    }

    @Test
    void killedAtAnyMomentAndRunAgainTheResultIsTheSame() throws Exception {
        SparkSession spark = BackfillIT.spark();
        Path undisturbed = folder.resolve("undisturbed");
        source(undisturbed);
        Verdict expected = new Backfill(spark, KilledBackfill.request(undisturbed, "whole"), step -> {}).run();
        assertThat(expected.message()).isEqualTo("4 units done, 0 unchanged; 12 of 400 records are in quarantine");
        String state = state(spark, undisturbed);

        int kills = 0;
        int between = 0;
        int proven = 0;
        // The next chain is killed while this one is mended.
        ExecutorService killing = Executors.newSingleThreadExecutor();
        try {
            List<Future<Killed>> chains = new ArrayList<>();
            for (int i = 0; i < CHAINS.size() && kills < Integer.getInteger("tallystick.kills", 3); i++) {
                int number = i;
                kills += CHAINS.get(i).size();
                chains.add(killing.submit(() -> killed(number)));
            }
            for (Future<Killed> chain : chains) {
                Killed killed = chain.get();
                between += killed.between();
                proven += killed.proven();
                Verdict resumed =
                        new Backfill(spark, KilledBackfill.request(killed.root(), "resumed"), step -> {}).run();
                assertThat(resumed.outcome())
                        .as(killed.name() + ": " + resumed.message())
                        .isEqualTo("DIFFER");
                assertThat(state(spark, killed.root())).as(killed.name()).isEqualTo(state);
                assertThat(resumed.counts().get("rows"))
                        .as(killed.name())
                        .isEqualTo(expected.counts().get("rows"));
                assertThat(resumed.counts().get("quarantined"))
                        .as(killed.name())
                        .isEqualTo(expected.counts().get("quarantined"));
            }
        } finally {
            killing.shutdownNow();
        }
        assertThat(proven).as("kills with data files that no commit names").isEqualTo(between);
        assertThat(between).isGreaterThanOrEqualTo((kills + 2) / 3);
    }
}
