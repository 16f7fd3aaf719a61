package tallystick.wire.text;

import tallystick.canonical.RecordBuffer;

/** base64.StdEncoding as Go reads it: CR and LF are passed over anywhere, padding is needed, bits after the last byte may be anything. */
public final class GoBase64 {
    private GoBase64() {}

    /** Appends the bytes to the buffer's scratch; false if the text is no base64. */
    public static boolean decode(byte[] text, int from, int length, RecordBuffer buffer) {
        int bits = 0;
        int have = 0;
        int padding = 0;
        for (int i = from, end = i + length; i < end; i++) {
            int c = text[i];
            if (c == '\r' || c == '\n') {
                continue;
            }
            if (c == '=') {
                padding++;
                if (have + padding > 4 || have < 2) {
                    return false;
                }
                continue;
            }
            int value = c >= 'A' && c <= 'Z'
                    ? c - 'A'
                    : c >= 'a' && c <= 'z'
                            ? c - 'a' + 26
                            : c >= '0' && c <= '9' ? c - '0' + 52 : c == '+' ? 62 : c == '/' ? 63 : -1;
            if (value < 0 || padding > 0) {
                return false;
            }
            bits = bits << 6 | value;
            if (++have == 4) {
                buffer.append((byte) (bits >> 16));
                buffer.append((byte) (bits >> 8));
                buffer.append((byte) bits);
                have = 0;
                bits = 0;
            }
        }
        if (have == 0) {
            return padding == 0;
        }
        if (have + padding != 4) {
            return false;
        }
        bits <<= 6 * padding;
        buffer.append((byte) (bits >> 16));
        if (have == 3) {
            buffer.append((byte) (bits >> 8));
        }
        return true;
    }
}
