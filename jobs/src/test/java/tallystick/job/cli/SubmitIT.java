package tallystick.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tallystick.job.cli.SparkProcesses.Cluster;
import tallystick.job.cli.SparkProcesses.Ended;
import tallystick.job.run.MeaningSettings;

/**
 * The deploy jar under spark-submit, with executors that are processes of their own, does all that it does in local
 * mode: the same rows, tallies, findings, verdicts and exit codes.
 */
final class SubmitIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** As a scheduler names its runs. */
    private static final String RUN = "scheduled__2025-03-01T00:00:00+00:00-";

    /** The commands in their order, with the exit code that each must have. */
    private static final Map<List<String>, Integer> COMMANDS = commands();

    @TempDir
    private static Path folder;

    private static PlantedThings things;
    private static SparkProcesses spark;
    private static Map<String, List<String>> local;

    private static Map<List<String>, Integer> commands() {
        Map<List<String>, Integer> commands = new LinkedHashMap<>();
        commands.put(List.of("backfill", "--run-id", RUN + "backfill"), 20);
        commands.put(List.of("verify", "--run-id", RUN + "verify"), 20);
        commands.put(List.of("quality", "--run-id", RUN + "quality"), 21);
        commands.put(List.of("export", "--run-id", RUN + "export", "--to", "target"), 0);
        return commands;
    }

    @BeforeAll
    static void localMode() throws IOException {
        things = new PlantedThings(folder.resolve("things"));
        spark = new SparkProcesses(folder, Path.of("target"));
        Path state = folder.resolve("local");
        COMMANDS.forEach((command, code) -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
            int ended = new CommandLineProgram(printed, printed, folder).run(words(command, state));
            assertThat(ended)
                    .as(() -> command + ": " + out.toString(StandardCharsets.UTF_8))
                    .isEqualTo(code);
        });
        local = left(state);
        assertThat(local.get("canonical")).hasSize(600);
        assertThat(local.get("exported")).hasSize(600);
        assertThat(reasons(local))
                .hasToString(
                        "{duplicate_key=1, malformed=2, missing_in_target=1, range=2, rule_failed=280, timestamp=1,"
                                + " value=1}");
    }

    private static String[] words(List<String> command, Path state) {
        List<String> words = new ArrayList<>(command);
        words.add(command.get(0).equals("quarantine") ? 2 : 1, things.file().toString());
        words.addAll(List.of("--state", state.toString()));
        return words.toArray(String[]::new);
    }

    private static Map<String, List<String>> left(Path state) throws IOException {
        SparkSession session = MeaningSettings.on(SparkSession.builder())
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .getOrCreate();
        return PlantedThings.left(session, state);
    }

    private static Map<String, Integer> reasons(Map<String, List<String>> left) throws IOException {
        Map<String, Integer> reasons = new TreeMap<>();
        for (String row : left.get("quarantine")) {
            reasons.merge(JSON.readTree(row).path("reason").asText(), 1, Integer::sum);
        }
        return reasons;
    }

    @Test
    void onALocalClusterWhoseDefaultsAreOthersAllIsAsInLocalMode() throws IOException {
        Path conf = folder.resolve("cluster-conf");
        Files.createDirectories(conf);
        // What a cluster's administrator may have set.
        Files.writeString(
                conf.resolve("spark-defaults.conf"),
                """
                spark.serializer                              org.apache.spark.serializer.KryoSerializer
                spark.sql.files.ignoreCorruptFiles            true
                spark.files.ignoreCorruptFiles                true
                spark.sql.ansi.enabled                        false
                spark.sql.caseSensitive                       true
                spark.sql.session.timeZone                    Asia/Tokyo
                spark.sql.parquet.datetimeRebaseModeInWrite   LEGACY
                spark.sql.parquet.outputTimestampType         INT96
                spark.sql.sources.partitionOverwriteMode      dynamic
                """);
        Runs runs = new Runs(
                "local-cluster",
                Map.of("SPARK_CONF_DIR", conf.toString()),
                List.of("--master", "local-cluster[2,1,1024]"));
        runs.all();
        runs.assertAsInLocalMode();
        runs.assertExecutorsDidTheWork(List.of(folder.resolve("spark/work")));
    }

    @Test
    void onAStandaloneClusterWithOurPropertiesFileAllIsAsInLocalMode() throws IOException {
        try (Cluster cluster = spark.standalone()) {
            Runs runs = new Runs(
                    "standalone",
                    Map.of("LOG4J_CONFIGURATION_FILE", absolute("../conf/log4j2.properties")),
                    List.of(
                            "--master",
                            cluster.master(),
                            "--properties-file",
                            absolute("../conf/spark-defaults.conf"),
                            "--executor-memory",
                            "1g"));
            runs.all();
            runs.assertAsInLocalMode();
            runs.assertExecutorsDidTheWork(List.of(folder.resolve("worker-1"), folder.resolve("worker-2")));

            // A scheduler that tries again under the id of a run that came to its end: it reads again.
            Ended again = runs.submit("again", "verify", "--run-id", RUN + "verify", "--exit-zero");
            assertThat(again.code()).as(again.err()).isZero();
            assertThat(again.err()).contains("719 records, 2 rejected").doesNotContain("taken from the earlier start");
            assertThat(again.out()).contains("DIFFER");
        }
    }

    private static String absolute(String path) {
        return Path.of(path).toAbsolutePath().normalize().toString();
    }

    /** The commands on one cluster. */
    private static final class Runs {
        private final String name;
        private final Map<String, String> environment;
        private final List<String> options;
        private final Path state;
        private final Path events;

        Runs(String name, Map<String, String> environment, List<String> options) throws IOException {
            this.name = name;
            this.environment = environment;
            this.state = folder.resolve(name);
            this.events = folder.resolve(name + "-events");
            Files.createDirectories(events);
            this.options = new ArrayList<>(options);
            Map<String, String> conf = Map.of(
                    "spark.eventLog.enabled", "true",
                    "spark.eventLog.dir", events.toUri().toString(),
                    "spark.ui.enabled", "false",
                    "spark.executor.extraJavaOptions", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1",
                    // No task before both executors are there.
                    "spark.cores.max", "2",
                    "spark.scheduler.minRegisteredResourcesRatio", "1.0",
                    // The sizes of a test.
                    "spark.sql.shuffle.partitions", "2",
                    "spark.databricks.delta.snapshotPartitions", "2");
            conf.forEach((key, value) -> this.options.addAll(List.of("--conf", key + "=" + value)));
        }

        Ended submit(String title, String... command) {
            return spark.submit(name + "-" + title, environment, options, words(List.of(command), state));
        }

        void all() throws IOException {
            COMMANDS.forEach((command, code) -> {
                Ended ended = submit(command.get(0), command.toArray(String[]::new));
                assertThat(ended.code())
                        .as(() -> name + " " + command + ": " + ended.out() + ended.err())
                        .isEqualTo(code);
            });
            JsonNode runs = answer(submit("runs", "runs", "--json"));
            assertThat(runs.findValuesAsText("run_id"))
                    .containsExactly(RUN + "export", RUN + "quality", RUN + "verify", RUN + "backfill");
            JsonNode list = answer(submit("list", "quarantine", "list", "--phase", "compare", "--json"));
            assertThat(list.path("reasons"))
                    .hasToString("{\"duplicate_key\":1,\"missing_in_target\":1,\"timestamp\":1,\"value\":1}");
            String id = list.path("records").get(0).path("quarantine_id").asText();
            Ended show = submit("show", "quarantine", "show", id);
            assertThat(show.code()).as(show.err()).isZero();
            assertThat(show.out()).contains(id).contains("source").contains("target");
        }

        private static JsonNode answer(Ended ended) throws IOException {
            assertThat(ended.code()).as(ended.err()).isZero();
            return JSON.readTree(ended.out());
        }

        void assertAsInLocalMode() throws IOException {
            Map<String, List<String>> here = left(state);
            local.forEach((what, lines) -> {
                assertThat(difference(here.get(what), lines))
                        .as(what + " only on " + name)
                        .isEmpty();
                assertThat(difference(lines, here.get(what)))
                        .as(what + " only in local mode")
                        .isEmpty();
                assertThat(here.get(what)).as(what).hasSameSizeAs(lines);
            });
        }

        private static List<String> difference(List<String> some, List<String> others) {
            List<String> rest = new ArrayList<>(some);
            rest.removeAll(Set.copyOf(others));
            return rest;
        }

        /**
         * Every task of every job ran in an executor, which is a process of its own, with the deploy jar that the driver
         * gave it; and both executors had their share.
         *
         * @param work the folders in which Workers run executors
         */
        void assertExecutorsDidTheWork(List<Path> work) throws IOException {
            List<Path> logs = files(events, "");
            assertThat(logs).hasSize(COMMANDS.size());
            for (Path log : logs) {
                Set<String> executors = new TreeSet<>();
                for (String line : Files.readAllLines(log)) {
                    JsonNode event = JSON.readTree(line);
                    if (event.path("Event").asText().equals("SparkListenerTaskEnd")) {
                        executors.add(
                                event.path("Task Info").path("Executor ID").asText());
                    }
                }
                assertThat(executors).as(log.toString()).containsExactly("0", "1");
            }
            List<Path> jars = new ArrayList<>();
            for (Path worker : work) {
                List<Path> fetched = files(worker, spark.jarName());
                assertThat(fetched).as(worker.toString()).isNotEmpty();
                jars.addAll(fetched);
            }
            assertThat(jars).hasSize(2 * COMMANDS.size());
        }

        private static List<Path> files(Path folder, String ending) throws IOException {
            try (Stream<Path> files = Files.walk(folder)) {
                return files.filter(Files::isRegularFile)
                        .filter(file -> file.toString().endsWith(ending))
                        .filter(file -> !file.getFileName().toString().startsWith("."))
                        .toList();
            }
        }
    }
}
