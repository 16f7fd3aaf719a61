package tallystick.canonical;

import java.nio.charset.StandardCharsets;

/** Unicode text as UTF-8 bytes. */
public final class Utf8 {
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private Utf8() {}

    /** Whether the bytes are valid UTF-8: shortest forms only, no surrogates, nothing beyond U+10FFFF. */
    public static boolean valid(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        while (true) {
            while (at + 8 <= end && (Cbor.longAt(bytes, at) & HIGH_BITS) == 0) {
                at += 8;
            }
            while (at < end && bytes[at] >= 0) {
                at++;
            }
            if (at == end) {
                return true;
            }
            int size = sequence(bytes, at, end);
            if (size == 0) {
                return false;
            }
            at += size;
        }
    }

    /** The length of the valid sequence of two to four bytes that starts there, or 0. */
    private static int sequence(byte[] bytes, int at, int end) {
        int first = bytes[at] & 0xFF;
        if (first < 0xC2) {
            return 0;
        } else if (first < 0xE0) {
            return continued(bytes, at + 1, end) ? 2 : 0;
        } else if (first < 0xF0) {
            if (!continued(bytes, at + 1, end) || !continued(bytes, at + 2, end)) {
                return 0;
            }
            int second = bytes[at + 1] & 0xFF;
            return (first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) ? 0 : 3;
        } else if (first < 0xF5) {
            if (!continued(bytes, at + 1, end) || !continued(bytes, at + 2, end) || !continued(bytes, at + 3, end)) {
                return 0;
            }
            int second = bytes[at + 1] & 0xFF;
            return (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F) ? 0 : 4;
        }
        return 0;
    }

    private static boolean continued(byte[] bytes, int at, int end) {
        return at < end && (bytes[at] & 0xC0) == 0x80;
    }

    /** The text, with U+FFFD for each maximal sequence that is not valid. */
    public static String lenient(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }
}
