package tallystick.job.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tallystick.job.backfill.BackfillJob;
import tallystick.job.export.ExportJob;
import tallystick.job.run.ExitCode;
import tallystick.job.run.Job;

/** One log of gob in which orders of two versions and payments stand (transforms/interop/gobevents): two migrations share it. */
final class GobEventsIT {
    @TempDir
    private Path folder;

    private StoreCopy store;

    @BeforeEach
    void copy() throws IOException {
        store = new StoreCopy("gobevents", folder);
    }

    private ExitCode run(String migration, String command, Job job, Map<String, String> options) throws Exception {
        return store.run(migration + ".yaml", migration, command, job, options);
    }

    private long count(String name) {
        return store.verdict().path("counts").path(name).asLong();
    }

    @Test
    void ordersAndPaymentsOfOneLogGoToTwoTablesAndNothingIsLost() throws Exception {
        assertThat(run("orders", "backfill", new BackfillJob(), Map.of()))
                .as(store.verdict().toString())
                .isEqualTo(ExitCode.OK);
        assertThat(List.of(count("records"), count("rows"), count("filtered"))).containsExactly(49L, 33L, 16L);
        assertThat(run("payments", "backfill", new BackfillJob(), Map.of()))
                .as(store.verdict().toString())
                .isEqualTo(ExitCode.OK);
        assertThat(List.of(count("records"), count("rows"), count("filtered"))).containsExactly(49L, 16L, 33L);
        for (String migration : List.of("orders", "payments")) {
            assertThat(run(migration, "verify", new VerifyJob(), Map.of("sides", "source,canonical,target")))
                    .as(store.verdict().toString())
                    .isEqualTo(ExitCode.OK);
            assertThat(count("filtered_source")).isEqualTo(migration.equals("orders") ? 16 : 33);
        }
    }

    @Test
    void ordersAreWrittenInTheirNewestVersionAndReadAgain() throws Exception {
        assertThat(run("orders", "backfill", new BackfillJob(), Map.of())).isEqualTo(ExitCode.OK);
        Path out = folder.resolve("written");
        ExitCode exported = run("orders", "export", new ExportJob(), Map.of("to", "source", "out", out.toString()));
        assertThat(exported).as(store.verdict().toString()).isEqualTo(ExitCode.OK);
        for (Path file : StoreCopy.files(out)) {
            if (file.toString().endsWith(".bin")) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).contains("OrderV2", "Version");
            }
        }
        store.change("orders.yaml", "path: go,", "path: written,");
        assertThat(run("orders", "verify", new VerifyJob(), Map.of("sides", "source,target")))
                .as(store.verdict().toString())
                .isEqualTo(ExitCode.OK);
        assertThat(count("records_source")).isEqualTo(33);
    }

    @Test
    void aTypeThatNoEntryIsForIsQuarantined() throws Exception {
        store.change("orders.yaml", "    - {when: {type: Payment}, route: payments}\n", "");
        assertThat(run("orders", "backfill", new BackfillJob(), Map.of())).isEqualTo(ExitCode.DIFFER);
        assertThat(List.of(count("records"), count("rows"), count("quarantined")))
                .containsExactly(49L, 33L, 16L);
        assertThat(run("orders", "verify", new VerifyJob(), Map.of("sides", "source,target")))
                .isEqualTo(ExitCode.DIFFER);
        assertThat(store.verdict().path("details").path("findings_by_reason").toString())
                .isEqualTo("{\"no_shape\":16}");
    }
}
