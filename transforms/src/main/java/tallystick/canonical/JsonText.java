package tallystick.canonical;

import static tallystick.canonical.Violation.Kind.ENCODING;
import static tallystick.canonical.Violation.Kind.MALFORMED;
import static tallystick.canonical.Violation.Kind.OVERSIZE;
import static tallystick.canonical.Violation.Kind.RANGE;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import tallystick.contract.CanonicalType.Scalar;

/**
 * Values of the json type as text: a strict reader of RFC 8259, exact in numbers, and the one way they are printed in a
 * column. Not safe for use by several threads.
 */
public final class JsonText {
    private byte[] bytes = new byte[0];
    private int from;
    private int at;
    private int end;

    /**
     * Reads one JSON value into a node. Texts are copied into the buffer's scratch.
     *
     * @param depth how many containers deep a container at this place is, the record being the first
     * @throws InvalidValueException if the bytes are no JSON, or hold a number or a text that the json type does not;
     *     its offset counts from {@code start}
     */
    public void read(byte[] input, int start, int length, RecordBuffer record, int node, int depth) {
        bytes = input;
        from = start;
        at = start;
        end = start + length;
        space();
        value(record, node, depth);
        space();
        if (at != end) {
            throw malformed("text after the value");
        }
    }

    private InvalidValueException malformed(String detail) {
        return new InvalidValueException(MALFORMED, at - from, detail);
    }

    private void space() {
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
    }

    private int peek() {
        return at < end ? bytes[at] : -1;
    }

    private void expect(char c) {
        if (peek() != c) {
            throw malformed("no " + c + " where one is expected");
        }
        at++;
    }

    private void word(String word) {
        for (int i = 0; i < word.length(); i++) {
            expect(word.charAt(i));
        }
    }

    private void value(RecordBuffer record, int node, int depth) {
        switch (peek()) {
            case 'n' -> {
                word("null");
                record.setNull(node);
            }
            case 't' -> {
                word("true");
                record.setBool(node, true);
            }
            case 'f' -> {
                word("false");
                record.setBool(node, false);
            }
            case '"' -> text(record, node);
            case '[' -> array(record, node, depth);
            case '{' -> object(record, node, depth);
            default -> number(record, node);
        }
    }

    private void checkDepth(int depth) {
        if (depth > Types.MAX_DEPTH) {
            throw new InvalidValueException(OVERSIZE, at - from, "containers nest deeper than " + Types.MAX_DEPTH);
        }
    }

    private void array(RecordBuffer record, int node, int depth) {
        checkDepth(depth);
        at++;
        record.open(node, RecordBuffer.LIST);
        space();
        if (peek() == ']') {
            at++;
            return;
        }
        int child = -1;
        while (true) {
            space();
            child = record.add(node, child);
            value(record, child, depth + 1);
            space();
            if (peek() != ',') {
                expect(']');
                return;
            }
            at++;
        }
    }

    private void object(RecordBuffer record, int node, int depth) {
        checkDepth(depth);
        at++;
        record.open(node, RecordBuffer.MAP);
        space();
        if (peek() == '}') {
            at++;
            return;
        }
        int child = -1;
        while (true) {
            space();
            if (peek() != '"') {
                throw malformed("no key where one is expected");
            }
            child = record.add(node, child);
            text(record, child);
            space();
            expect(':');
            space();
            child = record.add(node, child);
            value(record, child, depth + 1);
            space();
            if (peek() != ',') {
                expect('}');
                return;
            }
            at++;
        }
    }

    private void text(RecordBuffer record, int node) {
        int begin = at++;
        int start = record.scratchPosition();
        while (true) {
            int run = at;
            while (at < end && bytes[at] != '"' && bytes[at] != '\\' && (bytes[at] & 0xFF) >= ' ') {
                at++;
            }
            record.append(bytes, run, at - run);
            int c = peek();
            if (at >= end) {
                throw malformed("a text that does not end");
            } else if (c == '"') {
                at++;
                break;
            } else if (c != '\\') {
                throw malformed("a control character in a text");
            }
            at++;
            escape(record);
        }
        record.setScratch(node, RecordBuffer.TEXT, start);
        if (!Utf8.valid(record.bytes(node), start, record.length(node))) {
            throw new InvalidValueException(ENCODING, begin - from, "a json text that is not valid UTF-8");
        }
    }

    private void escape(RecordBuffer record) {
        int c = peek();
        at++;
        switch (c) {
            case '"', '\\', '/' -> record.append((byte) c);
            case 'b' -> record.append((byte) '\b');
            case 'f' -> record.append((byte) '\f');
            case 'n' -> record.append((byte) '\n');
            case 'r' -> record.append((byte) '\r');
            case 't' -> record.append((byte) '\t');
            case 'u' -> {
                int begin = at - 2;
                int code = hex4();
                if (Character.isHighSurrogate((char) code) && peek() == '\\' && at + 1 < end && bytes[at + 1] == 'u') {
                    at += 2;
                    int low = hex4();
                    code = Character.isLowSurrogate((char) low)
                            ? Character.toCodePoint((char) code, (char) low)
                            : 0xD800;
                }
                if (code >= 0xD800 && code < 0xE000) {
                    throw new InvalidValueException(ENCODING, begin - from, "a lone surrogate in a json text");
                }
                byte[] encoded = Character.toString(code).getBytes(StandardCharsets.UTF_8);
                record.append(encoded, 0, encoded.length);
            }
            default -> throw malformed("an unknown escape");
        }
    }

    private int hex4() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = at < end ? Character.digit(bytes[at], 16) : -1;
            if (digit < 0) {
                throw malformed("an escape without four hexadecimal digits");
            }
            code = code << 4 | digit;
            at++;
        }
        return code;
    }

    private int digits() {
        int start = at;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        if (at == start) {
            throw malformed("no digit where one is expected");
        }
        return start;
    }

    /** Reads a number and sets its exact, normalised value; no power of ten is computed. */
    private void number(RecordBuffer record, int node) {
        int begin = at;
        boolean negative = peek() == '-';
        if (negative) {
            at++;
        }
        int whole = digits();
        int wholeEnd = at;
        if (bytes[whole] == '0' && wholeEnd - whole > 1) {
            throw malformed("a number that begins with 0");
        }
        int fraction = at;
        int fractionEnd = at;
        if (peek() == '.') {
            at++;
            fraction = digits();
            fractionEnd = at;
        }
        long exponent = 0;
        if (peek() == 'e' || peek() == 'E') {
            at++;
            boolean less = peek() == '-';
            if (less || peek() == '+') {
                at++;
            }
            for (int i = digits(); i < at; i++) {
                // Beyond this it is out of range whatever the digits are, for a record has fewer.
                exponent = Math.min(exponent * 10 + bytes[i] - '0', 1L << 40);
            }
            exponent = less ? -exponent : exponent;
        }
        exponent -= fractionEnd - fraction;
        // The digits that count: without the zeros at both ends.
        int first = whole;
        while (first < fractionEnd && (bytes[first] == '0' || bytes[first] == '.')) {
            first++;
        }
        if (first == fractionEnd) {
            if (negative) {
                record.setF64(node, -0.0);
            } else {
                record.setInt(node, 0);
            }
            return;
        }
        int last = fractionEnd;
        while (bytes[last - 1] == '0' || bytes[last - 1] == '.') {
            if (bytes[last - 1] == '0') {
                exponent++;
            }
            last--;
        }
        String digits = new String(bytes, first, last - first, StandardCharsets.ISO_8859_1).replace(".", "");
        if (digits.length() > 1234 || Math.abs(exponent) > Integer.MAX_VALUE) {
            throw new InvalidValueException(
                    RANGE, begin - from, "a number with too many digits or too great an exponent");
        }
        set(record, node, new BigInteger(negative ? "-" + digits : digits), (int) exponent);
    }

    private static void set(RecordBuffer record, int node, BigInteger mantissa, int exponent) {
        if (exponent >= 0 && exponent < 20) {
            BigInteger value = mantissa.multiply(BigInteger.TEN.pow(exponent));
            if (value.bitLength() <= 64) {
                record.setBig(node, value);
                return;
            }
        }
        record.setDecimal(node, mantissa, -exponent);
    }

    /**
     * Appends the value as a column shows it: no white space, members in the order of the buffer, integers as digits,
     * -0.0 as such, other numbers as BigDecimal prints mantissa and scale.
     */
    public static void print(RecordBuffer record, int node, ByteSink out) {
        switch (record.kind(node)) {
            case RecordBuffer.NULL -> ascii("null", out);
            case RecordBuffer.BOOL -> ascii(record.bool(node) ? "true" : "false", out);
            case RecordBuffer.INT -> ascii(Long.toString(record.integer(node)), out);
            case RecordBuffer.BIG -> ascii(number(new BigDecimal(record.big(node))), out);
            case RecordBuffer.F64 -> ascii("-0.0", out);
            case RecordBuffer.DECIMAL, RecordBuffer.BIG_DECIMAL ->
                ascii(number(new BigDecimal(record.unscaled(node), record.scale(node))), out);
            case RecordBuffer.TEXT -> quoted(record.bytes(node), record.offset(node), record.length(node), out);
            case RecordBuffer.LIST -> {
                out.write('[');
                for (int child = record.first(node); child >= 0; child = record.next(child)) {
                    if (child != record.first(node)) {
                        out.write(',');
                    }
                    print(record, child, out);
                }
                out.write(']');
            }
            case RecordBuffer.MAP -> {
                out.write('{');
                int key = record.first(node);
                while (key >= 0) {
                    if (key != record.first(node)) {
                        out.write(',');
                    }
                    print(record, key, out);
                    out.write(':');
                    int value = record.next(key);
                    print(record, value, out);
                    key = record.next(value);
                }
                out.write('}');
            }
            default -> throw InvalidValueException.wrongKind(record.kind(node), Scalar.JSON);
        }
    }

    /** The number, normalised: an integer within 2^64 as digits, all else as BigDecimal prints mantissa and scale. */
    private static String number(BigDecimal value) {
        if (value.signum() == 0) {
            return "0";
        }
        int zeros = Cbor.trailingZeros(value.unscaledValue());
        BigDecimal plain = zeros == 0
                ? value
                : new BigDecimal(
                        value.unscaledValue().divide(BigInteger.TEN.pow(zeros)),
                        Math.subtractExact(value.scale(), zeros));
        if (plain.scale() <= 0 && plain.scale() > -20) {
            BigInteger whole = plain.unscaledValue().multiply(BigInteger.TEN.pow(-plain.scale()));
            if (whole.bitLength() <= 64) {
                return whole.toString();
            }
        }
        return plain.toString();
    }

    static void ascii(String text, ByteSink out) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        out.write(ascii, 0, ascii.length);
    }

    /** Appends valid UTF-8 in quotes, with the escapes that JSON requires. */
    static void quoted(byte[] text, int offset, int length, ByteSink out) {
        out.write('"');
        int run = offset;
        int to = offset + length;
        for (int i = offset; i < to; i++) {
            int c = text[i];
            if (c == '"' || c == '\\' || (c >= 0 && c < ' ')) {
                out.write(text, run, i - run);
                run = i + 1;
                ascii(escaped(c), out);
            }
        }
        out.write(text, run, to - run);
        out.write('"');
    }

    private static String escaped(int c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format(java.util.Locale.ROOT, "\\u%04x", c);
        };
    }
}
