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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tallystick.job.backfill.BackfillJob;
import tallystick.job.export.ExportJob;
import tallystick.job.run.ExitCode;
import tallystick.job.run.Job;
import tallystick.job.run.JobContext;
import tallystick.migration.Loaded;
import tallystick.migration.MigrationFile;

/** One log of gob in which orders of two versions and payments stand (transforms/interop/gobevents): two migrations share it. */
final class GobEventsIT {
    private static final Path STORE =
            Path.of("../transforms/interop/gobevents").toAbsolutePath().normalize();

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

    private ExitCode run(String migration, String command, Job job, Map<String, String> options) throws Exception {
        Loaded loaded = MigrationFile.load(folder.resolve(migration + ".yaml"), List.of());
        assertThat(loaded.isWrong()).as(loaded.diagnostics().toString()).isFalse();
        String runId = command + ++runs;
        JobContext context = new JobContext(
                command,
                runId,
                Optional.of(loaded),
                options,
                Set.of("units", "force", "sides", "slices", "witness", "to", "out", "json"),
                List.of(),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                VerifyIT::spark);
        ExitCode code = job.run(context);
        verdict = new ObjectMapper()
                .readTree(folder.resolve("state/" + migration + "/runs/" + runId + "/verdict.json")
                        .toFile());
        return code;
    }

    private long count(String name) {
        return verdict.path("counts").path(name).asLong();
    }

    @Test
    void ordersAndPaymentsOfOneLogGoToTwoTablesAndNothingIsLost() throws Exception {
        assertThat(run("orders", "backfill", new BackfillJob(), Map.of()))
                .as(verdict.toString())
                .isEqualTo(ExitCode.OK);
        assertThat(List.of(count("records"), count("rows"), count("filtered"))).containsExactly(49L, 33L, 16L);
        assertThat(run("payments", "backfill", new BackfillJob(), Map.of()))
                .as(verdict.toString())
                .isEqualTo(ExitCode.OK);
        assertThat(List.of(count("records"), count("rows"), count("filtered"))).containsExactly(49L, 16L, 33L);
        for (String migration : List.of("orders", "payments")) {
            assertThat(run(migration, "verify", new VerifyJob(), Map.of("sides", "source,canonical,target")))
                    .as(verdict.toString())
                    .isEqualTo(ExitCode.OK);
            assertThat(count("filtered_source")).isEqualTo(migration.equals("orders") ? 16 : 33);
        }
    }

    @Test
    void ordersAreWrittenInTheirNewestVersionAndReadAgain() throws Exception {
        assertThat(run("orders", "backfill", new BackfillJob(), Map.of())).isEqualTo(ExitCode.OK);
        Path out = folder.resolve("written");
        ExitCode exported = run("orders", "export", new ExportJob(), Map.of("to", "source", "out", out.toString()));
        assertThat(exported).as(verdict.toString()).isEqualTo(ExitCode.OK);
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file :
                    (Iterable<Path>) files.filter(path -> path.toString().endsWith(".bin"))::iterator) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).contains("OrderV2", "Version");
            }
        }
        Path migration = folder.resolve("orders.yaml");
        Files.writeString(migration, Files.readString(migration).replace("path: go,", "path: written,"));
        assertThat(run("orders", "verify", new VerifyJob(), Map.of("sides", "source,target")))
                .as(verdict.toString())
                .isEqualTo(ExitCode.OK);
        assertThat(count("records_source")).isEqualTo(33);
    }

    @Test
    void aTypeThatNoEntryIsForIsQuarantined() throws Exception {
        Path migration = folder.resolve("orders.yaml");
        Files.writeString(
                migration, Files.readString(migration).replace("    - {when: {type: Payment}, route: payments}\n", ""));
        assertThat(run("orders", "backfill", new BackfillJob(), Map.of())).isEqualTo(ExitCode.DIFFER);
        assertThat(List.of(count("records"), count("rows"), count("quarantined")))
                .containsExactly(49L, 33L, 16L);
        assertThat(run("orders", "verify", new VerifyJob(), Map.of("sides", "source,target")))
                .isEqualTo(ExitCode.DIFFER);
        assertThat(verdict.path("details").path("findings_by_reason").toString())
                .isEqualTo("{\"no_shape\":16}");
    }
}
