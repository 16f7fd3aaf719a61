package tallystick.job.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tallystick.check.quarantine.QuarantineTable;
import tallystick.job.backfill.MigrationFolder;
import tallystick.job.run.ExitCode;
import tallystick.job.run.JobContext;
import tallystick.job.run.MeaningSettings;

final class VerifyIT {
    private static final String GO =
            """
            {"id":1,"name":"Zo\\u00eb","small":1,"tags":["a"],"extra":{"n":1}}
            {"id":2,"name":null,"small":null,"tags":null,"extra":null}
            """;
    private static final String RUST =
            """
            {"id":2,"name":null,"small":null,"tags":null,"extra":null}
            {"id":1,"name":"Zoë","small":1,"tags":["a"],"extra":{"n":1}}
            """;

    @TempDir
    private Path folder;

    private MigrationFolder migration;
    private int runs;
    private JsonNode verdict;

    static SparkSession spark() {
        return MeaningSettings.on(SparkSession.builder())
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.databricks.delta.snapshotPartitions", "2")
                .getOrCreate();
    }

    @BeforeEach
    void open() {
        migration = new MigrationFolder(folder, spark());
    }

    private ExitCode verify(String... options) throws IOException {
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
                VerifyIT::spark);
        ExitCode code = new VerifyJob().run(context);
        verdict = new ObjectMapper()
                .readTree(home().resolve("runs/" + runId + "/verdict.json").toFile());
        return code;
    }

    private static String thing(int id, String small) {
        return "{\"id\":" + id + ",\"name\":null,\"small\":" + small + ",\"tags\":null,\"extra\":null}\n";
    }

    private Path home() {
        return folder.resolve("state/things");
    }

    private List<Row> quarantine() {
        return new QuarantineTable(spark(), home().resolve("quarantine").toString())
                .all()
                .orderBy("key_json", "reason")
                .selectExpr(
                        "key_json",
                        "reason",
                        "findings[0].path",
                        "findings[0].source_value",
                        "findings[0].target_value")
                .collectAsList();
    }

    @Test
    void whatMeansTheSameMatchesAndAChangedRecordIsFoundOnceHoweverOftenItIsVerified() throws IOException {
        migration.write("in/day=1/a.json", GO);
        migration.write("out/day=1/b.json", RUST);
        assertThat(verify()).isEqualTo(ExitCode.OK);
        assertThat(verdict.path("outcome").asText()).isEqualTo("MATCH");
        assertThat(verdict.path("counts").path("records").asLong()).isEqualTo(2);

        migration.write("out/day=1/b.json", RUST.replace("\"small\":1", "\"small\":2"));
        assertThat(verify()).isEqualTo(ExitCode.DIFFER);
        assertThat(quarantine()).hasToString("[[{\"id\":1},value,small,1,2]]");
        assertThat(verify()).isEqualTo(ExitCode.DIFFER);
        assertThat(quarantine()).hasSize(1);

        migration.write("out/day=1/b.json", RUST);
        assertThat(verify()).isEqualTo(ExitCode.OK);
    }

    @Test
    void missingRepeatedAndRefusedRecordsHaveTheirReasons() throws IOException {
        migration.write("in/day=1/a.json", GO + thing(3, "null") + thing(4, "4") + thing(4, "4"));
        migration.write("out/day=1/b.json", RUST + thing(4, "4") + thing(5, "\"x\""));
        assertThat(verify()).isEqualTo(ExitCode.DIFFER);
        assertThat(quarantine())
                .extracting(row -> row.getString(1))
                .containsExactlyInAnyOrder("type", "duplicate_key", "missing_in_target");
        assertThat(verdict.path("counts").path("rejected_target").asLong()).isEqualTo(1);
    }

    @Test
    void aTruncatedFileIsIncompleteAndNeverAMatch() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(GO.getBytes(StandardCharsets.UTF_8));
        }
        migration.write("in/day=1/a.json.gz", Arrays.copyOf(bytes.toByteArray(), bytes.size() - 9));
        migration.write("out/day=1/b.json", RUST);
        assertThat(verify()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(verdict.path("units").get(0).path("reason").asText())
                .contains("a.json.gz")
                .contains("truncated");
    }

    @Test
    void aUnitOnOneSideOnlyDiffers() throws IOException {
        migration.write("in/day=1/a.json", GO);
        migration.write("in/day=2/a.json", GO.replace("\"id\":", "\"id\":1"));
        migration.write("out/day=1/b.json", RUST);
        assertThat(verify()).isEqualTo(ExitCode.DIFFER);
        assertThat(verify("slices=day=1")).isEqualTo(ExitCode.OK);
    }

    @Test
    void aWitnessThatCountsOtherwiseIsADifference() throws IOException {
        migration.write("in/day=1/a.json", GO);
        migration.write("out/day=1/b.json", RUST);
        Path witness = folder.resolve("witness.json");
        Files.writeString(
                witness,
                """
                {"side":"source","contract":"things","version":1,
                 "slices":[{"slice":"day=1","count":3,"sum":"00000000000000000000000000000000","rejected":0}]}
                """);
        assertThat(verify("witness=" + witness)).isEqualTo(ExitCode.DIFFER);
        assertThat(verdict.path("details")
                        .path("witness_disagreements")
                        .path("day=1")
                        .asText())
                .contains("counts 3 records");
    }

    @Test
    void theCanonicalTableIsComparedToo() throws IOException {
        migration.write("in/day=1/a.json", GO);
        migration.write("out/day=1/b.json", RUST);
        assertThat(migration.backfill()).isEqualTo(ExitCode.OK);
        assertThat(verify("sides=source,canonical,target")).isEqualTo(ExitCode.OK);
        migration.write("out/day=1/b.json", RUST.replace("Zoë", "Zoe"));
        assertThat(verify("sides=canonical,target")).isEqualTo(ExitCode.DIFFER);
    }

    @Test
    void wrongPathsAndSidesAreSaid() {
        assertThatThrownBy(this::verify).hasMessageContaining("lists no file");
        assertThatThrownBy(() -> verify("sides=source,nowhere"))
                .hasMessage("--sides has `nowhere`; it takes two or three of source, canonical, target");
        assertThatThrownBy(() -> verify("sides=source")).hasMessageContaining("names one side");
    }
}
