package tallystick.wire.item;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tallystick.canonical.RecordBuffer;
import tallystick.shape.DecodeOptions;
import tallystick.wire.BadFrameException;
import tallystick.wire.Declared;
import tallystick.wire.Findings;
import tallystick.wire.Framer;

/** Bytes that nobody means well with: no exception, no deep stack, no memory beyond a small multiple of them. */
@Timeout(60)
class PackHostileTest {
    private static final String MSGPACK = "rust/rmp-serde@1";
    private static final String CBOR = "rust/ciborium@0.2";

    private static final String TREE =
            "{contract: t, version: 1, key: [k], types: {Tree: {struct: [{id: 1, name: k, type: i64}, {id: 2, name: kids,"
                    + " type: {list: {ref: Tree}}}]}}, fields: [{id: 1, name: k, type: i64}, {id: 2, name: kids, type:"
                    + " {list: {ref: Tree}}}]}";
    private static final String SHAPE =
            "{Tree: {struct: [{name: k, type: i64}, {name: kids, type: 'Vec<Tree>'}]}, T: {struct: [{name: k, type: i64},"
                    + " {name: kids, type: 'Vec<Tree>'}]}}";

    private final Findings findings = new Findings();

    private static Declared tree(String dialect) throws IOException {
        YAMLMapper yaml = new YAMLMapper();
        Declared tree = Declared.of(
                dialect,
                Declared.contract(yaml.readTree(TREE)),
                yaml.readTree(SHAPE),
                "T",
                Map.of(),
                new DecodeOptions(true, false, 1000));
        assertThat(tree.problems()).isEmpty();
        return tree;
    }

    /** Bytes that are given in hexadecimal, one part of them many times. */
    private static byte[] bytes(String before, String part, int times, String after) {
        HexFormat hex = HexFormat.of();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(hex.parseHex(before));
        byte[] one = hex.parseHex(part);
        for (int i = 0; i < times; i++) {
            out.writeBytes(one);
        }
        out.writeBytes(hex.parseHex(after));
        return out.toByteArray();
    }

    /** Reads them, with a look at the memory that takes; the reason why they are no record. */
    private String refused(String dialect, byte[] given) throws IOException {
        Declared tree = tree(dialect);
        var decoder = tree.dialect().decoder(tree.bound());
        RecordBuffer buffer = new RecordBuffer();
        // Once before, so that the classes that are needed are there.
        decoder.decode(given, 0, given.length, buffer, findings);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        boolean whole = decoder.decode(given, 0, given.length, buffer, findings);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(100L * given.length + 200_000);
        assertThat(whole && findings.isEmpty()).isFalse();
        return findings.list().get(0).reason().code();
    }

    private static long framed(String dialect, byte[] given) throws IOException {
        Declared tree = tree(dialect);
        Framer framer = tree.dialect().framer(tree.bound()).orElseThrow();
        try {
            return framer.frame(given, 0, given.length, true);
        } catch (BadFrameException e) {
            return -1;
        }
    }

    @Test
    void aMillionDeep() throws IOException {
        // {"z": [[[...
        byte[] unknown = bytes("81a17a", "91", 1_000_000, "00");
        assertThat(refused(MSGPACK, unknown)).isEqualTo("oversize");
        assertThat(framed(MSGPACK, unknown)).isEqualTo(unknown.length);
        byte[] known = bytes("", "920191", 1_000_000, "920190");
        assertThat(refused(MSGPACK, known)).isEqualTo("oversize");
        byte[] maps = bytes("81a17a", "8101", 1_000_000, "00");
        assertThat(refused(MSGPACK, maps)).isEqualTo("oversize");
        assertThat(framed(MSGPACK, maps)).isEqualTo(maps.length);
    }

    @ParameterizedTest
    @CsvSource({
        // A text, bytes, an array and a map of 2^32 - 1, a million and a thousand elements that are not there.
        MSGPACK + ", 81a17adbffffffff",
        MSGPACK + ", 81a17ac6ffffffff",
        MSGPACK + ", 9201ddffffffff",
        MSGPACK + ", 9201dfffffffff",
        MSGPACK + ", dfffffffff",
        MSGPACK + ", ddffffffff",
        MSGPACK + ", 9201dd3b9aca00c0c0c0c0",
        MSGPACK + ", 81a17ac9ffffffff01",
        MSGPACK + ", 81a17ac7ff",
        MSGPACK + ", 81a17ad801",
        // The same of 2^64 - 1 and of 2^32 - 1, and pieces without an end.
        CBOR + ", a1617a7bffffffffffffffff",
        CBOR + ", a1617a5bffffffffffffffff",
        CBOR + ", 9bffffffffffffffff",
        CBOR + ", bbffffffffffffffff",
        CBOR + ", a1617a9affffffff00",
        CBOR + ", a1617abaffffffff00",
        CBOR + ", a1617a7f6161",
        CBOR + ", bf617a9f",
        CBOR + ", a1617ad9ffff"
    })
    void moreThanThereIs(String dialect, String hex) throws IOException {
        byte[] given = HexFormat.of().parseHex(hex);
        assertThat(refused(dialect, given)).isEqualTo("malformed");
        assertThat(framed(dialect, given)).isEqualTo(Framer.MORE);
    }

    @Test
    void extensionsAreNobodysValue() throws IOException {
        assertThat(refused(MSGPACK, HexFormat.of().parseHex("92d4ff0090"))).isEqualTo("type");
        assertThat(refused(MSGPACK, HexFormat.of().parseHex("c70501" + "0102030405")))
                .isEqualTo("type");
        assertThat(refused(MSGPACK, HexFormat.of().parseHex("9201c1"))).isEqualTo("malformed");
        assertThat(framed(MSGPACK, HexFormat.of().parseHex("9201c1"))).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"81", "9f", "a101", "bf01", "c1", "da00010000"})
    void aMillionDeepInCbor(String level) throws IOException {
        byte[] given = bytes("a1617a", level, 1_000_000, "00");
        assertThat(refused(CBOR, given)).isEqualTo("oversize");
        boolean endless = level.equals("9f") || level.equals("bf01");
        assertThat(framed(CBOR, given)).isEqualTo(endless ? -1 : given.length);
    }

    @Test
    void manyUnknownFields() throws IOException {
        byte[] key = "é".repeat(20).getBytes(StandardCharsets.UTF_8);
        byte[] given = new byte[3 + 50_000 * (key.length + 3)];
        Arrays.fill(given, (byte) 0xC0);
        given[0] = (byte) 0xDE;
        given[1] = (byte) (50_000 >> 8);
        given[2] = (byte) 50_000;
        int at = 3;
        for (int i = 0; i < 50_000; i++) {
            given[at++] = (byte) 0xD9;
            given[at++] = (byte) key.length;
            System.arraycopy(key, 0, given, at, key.length);
            at += key.length + 1;
        }
        assertThat(refused(MSGPACK, given)).isEqualTo("key_null");
    }
}
