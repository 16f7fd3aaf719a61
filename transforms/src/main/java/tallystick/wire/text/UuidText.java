package tallystick.wire.text;

import java.nio.charset.StandardCharsets;
import tallystick.canonical.ByteSink;
import tallystick.canonical.RecordBuffer;

/** A UUID as text. */
public enum UuidText {
    /** In lower case with hyphens alone: what a plain string may hold. */
    CANONICAL,
    /** Also as google/uuid and Rust's uuid read it: 32 digits, braces, urn:uuid:, upper case. */
    ANY;

    private static final String DIGITS = "0123456789abcdef";

    /** Sets the node to the UUID that the text is; false if it is none. */
    public boolean read(byte[] text, int offset, int size, RecordBuffer buffer, int node) {
        int from = offset;
        int length = size;
        if (this == ANY) {
            if (length == 45) {
                String urn = new String(text, from, 9, StandardCharsets.ISO_8859_1);
                if (urn.equalsIgnoreCase("urn:uuid:")) {
                    from += 9;
                    length -= 9;
                }
            } else if (length == 38 && text[from] == '{' && text[from + 37] == '}') {
                from++;
                length -= 2;
            }
        }
        if (length != 36 && (length != 32 || this == CANONICAL)) {
            return false;
        }
        long high = 0;
        long low = 0;
        int digits = 0;
        for (int i = 0; i < length; i++) {
            int c = text[from + i];
            if (length == 36 && (i == 8 || i == 13 || i == 18 || i == 23)) {
                if (c != '-') {
                    return false;
                }
                continue;
            }
            int digit = c >= '0' && c <= '9'
                    ? c - '0'
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' && this == ANY ? c - 'A' + 10 : -1;
            if (digit < 0) {
                return false;
            }
            if (digits++ < 16) {
                high = high << 4 | digit;
            } else {
                low = low << 4 | digit;
            }
        }
        buffer.setUuid(node, high, low);
        return true;
    }

    /** Appends the UUID of the node in lower case with hyphens. */
    public static void write(RecordBuffer buffer, int node, ByteSink out) {
        long high = buffer.uuidHigh(node);
        long low = buffer.uuidLow(node);
        hex(out, high >>> 32, 8);
        out.write('-');
        hex(out, high >>> 16, 4);
        out.write('-');
        hex(out, high, 4);
        out.write('-');
        hex(out, low >>> 48, 4);
        out.write('-');
        hex(out, low, 12);
    }

    private static void hex(ByteSink out, long value, int digits) {
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            out.write(DIGITS.charAt((int) (value >>> shift) & 0xF));
        }
    }
}
