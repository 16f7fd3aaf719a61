package tallystick.job.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tallystick.check.quarantine.QuarantineTable;
import tallystick.job.backfill.BackfillJob;
import tallystick.job.export.ExportJob;
import tallystick.job.run.ExitCode;
import tallystick.job.run.Job;
import tallystick.job.run.JobContext;
import tallystick.migration.Loaded;
import tallystick.migration.MigrationFile;
import tallystick.migration.SideName;
import tallystick.wire.Carriage;

/**
 * A store of gob that a real Go program wrote, over three versions and ten starts (transforms/interop/gobstore), against
 * the store of the real Rust program that comes after it.
 */
final class GobStoreIT {
    private static final Path STORE =
            Path.of("../transforms/interop/gobstore").toAbsolutePath().normalize();
    private static final int PAYMENTS = 306;

    @TempDir
    private Path folder;

    private int runs;
    private JsonNode verdict = new ObjectMapper().createObjectNode();

    @BeforeEach
    void copy() throws IOException {
        try (Stream<Path> files = Files.walk(STORE)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Path to = folder.resolve(STORE.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
    }

    private Loaded load() {
        Loaded loaded = MigrationFile.load(folder.resolve("migration.yaml"), List.of());
        assertThat(loaded.isWrong()).as(loaded.diagnostics().toString()).isFalse();
        return loaded;
    }

    private ExitCode run(String command, Job job, Map<String, String> options) throws Exception {
        String runId = command + ++runs;
        JobContext context = new JobContext(
                command,
                runId,
                Optional.of(load()),
                options,
                Set.of("units", "force", "sides", "slices", "witness", "to", "out", "json"),
                List.of(),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                VerifyIT::spark);
        ExitCode code = job.run(context);
        verdict = new ObjectMapper()
                .readTree(folder.resolve("state/payments/runs/" + runId + "/verdict.json")
                        .toFile());
        return code;
    }

    private ExitCode verify(String sides) throws Exception {
        return run("verify", new VerifyJob(), Map.of("sides", sides));
    }

    private List<String> quarantined() {
        return new QuarantineTable(
                        VerifyIT.spark(),
                        folder.resolve("state/payments/quarantine").toString())
                        .all()
                        .selectExpr("key_json", "explode(findings) AS f")
                        .selectExpr("key_json", "f.reason", "f.path", "f.source_value", "f.target_value")
                        .collectAsList()
                        .stream()
                        .map(row -> row.mkString(" "))
                        .toList();
    }

    private void change(String file, String what, String by) throws IOException {
        Path path = folder.resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(what);
        Files.writeString(path, text.replace(what, by));
    }

    @Test
    void theStoreIsBackfilledAndMatchesAndOneChangedRecordIsFound() throws Exception {
        load().carriage().get(SideName.SOURCE).values().forEach(field -> assertThat(field.how())
                .as(field.why())
                .isLessThan(Carriage.How.LOSSY));
        assertThat(run("backfill", new BackfillJob(), Map.of())).isEqualTo(ExitCode.OK);
        Map<String, String> witnessed = Map.of(
                "sides",
                "source,canonical,target",
                "witness",
                folder.resolve("witness-go.json").toString());
        assertThat(run("verify", new VerifyJob(), witnessed)).isEqualTo(ExitCode.OK);
        assertThat(verdict.path("details").path("witness_disagreements")).isEmpty();
        assertThat(verdict.path("outcome").asText()).isEqualTo("MATCH");
        assertThat(verdict.path("counts").path("records").asLong()).isEqualTo(PAYMENTS);

        change(
                "rust/day=2024-03-03/payments.jsonl",
                "\"iban\":\"DE00000000000000000318\"}},\"parts\":[]",
                "\"iban\":\"DE00000000000000000319\"}},\"parts\":[]");
        assertThat(verify("source,target")).isEqualTo(ExitCode.DIFFER);
        assertThat(quarantined())
                .containsExactly("{\"id\":318} value method.Transfer.iban \"DE00000000000000000318\""
                        + " \"DE00000000000000000319\"");
    }

    @Test
    void whatIsExportedAsGobIsReadAgain() throws Exception {
        assertThat(run("backfill", new BackfillJob(), Map.of())).isEqualTo(ExitCode.OK);
        try (Stream<Path> files = Files.walk(folder.resolve("go"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        assertThat(run(
                        "export",
                        new ExportJob(),
                        Map.of("to", "source", "out", folder.resolve("go").toString())))
                .isEqualTo(ExitCode.OK);
        assertThat(verify("source,target")).isEqualTo(ExitCode.OK);
        assertThat(verdict.path("counts").path("records").asLong()).isEqualTo(PAYMENTS);
    }

    @Test
    void aFileThatEndsInsideOfAValueIsIncomplete() throws Exception {
        Path file = folder.resolve("go/day=2024-03-01/a.gob");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 5));
        assertThat(verify("source,target")).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(verdict.toString()).contains("the file ends inside its last record");
    }
}
