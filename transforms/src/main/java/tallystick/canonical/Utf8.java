package tallystick.canonical;

import java.nio.charset.StandardCharsets;

/** Unicode text as UTF-8 bytes. */
public final class Utf8 {
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private static final int STRIDE = 32;

    /** What a byte can be: 0 ASCII, 1 to 3 continuations (80-8F, 90-9F, A0-BF), 4 to 10 beginnings, 11 nothing. */
    private static final byte[] KIND = new byte[256];

    private static final int KINDS = 12;
    private static final int GOOD = 0;
    private static final int BAD = KINDS;

    /** The state after a byte of a kind: good, bad, or what has to follow. */
    private static final byte[] NEXT = new byte[9 * KINDS];

    static {
        for (int b = 0x80; b < 0x100; b++) {
            KIND[b] = kind(b);
        }
        java.util.Arrays.fill(NEXT, (byte) BAD);
        NEXT[GOOD] = GOOD;
        int one = 2 * KINDS;
        int two = 3 * KINDS;
        int three = 4 * KINDS;
        int afterE0 = 5 * KINDS;
        int afterEd = 6 * KINDS;
        int afterF0 = 7 * KINDS;
        int afterF4 = 8 * KINDS;
        int[] begun = {one, afterE0, afterEd, two, afterF0, three, afterF4};
        for (int i = 0; i < begun.length; i++) {
            NEXT[GOOD + 4 + i] = (byte) begun[i];
        }
        for (int continuation = 1; continuation <= 3; continuation++) {
            NEXT[one + continuation] = GOOD;
            NEXT[two + continuation] = (byte) one;
            NEXT[three + continuation] = (byte) two;
        }
        NEXT[afterE0 + 3] = (byte) one;
        NEXT[afterEd + 1] = (byte) one;
        NEXT[afterEd + 2] = (byte) one;
        NEXT[afterF0 + 2] = (byte) two;
        NEXT[afterF0 + 3] = (byte) two;
        NEXT[afterF4 + 1] = (byte) two;
    }

    private Utf8() {}

    private static byte kind(int b) {
        int[] ends = {0x80, 0x90, 0xA0, 0xC0, 0xC2, 0xE0, 0xE1, 0xED, 0xEE, 0xF0, 0xF1, 0xF4, 0xF5, 0x100};
        byte[] kinds = {0, 1, 2, 3, 11, 4, 5, 7, 6, 7, 8, 9, 10, 11};
        int range = 0;
        while (b >= ends[range]) {
            range++;
        }
        return kinds[range];
    }

    /** Whether the bytes are valid UTF-8: shortest forms only, no surrogates, nothing beyond U+10FFFF. */
    public static boolean valid(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        while (true) {
            at = afterAscii(bytes, at, end, offset);
            if (at == end) {
                return true;
            }
            int lone = afterLone(bytes, at, end);
            if (lone > at) {
                at = lone;
                continue;
            }
            int state = GOOD;
            do {
                state = NEXT[state + KIND[bytes[at++] & 0xFF]];
            } while (state != GOOD && at < end);
            if (at < end && bytes[at] < 0) {
                // Text of another script: in steps without branches, which it would make the processor guess wrong.
                int stop = Math.min(end, at + STRIDE);
                while (at < stop) {
                    state = NEXT[state + KIND[bytes[at++] & 0xFF]];
                }
                while (state != GOOD && at < end) {
                    state = NEXT[state + KIND[bytes[at++] & 0xFF]];
                }
            }
            if (state != GOOD) {
                return false;
            }
        }
    }

    /** The first byte from {@code at} on that is not ASCII, or {@code end}; bytes from {@code start} on may be looked at again. */
    private static int afterAscii(byte[] bytes, int at, int end, int start) {
        while (at + 8 <= end) {
            long high = Cbor.longAt(bytes, at) & HIGH_BITS;
            if (high != 0) {
                return at + (Long.numberOfLeadingZeros(high) >>> 3);
            }
            at += 8;
        }
        if (at < end && end - start >= 8) {
            long high = Cbor.longAt(bytes, end - 8) & HIGH_BITS & (1L << (end - at) * 8) - 1;
            return high == 0 ? end : end - 8 + (Long.numberOfLeadingZeros(high) >>> 3);
        }
        while (at < end && bytes[at] >= 0) {
            at++;
        }
        return at;
    }

    /** The end of a character of two or three bytes after which there is more, and ASCII; or {@code at}. */
    private static int afterLone(byte[] bytes, int at, int end) {
        int first = bytes[at] & 0xFF;
        if (at + 2 < end && first < 0xE0) {
            return first >= 0xC2 && (bytes[at + 1] & 0xC0) == 0x80 && bytes[at + 2] >= 0 ? at + 2 : at;
        }
        // E0 and ED are not followed by all continuations.
        return at + 3 < end
                        && (first > 0xE0 && first < 0xED || first >> 1 == 0xEE >> 1)
                        && (bytes[at + 1] & 0xC0) == 0x80
                        && (bytes[at + 2] & 0xC0) == 0x80
                        && bytes[at + 3] >= 0
                ? at + 3
                : at;
    }

    /** The text, with U+FFFD for each maximal sequence that is not valid. */
    public static String lenient(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }
}
