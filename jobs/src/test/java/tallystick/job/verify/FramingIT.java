package tallystick.job.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tallystick.job.export.ExportJob;
import tallystick.job.run.ExitCode;
import tallystick.job.run.JobException;

/** Records behind lengths in gzip on one side, and in base64 on lines on the other: the whole way and back. */
final class FramingIT extends OverVerifyFolder {
    private static final String LENGTHS = "framing: {kind: length, prefix: u32, byte_order: big}";
    private static final String TORN = LENGTHS.replace("}", ", torn_tail: true}");
    private static final String OUT = "store: {kind: files, path: out, units: \"day={day}\"}";

    @BeforeEach
    void open() {
        things.declare("framing: {kind: lines}", LENGTHS, OUT, OUT + "\n  unwrap: [base64]");
    }

    private static byte[] record(long id) {
        return VerifyFolder.thing(id, "1").strip().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] lengths(long... ids) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (long id : ids) {
            out.writeInt(record(id).length);
            out.write(record(id));
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    private static String lines(long... ids) {
        StringBuilder lines = new StringBuilder();
        for (long id : ids) {
            lines.append(Base64.getEncoder().encodeToString(record(id))).append('\n');
        }
        return lines.toString();
    }

    private ExitCode export(String side) {
        return things.migration().run("export", new ExportJob(), Set.of("to", "out", "json"), "--to=" + side);
    }

    private List<Path> exported(String side) throws IOException {
        try (Stream<Path> found = Files.walk(folder.resolve("state/things/export/" + side))) {
            return found.filter(file -> file.getFileName().toString().startsWith("part-"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void bothSidesMatchAndAreWrittenAgainAsTheyWere() throws IOException {
        things.migration().write("in/day=1/a.bin.gz", gzip(lengths(1, 2, 3)));
        things.migration().write("in/day=1/b.bin", lengths(4));
        things.migration().write("in/day=2/a.bin.gz", gzip(lengths(5)));
        things.migration().write("in/day=2/empty.bin", new byte[0]);
        things.write("out/day=1/a.txt", lines(4, 3, 2, 1));
        things.write("out/day=2/a.txt", lines(5));
        assertThat(things.migration().backfill()).isEqualTo(ExitCode.OK);
        assertThat(things.migration().query("SELECT id, _unit, _file, _offset FROM t"))
                .containsExactly(
                        "1|day=1|day=1/a.bin.gz|4",
                        "2|day=1|day=1/a.bin.gz|" + (8 + record(1).length),
                        "3|day=1|day=1/a.bin.gz|" + (12 + 2 * record(1).length),
                        "4|day=1|day=1/b.bin|4",
                        "5|day=2|day=2/a.bin.gz|4");
        assertThat(things.verify("sides=source,canonical,target"))
                .as(things.notMatching().toString())
                .isEqualTo(ExitCode.OK);

        assertThat(export("source")).as(things.migration().printed()).isEqualTo(ExitCode.OK);
        assertThat(export("target")).as(things.migration().printed()).isEqualTo(ExitCode.OK);
        List<String> ofDays = new ArrayList<>();
        for (Path file : exported("source")) {
            assertThat(file.toString()).endsWith(".bin");
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(file)));
            while (in.available() > 0) {
                byte[] record = in.readNBytes(in.readInt());
                ofDays.add(file.getParent().getFileName() + " " + new String(record, StandardCharsets.UTF_8));
            }
        }
        assertThat(ofDays).hasSize(5).anySatisfy(line -> assertThat(line).startsWith("day=2 {\"id\":5,"));
        for (Path file : exported("target")) {
            for (String line : Files.readAllLines(file)) {
                assertThat(new String(Base64.getDecoder().decode(line), StandardCharsets.UTF_8))
                        .matches("\\{\"id\":[1-5],.*}");
            }
        }
        // What was written is what both sides can be verified from.
        things.declare(
                "framing: {kind: lines}",
                LENGTHS,
                "path: in,",
                "path: state/things/export/source,",
                OUT,
                OUT.replace("path: out", "path: state/things/export/target") + "\n  unwrap: [base64]");
        assertThat(things.verify("sides=source,canonical,target"))
                .as(things.notMatching().toString())
                .isEqualTo(ExitCode.OK);
    }

    @Test
    void eachRecordCompressedByItselfAndOneRecordAFile() throws IOException {
        things.declare(
                "store: {kind: files, path: in, units: \"day={day}\"}",
                "store: {kind: files, path: in, units: \"day={day}\", compression: lz4}",
                "framing: {kind: lines}",
                "framing: {kind: length, prefix: varint, byte_order: little, checksum: {kind: crc32c, place: after}}\n"
                        + "  unwrap: [{confluent: 42}, zstd]",
                OUT,
                OUT.replace("}\"}", "}\", compression: gzip}") + "\n  framing: {kind: file}\n  unwrap: [snappy]");
        // Written by an export from plain files, then read as the source.
        String wrapped = Files.readString(folder.resolve("migration.yaml"));
        things.declare();
        things.write("in/day=1/a.json", VerifyFolder.thing(1, "1") + VerifyFolder.thing(2, "2"));
        assertThat(things.migration().backfill()).isEqualTo(ExitCode.OK);
        things.write("migration.yaml", wrapped);
        assertThat(export("source")).as(things.migration().printed()).isEqualTo(ExitCode.OK);
        assertThat(export("target")).as(things.migration().printed()).isEqualTo(ExitCode.OK);
        assertThat(exported("source")).singleElement().asString().endsWith(".bin.lz4");
        assertThat(exported("target")).hasSize(2);
        byte[] one;
        try (GZIPInputStream in =
                new GZIPInputStream(Files.newInputStream(exported("target").get(0)))) {
            one = in.readAllBytes();
        }
        assertThat(new String(org.xerial.snappy.Snappy.uncompress(one), StandardCharsets.UTF_8))
                .startsWith("{\"id\":");
        things.write(
                "migration.yaml",
                wrapped.replace("path: in,", "path: state/things/export/source,")
                        .replace("path: out,", "path: state/things/export/target,"));
        assertThat(things.verify("sides=source,canonical,target"))
                .as(things.notMatching().toString())
                .isEqualTo(ExitCode.OK);
    }

    @Test
    void whatIsTornOrWrappedOtherwiseIsFoundOnBothSides() throws IOException {
        byte[] torn = Arrays.copyOf(lengths(1, 2), 4 + record(1).length + 4 + 10);
        things.migration().write("in/day=1/a.bin", torn);
        things.migration().write("in/day=2/a.bin", lengths(3));
        things.write("out/day=1/a.txt", lines(1) + "e30\n");
        things.write("out/day=2/a.txt", lines(3));
        assertThat(things.migration().backfill()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(things.migration().printed())
                .contains("day=1  INCOMPLETE  day=1/a.bin: the file ends inside its last record, which begins at byte "
                        + (4 + record(1).length));
        assertThat(things.verify()).isEqualTo(ExitCode.INCOMPLETE);

        things.declare("framing: {kind: lines}", TORN, OUT, OUT + "\n  unwrap: [base64]");
        assertThat(things.migration().backfill()).isEqualTo(ExitCode.DIFFER);
        assertThat(things.migration().query("SELECT unit, reason, source.offset, CAST(source.raw AS STRING) FROM q"))
                .containsExactly("day=1|malformed|" + (8 + record(1).length) + "|"
                        + new String(record(2), StandardCharsets.UTF_8).substring(0, 10));
        assertThat(things.verify("sides=source,canonical,target")).isEqualTo(ExitCode.DIFFER);
        assertThat(things.notMatching()).allSatisfy(line -> assertThat(line).startsWith("day=1 DIFFER"));
        assertThat(things.quarantine().all().selectExpr("target.raw", "findings[0].message").collectAsList().stream()
                        .filter(row -> !row.isNullAt(0))
                        .map(row -> new String(row.<byte[]>getAs(0), StandardCharsets.UTF_8) + " " + row.getString(1))
                        .toList())
                .contains(
                        "e30 unwrap step base64: it has 3 characters, and with padding it has four for each three bytes");
    }

    @Test
    void aPrefixThatIsUnknownCannotBeWritten() {
        things.declare("framing: {kind: lines}", LENGTHS + "\n  unwrap: [confluent]");
        assertThatThrownBy(() -> export("source"))
                .isInstanceOf(JobException.class)
                .hasMessageContaining("unwrapped by the step confluent, which does not say what stood there")
                .hasMessageContaining("{confluent: 42}");
    }
}
