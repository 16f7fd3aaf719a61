package tallystick.wire.item;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
import tallystick.wire.BadFrameException;
import tallystick.wire.Carriage;
import tallystick.wire.Dialect;
import tallystick.wire.Findings;
import tallystick.wire.Framer;
import tallystick.wire.RecordDecoder;

/**
 * Facts that the real libraries of MessagePack and CBOR stated (docs/spec/pack-cases.md): what they write, what they read,
 * what they refuse. Ours must read the same, write the same bytes, and refuse what they refuse.
 */
class PackFactsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HexFormat HEX = HexFormat.of();

    private final List<String> wrong = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    private static List<JsonNode> facts(String cases) throws IOException {
        List<JsonNode> facts = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("interop/cases", cases), StandardCharsets.UTF_8)) {
            facts.add(JSON.readTree(line));
        }
        return facts;
    }

    @ParameterizedTest
    @CsvSource({"rust-msgpack.jsonl, 600", "rust-cbor.jsonl, 300"})
    void everyFact(String cases, int most) throws IOException {
        Set<String> stated = new HashSet<>();
        for (JsonNode fact : facts(cases)) {
            stated.add(fact.path("dialect").asText() + " " + fact.path("fact").asText());
            try {
                prove(fact);
            } catch (AssertionError | RuntimeException e) {
                wrong.add(fact.path("id").asText() + ": " + e);
            }
        }
        System.out.println(cases + ": " + stated.size() + " facts, " + counts);
        assertThat(wrong).isEmpty();
        assertThat(stated.size()).isGreaterThan(most);
    }

    @ParameterizedTest
    @CsvSource({"rust-msgpack.jsonl", "rust-cbor.jsonl"})
    @Timeout(120)
    void noBytesMakeTheDecoderThrowOrTakeMemory(String cases) throws IOException {
        Random random = new Random(Integer.getInteger("fuzz.seed", 7));
        com.sun.management.ThreadMXBean memory = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (JsonNode fact : facts(cases)) {
            Subject subject = new Subject(fact);
            if (subject.isRefused()) {
                continue;
            }
            RecordDecoder decoder = subject.dialect.decoder(subject.bound);
            Framer framer = subject.dialect.framer(subject.bound).orElseThrow();
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
                    wrong.add(fact.path("id").asText() + ": framed otherwise: " + HEX.formatHex(given));
                }
            }
            long taken = memory.getCurrentThreadAllocatedBytes() - before;
            assertThat(taken).as(fact.path("id").asText()).isLessThan(1_000_000 + 400L * bytes);
        }
        assertThat(wrong).isEmpty();
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
        Subject subject = new Subject(fact);
        byte[] wire = HEX.parseHex(fact.path("wire").asText());
        String canonical = fact.path("canonical").asText();
        String direction = fact.path("direction").asText();
        switch (direction) {
            case "both" -> {
                subject.reads(wire, canonical);
                if (!fact.has("again")) {
                    subject.writes(canonical, wire);
                }
                subject.isCutAnywhere(wire);
                subject.isFollowed(wire);
            }
            case "decode" -> {
                if (fact.path("reject").asBoolean() || fact.has("outside")) {
                    subject.refuses(wire);
                } else if (fact.has("finding")) {
                    subject.finds(wire, fact.path("finding").asText());
                } else if (fact.path("lenient").asBoolean()) {
                    counts.merge(
                            subject.readsOrFinds(wire, canonical) ? "lenient: read" : "lenient: found",
                            1,
                            Integer::sum);
                } else {
                    subject.reads(wire, canonical);
                }
            }
            case "encode" -> {
                if (fact.path("reject").asBoolean() || !fact.path("lossy").asBoolean()) {
                    subject.doesNotWrite(canonical);
                } else {
                    subject.writesLossily(canonical, wire);
                }
            }
            case "impossible" -> subject.isImpossible();
            default -> throw new AssertionError(direction);
        }
        counts.merge(direction, 1, Integer::sum);
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
            dialect = Dialects.named(fact.path("dialect").asText())
                    .orElseThrow(() -> new AssertionError("no dialect " + fact.path("dialect")));
            JsonNode options = fact.path("options");
            SideShape shape = SideShape.parse(
                    dialect.runtime(), fact.path("shape"), fact.path("record").asText(), "/source", problems);
            Map<String, String> mapping = new LinkedHashMap<>();
            fact.path("mapping")
                    .fields()
                    .forEachRemaining(e -> mapping.put(e.getKey(), e.getValue().asText()));
            bound = BoundRecord.bind(
                    contract,
                    shape,
                    mapping,
                    new DecodeOptions(
                            options.path("unknown_fields").asText().equals("ignore"),
                            options.path("duplicate_keys").asText().startsWith("last"),
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
            assertThat(canonical()).isEqualTo(canonical);
        }

        private String canonical() {
            ByteSink bytes = new ByteSink(64);
            CanonicalEncoder encoder = new CanonicalEncoder(contract);
            assertThat(encoder.encode(record, bytes))
                    .as(() -> encoder.violations().toString())
                    .isTrue();
            return HEX.formatHex(bytes.copy());
        }

        /** Whether it is read as that; otherwise something must be found. */
        boolean readsOrFinds(byte[] wire, String canonical) {
            if (isRefused() || !decodes(wire) || !findings.isEmpty()) {
                return false;
            }
            assertThat(canonical()).isEqualTo(canonical);
            return true;
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
            Framer framer = dialect.framer(bound).orElseThrow();
            for (int length = 0; length < wire.length; length++) {
                byte[] cut = Arrays.copyOf(wire, length);
                assertThat(decodes(cut)).as("cut at " + length).isFalse();
                assertThat(framed(framer, cut)).as("framed, cut at " + length).isZero();
            }
            assertThat(framed(framer, wire)).isEqualTo(wire.length);
        }

        /** A record that is followed by more is none: only its reader can say whether what follows belongs to it. */
        void isFollowed(byte[] wire) {
            byte[] longer = Arrays.copyOf(wire, wire.length + 1);
            assertThat(decodes(longer)).as("a byte follows").isFalse();
            assertThat(framed(dialect.framer(bound).orElseThrow(), longer)).isEqualTo(Integer.MAX_VALUE);
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

        /** What is lost is refused, as losses are not allowed; lint says so before. */
        void writesLossily(String canonical, byte[] wire) {
            assertThat(write(canonical, new ByteSink(64)).list())
                    .as("what is lost: " + HEX.formatHex(wire))
                    .isNotEmpty();
        }

        void isImpossible() {
            if (!isRefused()) {
                assertThat(dialect.carriage(bound).values())
                        .anyMatch(carriage -> carriage.how() == Carriage.How.IMPOSSIBLE);
            }
        }
    }
}
