package tallystick.wire.csv;

/** Decimal floats as text, as strconv.ParseFloat and Rust's parse agree on them. */
final class Numbers {
    private Numbers() {}

    /** Whether the text is digits with at most one point, and an exponent perhaps. */
    static boolean isDecimal(byte[] text, int from, int length) {
        int end = from + length;
        int at = from;
        if (at < end && (text[at] == '+' || text[at] == '-')) {
            at++;
        }
        int start = at;
        at = digits(text, at, end);
        int count = at - start;
        if (at < end && text[at] == '.') {
            int point = ++at;
            at = digits(text, at, end);
            count += at - point;
        }
        if (count == 0) {
            return false;
        }
        if (at < end && (text[at] | 0x20) == 'e') {
            at++;
            if (at < end && (text[at] == '+' || text[at] == '-')) {
                at++;
            }
            int exponent = at;
            at = digits(text, at, end);
            if (at == exponent) {
                return false;
            }
        }
        return at == end;
    }

    private static int digits(byte[] text, int from, int end) {
        int at = from;
        while (at < end && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        return at;
    }

    /** Whether the csv crate takes the text for a number, which QuoteStyle::NonNumeric does not quote. */
    static boolean isNumeric(byte[] text, int from, int length) {
        if (isDecimal(text, from, length)) {
            return true;
        }
        int sign = length > 0 && (text[from] == '+' || text[from] == '-') ? 1 : 0;
        String word = length - sign > 8
                ? ""
                : new String(text, from + sign, length - sign, java.nio.charset.StandardCharsets.ISO_8859_1)
                        .toLowerCase(java.util.Locale.ROOT);
        return word.equals("nan") || word.equals("inf") || word.equals("infinity");
    }
}
