package tallystick.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tallystick.contract.CanonicalType.Scalar;
import tallystick.contract.Contract;

/** Bytes and records determine each other, for random contracts and records; and bytes that are neither are refused. */
class CanonicalRoundTripTest {
    @Test
    void bytesAreReadBackAsTheSameRecord() {
        for (int seed = 0; seed < 400; seed++) {
            RandomRecords random = new RandomRecords(seed);
            Contract contract = random.contract();
            CanonicalEncoder encoder = new CanonicalEncoder(contract);
            CanonicalDecoder decoder = new CanonicalDecoder(contract);
            RecordBuffer record = new RecordBuffer();
            RecordBuffer decoded = new RecordBuffer();
            ByteSink first = new ByteSink(64);
            ByteSink second = new ByteSink(64);
            ByteSink key = new ByteSink(64);
            for (int i = 0; i < 10; i++) {
                random.record(contract, record);
                first.clear();
                assertThat(encoder.encode(record, first)).isTrue();
                assertThat(decoder.decode(first.array(), 0, first.length(), decoded))
                        .as("seed %d: %s", seed, decoder.violations())
                        .isTrue();
                second.clear();
                assertThat(encoder.encode(decoded, second)).isTrue();
                assertThat(second.copy()).as("seed %d", seed).isEqualTo(first.copy());
                assertThat(new JsonView(contract).record(decoded)).isEqualTo(new JsonView(contract).record(record));
                key.clear();
                assertThat(encoder.encodeKey(decoded, key)).isTrue();
            }
        }
    }

    /** A changed byte is refused or means another record, whose one encoding it then is. */
    @Test
    void whatADecoderAcceptsIsTheOneEncoding() {
        Random dice = new Random(7);
        int accepted = 0;
        for (int seed = 0; seed < 200; seed++) {
            RandomRecords random = new RandomRecords(seed);
            Contract contract = random.contract();
            CanonicalEncoder encoder = new CanonicalEncoder(contract);
            CanonicalDecoder decoder = new CanonicalDecoder(contract);
            RecordBuffer record = new RecordBuffer();
            ByteSink out = new ByteSink(64);
            random.record(contract, record);
            encoder.encode(record, out);
            byte[] original = out.copy();
            for (int i = 0; i < 300; i++) {
                byte[] bytes = original.clone();
                for (int flips = 1 + dice.nextInt(2); flips > 0; flips--) {
                    bytes[dice.nextInt(bytes.length)] ^= (byte) (1 << dice.nextInt(8));
                }
                int length = dice.nextInt(4) == 0 ? dice.nextInt(bytes.length + 1) : bytes.length;
                if (decoder.decode(bytes, 0, length, record)) {
                    accepted++;
                    out.clear();
                    assertThat(encoder.encode(record, out))
                            .as("seed %d: %s", seed, encoder.violations())
                            .isTrue();
                    assertThat(out.copy()).isEqualTo(Arrays.copyOf(bytes, length));
                }
            }
        }
        assertThat(accepted).isGreaterThan(1000);
    }

    @Test
    void noiseIsRefusedWithoutMemoryOrException() {
        Random dice = new Random(11);
        Contract contract = RandomRecords.everything();
        CanonicalDecoder decoder = new CanonicalDecoder(contract);
        RecordBuffer record = new RecordBuffer();
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[dice.nextInt(60)];
            dice.nextBytes(bytes);
            if (bytes.length > 0) {
                bytes[0] = (byte) (0xA0 | dice.nextInt(24));
            }
            assertThatNoException().isThrownBy(() -> decoder.decode(bytes, 0, bytes.length, record));
        }
    }

    @Test
    void aRecordBeyondTheLimitIsRefused() {
        Contract contract = CaseContracts.of(new com.fasterxml.jackson.databind.ObjectMapper()
                .createObjectNode()
                .put("type", Scalar.BYTES.code()));
        RecordBuffer record = new RecordBuffer();
        record.reset(new byte[17 << 20], 1);
        record.setRange(record.slot(0, 0), RecordBuffer.BYTES, 0, 17 << 20);
        CanonicalEncoder encoder = new CanonicalEncoder(contract);
        ByteSink out = new ByteSink(16);
        assertThat(encoder.encode(record, out)).isFalse();
        assertThat(out.length()).isZero();
        assertThat(encoder.violations()).singleElement().satisfies(violation -> assertThat(violation.kind())
                .isEqualTo(Violation.Kind.OVERSIZE));
        record.setRange(record.slot(0, 0), RecordBuffer.BYTES, 0, (16 << 20) - 7);
        assertThat(encoder.encode(record, out)).isTrue();
        assertThat(out.length()).isEqualTo(16 << 20);
        assertThat(new CanonicalDecoder(contract).decode(out.array(), 0, out.length(), new RecordBuffer()))
                .isTrue();
    }

    @Test
    void everyFieldThatIsWrongIsNamed() {
        Contract contract = CaseContracts.of(
                json(
                        """
                {"contract": {"contract": "c", "version": 1, "key": ["a"], "fields": [
                  {"id": 1, "name": "a", "type": "i8"},
                  {"id": 2, "name": "b", "type": {"list": {"struct": [{"id": 1, "name": "x", "type": {"map": {"key": "string", "value": "u8"}}}]}}},
                  {"id": 3, "name": "c", "type": "json"}]}}
                """));
        RecordBuffer record = new RecordBuffer();
        new NeutralValues(contract)
                .record(
                        json(
                                """
                {"a": "128", "b": [{"x": []}, {"x": [["k", "0"], ["l", "256"]]}], "c": {"text": "[1]"}}
                """),
                        record);
        CanonicalEncoder encoder = new CanonicalEncoder(contract);
        assertThat(encoder.encode(record, new ByteSink(16))).isFalse();
        assertThat(encoder.violations())
                .extracting(Violation::path, Violation::detail)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a", "128 is out of the range of i8"),
                        org.assertj.core.groups.Tuple.tuple("b[1].x[1]", "256 is out of the range of u8"));
    }

    private static com.fasterxml.jackson.databind.JsonNode json(String text) {
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper().readTree(text);
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
