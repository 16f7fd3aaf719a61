package tallystick.job.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tallystick.check.quarantine.QuarantineTable;
import tallystick.job.backfill.BackfillJob;
import tallystick.job.export.ExportJob;
import tallystick.job.run.ExitCode;
import tallystick.job.run.Job;
import tallystick.migration.SideName;
import tallystick.wire.Carriage;

/**
 * A store of gob that a real Go program wrote, over three versions and ten starts (transforms/interop/gobstore), against
 * the store of the real Rust program that comes after it.
 */
final class GobStoreIT {
    private static final int PAYMENTS = 306;

    @TempDir
    private Path folder;

    private StoreCopy store;

    @BeforeEach
    void copy() throws IOException {
        store = new StoreCopy("gobstore", folder);
    }

    private ExitCode run(String command, Job job, Map<String, String> options) throws Exception {
        return store.run("migration.yaml", "payments", command, job, options);
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

    @Test
    void theStoreIsBackfilledAndMatchesAndOneChangedRecordIsFound() throws Exception {
        store.load("migration.yaml").carriage().get(SideName.SOURCE).values().forEach(field -> assertThat(field.how())
                .as(field.why())
                .isLessThan(Carriage.How.LOSSY));
        assertThat(run("backfill", new BackfillJob(), Map.of())).isEqualTo(ExitCode.OK);
        Map<String, String> witnessed = Map.of(
                "sides",
                "source,canonical,target",
                "witness",
                folder.resolve("witness-go.json").toString());
        assertThat(run("verify", new VerifyJob(), witnessed)).isEqualTo(ExitCode.OK);
        assertThat(store.verdict().path("details").path("witness_disagreements"))
                .isEmpty();
        assertThat(store.verdict().path("outcome").asText()).isEqualTo("MATCH");
        assertThat(store.verdict().path("counts").path("records").asLong()).isEqualTo(PAYMENTS);

        store.change(
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
        for (Path file : StoreCopy.files(folder.resolve("go"))) {
            Files.delete(file);
        }
        assertThat(run(
                        "export",
                        new ExportJob(),
                        Map.of("to", "source", "out", folder.resolve("go").toString())))
                .isEqualTo(ExitCode.OK);
        assertThat(verify("source,target")).isEqualTo(ExitCode.OK);
        assertThat(store.verdict().path("counts").path("records").asLong()).isEqualTo(PAYMENTS);
    }

    @Test
    void aFileThatEndsInsideOfAValueIsIncomplete() throws Exception {
        Path file = folder.resolve("go/day=2024-03-01/a.gob");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 5));
        assertThat(verify("source,target")).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(store.verdict().toString()).contains("the file ends inside its last record");
    }
}
