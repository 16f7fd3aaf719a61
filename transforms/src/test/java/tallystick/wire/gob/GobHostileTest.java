package tallystick.wire.gob;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tallystick.shape.DecodeOptions;
import tallystick.wire.BadFrameException;
import tallystick.wire.Framer;

/** Bytes that nobody means well with: no exception, no endless loop, no deep stack, no memory beyond a small multiple of them. */
class GobHostileTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String TREE =
            "{contract: t, version: 1, key: [K], types: {Tree: {struct: [{id: 1, name: K, type: i64},"
                    + " {id: 2, name: Kids, type: {list: {ref: Tree}}}]}}, fields: [{id: 1, name: K, type: i64},"
                    + " {id: 2, name: Kids, type: {list: {ref: Tree}}}]}";
    private static final String TREE_SHAPE =
            "{T: {struct: [{name: K, type: int64}, {name: Kids, type: '[]Tree'}]}, Tree: {struct: [{name: K, type: int64},"
                    + " {name: Kids, type: '[]Tree'}]}}";

    private static Stream side(boolean ignoring) throws IOException {
        YAMLMapper yaml = new YAMLMapper();
        return new Stream(
                yaml.readTree(TREE), yaml.readTree(TREE_SHAPE), "T", new DecodeOptions(ignoring, false, 1000));
    }

    /** Bytes as gob has them. */
    private static final class Bytes {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Bytes uint(long value) {
            if (value >= 0 && value < 128) {
                out.write((int) value);
            } else {
                int size = 8 - Long.numberOfLeadingZeros(value) / 8;
                out.write(-size);
                for (int shift = 8 * size - 8; shift >= 0; shift -= 8) {
                    out.write((int) (value >>> shift));
                }
            }
            return this;
        }

        Bytes integer(long value) {
            return uint(value < 0 ? ~value << 1 | 1 : value << 1);
        }

        Bytes text(String text) {
            uint(text.length());
            out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            return this;
        }

        Bytes raw(byte[] bytes) {
            out.writeBytes(bytes);
            return this;
        }

        Bytes message(Bytes content) {
            byte[] bytes = content.bytes();
            uint(bytes.length);
            return raw(bytes);
        }

        /** A definition of the struct T or another with fields of those types, called K, Kids and so on. */
        Bytes struct(int id, String name, Object... fields) {
            Bytes content = new Bytes()
                    .integer(-id)
                    .uint(3)
                    .uint(1)
                    .uint(1)
                    .text(name)
                    .uint(1)
                    .integer(id)
                    .uint(0);
            content.uint(1).uint(fields.length / 2);
            for (int i = 0; i < fields.length; i += 2) {
                content.uint(1)
                        .text((String) fields[i])
                        .uint(1)
                        .integer((Integer) fields[i + 1])
                        .uint(0);
            }
            return message(content.uint(0).uint(0));
        }

        Bytes slice(int id, int element) {
            return message(new Bytes()
                    .integer(-id)
                    .uint(2)
                    .uint(1)
                    .uint(2)
                    .integer(id)
                    .uint(0)
                    .uint(1)
                    .integer(element)
                    .uint(0)
                    .uint(0));
        }

        byte[] bytes() {
            return out.toByteArray();
        }
    }

    private static byte[] ones(int count) {
        byte[] ones = new byte[count];
        Arrays.fill(ones, (byte) 1);
        return ones;
    }

    /** Reads it, with a look at the memory that takes. */
    private static Stream.Read read(Stream side, byte[] stream) {
        // Once before, so that the classes that are needed are there.
        side.read(stream);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        Stream.Read read = side.read(stream);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(100L * stream.length + 200_000);
        return read;
    }

    private static void refused(byte[] stream, String reason) throws IOException {
        Stream.Read read = read(side(true), stream);
        assertThat(read.good()).isEmpty();
        assertThat(read.reasons()).contains(reason + " ");
    }

    @Test
    void aMillionDeepInAnUnknownField() throws IOException {
        refused(
                new Bytes()
                        .struct(65, "T", "K", 2, "Z", 66)
                        .slice(66, 66)
                        .message(new Bytes()
                                .integer(65)
                                .uint(1)
                                .uint(2)
                                .uint(1)
                                .raw(ones(1_000_000))
                                .uint(0)
                                .uint(0))
                        .bytes(),
                "oversize");
    }

    @Test
    void aMillionDeepInADeclaredField() throws IOException {
        Bytes value = new Bytes().integer(65);
        for (int i = 0; i < 1_000_000; i++) {
            value.uint(2).uint(1);
        }
        refused(
                new Bytes()
                        .struct(65, "T", "K", 2, "Kids", 66)
                        .slice(66, 65)
                        .message(value.uint(0))
                        .bytes(),
                "oversize");
    }

    @Test
    void definitionsNestedDeeply() throws IOException {
        Bytes stream = new Bytes().struct(65, "T", "K", 2, "Kids", 66);
        for (int id = 66; id < 4_000; id += 2) {
            stream.slice(id, id + 1).struct(id + 1, "Tree", "K", 2, "Kids", id + 2);
        }
        stream.message(new Bytes().integer(65).uint(1).uint(2).uint(0));
        Stream.Read read = read(side(false), stream.bytes());
        assertThat(read.reasons()).anyMatch(r -> r.startsWith("oversize "));
    }

    @Test
    void aMillionDefinitions() throws IOException {
        Bytes stream = new Bytes();
        for (int id = 65; id < 1_000_065; id++) {
            stream.slice(id, 2);
        }
        stream.struct(65, "T", "K", 2)
                .message(new Bytes().integer(65).uint(1).uint(2).uint(0));
        refused(stream.bytes(), "oversize");
    }

    @Test
    void hugeCountsAndLengths() throws IOException {
        for (long count : new long[] {1_000_000_000L, 1L << 31, 1L << 33, 1L << 62, 1L << 63, -1}) {
            refused(
                    new Bytes()
                            .struct(65, "T", "K", 2, "Kids", 66)
                            .slice(66, 65)
                            .message(new Bytes()
                                    .integer(65)
                                    .uint(2)
                                    .uint(count)
                                    .uint(0)
                                    .uint(0))
                            .bytes(),
                    "malformed");
            refused(
                    new Bytes()
                            .struct(65, "T", "K", 2, "Z", 6)
                            .message(new Bytes()
                                    .integer(65)
                                    .uint(2)
                                    .uint(count)
                                    .uint(0)
                                    .uint(0))
                            .bytes(),
                    "malformed");
            // A list of interfaces may go on in messages to come.
            Stream.Read read = read(
                    side(true),
                    new Bytes()
                            .struct(65, "T", "K", 2, "Z", 66)
                            .slice(66, 8)
                            .message(new Bytes()
                                    .integer(65)
                                    .uint(2)
                                    .uint(count)
                                    .uint(0)
                                    .uint(0))
                            .bytes());
            assertThat(read.isClean()).isFalse();
        }
    }

    @Test
    void aSmallTypeDefinedAgainAndAgainBelowALargeOne() throws IOException {
        Object[] fields = new Object[8_000];
        for (int i = 0; i < fields.length; i += 2) {
            fields[i] = "F" + i;
            fields[i + 1] = 66;
        }
        Bytes stream = new Bytes().struct(65, "T", fields);
        for (int i = 0; i < 2_000; i++) {
            stream.struct(66, "S" + i % 2, "K", 2)
                    .message(new Bytes().integer(65).uint(0));
        }
        long start = System.nanoTime();
        side(true).read(stream.bytes());
        assertThat(System.nanoTime() - start).isLessThan(60_000_000_000L);
    }

    @Test
    void everyFactCutAndChanged() throws IOException {
        Random random = new Random(Integer.getInteger("fuzz.seed", 11));
        int streams = 0;
        for (String line : Files.readAllLines(Path.of("interop/cases/go-gob.jsonl"), StandardCharsets.UTF_8)) {
            JsonNode fact = JSON.readTree(line);
            byte[] stream = HexFormat.of().parseHex(fact.path("stream").asText());
            if (fact.path("id").asText().startsWith("truncated") || stream.length == 0) {
                continue;
            }
            streams++;
            Stream side = new Stream(
                    fact.path("contract"),
                    fact.path("shape"),
                    fact.path("record").asText(),
                    DecodeOptions.STRICT);
            Stream.Read whole = side.read(stream);
            inPieces(side, stream);
            for (int cut = 0; cut < stream.length; cut++) {
                Stream.Read read = side.read(Arrays.copyOf(stream, cut));
                if (whole.isClean()) {
                    assertThat(read.canonical())
                            .hasSizeLessThan(whole.canonical().size() + 1);
                    assertThat(read.isClean())
                            .as("%s cut at %d", fact.path("id").asText(), cut)
                            .isEqualTo(whole.canonical()
                                            .subList(0, read.canonical().size())
                                            .equals(read.canonical())
                                    && read.end().isEmpty());
                    assertThat(read.canonical().size() == whole.canonical().size())
                            .isFalse();
                }
            }
            for (int i = 0; i < Integer.getInteger("fuzz.rounds", 200); i++) {
                byte[] changed = stream.clone();
                for (int k = random.nextInt(3); k >= 0; k--) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                }
                side.read(changed);
            }
        }
        assertThat(streams).isGreaterThan(300);
    }

    /** A framer that is shown a stream bit by bit finds the frames that it finds in the whole. */
    private static void inPieces(Stream side, byte[] stream) {
        Framer whole = side.dialect.framer(side.bound).orElseThrow();
        Framer bits = side.dialect.framer(side.bound).orElseThrow();
        int from = 0;
        try {
            while (from < stream.length) {
                long size = whole.frame(stream, from, stream.length, true);
                if (size == Framer.MORE) {
                    return;
                }
                long found = Framer.MORE;
                for (int limit = from + 1; found == Framer.MORE && limit < stream.length; limit++) {
                    found = bits.frame(stream, from, limit, false);
                }
                if (found == Framer.MORE) {
                    found = bits.frame(stream, from, stream.length, true);
                }
                assertThat(found).isEqualTo(size);
                from += (int) size;
            }
        } catch (BadFrameException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }
}
