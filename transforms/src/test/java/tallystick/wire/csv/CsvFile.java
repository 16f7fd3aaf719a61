package tallystick.wire.csv;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import tallystick.canonical.ByteSink;
import tallystick.canonical.CanonicalEncoder;
import tallystick.canonical.RecordBuffer;
import tallystick.contract.Problem;
import tallystick.contract.Section;
import tallystick.dialects.Dialects;
import tallystick.shape.DecodeOptions;
import tallystick.shape.DialectOptions;
import tallystick.wire.BadFrameException;
import tallystick.wire.Declared;
import tallystick.wire.Dialect;
import tallystick.wire.Finding;
import tallystick.wire.Findings;
import tallystick.wire.Framer;
import tallystick.wire.RecordDecoder;
import tallystick.wire.RecordEncoder;

/** A contract and a side of it in CSV, for tests: reads and writes whole files. */
final class CsvFile {
    /** What was read of a file: canonical bytes in hexadecimal, findings, and why reading stopped. */
    record Read(List<String> good, List<Finding> findings, String end) {
        List<String> reasons() {
            return findings.stream().map(finding -> finding.reason().code()).toList();
        }

        boolean isClean() {
            return findings.isEmpty() && end.isEmpty();
        }
    }

    final Declared declared;

    private CsvFile(Declared declared) {
        this.declared = declared;
    }

    /** A line of the facts. */
    static CsvFile of(JsonNode fact) {
        List<Problem> problems = new ArrayList<>();
        Dialect dialect = Dialects.named(fact.path("dialect").asText()).orElseThrow();
        ObjectNode side = JsonNodeFactory.instance.objectNode();
        if (fact.has("options")) {
            side.set("options", fact.path("options"));
        }
        DialectOptions options = dialect.options(
                        Section.ofNames(side, "/source", problems, "a side").orElseThrow())
                .orElseThrow(() -> new AssertionError(problems.toString()));
        assertThat(problems.stream().filter(p -> p.severity() == Problem.Severity.ERROR))
                .isEmpty();
        return new CsvFile(Declared.of(
                        fact,
                        new DecodeOptions(
                                fact.path("unknown_fields").asText().equals("ignore"),
                                fact.path("duplicate_keys").asText().equals("last-wins"),
                                1000,
                                options))
                .sound());
    }

    Read read(byte[] file) {
        List<String> good = new ArrayList<>();
        List<Finding> found = new ArrayList<>();
        RecordDecoder decoder = declared.dialect().decoder(declared.bound());
        CanonicalEncoder canonical = new CanonicalEncoder(declared.contract());
        Framer framer = declared.dialect().framer(declared.bound()).orElseThrow();
        decoder.begin();
        RecordBuffer buffer = new RecordBuffer();
        Findings findings = new Findings();
        int from = 0;
        while (from < file.length) {
            long size;
            try {
                size = framer.frame(file, from, file.length, true);
            } catch (BadFrameException e) {
                return new Read(good, found, "at " + (from + e.offset()) + ": " + e.getMessage());
            }
            if (size == Framer.MORE) {
                return new Read(good, found, "at " + from + ": " + framer.unended());
            }
            assertThat(size).isBetween(1L, (long) file.length - from);
            int to = from + (int) size;
            if (framer.holds() == Framer.Holds.HEADER) {
                decoder.header(file, from, to);
            } else if (framer.holds() == Framer.Holds.RECORD) {
                boolean whole = decoder.decode(file, from, to, buffer, findings);
                assertThat(whole || !findings.isEmpty()).isTrue();
                ByteSink sink = new ByteSink(64);
                if (findings.isEmpty() && !canonical.encode(buffer, sink)) {
                    findings.addAll(canonical.violations());
                }
                if (findings.isEmpty()) {
                    good.add(HexFormat.of().formatHex(sink.array(), 0, sink.length()));
                }
                found.addAll(findings.list());
            }
            from = to;
        }
        return new Read(good, found, "");
    }

    /** Where frames end, to a framer that is shown that many bytes more each time it asks; -1 where it stops. */
    List<Integer> frames(byte[] file, int piece) {
        Framer framer = declared.dialect().framer(declared.bound()).orElseThrow();
        List<Integer> ends = new ArrayList<>();
        int from = 0;
        int limit = Math.min(piece, file.length);
        while (from < file.length) {
            long size;
            try {
                size = framer.frame(file, from, limit, limit == file.length);
            } catch (BadFrameException e) {
                ends.add(-1);
                return ends;
            }
            if (size == Framer.MORE) {
                if (limit == file.length) {
                    ends.add(-1);
                    return ends;
                }
                limit = Math.min(limit + piece, file.length);
                continue;
            }
            from += (int) size;
            ends.add(from);
            limit = Math.min(Math.max(limit, from + piece), file.length);
        }
        return ends;
    }

    /** Writes records into one file; what cannot be written goes into the findings. */
    byte[] write(List<String> records, Findings findings) {
        RecordEncoder encoder = declared.dialect().encoder(declared.bound());
        encoder.begin();
        ByteSink out = new ByteSink(256);
        for (String record : records) {
            Findings ofRecord = new Findings();
            encoder.encode(declared.record(record), out, ofRecord);
            ofRecord.list().forEach(findings::add);
        }
        return out.copy();
    }
}
