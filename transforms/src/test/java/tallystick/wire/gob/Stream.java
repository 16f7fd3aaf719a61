package tallystick.wire.gob;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import tallystick.canonical.ByteSink;
import tallystick.canonical.CanonicalEncoder;
import tallystick.canonical.RecordBuffer;
import tallystick.contract.Contract;
import tallystick.shape.BoundRecord;
import tallystick.shape.DecodeOptions;
import tallystick.wire.BadFrameException;
import tallystick.wire.Declared;
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
    final Dialect dialect;
    private final Declared declared;
    private final RecordDecoder decoder;
    private final RecordEncoder encoder;
    private final CanonicalEncoder canonical;

    Stream(JsonNode contractNode, JsonNode shapeNode, String record, DecodeOptions options) {
        declared = Declared.of("go/encoding-gob", Declared.contract(contractNode), shapeNode, record, Map.of(), options)
                .sound();
        contract = declared.contract();
        bound = declared.bound();
        dialect = declared.dialect();
        decoder = dialect.decoder(bound);
        encoder = dialect.encoder(bound);
        canonical = new CanonicalEncoder(contract);
    }

    Read read(byte[] stream) {
        List<String> records = new ArrayList<>();
        List<List<Finding>> found = new ArrayList<>();
        String end = each(stream, (record, findings) -> {
            records.add(record);
            found.add(findings);
        });
        return new Read(records, found, end);
    }

    /** Shows each frame's canonical bytes, which are empty where there are findings; why the stream is broken, or nothing. */
    String each(byte[] stream, BiConsumer<String, List<Finding>> to) {
        Framer framer = dialect.framer(bound).orElseThrow();
        decoder.begin();
        RecordBuffer buffer = new RecordBuffer();
        Findings findings = new Findings();
        ByteSink sink = new ByteSink(256);
        int from = 0;
        while (from < stream.length) {
            long size;
            try {
                size = framer.frame(stream, from, stream.length, true);
            } catch (BadFrameException e) {
                return "at " + (from + e.offset()) + ": " + e.getMessage();
            }
            if (size == Framer.MORE) {
                return "at " + from + ": the stream ends inside of a frame";
            }
            assertThat(size).isPositive();
            if (size > stream.length - from) {
                return "at " + from + ": a frame of " + size;
            }
            boolean whole = decoder.decode(stream, from, to(from, size), buffer, findings);
            assertThat(whole || !findings.isEmpty()).isTrue();
            String record = "";
            if (findings.isEmpty()) {
                sink.clear();
                assertThat(canonical.encode(buffer, sink))
                        .as(() -> canonical.violations().toString())
                        .isTrue();
                record = HexFormat.of().formatHex(sink.array(), 0, sink.length());
            }
            to.accept(record, findings.list());
            from = to(from, size);
        }
        return "";
    }

    private static int to(int from, long size) {
        return from + (int) size;
    }

    /** Writes records into one stream; what could not be written goes into the findings. */
    byte[] write(List<String> records, Findings findings) {
        encoder.begin();
        ByteSink out = new ByteSink(256);
        for (String record : records) {
            append(record, out, findings);
        }
        return out.copy();
    }

    /** Begins a stream to {@link #append} to. */
    void begin() {
        encoder.begin();
    }

    void append(String record, ByteSink out, Findings findings) {
        Findings of = new Findings();
        int before = out.length();
        if (!encoder.encode(declared.record(record), out, of)) {
            assertThat(out.length()).isEqualTo(before);
            assertThat(of.isEmpty()).isFalse();
            of.list().forEach(f -> findings.add(f.reason(), f.path(), f.offset(), f.detail()));
        }
    }
}
