package tallystick.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.upokecenter.cbor.CBOREncodeOptions;
import com.upokecenter.cbor.CBORObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tallystick.contract.Contract;

/** Every case of transforms/interop/cases/canonical.json, as docs/spec/cases.md says it must hold. */
class CanonicalCasesTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final CBOREncodeOptions PLAIN =
            new CBOREncodeOptions("resolvereferences=false;allowduplicatekeys=false;keepkeyorder=true");

    static JsonNode cases() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(Integer.MAX_VALUE)
                        .build());
        return mapper.readTree(Path.of("interop", "cases", "canonical.json").toFile());
    }

    @Test
    void casesAreManyAndDistinct() throws IOException {
        Set<String> facts = new HashSet<>();
        int rejected = 0;
        for (JsonNode node : cases()) {
            assertThat(facts.add(node.get("fact").textValue()))
                    .as(node.get("id").textValue())
                    .isTrue();
            rejected += node.has("reject") ? 1 : 0;
        }
        assertThat(facts).hasSizeGreaterThan(600);
        assertThat(rejected).isGreaterThan(facts.size() / 3);
    }

    @TestFactory
    Stream<DynamicTest> everyCaseHolds() throws IOException {
        return StreamSupport.stream(cases().spliterator(), false)
                .map(node -> dynamicTest(node.get("id").textValue(), () -> check(node)));
    }

    private static void check(JsonNode node) {
        Contract contract = CaseContracts.of(node);
        boolean alone = node.has("type");
        if (node.has("bytes")) {
            byte[] bytes = wrapped(node.get("bytes").textValue(), alone);
            RecordBuffer record = new RecordBuffer();
            CanonicalDecoder decoder = new CanonicalDecoder(contract);
            boolean accepted = decoder.decode(bytes, 0, bytes.length, record);
            if (node.has("accept")) {
                assertThat(accepted).as(decoder.violations().toString()).isTrue();
                assertThat(encode(contract, record)).isEqualTo(bytes);
                assertThat(Digest.of(bytes, 0, bytes.length).hex())
                        .isEqualTo(node.get("digest").textValue());
            } else {
                assertThat(accepted).isFalse();
                assertThat(decoder.violations()).singleElement().satisfies(violation -> {
                    assertThat(code(violation)).isEqualTo(node.get("reject").textValue());
                    assertThat(violation.offset()).isBetween(0, bytes.length);
                });
            }
        } else if (node.has("reject")) {
            assertThat(rejection(contract, node.get("value"), alone))
                    .isEqualTo(node.get("reject").textValue());
        } else {
            positive(node, contract, alone);
        }
    }

    private static void positive(JsonNode node, Contract contract, boolean alone) {
        RecordBuffer record = new RecordBuffer();
        fill(contract, node.get("value"), alone, record);
        byte[] expected = wrapped(node.get("expect").textValue(), alone);
        byte[] encoded = encode(contract, record);
        assertThat(HEX.formatHex(encoded)).isEqualTo(HEX.formatHex(expected));
        int inner = alone ? 2 : 0;
        assertThat(Digest.of(encoded, inner, encoded.length - inner).hex())
                .isEqualTo(node.get("digest").textValue());

        RecordBuffer decoded = new RecordBuffer();
        CanonicalDecoder decoder = new CanonicalDecoder(contract);
        // Surrounded by other bytes: offsets count from the record's first byte.
        byte[] surrounded = new byte[encoded.length + 9];
        System.arraycopy(encoded, 0, surrounded, 5, encoded.length);
        assertThat(decoder.decode(surrounded, 5, 5 + encoded.length, decoded))
                .as(decoder.violations().toString())
                .isTrue();
        assertThat(encode(contract, decoded)).isEqualTo(encoded);

        if (!alone) {
            ByteSink key = new ByteSink(16);
            assertThat(new CanonicalEncoder(contract).encodeKey(record, key)).isTrue();
            assertThat(HEX.formatHex(key.copy())).isEqualTo(node.get("key").textValue());
            assertThat(Digest.of(key).hex()).isEqualTo(node.get("key_digest").textValue());
            for (JsonNode slice : node.path("slices")) {
                List<String> by = new ArrayList<>();
                slice.get("by").forEach(part -> by.add(part.textValue()));
                assertThat(SliceFunction.compile(contract, by).apply(record))
                        .isEqualTo(slice.get("slice").textValue());
            }
        }
        // The library goes 500 deep.
        if (!node.get("id").textValue().startsWith("depth-")) {
            CBORObject read = CBORObject.DecodeFromBytes(encoded, PLAIN);
            LibraryValues library = new LibraryValues(contract);
            if (alone) {
                library.check(
                        contract.record().fields().get(0).type(),
                        node.get("value"),
                        read.get(CBORObject.FromObject(1)));
            } else {
                library.check(contract.record(), node.get("value"), read);
            }
        }
    }

    private static void fill(Contract contract, JsonNode value, boolean alone, RecordBuffer record) {
        if (alone) {
            new NeutralValues(contract).alone(value, record);
        } else {
            new NeutralValues(contract).record(value, record);
        }
    }

    private static byte[] encode(Contract contract, RecordBuffer record) {
        ByteSink out = new ByteSink(16);
        CanonicalEncoder encoder = new CanonicalEncoder(contract);
        boolean written = encoder.encode(record, out);
        assertThat(encoder.violations()).isEmpty();
        assertThat(written).isTrue();
        return out.copy();
    }

    private static String rejection(Contract contract, JsonNode value, boolean alone) {
        RecordBuffer record = new RecordBuffer();
        try {
            fill(contract, value, alone, record);
        } catch (InvalidValueException invalid) {
            return code(invalid.violation());
        }
        ByteSink out = new ByteSink(16);
        out.write(0x77);
        CanonicalEncoder encoder = new CanonicalEncoder(contract);
        assertThat(encoder.encode(record, out)).isFalse();
        assertThat(out.copy()).containsExactly(0x77);
        assertThat(encoder.violations()).hasSize(1);
        return code(encoder.violations().get(0));
    }

    private static String code(Violation violation) {
        return violation.kind().name().toLowerCase(Locale.ROOT);
    }

    /** A value alone is tested as field 1 of a record. */
    private static byte[] wrapped(String hex, boolean alone) {
        return HEX.parseHex(alone ? "a101" + hex : hex);
    }
}
