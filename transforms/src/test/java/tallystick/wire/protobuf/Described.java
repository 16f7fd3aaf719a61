package tallystick.wire.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import tallystick.canonical.ByteSink;
import tallystick.canonical.CanonicalEncoder;
import tallystick.canonical.Digest;
import tallystick.canonical.RecordBuffer;
import tallystick.contract.Contract;
import tallystick.shape.BoundRecord;
import tallystick.shape.DecodeOptions;
import tallystick.shape.SideShape;
import tallystick.wire.Declared;
import tallystick.wire.Dialect;
import tallystick.wire.Findings;
import tallystick.wire.RecordDecoder;
import tallystick.wire.RecordEncoder;

/** A message of transforms/interop/protobuf, the contract that its generator made for it, and what ours makes of bytes. */
final class Described {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FOLDER = Path.of("interop/protobuf");
    private static final HexFormat HEX = HexFormat.of();
    private static final Map<List<Object>, Described> KNOWN = new HashMap<>();

    final Contract contract;
    final Dialect dialect;
    final BoundRecord bound;
    final RecordDecoder decoder;
    final RecordBuffer buffer = new RecordBuffer();
    final Findings findings = new Findings();
    private final RecordEncoder encoder;
    private final CanonicalEncoder canonical;
    private final ByteSink bytes = new ByteSink(256);

    private final Declared declared;

    private Described(Declared declared) {
        this.declared = declared;
        this.contract = declared.contract();
        this.dialect = declared.dialect();
        this.bound = declared.bound();
        this.decoder = dialect.decoder(bound);
        this.encoder = dialect.encoder(bound);
        this.canonical = new CanonicalEncoder(contract);
    }

    static Described of(String dialect, String record, DecodeOptions options) {
        return KNOWN.computeIfAbsent(List.of(dialect, record, options), key -> make(dialect, record, options));
    }

    private static Described make(String dialect, String record, DecodeOptions options) {
        try {
            JsonNode described =
                    JSON.readTree(FOLDER.resolve("contracts.json").toFile()).path(record);
            return of(dialect, described.path("contract"), record, Declared.mapping(described), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Described of(
            String dialect, JsonNode contract, String record, Map<String, String> mapping, DecodeOptions options)
            throws IOException {
        ObjectNode types = JSON.createObjectNode()
                .put(SideShape.DESCRIPTORS, Files.readAllBytes(FOLDER.resolve("descriptors.bin")));
        return new Described(Declared.of(dialect, Declared.contract(contract), types, record, mapping, options)
                .sound());
    }

    /** What was found in the bytes, as {@code reason path}; empty for a good record. */
    List<String> found(byte[] wire) {
        boolean whole = decoder.decode(wire, 0, wire.length, buffer, findings);
        List<String> found = new ArrayList<>();
        findings.list().forEach(finding -> found.add(finding.reason().code() + " " + finding.path()));
        assertThat(whole || !found.isEmpty()).isTrue();
        return found;
    }

    String last() {
        return findings.list().toString();
    }

    private void encodeCanonical() {
        bytes.clear();
        assertThat(canonical.encode(buffer, bytes))
                .as(() -> canonical.violations().toString())
                .isTrue();
    }

    /** Of the good record that was read last. */
    Digest digest() {
        encodeCanonical();
        return Digest.of(bytes);
    }

    /** The canonical bytes, in hexadecimal, of a record that is good. */
    String reads(byte[] wire) {
        assertThat(found(wire)).as(() -> last()).isEmpty();
        encodeCanonical();
        return HEX.formatHex(bytes.copy());
    }

    private Findings write(String canonicalHex, ByteSink out) {
        Findings found = new Findings();
        encoder.encode(declared.record(canonicalHex), out, found);
        return found;
    }

    byte[] writes(String canonicalHex) {
        ByteSink out = new ByteSink(64);
        assertThat(write(canonicalHex, out).list()).isEmpty();
        return out.copy();
    }

    void doesNotWrite(String canonicalHex) {
        assertThat(write(canonicalHex, new ByteSink(64)).list()).isNotEmpty();
    }
}
