package tallystick.wire.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tallystick.shape.DecodeOptions;

/** Bytes that nobody means well with: each is a finding, without a deep stack and without memory for what they promise. */
@Timeout(60)
class ProtobufHostileTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final int MANY = 1_000_000;

    private final Described inner =
            Described.of("go/protobuf", "facts.v3.Optionals", new DecodeOptions(true, true, 1000));
    private final Described lists = Described.of("go/protobuf", "facts.v3.Lists", new DecodeOptions(true, true, 1000));

    private static byte[] times(String hex, int times) {
        byte[] part = HEX.parseHex(hex);
        byte[] all = new byte[part.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(part, 0, all, i * part.length, part.length);
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"c33e", "9b01", "23"})
    void groupsInGroupsWithoutAnEnd(String start) {
        assertThat(inner.found(times(start, MANY))).isNotEmpty();
        assertThat(lists.found(times(start, MANY))).isNotEmpty();
    }

    /** Inner.next in Inner.next, built from the inside. */
    @Test
    void messagesInMessages() {
        byte[] bytes = new byte[12 * MANY];
        int at = bytes.length;
        for (int i = 0; i < MANY; i++) {
            int length = bytes.length - at;
            int digits = 1;
            for (int left = length >>> 7; left != 0; left >>>= 7) {
                digits++;
            }
            at -= digits + 1;
            bytes[at] = 0x22;
            for (int digit = 0; digit < digits; digit++) {
                bytes[at + 1 + digit] = (byte) (length >>> 7 * digit & 0x7F | (digit < digits - 1 ? 0x80 : 0));
            }
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(HEX.parseHex("9201"));
        int length = bytes.length - at;
        for (int left = length; ; left >>>= 7) {
            whole.write(left & 0x7F | (left >>> 7 == 0 ? 0 : 0x80));
            if (left >>> 7 == 0) {
                break;
            }
        }
        whole.write(bytes, at, length);
        assertThat(inner.found(whole.toByteArray())).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9201ffffffff07", // two gibibytes of a message
                "9201ffffffffffffffff7f", // a length beyond any
                "0affffffff0f", // packed: the rest of 4 GiB
                "c43e", // the end of a group that did not begin
                "02", // field 0
                "0700", // a wire type that is none
                "ffffffffffffffffffff01", // a tag of eleven bytes
                "9201" // a message without its length
            })
    void lengthsAndTagsThatCannotBe(String hex) {
        assertThat(inner.found(HEX.parseHex(hex))).isNotEmpty();
        assertThat(lists.found(HEX.parseHex(hex))).isNotEmpty();
    }

    @Test
    void anyBytes() {
        Random random = new Random(11);
        for (int round = 0; round < 50_000; round++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            if (bytes.length > 2 && round % 2 == 0) {
                bytes[0] = (byte) (random.nextInt(16) << 3 | 2);
                bytes[1] = (byte) (bytes.length - 2);
            }
            inner.found(bytes);
            lists.found(Arrays.copyOf(bytes, bytes.length));
        }
    }
}
