package tallystick.wire.gob;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A few texts that are recognised in the bytes, without making a string of them. */
final class ByteNames {
    private final byte[][] names;

    ByteNames(List<String> texts) {
        names = texts.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    /** The position of the text that stands there, or -1. */
    int find(byte[] bytes, int from, int length) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].length == length && Arrays.equals(names[i], 0, length, bytes, from, from + length)) {
                return i;
            }
        }
        return -1;
    }
}
