package tallystick.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xerial.snappy.SnappyFramedOutputStream;

final class RecordReaderTest {
    private static final Configuration HADOOP = new Configuration();
    private static final int SNAPPY_HEAD = 10;

    @TempDir
    private Path root;

    private record Line(long offset, String text) {}

    private final List<Coverage> coverages = new ArrayList<>();

    private FileEntry write(String name, byte[] content) throws IOException {
        Files.write(root.resolve(name), content);
        return new FileEntry(name, content.length, "1");
    }

    private List<Line> read(FileEntry file, long splitBytes, Framing framing) throws IOException {
        List<Line> lines = new ArrayList<>();
        coverages.clear();
        for (FileSplit split : FileSplit.of("u", file, Compression.AUTO, splitBytes)) {
            try (RecordReader reader = RecordReader.open(HADOOP, root.toString(), split, framing)) {
                while (reader.next()) {
                    String text = !reader.isHeld()
                            ? "oversize " + reader.length() + " " + reader.hash()
                            : new String(
                                    reader.bytes(),
                                    reader.from(),
                                    reader.to() - reader.from(),
                                    StandardCharsets.ISO_8859_1);
                    lines.add(new Line(reader.offset(), text));
                }
                coverages.add(reader.coverage());
            }
        }
        assertThat(Coverage.gap(coverages)).isEmpty();
        assertThat(coverages.stream().mapToLong(Coverage::records).sum()).isEqualTo(lines.size());
        return lines;
    }

    private List<Line> read(FileEntry file) throws IOException {
        return read(file, Long.MAX_VALUE, Framing.LINES);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    private static byte[] zstd(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream zstd = new ZstdOutputStream(out)) {
            zstd.write(content);
        }
        return out.toByteArray();
    }

    private static byte[] snappy(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream snappy = new SnappyFramedOutputStream(out)) {
            snappy.write(content);
        }
        return out.toByteArray();
    }

    private static byte[] lz4(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream lz4 = new LZ4FrameOutputStream(out)) {
            lz4.write(content);
        }
        return out.toByteArray();
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** What lines mean, said independently: cut at each \n; the rest is a line unless it is empty. */
    private static List<Line> expected(String content) {
        List<Line> lines = new ArrayList<>();
        int from = 0;
        for (int newline = content.indexOf('\n'); newline >= 0; newline = content.indexOf('\n', from)) {
            lines.add(new Line(from, content.substring(from, newline)));
            from = newline + 1;
        }
        if (from < content.length()) {
            lines.add(new Line(from, content.substring(from)));
        }
        return lines;
    }

    @Test
    void splitsOfAnySizeGiveEachLineOnce() throws IOException {
        Random random = new Random(7);
        for (int round = 0; round < 60; round++) {
            StringBuilder content = new StringBuilder();
            int lines = random.nextInt(12);
            for (int i = 0; i < lines; i++) {
                content.append("\u0000\r\u00ffab{}".repeat(random.nextInt(4)))
                        .append("x".repeat(random.nextInt(9)))
                        .append(i < lines - 1 || random.nextBoolean() ? "\n" : "");
            }
            FileEntry file = write("f" + round, bytes(content.toString()));
            for (long split : new long[] {1, 2, 3, 7, 16, 1000}) {
                assertThat(read(file, split, Framing.LINES)).isEqualTo(expected(content.toString()));
            }
        }
    }

    @Test
    void recordsLongerThanTheBufferAreWhole() throws IOException {
        String content = "a".repeat(3 << 20) + "\n" + "b".repeat(1 << 20) + "\nc";
        FileEntry file = write("long", bytes(content));
        assertThat(read(file, 1 << 20, Framing.LINES)).isEqualTo(expected(content));
        assertThat(coverages).hasSize(5);
    }

    @Test
    void compressedFilesOfSeveralMembersAreReadToTheEnd() throws IOException {
        byte[] first = bytes("{\"a\":1}\n{\"a\"");
        byte[] second = bytes(":2}\n");
        List<Line> lines = List.of(new Line(0, "{\"a\":1}"), new Line(8, "{\"a\":2}"));
        assertThat(read(write("m.gz", join(gzip(first), gzip(second))))).isEqualTo(lines);
        assertThat(read(write("e.gz", join(gzip(first), join(gzip(new byte[0]), gzip(second))))))
                .isEqualTo(lines);
        assertThat(read(write("m.zst", join(zstd(first), zstd(second))))).isEqualTo(lines);
        assertThat(read(write("m.sz", join(snappy(first), snappy(second))))).isEqualTo(lines);
        assertThat(read(write("m.lz4", join(lz4(first), lz4(second))))).isEqualTo(lines);
    }

    @Test
    void aCompressedFileCutAnywhereIsIncomplete() throws IOException {
        byte[] content = bytes("line one\nline two\n".repeat(20));
        // Snappy's stream does not say where it ends: cut behind its head or behind a chunk, it is a shorter file.
        for (String ending : List.of(".gz", ".zst", ".lz4", ".sz")) {
            byte[] whole =
                    switch (ending) {
                        case ".gz" -> gzip(content);
                        case ".zst" -> zstd(content);
                        case ".lz4" -> lz4(content);
                        default -> snappy(content);
                    };
            for (int length = 0; length < whole.length; length++) {
                if (ending.equals(".sz") && length == SNAPPY_HEAD) {
                    continue;
                }
                FileEntry file = write("cut" + length + ending, Arrays.copyOf(whole, length));
                assertThatThrownBy(() -> read(file))
                        .as("cut to " + length)
                        .isInstanceOf(IncompleteInputException.class)
                        .hasMessageContaining("truncated")
                        .hasMessageContaining(file.path());
            }
        }
    }

    @Test
    void aCompressedFileWithAFlippedBitIsNeverReadAsAnother() throws IOException {
        byte[] content = bytes("line one\nline two\n".repeat(3));
        byte[] whole = gzip(content);
        List<Line> lines = read(write("whole.gz", whole));
        int noticed = 0;
        for (int bit = 10 * 8; bit < whole.length * 8; bit++) {
            byte[] broken = whole.clone();
            broken[bit / 8] ^= (byte) (1 << bit % 8);
            FileEntry file = write("b" + bit + ".gz", broken);
            try {
                // A few bits mean nothing, as those that fill up the last byte.
                assertThat(read(file)).as("bit " + bit).isEqualTo(lines);
            } catch (IncompleteInputException e) {
                noticed++;
            }
        }
        assertThat(noticed).isGreaterThan((whole.length - 10) * 8 - 8);
        FileEntry garbage = write("g.gz", join(whole, new byte[3]));
        assertThatThrownBy(() -> read(garbage)).hasMessageContaining("what follows a member is no member");
        FileEntry other = write("o.gz", bytes("plain text"));
        assertThatThrownBy(() -> read(other)).hasMessageContaining("it does not begin as gzip does");
    }

    @Test
    void aGzipHeaderWithAChecksumIsHeldAgainstIt() throws IOException {
        byte[] plain = gzip(bytes("{\"a\":1}\n"));
        byte[] header = Arrays.copyOf(plain, 10);
        header[3] |= 2;
        CRC32 crc = new CRC32();
        crc.update(header);
        byte[] sum = {(byte) crc.getValue(), (byte) (crc.getValue() >> 8)};
        byte[] rest = Arrays.copyOfRange(plain, 10, plain.length);
        assertThat(read(write("sum.gz", join(header, join(sum, rest))))).containsExactly(new Line(0, "{\"a\":1}"));
        header[4] ^= 1;
        FileEntry other = write("other.gz", join(header, join(sum, rest)));
        assertThatThrownBy(() -> read(other)).hasMessageContaining("the checksum of its header is wrong");
    }

    @Test
    void onlyDeclaredFramingIsTakenAway() throws IOException {
        byte[] content = bytes("\u00ef\u00bb\u00bfa\r\nb\n\r\nc\r");
        FileEntry file = write("framed", content);
        assertThat(read(file))
                .containsExactly(
                        new Line(0, "\u00ef\u00bb\u00bfa\r"), new Line(6, "b"), new Line(8, "\r"), new Line(10, "c\r"));
        assertThat(read(file, 4, new Framing(new Layout.Lines(true, true, false), 100)))
                .containsExactly(new Line(3, "a"), new Line(6, "b"), new Line(8, ""), new Line(10, "c\r"));
        assertThat(read(
                        write("bom", bytes("\u00ef\u00bb\u00bf")),
                        9,
                        new Framing(new Layout.Lines(true, false, false), 100)))
                .isEmpty();
        assertThat(read(write("short", bytes("\u00ef\n")), 9, new Framing(new Layout.Lines(true, false, false), 100)))
                .containsExactly(new Line(0, "\u00ef"));
    }

    @Test
    void linesLongerThanAllowedAreSkippedAndNamed() throws IOException {
        String content =
                "ok\n" + "x".repeat(11) + "\n0123456789\n" + "y".repeat(4 << 20) + "\nend\n" + "z".repeat(3 << 20);
        FileEntry file = write("over", bytes(content));
        List<Line> lines = read(file, 1 << 20, new Framing(new Layout.Lines(false, false, false), 10));
        assertThat(lines).hasSize(6);
        assertThat(lines.get(1).text()).startsWith("oversize 11 ");
        assertThat(lines.get(2).text()).isEqualTo("0123456789");
        assertThat(lines.get(3).text())
                .startsWith("oversize " + (4 << 20) + " ")
                .hasSize("oversize 4194304 ".length() + 32);
        assertThat(lines.get(4).text()).isEqualTo("end");
        assertThat(lines.get(5).text()).startsWith("oversize " + (3 << 20) + " ");
        assertThat(read(file, 1 << 18, new Framing(new Layout.Lines(false, false, false), 10)))
                .isEqualTo(lines);
        // The hash of a skipped line is that of a line in memory.
        FileEntry one = write("one", bytes("q".repeat(3 << 20)));
        String streamed = read(one, 9 << 20, new Framing(new Layout.Lines(false, false, false), 10))
                .get(0)
                .text();
        String held = read(one, 9 << 20, new Framing(new Layout.Lines(false, false, false), (3 << 20) - 1))
                .get(0)
                .text();
        assertThat(held).isEqualTo(streamed);
    }

    @Test
    void aFileThatIsNotAsItWasListedIsIncomplete() throws IOException {
        FileEntry file = write("f", bytes("a\nb\n"));
        FileEntry shrunk = new FileEntry("f", 5, "1");
        assertThatThrownBy(() -> read(shrunk))
                .isInstanceOf(IncompleteInputException.class)
                .hasMessage("f: ends at byte 4, but was listed with 5");
        FileEntry grown = new FileEntry("f", 2, "1");
        assertThatThrownBy(() -> read(grown))
                .isInstanceOf(IncompleteInputException.class)
                .hasMessage("f: grew while it was read; it was listed with 2 bytes");
        Files.delete(root.resolve("f"));
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(IncompleteInputException.class)
                .hasMessage("f: is gone");
    }

    @Test
    void emptyFilesAndEmptyLines() throws IOException {
        assertThat(read(write("empty", new byte[0]))).isEmpty();
        assertThat(read(write("blank", bytes("\n\n")))).containsExactly(new Line(0, ""), new Line(1, ""));
        assertThat(read(write("empty.gz", gzip(new byte[0])))).isEmpty();
    }

    @Test
    void aGapIsSeen() throws IOException {
        FileEntry file = write("f", bytes("aa\nbb\ncc\n"));
        read(file, 3, Framing.LINES);
        assertThat(coverages).hasSize(3);
        assertThat(Coverage.gap(coverages.subList(0, 2))).contains("f: read to byte 6 of 9");
        assertThat(Coverage.gap(List.of(coverages.get(0), coverages.get(2))))
                .contains("f: the parts do not join at byte 3");
        Coverage skipped = new Coverage(coverages.get(1).split(), 4, 6, 1);
        assertThat(Coverage.gap(List.of(coverages.get(0), skipped, coverages.get(2))))
                .contains("f: a range ends at byte 3 and the next begins at 4");
        Coverage nothing = new Coverage(coverages.get(1).split(), -1, -1, 0);
        assertThat(Coverage.gap(List.of(coverages.get(0), nothing, coverages.get(2))))
                .contains("f: bytes 3 to 6 were read by no task");
    }
}
