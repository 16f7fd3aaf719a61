package tallystick.job.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tallystick.check.quarantine.QuarantineTable;
import tallystick.job.run.StateFiles;
import tallystick.job.run.SystemTables;
import tallystick.job.run.Verdict;

/**
 * A backfill that is killed at any moment and run again ends as one that was never disturbed. The number of moments is
 * {@code -Dtallystick.kills}: a few in the ordinary build, 30 in CI.
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

    private static List<Moment> moments() {
        List<Moment> moments = new ArrayList<>();
        // The most telling ones first: the ordinary build takes but a few.
        for (Step step : new Step[] {
            Step.MANIFEST_WRITTEN,
            Step.COMMITTED,
            Step.FILES_WRITTEN,
            Step.MARKED,
            Step.LISTED_AGAIN,
            Step.QUARANTINED,
            Step.TALLIED,
            Step.PLANNED
        }) {
            moments.add(new Moment(step, 1, ""));
            moments.add(new Moment(step, 2, ""));
        }
        for (int unit = 1; unit <= UNITS; unit++) {
            // The last record of a pack's second unit: files of the first are closed by then.
            for (String record : List.of("05", "99")) {
                moments.add(1, new Moment(Step.TALLIED, 99, unit + "0000" + record));
            }
        }
        List<Moment> all = new ArrayList<>(moments);
        while (all.size() < 30) {
            all.addAll(moments);
        }
        return all;
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

    private static int killed(Path root, String runId, Moment moment) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Path.of("../conf/jdk17.options").toAbsolutePath(),
                "-Xmx1g",
                "-Dlog4j2.configurationFile="
                        + Path.of("../conf/log4j2.properties").toAbsolutePath(),
                "-D" + LinePlan.HALT_AT + "=" + moment.record(),
                "-cp",
                System.getProperty("java.class.path"),
                KilledBackfill.class.getName(),
                root.toString(),
                runId,
                moment.step().name(),
                Integer.toString(moment.occurrence())));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File(root.toFile(), runId + ".log"))
                .start();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
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

        int kills = Integer.getInteger("tallystick.kills", 3);
        int between = 0;
        int proven = 0;
        for (int i = 0; i < kills; i++) {
            Moment moment = moments().get(i);
            Path root = folder.resolve("kill" + i);
            source(root);
            String name = "kill " + i + " at " + moment;
            assertThat(killed(root, "killed", moment)).as(name).isEqualTo(137);
            if (moment.isBetween()) {
                between++;
                proven += orphans(root.resolve("table")).isEmpty() ? 0 : 1;
            }
            if (i % 3 == 2) {
                // The run that mends is killed too.
                killed(
                        root,
                        "killed-again",
                        moments().get((i * 7 + 3) % moments().size()));
            }
            Verdict resumed = new Backfill(spark, KilledBackfill.request(root, "resumed"), step -> {}).run();
            assertThat(resumed.outcome()).as(name + ": " + resumed.message()).isEqualTo("DIFFER");
            assertThat(state(spark, root)).as(name).isEqualTo(state);
            assertThat(resumed.counts().get("rows"))
                    .as(name)
                    .isEqualTo(expected.counts().get("rows"));
            assertThat(resumed.counts().get("quarantined"))
                    .as(name)
                    .isEqualTo(expected.counts().get("quarantined"));
        }
        assertThat(proven).as("kills with data files that no commit names").isEqualTo(between);
        assertThat(between).isGreaterThanOrEqualTo(kills / 3);
    }
}
