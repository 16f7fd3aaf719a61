package tallystick.wire.gob;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import tallystick.canonical.ByteSink;
import tallystick.canonical.RecordBuffer;
import tallystick.shape.DecodeOptions;
import tallystick.wire.Findings;
import tallystick.wire.Reason;
import tallystick.wire.RecordDecoder;
import tallystick.wire.RecordEncoder;

/** What a decoder and an encoder keep from one record of a file to the next, and forget with the file. */
class GobStateTest {
    private static Stream side() throws IOException {
        YAMLMapper yaml = new YAMLMapper();
        return new Stream(
                yaml.readTree("{contract: t, version: 1, key: [K], types: {U: {union: [{id: 1, name: A, type: i64},"
                        + " {id: 2, name: B, type: {struct: [{id: 1, name: X, type: f64}]}}]}},"
                        + " fields: [{id: 1, name: K, type: i64}, {id: 2, name: V, type: {ref: U}, presence: nullable},"
                        + " {id: 3, name: F, type: f64}]}"),
                yaml.readTree("{T: {struct: [{name: K, type: int64}, {name: V, type: U}, {name: F, type: float64}]},"
                        + " U: {enum: [{name: A, rename: a, type: int64}, {name: B, rename: main.B, type: B}]},"
                        + " B: {struct: [{name: X, type: float64}]}}"),
                "T",
                DecodeOptions.STRICT);
    }

    private static byte[] write(RecordEncoder encoder, long key, double inner, double last, Findings findings) {
        RecordBuffer record = new RecordBuffer();
        record.reset(new byte[0], 3);
        record.setInt(record.slot(0, 0), key);
        int payload = record.union(record.slot(0, 1), 2, true);
        record.struct(payload, 1);
        record.setF64(record.slot(payload, 0), inner);
        record.setF64(record.slot(0, 2), last);
        ByteSink out = new ByteSink(64);
        encoder.encode(record, out, findings);
        return out.copy();
    }

    private static boolean defines(byte[] stream) {
        return new String(stream, java.nio.charset.StandardCharsets.ISO_8859_1).contains("\u0001T");
    }

    @Test
    void eachFileHasItsDefinitions() throws IOException {
        RecordEncoder encoder = side().dialect.encoder(side().bound);
        Findings findings = new Findings();
        encoder.begin();
        byte[] first = write(encoder, 1, 1, 1, findings);
        byte[] second = write(encoder, 2, 1, 1, findings);
        encoder.begin();
        byte[] again = write(encoder, 1, 1, 1, findings);
        assertThat(findings.list()).isEmpty();
        assertThat(defines(first)).isTrue();
        assertThat(defines(second)).isFalse();
        assertThat(again).isEqualTo(first);
    }

    @Test
    void aRecordThatIsNotWrittenTakesItsDefinitionsBack() throws IOException {
        Stream side = side();
        RecordEncoder encoder = side.dialect.encoder(side.bound);
        Findings findings = new Findings();
        encoder.begin();
        assertThat(write(encoder, 1, 1, -0.0, findings)).isEmpty();
        assertThat(findings.list()).extracting(f -> f.reason()).containsExactly(Reason.LOSSY_SOURCE);
        byte[] stream = write(encoder, 2, 1, 1, findings);
        assertThat(findings.list()).isEmpty();
        assertThat(side.read(stream).isClean()).isTrue();
        assertThat(defines(stream)).isTrue();
    }

    @Test
    void aFileKnowsNothingOfTheOneBefore() throws IOException {
        Stream side = side();
        RecordEncoder encoder = side.dialect.encoder(side.bound);
        Findings findings = new Findings();
        byte[] first = write(encoder, 1, 1, 1, findings);
        byte[] second = write(encoder, 2, 1, 1, findings);
        RecordDecoder decoder = side.dialect.decoder(side.bound);
        RecordBuffer buffer = new RecordBuffer();
        decoder.begin();
        assertThat(decoder.decode(first, 0, first.length, buffer, findings)).isTrue();
        assertThat(decoder.decode(second, 0, second.length, buffer, findings)).isTrue();
        assertThat(findings.list()).isEmpty();
        decoder.begin();
        assertThat(decoder.decode(second, 0, second.length, buffer, findings)).isFalse();
        assertThat(findings.list()).extracting(f -> f.reason()).containsExactly(Reason.MALFORMED);
        assertThat(findings.list().get(0).detail()).contains("has not defined before");
    }
}
