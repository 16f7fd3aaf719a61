package tallystick.wire.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import tallystick.canonical.Tally;
import tallystick.shape.DecodeOptions;
import tallystick.wire.FactFile;

/**
 * Facts that the real libraries stated (transforms/interop/cases): what they write, what they read, what they refuse, and
 * what they make of each message when it is cut anywhere and when any one bit of it is another.
 */
class ProtobufFactsTest {
    private static final HexFormat HEX = HexFormat.of();

    private final FactFile file = new FactFile("go-protobuf.jsonl");

    @Test
    void everyFact() throws IOException {
        file.prove(400, this::prove);
    }

    private static byte[] wire(JsonNode fact) {
        return fact.has("text")
                ? fact.path("text").asText().getBytes(StandardCharsets.UTF_8)
                : HEX.parseHex(fact.path("wire").asText());
    }

    private void prove(JsonNode fact) {
        String direction = fact.path("direction").asText();
        String record = fact.path("record").asText();
        String dialect = fact.path("dialect").asText();
        Described strict = Described.of(dialect, record, DecodeOptions.STRICT);
        Described lenient = Described.of(dialect, record, new DecodeOptions(true, true, 1000));
        file.count(dialect + " " + direction);
        String canonical = fact.path("canonical").asText();
        if (direction.equals("encode")) {
            if (!canonical.isEmpty()) {
                strict.doesNotWrite(canonical);
            }
            return;
        }
        byte[] wire = wire(fact);
        if (direction.equals("both")) {
            assertThat(strict.reads(wire)).isEqualTo(canonical);
            assertThat(HEX.formatHex(strict.writes(canonical))).isEqualTo(HEX.formatHex(wire));
            varied(lenient, fact, "cuts", wire);
            varied(lenient, fact, "flips", wire);
        } else if (fact.path("reject").asBoolean()) {
            assertThat(strict.found(wire)).as("it is read").isNotEmpty();
            assertThat(lenient.found(wire)).as("it is read").isNotEmpty();
        } else if (canonical.isEmpty()) {
            assertThat(strict.found(wire))
                    .anyMatch(found -> found.startsWith(fact.path("finding").asText() + " "));
        } else if (fact.has("finding")) {
            assertThat(strict.found(wire))
                    .anyMatch(found -> found.startsWith(fact.path("finding").asText() + " "));
            assertThat(lenient.reads(wire)).isEqualTo(canonical);
        } else {
            assertThat(strict.reads(wire)).isEqualTo(canonical);
        }
    }

    /** Reads what the message becomes in each way that it is changed, and compares it with what the library said of all. */
    private void varied(Described side, JsonNode fact, String how, byte[] wire) {
        String marks = fact.path(how).asText();
        Tally tally = Tally.EMPTY;
        int refusedMore = 0;
        for (int i = 0; i < marks.length(); i++) {
            byte[] changed = how.equals("cuts") ? Arrays.copyOf(wire, i) : wire.clone();
            if (how.equals("flips")) {
                changed[i / 8] ^= (byte) (1 << (i % 8));
            }
            boolean clean = side.found(changed).isEmpty();
            assertThat(clean)
                    .as("%s %d, which the library reads as %s: %s", how, i, marks.charAt(i), side.last())
                    .isEqualTo(marks.charAt(i) == '+');
            if (clean) {
                tally = tally.plus(side.digest());
            } else {
                refusedMore++;
            }
        }
        file.count(how + " read", marks.length() - refusedMore);
        file.count(how + " refused", refusedMore);
        assertThat(tally.sumHex()).as(how).isEqualTo(fact.path(how + "_read").asText());
    }
}
