package tallystick.job.guide;

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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tallystick.check.quarantine.QuarantineTable;
import tallystick.job.backfill.BackfillIT;
import tallystick.job.backfill.BackfillJob;
import tallystick.job.export.ExportJob;
import tallystick.job.quality.QualityJob;
import tallystick.job.run.ExitCode;
import tallystick.job.run.Job;
import tallystick.job.run.JobContext;
import tallystick.job.verify.VerifyJob;
import tallystick.migration.Loaded;
import tallystick.migration.MigrationFile;
import tallystick.migration.Setting;
import tallystick.wire.Carriage;

/** docs/guides/migrate-your-own-data.md, on the bytes that its Go and its Rust program wrote. */
final class GuideIT {
    private static final Path ORDERS =
            Path.of("../docs/guides/orders").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    private final List<Setting> settings = new ArrayList<>();

    @BeforeEach
    void copy() throws IOException {
        try (Stream<Path> files = Files.walk(ORDERS)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                String path = ORDERS.relativize(file).toString();
                if (path.startsWith("data/") || path.indexOf('/') < 0) {
                    Path to = folder.resolve(path);
                    Files.createDirectories(to.getParent());
                    Files.copy(file, to);
                }
            }
        }
    }

    private Loaded load() {
        Loaded loaded = MigrationFile.load(folder.resolve("migration.yaml"), settings);
        assertThat(loaded.diagnostics()).isEmpty();
        return loaded;
    }

    private ExitCode run(String command, Job job, Map<String, String> options) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Set<String> declared =
                new HashSet<>(Set.of("units", "force", "sides", "slices", "witness", "to", "out", "json"));
        JobContext context = new JobContext(
                command,
                command,
                Optional.of(load()),
                options,
                declared,
                List.of(),
                new PrintStream(printed, true, StandardCharsets.UTF_8),
                BackfillIT::spark);
        return job.run(context);
    }

    private JsonNode verdict(String run) throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve("state/orders/runs/" + run + "/verdict.json")
                        .toFile());
    }

    @Test
    void theWholeWay() throws Exception {
        load().carriage().forEach((side, fields) -> assertThat(fields.values())
                .as(side.code())
                .noneMatch(field -> field.how().compareTo(Carriage.How.LOSSY) >= 0));

        assertThat(run("backfill", new BackfillJob(), Map.of())).isEqualTo(ExitCode.OK);

        // The target of the script: only what the script did wrong is found, and both witnesses agree.
        String witnesses = folder.resolve("witness-go.json") + "," + folder.resolve("witness-rust.json");
        assertThat(run("verify", new VerifyJob(), Map.of("witness", witnesses))).isEqualTo(ExitCode.DIFFER);
        JsonNode found = verdict("verify").path("details");
        assertThat(found.path("pairs").path("source,canonical").toString()).isEqualTo("{\"MATCH\":12}");
        assertThat(found.path("witness_disagreements")).isEmpty();
        List<Row> fields = new QuarantineTable(
                        BackfillIT.spark(),
                        folder.resolve("state/orders/quarantine").toString())
                .all()
                .selectExpr("explode(findings) as finding")
                .selectExpr("finding.path")
                .groupBy("path")
                .count()
                .orderBy("path")
                .collectAsList();
        assertThat(fields).extracting(row -> row.getString(0)).containsExactly("note", "payment.card.last4");
        assertThat(fields).extracting(row -> row.getLong(1)).containsExactly(28L, 100L);

        assertThat(run("quality", new QualityJob(), Map.of())).isEqualTo(ExitCode.OK);

        // What Tallystick writes for the target instead.
        assertThat(run("export", new ExportJob(), Map.of("to", "target"))).isEqualTo(ExitCode.OK);
        settings.add(Setting.text("target.store.path", "state/orders/export/target", "test"));
        assertThat(run(
                        "verify",
                        new VerifyJob(),
                        Map.of(
                                "sides",
                                "source,target",
                                "witness",
                                folder.resolve("witness-go.json").toString())))
                .isEqualTo(ExitCode.OK);
        assertThat(verdict("verify").path("outcome").asText()).isEqualTo("MATCH");
    }
}
