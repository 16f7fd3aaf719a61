package tallystick.wire.serde;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tallystick.canonical.ByteSink;
import tallystick.canonical.CanonicalDecoder;
import tallystick.canonical.CanonicalEncoder;
import tallystick.canonical.RecordBuffer;
import tallystick.contract.Contract;
import tallystick.contract.ContractFile;
import tallystick.contract.Problem;
import tallystick.dialects.Dialects;
import tallystick.shape.BoundRecord;
import tallystick.shape.DecodeOptions;
import tallystick.shape.SideShape;
import tallystick.wire.Carriage;
import tallystick.wire.Dialect;
import tallystick.wire.Findings;
import tallystick.wire.RecordDecoder;

/**
 * Facts that the real bincode and postcard stated (transforms/interop/cases): what it writes, what it reads, where
 * it refuses a record that was cut. Ours must read the same, write the same bytes, and refuse what it refuses.
 */
class PositionalFactsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HexFormat HEX = HexFormat.of();

    private final List<String> wrong = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    @ParameterizedTest
    @CsvSource({"rust-bincode.jsonl, 1000", "rust-postcard.jsonl, 200"})
    void everyFact(String cases, int most) throws IOException {
        Set<String> facts = new HashSet<>();
        for (String line : Files.readAllLines(Path.of("interop/cases", cases), StandardCharsets.UTF_8)) {
            JsonNode fact = JSON.readTree(line);
            facts.add(fact.path("dialect").asText() + " " + fact.path("fact").asText());
            try {
                prove(fact);
            } catch (AssertionError | RuntimeException e) {
                wrong.add(fact.path("id").asText() + ": " + e);
            }
        }
        System.out.println(cases + ": " + facts.size() + " facts, " + counts);
        assertThat(wrong).isEmpty();
        assertThat(facts.size()).isGreaterThan(most);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rust-bincode.jsonl", "rust-postcard.jsonl"})
    @Timeout(120)
    void noBytesMakeTheDecoderThrowOrTakeMemory(String cases) throws IOException {
        Random random = new Random(7);
        com.sun.management.ThreadMXBean memory = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (String line : Files.readAllLines(Path.of("interop/cases", cases), StandardCharsets.UTF_8)) {
            JsonNode fact = JSON.readTree(line);
            Subject subject = new Subject(fact);
            if (subject.isRefused()) {
                continue;
            }
            RecordDecoder decoder = subject.dialect.decoder(subject.bound);
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
        Subject subject = new Subject(fact);
        byte[] wire = HEX.parseHex(fact.path("wire").asText());
        String canonical = fact.path("canonical").asText();
        switch (fact.path("direction").asText()) {
            case "both" -> {
                subject.reads(wire, canonical);
                if (!fact.has("again")) {
                    subject.writes(canonical, wire);
                }
                subject.isCutAnywhere(wire);
                subject.isFollowed(wire, fact.path("more").asText());
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
        counts.merge(fact.path("direction").asText(), 1, Integer::sum);
    }

    /** A contract, a record of a dialect, and what ours makes of its bytes. */
    private static final class Subject {
        private final Contract contract;
        private final Dialect dialect;
        private final BoundRecord bound;
        private final List<Problem> problems = new ArrayList<>();
        private final RecordBuffer record = new RecordBuffer();
        private final Findings findings = new Findings();

        Subject(JsonNode fact) {
            contract = ContractFile.parse(fact.path("contract"), "", problems)
                    .orElseThrow(() -> new AssertionError(problems.toString()));
            dialect = Dialects.named(fact.path("dialect").asText()).orElseThrow();
            JsonNode options = fact.path("options");
            SideShape shape = SideShape.parse(
                    "rust", fact.path("shape"), fact.path("record").asText(), "/source", problems);
            bound = BoundRecord.bind(
                    contract,
                    shape,
                    Map.of(),
                    new DecodeOptions(
                            options.path("unknown_fields").asText().equals("ignore"),
                            options.path("duplicate_keys").asText().equals("last"),
                            1000),
                    "/source",
                    problems);
        }

        /** Whether lint refuses the record before anything is read. */
        boolean isRefused() {
            return problems.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
        }

        private boolean decodes(byte[] wire) {
            return dialect.decoder(bound).decode(wire, 0, wire.length, record, findings);
        }

        void reads(byte[] wire, String canonical) {
            assertThat(isRefused()).as(problems.toString()).isFalse();
            assertThat(decodes(wire)).as(() -> findings.list().toString()).isTrue();
            assertThat(findings.list()).isEmpty();
            ByteSink bytes = new ByteSink(64);
            CanonicalEncoder encoder = new CanonicalEncoder(contract);
            assertThat(encoder.encode(record, bytes))
                    .as(() -> encoder.violations().toString())
                    .isTrue();
            assertThat(HEX.formatHex(bytes.copy())).isEqualTo(canonical);
        }

        void refuses(byte[] wire) {
            boolean whole = decodes(wire);
            assertThat(whole && findings.isEmpty()).as("it is read").isFalse();
        }

        void finds(byte[] wire, String reason) {
            decodes(wire);
            assertThat(findings.list().stream().map(finding -> finding.reason().code()))
                    .contains(reason);
        }

        void isCutAnywhere(byte[] wire) {
            for (int length = 0; length < wire.length; length++) {
                byte[] cut = Arrays.copyOf(wire, length);
                assertThat(decodes(cut)).as("cut at " + length).isFalse();
            }
        }

        /** A record that is followed by more is none: only its reader can say whether what follows belongs to it. */
        void isFollowed(byte[] wire, String more) {
            byte[] longer = Arrays.copyOf(wire, wire.length + 1);
            assertThat(decodes(longer))
                    .as("a byte follows, which the library has " + more)
                    .isFalse();
        }

        private Findings write(String canonical, ByteSink out) {
            byte[] bytes = HEX.parseHex(canonical);
            RecordBuffer given = new RecordBuffer();
            CanonicalDecoder decoder = new CanonicalDecoder(contract);
            assertThat(decoder.decode(bytes, 0, bytes.length, given))
                    .as(() -> decoder.violations().toString())
                    .isTrue();
            Findings found = new Findings();
            dialect.encoder(bound).encode(given, out, found);
            return found;
        }

        void writes(String canonical, byte[] wire) {
            ByteSink out = new ByteSink(64);
            assertThat(write(canonical, out).list()).isEmpty();
            assertThat(HEX.formatHex(out.copy())).isEqualTo(HEX.formatHex(wire));
        }

        void doesNotWrite(String canonical) {
            assertThat(write(canonical, new ByteSink(64)).list()).isNotEmpty();
        }

        void isImpossible() {
            if (!isRefused()) {
                assertThat(dialect.carriage(bound).values())
                        .anyMatch(carriage -> carriage.how() == Carriage.How.IMPOSSIBLE);
            }
        }
    }
}
