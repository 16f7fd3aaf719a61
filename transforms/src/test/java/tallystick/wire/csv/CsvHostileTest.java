package tallystick.wire.csv;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import tallystick.canonical.RecordBuffer;
import tallystick.wire.FactFile;
import tallystick.wire.Findings;
import tallystick.wire.RecordDecoder;

/** Whatever the bytes: rows or findings, in time and memory of their size. */
class CsvHostileTest {
    private static List<JsonNode> facts() throws IOException {
        List<JsonNode> facts = new ArrayList<>(new FactFile("go-csv.jsonl").facts());
        facts.addAll(new FactFile("rust-csv.jsonl").facts());
        return facts;
    }

    /** Facts with bytes changed at random: never an exception, and pieces give the rows that the whole gives. */
    @Test
    void changedFactsAreRowsOrFindings() throws IOException {
        Random random = new Random(20241125);
        byte[] likely = "\"\"\",,;\r\n\n#\\ '0x1eE+-.".getBytes(StandardCharsets.US_ASCII);
        for (JsonNode fact : facts()) {
            byte[] file = HexFormat.of().parseHex(fact.path("stream").asText());
            if (fact.path("direction").asText().equals("impossible") || file.length == 0 || file.length > 300) {
                continue;
            }
            CsvFile side = CsvFile.of(fact);
            for (int i = 0; i < 40; i++) {
                byte[] changed = Arrays.copyOf(file, file.length - (i % 4 == 0 ? random.nextInt(file.length) : 0));
                for (int k = 0; k <= random.nextInt(3) && changed.length > 0; k++) {
                    changed[random.nextInt(changed.length)] =
                            i % 3 == 0 ? (byte) random.nextInt(256) : likely[random.nextInt(likely.length)];
                }
                side.read(changed);
                assertThat(side.frames(changed, 1 + i % 3))
                        .as(() -> HexFormat.of().formatHex(changed))
                        .isEqualTo(side.frames(changed, changed.length));
            }
        }
    }

    private static CsvFile three(String dialect) throws IOException {
        for (JsonNode fact : facts()) {
            if (fact.path("id").asText().equals("read-plain")
                    && fact.path("dialect").asText().equals(dialect)) {
                return CsvFile.of(fact);
            }
        }
        throw new AssertionError(dialect);
    }

    @Test
    void bombsAreFoundInTime() throws IOException {
        for (String dialect : List.of("go/encoding-csv", "rust/csv")) {
            CsvFile side = three(dialect);
            RecordDecoder decoder = side.declared.dialect().decoder(side.declared.bound());
            RecordBuffer buffer = new RecordBuffer();
            Findings findings = new Findings();
            for (String unit : List.of(",", "\"", "\"\"", "a\"", "\"\n", "\r", "\n", "\",\"", "1")) {
                byte[] bomb = unit.repeat((8 << 20) / unit.length()).getBytes(StandardCharsets.US_ASCII);
                byte[] header = ("a,b,c," + unit.repeat((2 << 20) / unit.length())).getBytes(StandardCharsets.US_ASCII);
                Assertions.assertTimeout(Duration.ofSeconds(10), () -> {
                    decoder.begin();
                    decoder.header("a,b,c\n".getBytes(StandardCharsets.US_ASCII), 0, 6);
                    decoder.decode(bomb, 0, bomb.length, buffer, findings);
                    assertThat(findings.isEmpty()).isFalse();
                    decoder.begin();
                    decoder.header(header, 0, header.length);
                    decoder.decode("1,2,3\n".getBytes(StandardCharsets.US_ASCII), 0, 6, buffer, findings);
                    assertThat(findings.isEmpty()).as(unit).isFalse();
                    assertThat(findings.list().size()).isLessThanOrEqualTo(Findings.MOST);
                });
            }
        }
    }
}
