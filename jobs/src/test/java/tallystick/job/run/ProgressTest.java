package tallystick.job.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tallystick.store.FileEntry;
import tallystick.store.Layout;
import tallystick.store.Unit;

final class ProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private Progress progress(boolean terminal) {
        return new Progress(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal, 3, 3000);
    }

    @Test
    void oneLineForEachWave() {
        Progress progress = progress(false);
        progress.within(1000, 0.5);
        progress.wave("wave 1 of 2: 2 units", 2, 1000);
        progress.wave("wave 2 of 2: 1 unit", 1, 2000);
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .hasSize(2)
                .first()
                .asString()
                .matches("wave 1 of 2: 2 units  \\[2 of 3 units, .*B/s, .* left]");
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("[3 of 3 units, ")
                .doesNotContain("\r");
    }

    @Test
    void aBarOnATerminal() {
        progress(true).within(3000, 0.5);
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("\r[############------------]  50% ");
    }

    @Test
    void filesThatCannotBeCutAreSaid() {
        List<Unit> units = List.of(
                new Unit("a", List.of(new FileEntry("a/1", 10, "1"), new FileEntry("a/2", 3 << 20, "1"))),
                new Unit("b", List.of()));
        progress(false).sayIfNotCut("source", Layout.Lines.PLAIN, units);
        progress(false).sayIfNotCut("source", new Layout.WholeFile(), List.of());
        assertThat(bytes.size()).isZero();
        progress(false).sayIfNotCut("target", new Layout.Concatenated(false), units);
        assertThat(bytes.toString(StandardCharsets.UTF_8).strip())
                .isEqualTo("the target's files are no lines and are not cut: each is read by one task, the largest is"
                        + " a/2, 3.0 MiB");
    }

    @Test
    void sizesAreForPeople() {
        assertThat(Progress.size(1023)).isEqualTo("1023 B");
        assertThat(Progress.size(1536)).isEqualTo("1.5 KiB");
        assertThat(Progress.size(5L << 40)).isEqualTo("5.0 TiB");
    }
}
