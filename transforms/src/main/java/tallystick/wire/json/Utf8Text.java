package tallystick.wire.json;

/** Well-formed UTF-8, as the Unicode standard's table 3-7 has it: no surrogates, nothing overlong. */
final class Utf8Text {
    private Utf8Text() {}

    /** The length of the well-formed sequence of two to four bytes that starts at {@code p}, or 0. */
    static int sequence(byte[] in, int p, int end) {
        int first = in[p] & 0xFF;
        if (first < 0xC2 || first > 0xF4 || p + 1 >= end) {
            return 0;
        }
        int second = in[p + 1] & 0xFF;
        if (first < 0xE0) {
            return (second & 0xC0) == 0x80 ? 2 : 0;
        }
        int least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        if (second < least || second > most || p + 2 >= end || (in[p + 2] & 0xC0) != 0x80) {
            return 0;
        }
        if (first < 0xF0) {
            return 3;
        }
        return p + 3 < end && (in[p + 3] & 0xC0) == 0x80 ? 4 : 0;
    }
}
