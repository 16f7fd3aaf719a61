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
import tallystick.job.run.ExitCode;
import tallystick.job.run.Job;
import tallystick.job.run.JobContext;
import tallystick.migration.Loaded;
import tallystick.migration.MigrationFile;

/** A store that real programs wrote, with its migrations, copied from transforms/interop into a folder where jobs run over it. */
final class StoreCopy {
    private static final Path STORES =
            Path.of("../transforms/interop").toAbsolutePath().normalize();

    private final Path folder;
    private int runs;
    private JsonNode verdict = new ObjectMapper().createObjectNode();

    StoreCopy(String name, Path folder) throws IOException {
        this.folder = folder;
        Path store = committed(name);
        for (Path file : files(store)) {
            Path to = folder.resolve(store.relativize(file).toString());
            Files.createDirectories(to.getParent());
            Files.write(to, Files.readAllBytes(file));
        }
    }

    /** Where the repository has it. */
    static Path committed(String name) {
        return STORES.resolve(name);
    }

    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** Puts other text in the place of some that a file must have. */
    void change(String file, String what, String by) throws IOException {
        Path path = folder.resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(what);
        Files.writeString(path, text.replace(what, by));
    }

    Loaded load(String migration) {
        Loaded loaded = MigrationFile.load(folder.resolve(migration), List.of());
        assertThat(loaded.isWrong()).as(loaded.diagnostics().toString()).isFalse();
        return loaded;
    }

    /** Runs a job over a migration, whose files of state are in a folder of that name. */
    ExitCode run(String migration, String state, String command, Job job, Map<String, String> options)
            throws Exception {
        String runId = command + ++runs;
        JobContext context = new JobContext(
                command,
                runId,
                Optional.of(load(migration)),
                options,
                Set.of("units", "force", "sides", "slices", "witness", "to", "out", "json"),
                List.of(),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                VerifyIT::spark);
        ExitCode code = job.run(context);
        verdict = new ObjectMapper()
                .readTree(folder.resolve("state/" + state + "/runs/" + runId + "/verdict.json")
                        .toFile());
        return code;
    }

    /** Of the last run. */
    JsonNode verdict() {
        return verdict;
    }
}
