package tallystick.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tallystick.wire.BadFrameException;
import tallystick.wire.Framer;
import tallystick.wire.Reason;

final class FrameReaderTest {
    private static final Configuration HADOOP = new Configuration();
    private static final int MOST = 1 << 20;

    @TempDir
    private Path root;

    /** A record that was read, or what was wrong with it: its reason, and its bytes or length and hash. */
    private record Found(long offset, String text) {}

    private List<Found> read(String name, byte[] content, Framing framing) throws IOException {
        Files.write(root.resolve(name), content);
        FileEntry file = new FileEntry(name, content.length, "1");
        List<FileSplit> splits =
                FileSplit.of("u", file, Compression.AUTO, framing.splitBytes(Math.max(1, content.length / 20)));
        List<Found> found = new ArrayList<>();
        List<Coverage> coverages = new ArrayList<>();
        for (FileSplit split : splits) {
            try (RecordReader reader = RecordReader.open(HADOOP, root.toString(), split, framing)) {
                while (reader.next()) {
                    String bytes = reader.isHeld()
                            ? new String(
                                    reader.bytes(),
                                    reader.from(),
                                    reader.to() - reader.from(),
                                    StandardCharsets.ISO_8859_1)
                            : reader.length() + " bytes " + reader.hash();
                    found.add(new Found(
                            reader.offset(),
                            reader.isFaulty() ? reader.fault().reason() + " " + bytes : "record " + bytes));
                    faults.add(reader.isFaulty() ? reader.fault().detail() : "");
                }
                coverages.add(reader.coverage());
            }
        }
        assertThat(Coverage.gap(coverages)).isEmpty();
        assertThat(coverages.stream().mapToLong(Coverage::records).sum()).isEqualTo(found.size());
        return found;
    }

    private final List<String> faults = new ArrayList<>();

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static Framing framing(Layout layout) {
        return new Framing(layout, MOST);
    }

    static Stream<Layout.Lengths> everyLengths() {
        List<Layout.Lengths> all = new ArrayList<>();
        for (Layout.Prefix prefix : Layout.Prefix.values()) {
            for (Layout.Order order : Layout.Order.values()) {
                for (Layout.Checksum checksum : Layout.Checksum.values()) {
                    all.add(new Layout.Lengths(prefix, order, checksum, false));
                }
            }
        }
        return all.stream();
    }

    private static Layout.Lengths torn(Layout.Lengths layout) {
        return new Layout.Lengths(layout.prefix(), layout.order(), layout.checksum(), true);
    }

    private static Layout.Lengths plain(Layout.Prefix prefix, Layout.Order order) {
        return new Layout.Lengths(prefix, order, Layout.Checksum.NONE, false);
    }

    /** A file of those records, and where each frame ends. */
    private static byte[] write(Layout layout, List<byte[]> records, List<Integer> ends) throws IOException {
        FrameWriter writer = new FrameWriter(layout);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.begin(out);
        for (byte[] record : records) {
            writer.write(record, 0, record.length, out);
            ends.add(out.size());
        }
        return out.toByteArray();
    }

    private static final List<byte[]> RECORDS =
            List.of(latin("{}"), new byte[0], latin("x".repeat(200)), latin("\n\0\r\u00ff"), new byte[0]);

    private static List<String> texts(List<Found> found) {
        return found.stream().map(Found::text).toList();
    }

    private static List<String> expected(List<byte[]> records) {
        return records.stream()
                .map(record -> "record " + new String(record, StandardCharsets.ISO_8859_1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("everyLengths")
    void whatIsWrittenIsReadAgainAndNothingOfItIsLostWhereverTheFileEnds(Layout.Lengths layout) throws IOException {
        List<Integer> ends = new ArrayList<>();
        byte[] content = write(layout, RECORDS, ends);
        List<Found> whole = read("whole", content, framing(layout));
        assertThat(texts(whole)).isEqualTo(expected(RECORDS));
        for (Found found : whole) {
            int offset = (int) found.offset();
            String text = found.text().substring("record ".length());
            assertThat(new String(content, offset, text.length(), StandardCharsets.ISO_8859_1))
                    .isEqualTo(text);
        }
        for (int cut = 0; cut < content.length; cut++) {
            byte[] start = Arrays.copyOf(content, cut);
            int records = 0;
            while (ends.get(records) <= cut) {
                records++;
            }
            int begins = records == 0 ? 0 : ends.get(records - 1);
            List<Found> before = whole.subList(0, records);
            if (cut == begins) {
                assertThat(read("cut", start, framing(layout))).isEqualTo(before);
                continue;
            }
            assertThatThrownBy(() -> read("cut", start, framing(layout)))
                    .as("cut to " + cut)
                    .isInstanceOf(IncompleteInputException.class)
                    .hasMessageContaining("cut: the file ends inside its last record, which begins at byte " + begins)
                    .hasMessageContaining("torn_tail: true")
                    .extracting(e -> String.valueOf(e.getMessage()).contains("it is the first"))
                    .isEqualTo(begins == 0);
            List<Found> rest = read("cut", start, framing(torn(layout)));
            assertThat(rest.subList(0, records)).isEqualTo(before);
            assertThat(rest).hasSize(records + 1);
            assertThat(rest.get(records).text()).startsWith("MALFORMED ");
            assertThat(rest.get(records).offset()).isBetween((long) begins, (long) cut);
        }
    }

    @ParameterizedTest
    @MethodSource("everyLengths")
    void aFlippedBitIsNeverAnotherRecordWhereThereIsAChecksum(Layout.Lengths layout) throws IOException {
        List<byte[]> records = List.of(latin("{}"), new byte[0], latin("\n"));
        byte[] content = write(layout, records, new ArrayList<>());
        List<String> written = expected(records);
        for (int bit = 0; bit < content.length * 8; bit++) {
            byte[] broken = content.clone();
            broken[bit / 8] ^= (byte) (1 << bit % 8);
            List<Found> found;
            try {
                found = read("flip", broken, framing(bit % 2 == 0 ? torn(layout) : layout));
            } catch (IncompleteInputException e) {
                continue;
            }
            assertThat(texts(found)).as("bit " + bit).isNotEqualTo(written);
            if (layout.checksum() != Layout.Checksum.NONE) {
                assertThat(texts(found).stream()
                                .filter(text -> text.startsWith("record "))
                                .filter(text -> !text.equals("record "))
                                .toList())
                        .as("bit " + bit)
                        .isSubsetOf(written);
                assertThat(texts(found)).as("bit " + bit).anyMatch(text -> text.startsWith("MALFORMED"));
            }
        }
    }

    @Test
    void framesAreAsTheSpecificationSays() throws IOException {
        // The check values of both polynomials are those of "123456789".
        byte[] nine = latin("123456789");
        List<Found> at = List.of(new Found(8, "record 123456789"));
        assertThat(read(
                        "a",
                        join(hex("00000009 cbf43926"), nine),
                        framing(new Layout.Lengths(
                                Layout.Prefix.U32, Layout.Order.BIG, Layout.Checksum.CRC32_BEFORE, false))))
                .isEqualTo(at);
        assertThat(read(
                        "b",
                        join(hex("0900000000000000"), nine, hex("839206e3")),
                        framing(new Layout.Lengths(
                                Layout.Prefix.U64, Layout.Order.LITTLE, Layout.Checksum.CRC32C_AFTER, false))))
                .isEqualTo(at);
        assertThat(read(
                        "c",
                        join(hex("09"), nine, hex("00 8100"), latin("z")),
                        framing(plain(Layout.Prefix.VARINT, Layout.Order.LITTLE))))
                .containsExactly(new Found(1, "record 123456789"), new Found(11, "record "), new Found(13, "record z"));
        byte[] wrong = join(hex("00000009 cbf43927"), nine, hex("00000000 00000000"));
        assertThat(read(
                        "d",
                        wrong,
                        framing(new Layout.Lengths(
                                Layout.Prefix.U32, Layout.Order.BIG, Layout.Checksum.CRC32_BEFORE, false))))
                .containsExactly(new Found(8, "MALFORMED 123456789"), new Found(25, "record "));
        assertThat(faults).contains("the CRC-32 of the record is cbf43926, but cbf43927 is stored before it");
    }

    @Test
    void hugeLengthsTakeNoMemory() throws IOException {
        byte[] some = latin("x".repeat(3 << 20));
        String varint = "ff ff ff ff ff ff ff ff ff 01";
        for (String prefix : List.of("ffffffffffffffff", "8000000000000000", "7fffffffffffffff", "0000000100000000")) {
            byte[] content = join(hex(prefix), some);
            Layout.Lengths layout = plain(Layout.Prefix.U64, Layout.Order.BIG);
            assertThatThrownBy(() -> read("huge", content, framing(layout)))
                    .isInstanceOf(IncompleteInputException.class)
                    .hasMessageContaining("the file ends inside its last record, which begins at byte 0");
            List<Found> torn = read("huge", content, framing(torn(layout)));
            assertThat(torn).hasSize(1);
            assertThat(torn.get(0).text()).startsWith("MALFORMED " + (3 << 20) + " bytes ");
        }
        byte[] content = join(hex("01 41" + varint), some);
        assertThatThrownBy(() -> read("huge", content, framing(plain(Layout.Prefix.VARINT, Layout.Order.LITTLE))))
                .hasMessageContaining("which begins at byte 2");
        byte[] tooWide = hex("01 41 ff ff ff ff ff ff ff ff ff 02 00 00");
        assertThatThrownBy(() -> read("wide", tooWide, framing(torn(plain(Layout.Prefix.VARINT, Layout.Order.LITTLE)))))
                .isInstanceOf(IncompleteInputException.class)
                .hasMessage(
                        "wide: byte 11, in the record that begins at 2: the length of the record is a varint of more"
                                + " than 64 bits; nothing after it can be read");
    }

    @ParameterizedTest
    @MethodSource("everyLengths")
    void recordsLongerThanAllowedAreSkippedAndNamed(Layout.Lengths layout) throws IOException {
        byte[] long1 = latin("y".repeat(5 << 20));
        byte[] content =
                write(layout, List.of(latin("a"), long1, latin("0123456789"), latin("0123456789a")), new ArrayList<>());
        List<Found> found = read("over", content, new Framing(layout, 10));
        assertThat(found).hasSize(4);
        assertThat(found.get(0).text()).isEqualTo("record a");
        assertThat(found.get(1).text()).startsWith("OVERSIZE " + (5 << 20) + " bytes ");
        assertThat(found.get(2).text()).isEqualTo("record 0123456789");
        assertThat(found.get(3).text()).startsWith("OVERSIZE 11 bytes ");
        // The hash of what was skipped is that of what was held.
        List<Found> held = read("over", content, new Framing(layout, (5 << 20) - 1));
        assertThat(held.get(1)).isEqualTo(found.get(1));
    }

    @Test
    void filesAreReadWholeHoweverTheyAreStored() throws IOException {
        Random random = new Random(5);
        Layout.Lengths layout = plain(Layout.Prefix.U32, Layout.Order.LITTLE);
        List<byte[]> records = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            byte[] record = new byte[random.nextInt(i % 500 == 0 ? 600_000 : 1200)];
            random.nextBytes(record);
            records.add(record);
        }
        byte[] content = write(layout, records, new ArrayList<>());
        assertThat(content.length).isGreaterThan(3 << 20);
        assertThat(texts(read("many", content, framing(layout)))).isEqualTo(expected(records));
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(content);
        }
        assertThat(texts(read("many.gz", zipped.toByteArray(), framing(layout))))
                .isEqualTo(expected(records));
        assertThat(read("empty", new byte[0], framing(layout))).isEmpty();
        FileSplit part = new FileSplit("u", new FileEntry("many", content.length, "1"), Compression.NONE, 0, 100);
        assertThatThrownBy(() -> RecordReader.open(HADOOP, root.toString(), part, framing(layout)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("many is to be read in parts, but its records are no lines");
    }

    @Test
    void aFileIsOneRecord() throws IOException {
        Framing framing = new Framing(new Layout.WholeFile(), 10);
        assertThat(read("one", latin("a\nb"), framing)).containsExactly(new Found(0, "record a\nb"));
        assertThat(read("none", new byte[0], framing)).containsExactly(new Found(0, "record "));
        assertThat(texts(read("over", latin("x".repeat(3 << 20)), framing)))
                .singleElement()
                .asString()
                .startsWith("OVERSIZE 3145728 bytes ");
    }

    @Test
    void aDialectFindsItsOwnRecords() throws IOException {
        Framing framing = new Framing(new Layout.Concatenated(false), List.of(), Brackets::new, 10);
        assertThat(read("b", latin("(a)(bc)()"), framing))
                .containsExactly(new Found(1, "record a"), new Found(4, "record bc"), new Found(8, "record "));
        assertThatThrownBy(() -> read("b", latin("(a)b"), framing))
                .isInstanceOf(IncompleteInputException.class)
                .hasMessage(
                        "b: byte 3, in the record that begins at 3: no bracket opens; nothing after it can be read");
        assertThatThrownBy(() -> read("b", latin("(a)(bc"), framing))
                .isInstanceOf(IncompleteInputException.class)
                .hasMessageContaining("begins at byte 3: 3 bytes are there and more were to come");
        assertThat(read("b", latin("(a)(bc"), new Framing(new Layout.Concatenated(true), List.of(), Brackets::new, 10)))
                .containsExactly(new Found(1, "record a"), new Found(3, "MALFORMED (bc"));
        byte[] endless = latin("(a)(" + "x".repeat(30) + ")");
        assertThat(read("b", endless, framing).get(1).text()).startsWith("OVERSIZE 30 bytes");
        byte[] longer = latin("(" + "x".repeat(3 << 20) + ")");
        assertThatThrownBy(() -> read("b", longer, framing))
                .isInstanceOf(IncompleteInputException.class)
                .hasMessageContaining("the record at byte 0 is longer than limits.max_record_bytes (10)");
    }

    @Test
    void nulBytesAroundLinesAreNoPartOfThem() throws IOException {
        byte[] content = latin("\0\0a\0b\0\n\n\0c\r\n\0\n\0\0\0");
        Framing padded = framing(new Layout.Lines(false, true, true));
        assertThat(read("n", content, padded))
                .containsExactly(
                        new Found(2, "record a\0b"),
                        new Found(7, "record "),
                        new Found(9, "record c"),
                        new Found(13, "record "));
        assertThat(texts(read("n", content, framing(Layout.Lines.PLAIN))))
                .contains("record \0\0a\0b\0", "record \0\0\0");
        // What a file was made longer by in advance is no record, however long it is.
        byte[] allocated = Arrays.copyOf(latin("a\nb"), 3 << 20);
        assertThat(texts(read("p", allocated, new Framing(new Layout.Lines(false, false, true), 4 << 20))))
                .containsExactly("record a", "record b");
        byte[] after = Arrays.copyOf(latin("a\nb\n"), 3 << 20);
        assertThat(texts(read("p", after, new Framing(new Layout.Lines(false, false, true), 10))))
                .containsExactly("record a", "record b");
    }

    @Test
    void faultsSayWhatTheyAre() throws IOException {
        Layout.Lengths layout = torn(plain(Layout.Prefix.U32, Layout.Order.BIG));
        assertThat(read("t", hex("00000005 4142"), framing(layout))).containsExactly(new Found(4, "MALFORMED AB"));
        assertThat(faults)
                .containsExactly("the file ends inside its last record, which begins at byte 0: with its frame it has 9"
                        + " bytes, and 6 are there");
        assertThat(Reason.MALFORMED.code()).isEqualTo("malformed");
    }

    @Test
    void aFramerIsNotAskedForEachPieceThatComes() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            byte[] noise = new byte[8 << 20];
            new Random(1).nextBytes(noise);
            for (int i = 0; i < noise.length; i++) {
                noise[i] = noise[i] == ')' ? (byte) 'x' : noise[i];
            }
            gzip.write(join(latin("("), noise, latin(")")));
        }
        Brackets.asked = 0;
        Framing framing = new Framing(new Layout.Concatenated(false), List.of(), Brackets::new, (8 << 20) + 2);
        assertThat(read("piece.gz", zipped.toByteArray(), framing)).hasSize(1);
        assertThat(Brackets.asked).isLessThan(30);
    }

    /** A dialect whose records stand in brackets. */
    private static final class Brackets implements Framer {
        private static int asked;

        @Override
        public long frame(byte[] input, int from, int limit, boolean end) throws BadFrameException {
            asked++;
            if (input[from] != '(') {
                throw new BadFrameException(0, "no bracket opens");
            }
            for (int i = from; i < limit; i++) {
                if (input[i] == ')') {
                    return i - from + 1;
                }
            }
            return MORE;
        }

        @Override
        public int before() {
            return 1;
        }

        @Override
        public int after() {
            return 1;
        }
    }
}
