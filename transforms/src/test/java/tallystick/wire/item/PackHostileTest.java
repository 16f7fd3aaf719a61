package tallystick.wire.item;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
import tallystick.wire.Findings;
import tallystick.wire.Framer;

/** Bytes that nobody means well with: no exception, no deep stack, no memory beyond a small multiple of them. */
@Timeout(60)
class PackHostileTest {
    private static final String TREE =
            "{contract: t, version: 1, key: [k], types: {Tree: {struct: [{id: 1, name: k, type: i64}, {id: 2, name: kids,"
                    + " type: {list: {ref: Tree}}}]}}, fields: [{id: 1, name: k, type: i64}, {id: 2, name: kids, type:"
                    + " {list: {ref: Tree}}}]}";
    private static final String SHAPE =
            "{Tree: {struct: [{name: k, type: i64}, {name: kids, type: 'Vec<Tree>'}]}, T: {struct: [{name: k, type: i64},"
                    + " {name: kids, type: 'Vec<Tree>'}]}}";

    private final Findings findings = new Findings();

    private static BoundRecord tree() throws IOException {
        YAMLMapper yaml = new YAMLMapper();
        List<Problem> problems = new ArrayList<>();
        Contract contract =
                ContractFile.parse(yaml.readTree(TREE), "", problems).orElseThrow();
        SideShape shape = SideShape.parse("rust", yaml.readTree(SHAPE), "T", "/source", problems);
        BoundRecord bound =
                BoundRecord.bind(contract, shape, Map.of(), new DecodeOptions(true, false, 1000), "/source", problems);
        assertThat(problems).isEmpty();
        return bound;
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
        Dialect found = Dialects.named(dialect).orElseThrow();
        var decoder = found.decoder(tree());
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
        Framer framer = Dialects.named(dialect).orElseThrow().framer(tree()).orElseThrow();
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
        assertThat(refused("rust/rmp-serde@1", unknown)).isEqualTo("oversize");
        assertThat(framed("rust/rmp-serde@1", unknown)).isEqualTo(unknown.length);
        byte[] known = bytes("", "920191", 1_000_000, "920190");
        assertThat(refused("rust/rmp-serde@1", known)).isEqualTo("oversize");
        byte[] maps = bytes("81a17a", "8101", 1_000_000, "00");
        assertThat(refused("rust/rmp-serde@1", maps)).isEqualTo("oversize");
        assertThat(framed("rust/rmp-serde@1", maps)).isEqualTo(maps.length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // A text, bytes, an array and a map of 2^32 - 1, a million and a thousand elements that are not there.
                "81a17adbffffffff",
                "81a17ac6ffffffff",
                "9201ddffffffff",
                "9201dfffffffff",
                "dfffffffff",
                "ddffffffff",
                "9201dd3b9aca00c0c0c0c0",
                "81a17ac9ffffffff01",
                "81a17ac7ff",
                "81a17ad801"
            })
    void moreThanThereIs(String hex) throws IOException {
        byte[] given = HexFormat.of().parseHex(hex);
        assertThat(refused("rust/rmp-serde@1", given)).isEqualTo("malformed");
        assertThat(framed("rust/rmp-serde@1", given)).isEqualTo(Framer.MORE);
    }

    @Test
    void extensionsAreNobodysValue() throws IOException {
        assertThat(refused("rust/rmp-serde@1", HexFormat.of().parseHex("92d4ff0090")))
                .isEqualTo("type");
        assertThat(refused("rust/rmp-serde@1", HexFormat.of().parseHex("c70501" + "0102030405")))
                .isEqualTo("type");
        assertThat(refused("rust/rmp-serde@1", HexFormat.of().parseHex("9201c1")))
                .isEqualTo("malformed");
        assertThat(framed("rust/rmp-serde@1", HexFormat.of().parseHex("9201c1")))
                .isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // A text, bytes, an array and a map of 2^64 - 1 and of 2^32 - 1, and pieces without an end.
                "a1617a7bffffffffffffffff",
                "a1617a5bffffffffffffffff",
                "9bffffffffffffffff",
                "bbffffffffffffffff",
                "a1617a9affffffff00",
                "a1617abaffffffff00",
                "a1617a7f6161",
                "bf617a9f",
                "a1617ad9ffff"
            })
    void moreThanThereIsInCbor(String hex) throws IOException {
        byte[] given = HexFormat.of().parseHex(hex);
        assertThat(refused("rust/ciborium@0.2", given)).isEqualTo("malformed");
        assertThat(framed("rust/ciborium@0.2", given)).isEqualTo(Framer.MORE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"81", "9f", "a101", "bf01", "c1", "da00010000"})
    void aMillionDeepInCbor(String level) throws IOException {
        byte[] given = bytes("a1617a", level, 1_000_000, "00");
        assertThat(refused("rust/ciborium@0.2", given)).isEqualTo("oversize");
        boolean endless = level.equals("9f") || level.equals("bf01");
        assertThat(framed("rust/ciborium@0.2", given)).isEqualTo(endless ? -1 : given.length);
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
        assertThat(refused("rust/rmp-serde@1", given)).isEqualTo("key_null");
    }
}
