package tallystick.wire.gob;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tallystick.shape.DecodeOptions;
import tallystick.wire.FactFile;
import tallystick.wire.Findings;

/**
 * Facts that the real encoding/gob stated (transforms/interop/cases/go-gob.jsonl): what it writes, what it reads, what it
 * refuses. Ours must read the same, write the same bytes, and refuse at least what it refuses.
 */
class GobFactsTest {
    /** What we read although one Decoder refuses it: a definition that comes again is a stream that begins again. */
    private static final Set<String> LOOSER = Set.of("hostile-define-twice");

    /** Go before 1.27 reads the seconds of an offset west of Greenwich without their sign; ours reads what was written. */
    private static final Set<String> TRUER = Set.of("time-lmt-west-read", "time-second-west-read");

    private static final HexFormat HEX = HexFormat.of();

    private final FactFile file = new FactFile("go-gob.jsonl");
    private List<String> writtenBefore = List.of();

    @Test
    void everyFact() throws IOException {
        file.prove(300, fact -> prove(fact.path("id").asText(), fact));
    }

    private void prove(String id, JsonNode fact) {
        boolean ignore = fact.path("options").path("unknown_fields").asText().equals("ignore");
        Stream side = new Stream(
                fact.path("contract"),
                fact.path("shape"),
                fact.path("record").asText(),
                new DecodeOptions(ignore, false, 1000));
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
        }
        if (!way.equals("decode")) {
            encode(id, fact, side, stream, canonical, way.equals("both"));
        }
    }

    private void decode(String id, JsonNode fact, Stream.Read read, List<String> canonical, boolean refused) {
        if (TRUER.contains(id)) {
            assertThat(read.canonical()).isEqualTo(writtenBefore).isNotEqualTo(canonical);
            file.count("read as it was written");
            return;
        }
        if (LOOSER.contains(id)) {
            assertThat(read.isClean()).isTrue();
            file.count("looser on purpose");
            return;
        }
        boolean lenient = fact.path("lenient").asBoolean();
        if (fact.has("finding")
                && read.reasons().stream()
                        .noneMatch(r -> r.startsWith(fact.path("finding").asText() + " "))) {
            file.wrong(id + ": ours finds " + read.reasons() + ", expected "
                    + fact.path("finding").asText());
        } else if (refused && read.isClean()) {
            file.wrong(id + ": Go refuses it, ours reads " + read.canonical());
        } else if (lenient && !read.isClean()) {
            if (!isWithin(read.good(), canonical)) {
                file.wrong(id + ": ours reads " + read.good() + ", Go " + canonical);
            }
            file.count("stricter");
        } else if (!read.good().equals(canonical)) {
            file.wrong(id + ": ours reads " + read.good() + " and finds " + read.findings() + read.end() + ", Go "
                    + canonical);
        } else if (!refused && !read.isClean()) {
            file.wrong(id + ": Go reads it, ours finds " + read.findings() + read.end());
        } else {
            file.count(refused ? "refused" : "read alike");
        }
    }

    /** Whether the records are some of those, in their order. */
    private static boolean isWithin(List<String> some, List<String> all) {
        int at = 0;
        for (String record : all) {
            if (at < some.size() && some.get(at).equals(record)) {
                at++;
            }
        }
        return at == some.size();
    }

    private void encode(String id, JsonNode fact, Stream side, byte[] stream, List<String> canonical, boolean both) {
        writtenBefore = canonical;
        Findings findings = new Findings();
        byte[] written = side.write(canonical, findings);
        if (!both) {
            if (findings.isEmpty()) {
                file.wrong(id + ": what Go cannot write so that it reads the same again, ours writes "
                        + HEX.formatHex(written));
            }
            file.count("not written");
        } else if (!findings.isEmpty()) {
            file.wrong(id + ": Go writes it, ours finds " + findings.list());
        } else if (fact.path("other_spelling").asBoolean()) {
            Stream.Read again = side.read(written);
            if (!again.isClean() || !again.canonical().equals(canonical)) {
                file.wrong(id + ": ours writes " + HEX.formatHex(written) + " and reads " + again);
            }
            file.count("written as the same value");
        } else if (!java.util.Arrays.equals(written, stream)) {
            file.wrong(id + ":\n  ours writes " + HEX.formatHex(written) + "\n  Go          " + HEX.formatHex(stream));
        } else {
            file.count("written alike");
        }
    }
}
