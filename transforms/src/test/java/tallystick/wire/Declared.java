package tallystick.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tallystick.canonical.CanonicalDecoder;
import tallystick.canonical.RecordBuffer;
import tallystick.contract.Contract;
import tallystick.contract.ContractFile;
import tallystick.contract.Problem;
import tallystick.dialects.Dialects;
import tallystick.shape.BoundRecord;
import tallystick.shape.DecodeOptions;
import tallystick.shape.SideShape;

/** A contract and one side of it, bound as a migration binds them, for tests; and what was wrong with them. */
public record Declared(Contract contract, Dialect dialect, BoundRecord bound, List<Problem> problems) {
    public static Declared of(
            String dialect,
            Contract contract,
            JsonNode types,
            String record,
            Map<String, String> mapping,
            DecodeOptions options) {
        List<Problem> problems = new ArrayList<>();
        Dialect found = Dialects.named(dialect).orElseThrow(() -> new AssertionError("there is no dialect " + dialect));
        SideShape shape = SideShape.parse(found.runtime(), types, record, "/source", problems);
        BoundRecord bound = BoundRecord.bind(contract, shape, mapping, options, "/source", problems);
        return new Declared(contract, found, bound, problems);
    }

    /** What a line of facts declares. */
    public static Declared of(JsonNode fact, DecodeOptions options) {
        return of(
                fact.path("dialect").asText(),
                contract(fact.path("contract")),
                fact.path("shape"),
                fact.path("record").asText(),
                mapping(fact),
                options);
    }

    public static Contract contract(JsonNode node) {
        List<Problem> problems = new ArrayList<>();
        return ContractFile.parse(node, "", problems).orElseThrow(() -> new AssertionError(problems.toString()));
    }

    /** The names on the wire by canonical path, where the two differ. */
    public static Map<String, String> mapping(JsonNode described) {
        Map<String, String> mapping = new LinkedHashMap<>();
        described
                .path("mapping")
                .fields()
                .forEachRemaining(
                        entry -> mapping.put(entry.getKey(), entry.getValue().asText()));
        return mapping;
    }

    /** Whether lint refuses the record before anything is read. */
    public boolean isRefused() {
        return problems.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
    }

    /** This, which lint must not refuse. */
    public Declared sound() {
        assertThat(problems.stream().filter(problem -> problem.severity() == Problem.Severity.ERROR))
                .isEmpty();
        return this;
    }

    /** The record that has those canonical bytes, in hexadecimal. */
    public RecordBuffer record(String canonical) {
        byte[] bytes = HexFormat.of().parseHex(canonical);
        RecordBuffer record = new RecordBuffer();
        CanonicalDecoder decoder = new CanonicalDecoder(contract);
        assertThat(decoder.decode(bytes, 0, bytes.length, record))
                .as(() -> decoder.violations().toString())
                .isTrue();
        return record;
    }
}
