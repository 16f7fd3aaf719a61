package tallystick.job.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class MeaningSettingsTest {
    @Test
    void whatIsAssertedIsWhatSparkSubmitIsTold() throws IOException {
        Map<String, String> told = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("../conf/spark-defaults.conf"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.strip().split("\\s+", 2);
                told.put(parts[0], parts[1]);
            }
        }
        assertThat(MeaningSettings.all()).containsExactlyInAnyOrderEntriesOf(told);
    }
}
