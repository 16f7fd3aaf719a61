package tallystick.wire.csv;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tallystick.wire.Carriage;
import tallystick.wire.Findings;

/**
 * Facts that the real libraries stated (docs/spec/csv-cases.md): what they write, what they read, what they refuse. Ours
 * must read the same, write the same bytes, refuse at least what they refuse, and find rows where they find them.
 */
class CsvFactsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HexFormat HEX = HexFormat.of();

    private final List<String> wrong = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    @Test
    void everyFactOfGo() throws IOException {
        prove("go-csv.jsonl", 300);
    }

    @Test
    void everyFactOfRust() throws IOException {
        prove("rust-csv.jsonl", 150);
    }

    private void prove(String file, int least) throws IOException {
        Set<String> facts = new HashSet<>();
        for (String line : Files.readAllLines(Path.of("interop/cases/" + file), StandardCharsets.UTF_8)) {
            JsonNode fact = JSON.readTree(line);
            facts.add(fact.path("fact").asText());
            try {
                prove(fact.path("id").asText(), fact);
            } catch (AssertionError | RuntimeException e) {
                wrong.add(fact.path("id").asText() + ": " + e);
            }
        }
        System.out.println(file + ": " + facts.size() + " facts, " + counts);
        assertThat(wrong).isEmpty();
        assertThat(facts.size()).isGreaterThan(least);
    }

    private void prove(String id, JsonNode fact) {
        CsvFile side = CsvFile.of(fact);
        if (fact.path("direction").asText().equals("impossible")) {
            assertThat(side.dialect.carriage(side.bound).get("v").how()).as(id).isEqualTo(Carriage.How.IMPOSSIBLE);
            counts.merge("impossible", 1, Integer::sum);
            return;
        }
        byte[] stream = HEX.parseHex(fact.path("stream").asText());
        List<String> canonical = new ArrayList<>();
        boolean refused = fact.has("end");
        for (JsonNode record : fact.path("records")) {
            if (record.has("canonical")) {
                canonical.add(record.path("canonical").asText());
            } else {
                refused = true;
            }
        }
        String way = fact.path("direction").asText();
        if (!way.equals("encode")) {
            decode(id, fact, side.read(stream), canonical, refused);
            everyCut(id, side, stream);
        }
        if (!way.equals("decode")) {
            encode(id, side, stream, canonical, way.equals("both"));
        }
    }

    private void decode(String id, JsonNode fact, CsvFile.Read read, List<String> canonical, boolean refused) {
        if (fact.has("finding")) {
            String reason = fact.path("finding").asText();
            boolean found = read.reasons().contains(reason)
                    || reason.equals("malformed") && !read.end().isEmpty();
            if (!found) {
                wrong.add(id + ": ours finds " + read + ", expected " + reason);
            }
            counts.merge("stricter", 1, Integer::sum);
        } else if (!refused && read.end().contains("never closed")) {
            // The csv crate, and Go's LazyQuotes, take all that follows such a quote for one cell.
            if (!canonical.subList(0, read.good().size()).equals(read.good())) {
                wrong.add(id + ": ours reads " + read);
            }
            counts.merge("stricter about quotes", 1, Integer::sum);
        } else if (!read.good().equals(canonical)) {
            wrong.add(id + ": ours reads " + read + ", the library " + fact.path("records")
                    + fact.path("end").asText());
        } else if (refused && read.isClean()) {
            wrong.add(id + ": the library refuses some of it, ours nothing");
        } else if (!refused && !read.isClean()) {
            wrong.add(id + ": the library reads it, ours finds " + read);
        } else {
            counts.merge(refused ? "refused" : "read alike", 1, Integer::sum);
        }
    }

    private void encode(String id, CsvFile side, byte[] stream, List<String> canonical, boolean both) {
        Findings findings = new Findings();
        byte[] written = side.write(canonical, findings);
        if (!both) {
            if (findings.isEmpty()) {
                wrong.add(id + ": what the library cannot write so that it reads the same again, ours writes as "
                        + new String(written, StandardCharsets.UTF_8));
            }
            counts.merge("not written", 1, Integer::sum);
        } else if (!findings.isEmpty()) {
            wrong.add(id + ": the library writes it, ours finds " + findings.list());
        } else if (!Arrays.equals(written, stream)) {
            wrong.add(id + ":\n  ours    " + HEX.formatHex(written) + "\n  library " + HEX.formatHex(stream));
        } else {
            counts.merge("written alike", 1, Integer::sum);
        }
    }

    /** Shown a byte more each time, as a file that is read in pieces, the framer finds the same rows. */
    private void everyCut(String id, CsvFile side, byte[] stream) {
        if (stream.length > 300) {
            return;
        }
        List<Integer> whole = side.frames(stream, stream.length);
        for (int piece = 1; piece <= 3; piece++) {
            if (!side.frames(stream, piece).equals(whole)) {
                wrong.add(id + ": in pieces of " + piece + " bytes rows end at " + side.frames(stream, piece)
                        + ", at once at " + whole);
            }
        }
    }
}
