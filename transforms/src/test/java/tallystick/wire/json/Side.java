package tallystick.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import tallystick.canonical.ByteSink;
import tallystick.canonical.CanonicalEncoder;
import tallystick.canonical.RecordBuffer;
import tallystick.contract.Contract;
import tallystick.shape.BoundRecord;
import tallystick.shape.DecodeOptions;
import tallystick.wire.Declared;
import tallystick.wire.Dialect;
import tallystick.wire.Findings;
import tallystick.wire.RecordDecoder;
import tallystick.wire.RecordEncoder;

/** A contract and one side of it, for tests. */
final class Side {
    static final YAMLMapper YAML = new YAMLMapper();

    final Contract contract;
    final BoundRecord bound;
    final Dialect dialect;
    final RecordBuffer buffer = new RecordBuffer();
    final Findings findings = new Findings();
    private RecordDecoder decoder;
    private RecordEncoder encoder;
    private CanonicalEncoder canonical;

    private Side(Contract contract, BoundRecord bound, Dialect dialect) {
        this.contract = contract;
        this.bound = bound;
        this.dialect = dialect;
    }

    static JsonNode yaml(String text) {
        try {
            return YAML.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Contract contract(JsonNode node) {
        return Declared.contract(node);
    }

    /** {@code fields} are the contract's, {@code struct} the record's; further types of each may be given. */
    static Side of(String dialect, String types, String fields, String sideTypes, String struct) {
        return of(dialect, types, fields, sideTypes, struct, Map.of(), DecodeOptions.STRICT);
    }

    static Side of(
            String dialect,
            String types,
            String fields,
            String sideTypes,
            String struct,
            Map<String, String> mapping,
            DecodeOptions options) {
        JsonNode contract = yaml("{contract: t, version: 1, key: [id], types: {" + types
                + "}, fields: [{id: 100, name: id, type: i64}, " + fields + "]}");
        JsonNode shape = yaml("{" + (sideTypes.isEmpty() ? "" : sideTypes + ", ") + "R: {struct: [{name: id, type: "
                + (dialect.startsWith("go") ? "int64" : "i64") + "}" + (struct.isEmpty() ? "" : ", ") + struct + "]}}");
        return of(dialect, contract(contract), shape, "R", mapping, options);
    }

    static Side of(
            String dialect,
            Contract contract,
            JsonNode types,
            String record,
            Map<String, String> mapping,
            DecodeOptions options) {
        Declared declared =
                Declared.of(dialect, contract, types, record, mapping, options).sound();
        return new Side(contract, declared.bound(), declared.dialect());
    }

    RecordDecoder decoder() {
        if (decoder == null) {
            decoder = dialect.decoder(bound);
        }
        return decoder;
    }

    RecordEncoder encoder() {
        if (encoder == null) {
            encoder = dialect.encoder(bound);
        }
        return encoder;
    }

    boolean read(byte[] record) {
        return decoder().decode(record, 0, record.length, buffer, findings);
    }

    boolean read(String record) {
        return read(record.getBytes(StandardCharsets.UTF_8));
    }

    /** What was found, as {@code reason path}; empty for a good record. */
    List<String> found(byte[] record) {
        boolean whole = read(record);
        List<String> found = new ArrayList<>();
        if (!whole) {
            found.add("false");
        }
        findings.list().forEach(f -> found.add(f.reason().code() + " " + f.path()));
        return found;
    }

    List<String> found(String record) {
        return found(record.getBytes(StandardCharsets.UTF_8));
    }

    /** The canonical bytes of what was last read. */
    byte[] canonical() {
        ByteSink sink = new ByteSink(256);
        if (canonical == null) {
            canonical = new CanonicalEncoder(contract);
        }
        assertThat(canonical.encode(buffer, sink))
                .as(() -> canonical.violations().toString())
                .isTrue();
        return sink.copy();
    }

    /** The canonical bytes of a good record, in hexadecimal. */
    String canonical(String record) {
        assertThat(found(record)).isEmpty();
        return HexFormat.of().formatHex(canonical());
    }

    /** The record as its dialect writes it, or its findings. */
    String write(RecordBuffer record) {
        ByteSink out = new ByteSink(256);
        Findings none = new Findings();
        boolean written = encoder().encode(record, out, none);
        if (!written) {
            return none.list().stream()
                    .map(f -> f.reason().code() + " " + f.path())
                    .toList()
                    .toString();
        }
        return new String(out.copy(), StandardCharsets.UTF_8);
    }
}
