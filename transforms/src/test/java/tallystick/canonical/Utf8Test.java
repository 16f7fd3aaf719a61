package tallystick.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {
    private static boolean isValid(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static void agrees(byte[] bytes) {
        byte[] amid = new byte[bytes.length + 7];
        Arrays.fill(amid, (byte) 0xFF);
        System.arraycopy(bytes, 0, amid, 3, bytes.length);
        assertThat(Utf8.valid(amid, 3, bytes.length)).as(Arrays.toString(bytes)).isEqualTo(isValid(bytes));
    }

    @Test
    void everyThreeBytesThatCanMatter() {
        int[] edges = {
            0, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE,
            0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF
        };
        for (int a : edges) {
            for (int b : edges) {
                for (int c : edges) {
                    for (int d : edges) {
                        agrees(new byte[] {(byte) a, (byte) b, (byte) c, (byte) d});
                    }
                }
            }
        }
    }

    @Test
    void longTextsWithAndWithoutAFlaw() {
        Random random = new Random(5);
        for (int round = 0; round < 20_000; round++) {
            int[] points = random.ints(random.nextInt(80), 0, 0x110000)
                    .map(p -> random.nextInt(3) == 0 ? p & 0x7F : p)
                    .filter(p -> p < 0xD800 || p > 0xDFFF)
                    .toArray();
            byte[] bytes = new String(points, 0, points.length).getBytes(StandardCharsets.UTF_8);
            agrees(bytes);
            if (bytes.length > 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                agrees(bytes);
                agrees(Arrays.copyOf(bytes, random.nextInt(bytes.length)));
            }
        }
    }
}
