package tallystick.job.quarantine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tallystick.job.backfill.MigrationFolder;
import tallystick.job.run.ExitCode;
import tallystick.job.run.JobContext;
import tallystick.job.run.JobException;

class QuarantineListTest {
    @TempDir
    Path folder;

    private void list(String option, String value) throws Exception {
        new QuarantineList()
                .run(new JobContext(
                        "quarantine list",
                        "run",
                        Optional.of(new MigrationFolder(folder, null).load()),
                        Map.of(option, value),
                        Set.of("reason", "phase", "unit", "slice", "field", "run", "limit", "json"),
                        List.of(),
                        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                        () -> {
                            throw new AssertionError("no Spark is needed");
                        }));
    }

    @Test
    void aReasonOrPhaseThatDoesNotExistIsNoEmptyAnswer() {
        assertThatThrownBy(() -> list("reason", "timestmp"))
                .isInstanceOfSatisfying(JobException.class, e -> org.assertj.core.api.Assertions.assertThat(e.code())
                        .isEqualTo(ExitCode.USAGE))
                .hasMessageContaining("--reason timestmp is no reason")
                .hasMessageContaining("timestamp");
        assertThatThrownBy(() -> list("phase", "decoding")).hasMessageContaining("--phase decoding is no phase");
    }
}
