package tallystick.wire.gob;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import tallystick.canonical.ByteSink;
import tallystick.canonical.CanonicalDecoder;
import tallystick.canonical.CanonicalEncoder;
import tallystick.canonical.RecordBuffer;
import tallystick.contract.Contract;
import tallystick.contract.ContractFile;
import tallystick.contract.Problem;
import tallystick.dialects.Dialects;
import tallystick.shape.BoundRecord;
import tallystick.shape.DecodeOptions;
import tallystick.shape.SideShape;
import tallystick.wire.BadFrameException;
import tallystick.wire.Dialect;
import tallystick.wire.Finding;
import tallystick.wire.Findings;
import tallystick.wire.Framer;
import tallystick.wire.RecordDecoder;
import tallystick.wire.RecordEncoder;

/** A contract and a side of it in gob, for tests. */
final class Stream {
    /** What was read of a stream, a frame after the other: canonical bytes in hexadecimal, or findings. */
    record Read(List<String> canonical, List<List<Finding>> findings, String end) {
        List<String> good() {
            return canonical.stream().filter(c -> !c.isEmpty()).toList();
        }

        List<String> reasons() {
            return findings.stream()
                    .flatMap(List::stream)
                    .map(f -> f.reason().code() + " " + f.path())
                    .toList();
        }

        boolean isClean() {
            return findings.stream().allMatch(List::isEmpty) && end.isEmpty();
        }
    }

    final Contract contract;
    final BoundRecord bound;
    final Dialect dialect = Dialects.named("go/encoding-gob").orElseThrow();
    private final RecordDecoder decoder;
    private final RecordEncoder encoder;
    private final CanonicalEncoder canonical;

    Stream(JsonNode contractNode, JsonNode shapeNode, String record, DecodeOptions options) {
        List<Problem> problems = new ArrayList<>();
        contract = ContractFile.parse(contractNode, "", problems)
                .orElseThrow(() -> new AssertionError(problems.toString()));
        SideShape shape = SideShape.parse("go", shapeNode, record, "/source", problems);
        bound = BoundRecord.bind(contract, shape, Map.of(), options, "/source", problems);
        assertThat(problems.stream().filter(p -> p.severity() == Problem.Severity.ERROR))
                .isEmpty();
        decoder = dialect.decoder(bound);
        encoder = dialect.encoder(bound);
        canonical = new CanonicalEncoder(contract);
    }

    Read read(byte[] stream) {
        Framer framer = dialect.framer(bound).orElseThrow();
        decoder.begin();
        RecordBuffer buffer = new RecordBuffer();
        Findings findings = new Findings();
        ByteSink sink = new ByteSink(256);
        List<String> records = new ArrayList<>();
        List<List<Finding>> found = new ArrayList<>();
        int from = 0;
        while (from < stream.length) {
            long size;
            try {
                size = framer.frame(stream, from, stream.length, true);
            } catch (BadFrameException e) {
                return new Read(records, found, "at " + (from + e.offset()) + ": " + e.getMessage());
            }
            assertThat(size).isPositive();
            if (size > stream.length - from) {
                return new Read(records, found, "at " + from + ": a frame of " + size);
            }
            int to = from + (int) size;
            boolean whole = decoder.decode(stream, from, to, buffer, findings);
            assertThat(whole || !findings.isEmpty()).isTrue();
            found.add(findings.list());
            if (findings.isEmpty()) {
                sink.clear();
                assertThat(canonical.encode(buffer, sink))
                        .as(() -> canonical.violations().toString())
                        .isTrue();
                records.add(HexFormat.of().formatHex(sink.array(), 0, sink.length()));
            } else {
                records.add("");
            }
            from = to;
        }
        return new Read(records, found, "");
    }

    /** Writes records into one stream; what could not be written goes into the findings. */
    byte[] write(List<String> records, Findings findings) {
        encoder.begin();
        ByteSink out = new ByteSink(256);
        RecordBuffer buffer = new RecordBuffer();
        CanonicalDecoder from = new CanonicalDecoder(contract);
        Findings of = new Findings();
        for (String record : records) {
            byte[] bytes = HexFormat.of().parseHex(record);
            assertThat(from.decode(bytes, 0, bytes.length, buffer))
                    .as(() -> from.violations().toString())
                    .isTrue();
            int before = out.length();
            if (!encoder.encode(buffer, out, of)) {
                assertThat(out.length()).isEqualTo(before);
                assertThat(of.isEmpty()).isFalse();
                of.list().forEach(f -> findings.add(f.reason(), f.path(), f.offset(), f.detail()));
            }
        }
        return out.copy();
    }
}
