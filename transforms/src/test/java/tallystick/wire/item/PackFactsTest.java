package tallystick.wire.item;

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
import tallystick.wire.BadFrameException;
import tallystick.wire.FactFile;
import tallystick.wire.Framer;
import tallystick.wire.OneRecord;
import tallystick.wire.RecordDecoder;

/**
 * Facts that the real libraries of MessagePack and CBOR stated (docs/spec/pack-cases.md): what they write, what they read,
 * what they refuse. Ours must read the same, write the same bytes, and refuse what they refuse.
 */
class PackFactsTest {
    private static final HexFormat HEX = HexFormat.of();

    private FactFile file = new FactFile("");

    @ParameterizedTest
    @CsvSource({"rust-msgpack.jsonl, 600", "rust-cbor.jsonl, 300"})
    void everyFact(String cases, int most) throws IOException {
        file = new FactFile(cases);
        file.prove(most, this::prove);
    }

    @ParameterizedTest
    @CsvSource({"rust-msgpack.jsonl", "rust-cbor.jsonl"})
    @Timeout(120)
    void noBytesMakeTheDecoderThrowOrTakeMemory(String cases) throws IOException {
        Random random = new Random(Integer.getInteger("fuzz.seed", 7));
        com.sun.management.ThreadMXBean memory = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        file = new FactFile(cases);
        for (JsonNode fact : file.facts()) {
            OneRecord subject = new OneRecord(fact);
            if (subject.declared.isRefused()) {
                continue;
            }
            RecordDecoder decoder = subject.declared.dialect().decoder(subject.declared.bound());
            Framer framer =
                    subject.declared.dialect().framer(subject.declared.bound()).orElseThrow();
            byte[] wire = HEX.parseHex(fact.path("wire").asText());
            long before = memory.getCurrentThreadAllocatedBytes();
            int bytes = 0;
            for (int round = 0; round < Integer.getInteger("fuzz.rounds", 60); round++) {
                byte[] given = Arrays.copyOf(wire, random.nextInt(4) == 0 ? random.nextInt(200) : wire.length);
                for (int i = random.nextInt(4); i >= 0 && given.length > 0; i--) {
                    int from = random.nextInt(given.length);
                    Arrays.fill(
                            given,
                            from,
                            Math.min(given.length, from + 1 + random.nextInt(9)),
                            random.nextBoolean() ? (byte) (0xC0 | random.nextInt(64)) : (byte) random.nextInt());
                }
                bytes += given.length;
                boolean whole = decoder.decode(given, 0, given.length, subject.record, subject.findings);
                if (whole && framed(framer, given) != given.length) {
                    file.wrong(fact.path("id").asText() + ": framed otherwise: " + HEX.formatHex(given));
                }
            }
            long taken = memory.getCurrentThreadAllocatedBytes() - before;
            assertThat(taken).as(fact.path("id").asText()).isLessThan(1_000_000 + 400L * bytes);
        }
        file.nothingIsWrong();
    }

    /** The length of the first frame; 0 if it is cut, -1 if it is none, the greatest int if it is shorter than the bytes. */
    private static int framed(Framer framer, byte[] given) {
        try {
            long length = framer.frame(given, 0, given.length, true);
            return length > 0 && length < given.length ? Integer.MAX_VALUE : (int) length;
        } catch (BadFrameException e) {
            return -1;
        }
    }

    private void prove(JsonNode fact) {
        OneRecord subject = new OneRecord(fact);
        byte[] wire = HEX.parseHex(fact.path("wire").asText());
        String canonical = fact.path("canonical").asText();
        String direction = fact.path("direction").asText();
        switch (direction) {
            case "both" -> {
                subject.reads(wire, canonical);
                if (!fact.has("again")) {
                    subject.writes(canonical, wire);
                }
                isCutAnywhere(subject, wire);
                isFollowed(subject, wire);
            }
            case "decode" -> {
                if (fact.path("reject").asBoolean() || fact.has("outside")) {
                    subject.refuses(wire);
                } else if (fact.has("finding")) {
                    subject.finds(wire, fact.path("finding").asText());
                } else if (fact.path("lenient").asBoolean()) {
                    file.count(subject.readsOrFinds(wire, canonical) ? "lenient: read" : "lenient: found");
                } else {
                    subject.reads(wire, canonical);
                }
            }
            // What is lost is refused too, as losses are not allowed; lint says so before.
            case "encode" -> subject.doesNotWrite(canonical);
            case "impossible" -> subject.isImpossible();
            default -> throw new AssertionError(direction);
        }
        file.count(direction);
    }

    private static void isCutAnywhere(OneRecord subject, byte[] wire) {
        Framer framer =
                subject.declared.dialect().framer(subject.declared.bound()).orElseThrow();
        for (int length = 0; length < wire.length; length++) {
            byte[] cut = Arrays.copyOf(wire, length);
            assertThat(subject.decodes(cut)).as("cut at " + length).isFalse();
            assertThat(framed(framer, cut)).as("framed, cut at " + length).isZero();
        }
        assertThat(framed(framer, wire)).isEqualTo(wire.length);
    }

    /** A record that is followed by more is none: only its reader can say whether what follows belongs to it. */
    private static void isFollowed(OneRecord subject, byte[] wire) {
        byte[] longer = Arrays.copyOf(wire, wire.length + 1);
        assertThat(subject.decodes(longer)).as("a byte follows").isFalse();
        assertThat(framed(
                        subject.declared
                                .dialect()
                                .framer(subject.declared.bound())
                                .orElseThrow(),
                        longer))
                .isEqualTo(Integer.MAX_VALUE);
    }
}
