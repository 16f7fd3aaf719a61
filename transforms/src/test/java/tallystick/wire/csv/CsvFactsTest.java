package tallystick.wire.csv;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tallystick.wire.Carriage;
import tallystick.wire.FactFile;
import tallystick.wire.Findings;

/**
 * Facts that the real libraries stated (docs/spec/csv-cases.md): what they write, what they read, what they refuse. Ours
 * must read the same, write the same bytes, refuse at least what they refuse, and find rows where they find them.
 */
class CsvFactsTest {
    private static final HexFormat HEX = HexFormat.of();

    private FactFile file = new FactFile("");

    @ParameterizedTest
    @CsvSource({"go-csv.jsonl, 300", "rust-csv.jsonl, 150"})
    void everyFact(String cases, int most) throws IOException {
        file = new FactFile(cases);
        file.prove(most, fact -> prove(fact.path("id").asText(), fact));
    }

    private void prove(String id, JsonNode fact) {
        CsvFile side = CsvFile.of(fact);
        if (fact.path("direction").asText().equals("impossible")) {
            assertThat(side.declared
                            .dialect()
                            .carriage(side.declared.bound())
                            .get("v")
                            .how())
                    .as(id)
                    .isEqualTo(Carriage.How.IMPOSSIBLE);
            file.count("impossible");
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
                file.wrong(id + ": ours finds " + read + ", expected " + reason);
            }
            file.count("stricter");
        } else if (!refused && read.end().contains("never closed")) {
            // The csv crate, and Go's LazyQuotes, take all that follows such a quote for one cell.
            if (!canonical.subList(0, read.good().size()).equals(read.good())) {
                file.wrong(id + ": ours reads " + read);
            }
            file.count("stricter about quotes");
        } else if (!read.good().equals(canonical)) {
            file.wrong(id + ": ours reads " + read + ", the library " + fact.path("records")
                    + fact.path("end").asText());
        } else if (refused && read.isClean()) {
            file.wrong(id + ": the library refuses some of it, ours nothing");
        } else if (!refused && !read.isClean()) {
            file.wrong(id + ": the library reads it, ours finds " + read);
        } else {
            file.count(refused ? "refused" : "read alike");
        }
    }

    private void encode(String id, CsvFile side, byte[] stream, List<String> canonical, boolean both) {
        Findings findings = new Findings();
        byte[] written = side.write(canonical, findings);
        if (!both) {
            if (findings.isEmpty()) {
                file.wrong(id + ": what the library cannot write so that it reads the same again, ours writes as "
                        + new String(written, StandardCharsets.UTF_8));
            }
            file.count("not written");
        } else if (!findings.isEmpty()) {
            file.wrong(id + ": the library writes it, ours finds " + findings.list());
        } else if (!Arrays.equals(written, stream)) {
            file.wrong(id + ":\n  ours    " + HEX.formatHex(written) + "\n  library " + HEX.formatHex(stream));
        } else {
            file.count("written alike");
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
                file.wrong(id + ": in pieces of " + piece + " bytes rows end at " + side.frames(stream, piece)
                        + ", at once at " + whole);
            }
        }
    }
}
