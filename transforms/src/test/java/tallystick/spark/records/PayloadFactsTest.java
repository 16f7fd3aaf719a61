package tallystick.spark.records;

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
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tallystick.dialects.WireFormats;
import tallystick.dialects.WireFormats.WireFormat;

/**
 * What real Go and Rust programs wrote (the cases under transforms/interop), read by nothing but their types into the
 * columns that these suggest, and written again from the row: the same bytes.
 */
class PayloadFactsTest {
    /** What columns of these types do not keep, by the beginning of the fact's id; each must still fail. */
    private static final Map<String, String> KNOWN = Map.of(
            "decimal-", "a DECIMAL keeps no trailing zeros, and of 28 digits after the point 18",
            "struct-everything", "it holds a decimal",
            "unit", "a () has no column",
            "adjacent-", "lint refuses the type: rmp-serde as arrays cannot carry another of its variants",
            "untagged-", "likewise",
            "json-float-", "the text of a JSON number is kept by its value",
            "twice-null", "two kinds of no value are one NULL");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> wrong = new ArrayList<>();
    private int same;

    @ParameterizedTest
    @CsvSource({
        "gob, go-gob.jsonl, 250, 6",
        "go-json, go-json.jsonl, 770, 0",
        "serde-json, rust-json.jsonl, 580, 16",
        "bincode, rust-bincode.jsonl, 740, 20",
        "msgpack, rust-msgpack.jsonl, 510, 11",
        "postcard, rust-postcard.jsonl, 170, 5"
    })
    void bytesToRowsToBytes(String format, String cases, int least, int known) throws IOException {
        WireFormat wire = WireFormats.named(format);
        for (String line : Files.readAllLines(Path.of("interop/cases", cases), StandardCharsets.UTF_8)) {
            JsonNode fact = JSON.readTree(line);
            boolean plain = fact.path("direction").asText().equals("both")
                    && !fact.path("other_spelling").asBoolean()
                    && !fact.has("end")
                    && fact.path("records").size() <= 1;
            if (plain) {
                check(wire, fact);
            }
        }
        List<String> unknown = wrong.stream()
                .filter(what -> KNOWN.keySet().stream().noneMatch(what::startsWith))
                .toList();
        System.out.println(format + ": " + same + " the same, " + wrong.size() + " known not to be");
        assertThat(unknown).isEmpty();
        assertThat(wrong).hasSize(known);
        assertThat(same).isGreaterThan(least);
    }

    private void check(WireFormat format, JsonNode fact) {
        String id = fact.path("id").asText();
        Map<String, String> options = new HashMap<>();
        options.put("dialect", fact.path("dialect").asText());
        options.put("record", fact.path("record").asText());
        options.put("types", fact.path("shape").toString());
        if (fact.path("options").path("unknown_fields").asText().equals("ignore")) {
            return;
        }
        String text = fact.has("stream")
                ? fact.path("stream").asText()
                : fact.path("wire").asText();
        byte[] bytes =
                text.matches("([0-9a-f]{2})*") ? HexFormat.of().parseHex(text) : text.getBytes(StandardCharsets.UTF_8);
        try {
            Declaration declaration = new Declaration(format, options, Declaration.Use.FUNCTION);
            RowPlan plan = declaration.plan(Optional.empty(), declaration.handling("_corrupt_record"));
            PayloadReader reader = new PayloadReader(plan, plan.columns());
            InternalRow row = reader.payload(bytes);
            if (row == null) {
                wrong.add(id + ": " + PayloadReader.sentence(reader.fault()));
                return;
            }
            PayloadWriter writer = new PayloadWriter(plan, plan.columns());
            writer.begin();
            if (!writer.write(row.copy())) {
                wrong.add(id + ": not written: " + PayloadReader.sentence(writer.fault()));
                return;
            }
            byte[] again = Arrays.copyOfRange(writer.bytes(), writer.from(), writer.to());
            if (Arrays.equals(bytes, again)) {
                same++;
            } else {
                wrong.add(id + ": " + HexFormat.of().formatHex(bytes) + " became "
                        + HexFormat.of().formatHex(again));
            }
        } catch (RuntimeException e) {
            wrong.add(id + ": " + e);
        }
    }
}
