package tallystick.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tallystick.canonical.ByteSink;
import tallystick.canonical.CanonicalDecoder;
import tallystick.canonical.RecordBuffer;
import tallystick.contract.Contract;
import tallystick.shape.DecodeOptions;
import tallystick.shape.DialectOptions;
import tallystick.wire.Declared;
import tallystick.wire.Findings;

/**
 * Facts that the real encoding/json and serde_json stated (transforms/interop/cases): what they write, what they read,
 * what they refuse. Ours must read the same, write the same bytes, and refuse at least what they refuse.
 */
class JsonFactsTest {
    /** What we refuse on purpose although the library reads it: by the fact's id, the reason we give. */
    private static final Map<String, String> STRICTER = Map.ofEntries(
            // The program holds another number than the text has.
            Map.entry("any-int-read", "lossy_source"),
            Map.entry("any-read-2p53", "lossy_source"),
            Map.entry("any-read-digits", "lossy_source"),
            Map.entry("any-read-id", "lossy_source"),
            Map.entry("any-read-under", "lossy_source"),
            // null as a whole record leaves Go's struct as it was: there is no record.
            Map.entry("frame-null", "malformed"),
            Map.entry("map-int-read-same", "duplicate_key"),
            Map.entry("twice-invalid", "encoding"),
            Map.entry("twice-unknown", "unknown_field"),
            // Inside a string, Go takes whatever strconv takes; no Go program writes these.
            Map.entry("quoted-int-read-zero", "type"),
            Map.entry("quoted-int-read-plus", "type"),
            Map.entry("quoted-float-read-nan", "type"),
            // What jsoniter takes although it is no JSON, and no jsoniter writes.
            Map.entry("jsoniter frame-nul", "malformed"),
            Map.entry("jsoniter f64-read-bad-plus", "malformed"),
            Map.entry("jsoniter map-int-read-space", "type"),
            Map.entry("jsoniter quoted-int-read-space", "type"),
            // ConfigFastest does not know the escaped name for the one that is there twice.
            Map.entry("fastest twice-escaped", "unknown_field"),
            // It leaves such a text empty without a word.
            Map.entry("jsoniter quoted-text-read-once", "type"),
            // serde reads a struct from an array too; serde_json never writes one so.
            Map.entry("struct-array", "malformed"),
            Map.entry("struct-nested-array", "type"),
            Map.entry("external-struct-array", "type"),
            Map.entry("internal-array", "type"),
            Map.entry("adjacent-array", "type"),
            // A leap second has no canonical value.
            Map.entry("rfc3339-reads-leap", "timestamp"));

    /** What we read although the build that stated the fact refuses it: another build reads it. */
    private static final Set<String> LOOSER = Set.of(
            // With the feature serde-human-readable, time-rs writes and reads text.
            "time-date-text");

    /** Values whose canonical bytes do not say how the library wrote them: ours writes the same value in another spelling. */
    private static final Set<String> SAME_VALUE =
            Set.of("json-float-whole", "json-float-1e16", "decimal-scale", "decimal-zero-scale");

    /** Facts of types that a contract cannot have. */
    private static final Set<String> NO_CONTRACT = Set.of("unit", "unit-list");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void go() throws IOException {
        prove("go-json.jsonl", 1500);
    }

    @Test
    void jsoniter() throws IOException {
        prove("go-jsoniter.jsonl", 1900);
    }

    @Test
    void rust() throws IOException {
        prove("rust-json.jsonl", 1000);
    }

    @Test
    void serdeWith() throws IOException {
        prove("rust-json-with.jsonl", 250);
    }

    private static void prove(String file, int least) throws IOException {
        Path path = Path.of("interop/cases", file);
        assertThat(path).exists();
        List<String> wrong = new ArrayList<>();
        Map<String, Integer> counts = new TreeMap<>();
        Map<String, Side> sides = new HashMap<>();
        int facts = 0;
        for (String line : Files.readAllLines(path, StandardCharsets.UTF_8)) {
            JsonNode fact = JSON.readTree(line);
            facts++;
            if (NO_CONTRACT.contains(name(fact))) {
                counts.merge("no canonical type", 1, Integer::sum);
                continue;
            }
            try {
                Side side = sides.computeIfAbsent(
                        fact.path("dialect").asText()
                                + fact.path("shape")
                                + fact.path("contract")
                                + fact.path("mapping")
                                + fact.path("record")
                                + fact.path("options"),
                        key -> side(fact));
                String way = fact.path("direction").asText();
                if (!way.equals("encode")) {
                    decode(fact, side, wrong, counts);
                }
                if (!way.equals("decode")) {
                    encode(fact, side, wrong, counts);
                }
            } catch (AssertionError | RuntimeException e) {
                wrong.add(fact.path("id").asText() + " " + fact.path("dialect").asText() + ": " + e);
            }
        }
        System.out.println(file + ": " + facts + " facts, " + counts);
        wrong.forEach(System.out::println);
        assertThat(wrong).isEmpty();
        assertThat(facts).isGreaterThan(least);
    }

    private static Side side(JsonNode fact) {
        Contract contract = Side.contract(fact.path("contract"));
        JsonNode options = fact.path("options");
        boolean lastWins = options.path("duplicate_keys").asText("").equals("last-wins");
        boolean ignore = options.path("unknown_fields").asText("").equals("ignore");
        return Side.of(
                fact.path("dialect").asText(),
                contract,
                fact.path("shape"),
                fact.path("record").asText(),
                Declared.mapping(fact),
                new DecodeOptions(
                        ignore,
                        lastWins,
                        1000,
                        options.path("arbitrary_precision").asBoolean()
                                ? new JsonDialect.ArbitraryPrecision()
                                : DialectOptions.NONE));
    }

    private static String name(JsonNode fact) {
        return fact.path("id").asText().replaceAll("@.*", "");
    }

    private static byte[] wire(JsonNode fact) {
        return fact.has("wire_hex")
                ? HEX.parseHex(fact.path("wire_hex").asText())
                : fact.path("wire").asText().getBytes(StandardCharsets.UTF_8);
    }

    private static void decode(JsonNode fact, Side side, List<String> wrong, Map<String, Integer> counts) {
        String id = fact.path("id").asText() + " " + fact.path("dialect").asText() + " "
                + fact.path("wire").asText() + ": ";
        List<String> found = side.found(wire(fact));
        boolean refuses = fact.path("reject").asBoolean(false) || fact.has("outside");
        if (refuses) {
            if (found.isEmpty() && LOOSER.contains(name(fact))) {
                counts.merge("looser on purpose", 1, Integer::sum);
            } else if (found.isEmpty()) {
                wrong.add(id + "the library refuses it, ours reads " + HEX.formatHex(side.canonical()));
            } else {
                counts.merge("refused", 1, Integer::sum);
            }
            return;
        }
        String dialect = fact.path("dialect").asText();
        boolean fastest = dialect.equals("go/jsoniter@fastest");
        // ConfigFastest reads and writes bytes that are not UTF-8 as they are; a text of the contract is UTF-8.
        if (fastest && name(fact).matches("(text|map)-invalid-.*")) {
            assertThat(found).allMatch(f -> f.startsWith("encoding ")).isNotEmpty();
            counts.merge("stricter on purpose", 1, Integer::sum);
            return;
        }
        String library = fastest && name(fact).equals("twice-escaped")
                ? "fastest "
                : dialect.startsWith("go/jsoniter") ? "jsoniter " : "";
        String stricter = STRICTER.getOrDefault(library + name(fact), STRICTER.get(name(fact)));
        if (stricter != null) {
            if (found.stream().noneMatch(f -> f.startsWith(stricter + " "))) {
                wrong.add(id + "ours finds " + found + ", expected " + stricter);
            }
            counts.merge("stricter on purpose", 1, Integer::sum);
            return;
        }
        if (fact.has("finding") && !fact.has("canonical")) {
            if (found.stream().noneMatch(f -> f.startsWith(fact.path("finding").asText() + " "))) {
                wrong.add(id + "ours finds " + found + ", expected "
                        + fact.path("finding").asText());
            }
            counts.merge("found alike", 1, Integer::sum);
            return;
        }
        // The library reads another value than the text says: ours reads what it says, or says that it is lost.
        boolean inexact = fact.has("reads");
        if (inexact && found.stream().anyMatch(f -> f.startsWith("lossy_source "))) {
            counts.merge("said to be lost", 1, Integer::sum);
            return;
        }
        if (!found.isEmpty()) {
            boolean reason = !fact.has("finding")
                    || found.stream()
                            .anyMatch(f -> f.startsWith(fact.path("finding").asText() + " "));
            if (!fact.path("lenient").asBoolean(false) || !reason) {
                wrong.add(id + "the library reads it, ours finds " + side.findings.list());
            } else {
                counts.merge("stricter", 1, Integer::sum);
            }
            return;
        }
        if (fact.has("finding")) {
            wrong.add(
                    id + "ours finds nothing, expected " + fact.path("finding").asText());
            return;
        }
        String canonical = HEX.formatHex(side.canonical());
        if (!canonical.equals(fact.path("canonical").asText())) {
            wrong.add(id + "reads " + canonical + ", the library "
                    + fact.path("canonical").asText());
        } else {
            counts.merge("read alike", 1, Integer::sum);
        }
    }

    private static void encode(JsonNode fact, Side side, List<String> wrong, Map<String, Integer> counts) {
        String id = fact.path("id").asText() + " " + fact.path("dialect").asText() + " "
                + fact.path("canonical").asText() + ": ";
        byte[] canonical = HEX.parseHex(fact.path("canonical").asText());
        RecordBuffer buffer = new RecordBuffer();
        CanonicalDecoder decoder = new CanonicalDecoder(side.contract);
        if (!decoder.decode(canonical, 0, canonical.length, buffer)) {
            wrong.add(id + "is no canonical record: " + decoder.violations());
            return;
        }
        ByteSink out = new ByteSink(64);
        Findings findings = new Findings();
        boolean written = side.encoder().encode(buffer, out, findings);
        boolean both = fact.path("direction").asText().equals("both");
        if (!written) {
            assertThat(out.length()).isZero();
            if (both) {
                wrong.add(id + "the library writes it, ours finds " + findings.list());
            } else {
                counts.merge("not written", 1, Integer::sum);
            }
        } else if (fact.path("unwritable").asBoolean(false)
                || fact.path("reject").asBoolean(false)) {
            wrong.add(id + "the library refuses to write it, ours writes "
                    + new String(out.copy(), StandardCharsets.UTF_8));
        } else if (SAME_VALUE.contains(name(fact))
                || fact.path("other_spelling").asBoolean()) {
            if (fact.has("wire_hex")) {
                counts.merge("written as the same value", 1, Integer::sum);
                return;
            }
            assertThat(side.found(out.copy())).isEmpty();
            assertThat(side.canonical()).isEqualTo(canonical);
            counts.merge("written as the same value", 1, Integer::sum);
        } else if (!Arrays.equals(out.copy(), wire(fact))) {
            wrong.add(id + "ours writes   " + new String(out.copy(), StandardCharsets.UTF_8) + "\n  the library "
                    + new String(wire(fact), StandardCharsets.UTF_8));
        } else {
            counts.merge(both ? "written alike" : "written alike, read otherwise", 1, Integer::sum);
        }
    }
}
