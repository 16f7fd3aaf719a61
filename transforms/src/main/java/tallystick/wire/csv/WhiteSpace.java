package tallystick.wire.csv;

/** Unicode's White_Space, which Go's unicode.IsSpace and Rust's char::is_whitespace agree on, in UTF-8. */
final class WhiteSpace {
    private WhiteSpace() {}

    /** How many bytes the white space character at {@code from} has; 0 if there is none. */
    static int at(byte[] bytes, int from, int end) {
        if (from >= end) {
            return 0;
        }
        int first = bytes[from] & 0xFF;
        if (first < 0x80) {
            return first == ' ' || first >= '\t' && first <= '\r' ? 1 : 0;
        }
        if (first == 0xC2 && from + 1 < end) {
            int second = bytes[from + 1] & 0xFF;
            return second == 0x85 || second == 0xA0 ? 2 : 0;
        }
        if (from + 2 < end && (first & 0xF0) == 0xE0) {
            int character = (first & 0x0F) << 12 | (bytes[from + 1] & 0x3F) << 6 | bytes[from + 2] & 0x3F;
            boolean whole = (bytes[from + 1] & 0xC0) == 0x80 && (bytes[from + 2] & 0xC0) == 0x80;
            return whole && isWide(character) ? 3 : 0;
        }
        return 0;
    }

    private static boolean isWide(int character) {
        return character == 0x1680
                || character >= 0x2000 && character <= 0x200A
                || character == 0x2028
                || character == 0x2029
                || character == 0x202F
                || character == 0x205F
                || character == 0x3000;
    }

    /** How many bytes the white space character that ends before {@code end} has; 0 if there is none. */
    static int before(byte[] bytes, int from, int end) {
        for (int width = 1; width <= 3 && end - width >= from; width++) {
            if (at(bytes, end - width, end) == width) {
                return width;
            }
        }
        return 0;
    }

    /** Whether white space stands at either end. */
    static boolean isAround(byte[] bytes, int from, int end) {
        return at(bytes, from, end) > 0 || before(bytes, from, end) > 0;
    }
}
