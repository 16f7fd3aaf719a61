package tallystick.job.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

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
    void sizesAreForPeople() {
        assertThat(Progress.size(1023)).isEqualTo("1023 B");
        assertThat(Progress.size(1536)).isEqualTo("1.5 KiB");
        assertThat(Progress.size(5L << 40)).isEqualTo("5.0 TiB");
    }
}
