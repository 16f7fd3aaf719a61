package tallystick.wire.serde;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tallystick.wire.FactFile;
import tallystick.wire.OneRecord;
import tallystick.wire.RecordDecoder;

/**
 * Facts that the real bincode and postcard stated (transforms/interop/cases): what it writes, what it reads, where
 * it refuses a record that was cut. Ours must read the same, write the same bytes, and refuse what it refuses.
 */
class PositionalFactsTest {
    private static final HexFormat HEX = HexFormat.of();

    private FactFile file = new FactFile("");

    @ParameterizedTest
    @CsvSource({"rust-bincode.jsonl, 1000", "rust-postcard.jsonl, 200"})
    void everyFact(String cases, int most) throws IOException {
        file = new FactFile(cases);
        file.prove(most, this::prove);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rust-bincode.jsonl", "rust-postcard.jsonl"})
    @Timeout(120)
    void noBytesMakeTheDecoderThrowOrTakeMemory(String cases) throws IOException {
        Random random = new Random(7);
        com.sun.management.ThreadMXBean memory = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (JsonNode fact : new FactFile(cases).facts()) {
            OneRecord subject = new OneRecord(fact);
            if (subject.declared.isRefused()) {
                continue;
            }
            RecordDecoder decoder = subject.declared.dialect().decoder(subject.declared.bound());
            byte[] wire = HEX.parseHex(fact.path("wire").asText());
            long before = memory.getCurrentThreadAllocatedBytes();
            int bytes = 0;
            for (int round = 0; round < 60; round++) {
                byte[] given = Arrays.copyOf(wire, random.nextInt(4) == 0 ? random.nextInt(200) : wire.length);
                for (int i = random.nextInt(4); i >= 0 && given.length > 0; i--) {
                    int from = random.nextInt(given.length);
                    // A run of ones is the longest length there is, in every coding.
                    Arrays.fill(
                            given,
                            from,
                            Math.min(given.length, from + 1 + random.nextInt(9)),
                            random.nextBoolean() ? (byte) 255 : (byte) random.nextInt());
                }
                bytes += given.length;
                decoder.decode(given, 0, given.length, subject.record, subject.findings);
            }
            long taken = memory.getCurrentThreadAllocatedBytes() - before;
            assertThat(taken).as(fact.path("id").asText()).isLessThan(400_000 + 200L * bytes);
        }
    }

    private void prove(JsonNode fact) {
        OneRecord subject = new OneRecord(fact);
        byte[] wire = HEX.parseHex(fact.path("wire").asText());
        String canonical = fact.path("canonical").asText();
        switch (fact.path("direction").asText()) {
            case "both" -> {
                subject.reads(wire, canonical);
                if (!fact.has("again")) {
                    subject.writes(canonical, wire);
                }
                isCutAnywhere(subject, wire);
                isFollowed(subject, wire, fact.path("more").asText());
            }
            case "decode" -> {
                if (fact.path("reject").asBoolean()) {
                    subject.refuses(wire);
                } else if (fact.has("finding")) {
                    subject.finds(wire, fact.path("finding").asText());
                } else {
                    subject.reads(wire, canonical);
                }
            }
            case "encode" -> subject.doesNotWrite(canonical);
            case "impossible" -> subject.isImpossible();
            default -> throw new AssertionError(fact.path("direction").asText());
        }
        file.count(fact.path("direction").asText());
    }

    private static void isCutAnywhere(OneRecord subject, byte[] wire) {
        for (int length = 0; length < wire.length; length++) {
            byte[] cut = Arrays.copyOf(wire, length);
            assertThat(subject.decodes(cut)).as("cut at " + length).isFalse();
        }
    }

    /** A record that is followed by more is none: only its reader can say whether what follows belongs to it. */
    private static void isFollowed(OneRecord subject, byte[] wire, String more) {
        byte[] longer = Arrays.copyOf(wire, wire.length + 1);
        assertThat(subject.decodes(longer))
                .as("a byte follows, which the library has " + more)
                .isFalse();
    }
}
