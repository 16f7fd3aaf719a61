package tallystick.wire.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tallystick.canonical.ByteSink;
import tallystick.canonical.RecordBuffer;
import tallystick.wire.Finding;
import tallystick.wire.Findings;
import tallystick.wire.Malformed;
import tallystick.wire.NameTable;
import tallystick.wire.Reason;
import tallystick.wire.RecordInput;
import tallystick.wire.RuleCounts;
import tallystick.wire.text.MomentText;
import tallystick.wire.text.ShortestFloat;

/**
 * A place in the bytes of one record, what was last read there, and where findings go. Readers move it forward. Tokens
 * are those of RFC 8259, which Go and serde_json agree on; where the two differ a reader decides.
 */
final class JsonInput extends RecordInput {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x8080808080808080L;
    /** More digits than these are more than 4,096 bits. */
    private static final int MOST_DIGITS = 1300;

    final MomentText moment = new MomentText();
    private final int deepest;
    private final int deepestSkipped;
    private final int maxDepth;
    private final String deepestWhy;
    private final JsonStyle.Jsoniter jsoniter;

    private int depth;

    /** The text last read: valid until the next is read. */
    byte[] text = bytes;

    int textFrom;
    int textLength;
    /** Whether the text last read is not valid Unicode. */
    boolean textBad;

    private boolean textCopied;
    private byte[] unescaped = new byte[256];
    private int unescapedLength;

    /** The number last read. */
    boolean negative;

    boolean integral;
    int numberFrom;
    private long mantissa;
    private long exponent;
    private boolean truncated;
    private int digits;
    private int fraction;
    private long written;

    /** Whether the bytes are the inside of a string: ranges of them must be copied. */
    private boolean inside;

    /**
     * @param deepest how deep the library itself reads; beyond that the bytes are malformed
     * @param deepestSkipped the same of values that it passes over
     * @param maxDepth how deep the side allows; beyond that the record is oversize
     * @param jsoniter which configuration of it is asked for, if any
     */
    JsonInput(
            RecordBuffer buffer,
            Findings findings,
            RuleCounts rules,
            int deepest,
            int deepestSkipped,
            String deepestWhy,
            int maxDepth,
            JsonStyle.Jsoniter jsoniter) {
        super(buffer, findings, rules);
        this.deepest = deepest;
        this.deepestSkipped = deepestSkipped;
        this.deepestWhy = deepestWhy;
        this.maxDepth = maxDepth;
        this.jsoniter = jsoniter;
    }

    @Override
    public void reset(byte[] input, int from, int to) {
        super.reset(input, from, to);
        depth = 0;
        inside = false;
    }

    /** Reads with {@code reader} what the last text holds; false when that is not one JSON value. */
    boolean readInside(JsonReader reader, int node) {
        byte[] outerBytes = bytes;
        int outerPos = pos;
        int outerEnd = end;
        bytes = Arrays.copyOfRange(text, textFrom, textFrom + textLength);
        pos = 0;
        end = bytes.length;
        inside = true;
        boolean good = true;
        try {
            int c = pos < end ? bytes[pos] & 0xFF : -1;
            if (c < 0 || c <= ' ') {
                good = false;
            } else {
                reader.value(this, node);
                good = pos == end;
            }
        } catch (Malformed e) {
            good = false;
        } finally {
            inside = false;
            bytes = outerBytes;
            pos = outerPos;
            end = outerEnd;
        }
        return good;
    }

    // Failing and finding.

    /** Bytes that are no JSON are told of by their offset alone. */
    @Override
    protected String failing() {
        return "";
    }

    Malformed unexpected(String expected) {
        if (pos >= end) {
            throw fail(pos, "the record ends where " + expected + " is expected");
        }
        int c = bytes[pos] & 0xFF;
        String shown = c > ' ' && c < 0x7F ? "'" + (char) c + "'" : String.format("byte 0x%02X", c);
        throw fail(pos, shown + " where " + expected + " is expected");
    }

    /** -1 inside a string. */
    @Override
    public int offset(int place) {
        return inside ? -1 : super.offset(place);
    }

    /** A value of another JSON type than the reader takes: a finding, and the value is passed over. */
    void wrongType(String expected) {
        int at = pos;
        int c = peek();
        String found = c == '"'
                ? "a string"
                : c == '{'
                        ? "an object"
                        : c == '[' ? "an array" : c == 't' || c == 'f' ? "a boolean" : c == 'n' ? "null" : "a number";
        skip();
        find(Reason.TYPE, at, found + " where " + expected + " is expected");
    }

    // Structure.

    /** The next byte that is no white space, not consumed; -1 at the end. */
    int peek() {
        while (pos < end) {
            int c = bytes[pos];
            if (c > ' ') {
                return c;
            }
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                return c & 0xFF;
            }
            pos++;
        }
        return -1;
    }

    /** Goes into an object or array whose first byte is next. */
    void enter() {
        if (++depth > maxDepth || depth > deepest) {
            if (depth > deepest) {
                throw fail(pos, deepestWhy);
            }
            throw fail(Reason.OVERSIZE, pos, "nested deeper than max_depth " + maxDepth);
        }
        pos++;
    }

    /** How deep the place is: with the position what {@link #back} needs. */
    int depth() {
        return depth;
    }

    /** Goes back, or on, to a place in the same record. */
    void back(int toPos, int toDepth) {
        pos = toPos;
        depth = toDepth;
    }

    void expect(char c) {
        if (peek() != c) {
            throw unexpected("'" + c + "'");
        }
        pos++;
    }

    /** After a member of an object or array: true when another follows, false after the end. */
    boolean more(char close) {
        int c = peek();
        if (c == ',') {
            pos++;
            return true;
        }
        if (c == close) {
            pos++;
            depth--;
            return false;
        }
        throw unexpected("',' or '" + close + "'");
    }

    /** At the start of an object or array that was just entered: whether it ends at once. */
    boolean empty(char close) {
        if (peek() == close) {
            pos++;
            depth--;
            return true;
        }
        return false;
    }

    void literal(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (pos >= end || bytes[pos] != word.charAt(i)) {
                throw unexpected("\"" + word + "\"");
            }
            pos++;
        }
    }

    /**
     * Reads a name whose opening quote is next and the colon after it; the name is the last text only if the result is
     * negative or the name was escaped.
     *
     * @param hint the position that probably comes next
     * @return its position, or -1
     */
    int name(NameTable names, int hint) {
        byte[] expected = names.written(hint);
        int from = pos + 1;
        int after = from + expected.length;
        if (expected.length > 0
                && after < end
                && bytes[after] == '"'
                && Arrays.equals(bytes, from, after, expected, 0, expected.length)) {
            pos = after + 1;
            if (pos < end && bytes[pos] == ':') {
                pos++;
            } else {
                expect(':');
            }
            return hint;
        }
        string();
        boolean none = isNoName() || names.folding() == NameTable.Folding.ASCII && textEscaped() && isWide();
        int position = none ? -1 : names.lookup(text, textFrom, textLength);
        expect(':');
        return position;
    }

    /** Whether the last text has characters beyond ASCII, which jsoniter does not find behind an escape in a struct of few names. */
    private boolean isWide() {
        for (int i = textFrom; i < textFrom + textLength; i++) {
            if (text[i] < 0) {
                return true;
            }
        }
        return false;
    }

    /** Reads the name of a member, up to and with its colon, as the last text. */
    void name() {
        if (peek() != '"') {
            throw unexpected("a name in quotes");
        }
        string();
        expect(':');
    }

    // Passing over values: no recursion, so that no depth can hurt.

    private long[] kinds = new long[4];

    /** Passes over one value, checking that it is well-formed. */
    void skip() {
        int level = 0;
        while (true) {
            int c = peek();
            boolean opened = false;
            if (c == '"') {
                skipString();
            } else if (c == '{' || c == '[') {
                if (depth + level + 1 > deepestSkipped) {
                    throw fail(pos, deepestWhy);
                }
                if (level >>> 6 >= kinds.length) {
                    kinds = Arrays.copyOf(kinds, kinds.length * 2);
                }
                if (c == '{') {
                    kinds[level >>> 6] |= 1L << level;
                } else {
                    kinds[level >>> 6] &= ~(1L << level);
                }
                level++;
                pos++;
                opened = true;
            } else if (c == '-' || c >= '0' && c <= '9') {
                anyNumber();
            } else if (c == 't') {
                literal("true");
            } else if (c == 'f') {
                literal("false");
            } else if (c == 'n') {
                literal("null");
            } else {
                throw unexpected("a value");
            }
            while (true) {
                if (level == 0) {
                    return;
                }
                boolean object = (kinds[(level - 1) >>> 6] & 1L << (level - 1)) != 0;
                int next = peek();
                if (next == (object ? '}' : ']')) {
                    pos++;
                    level--;
                    opened = false;
                    continue;
                }
                if (!opened) {
                    if (next != ',') {
                        throw unexpected(object ? "',' or '}'" : "',' or ']'");
                    }
                    pos++;
                }
                if (object) {
                    if (peek() != '"') {
                        throw unexpected("a name in quotes");
                    }
                    skipString();
                    expect(':');
                }
                break;
            }
        }
    }

    private void skipString() {
        byte[] wasText = text;
        int wasFrom = textFrom;
        int wasLength = textLength;
        string();
        text = wasText;
        textFrom = wasFrom;
        textLength = wasLength;
    }

    // Strings.

    /** Reads a string whose opening quote is next. */
    void string() {
        byte[] in = bytes;
        int p = pos + 1;
        int last = end - 8;
        textBad = false;
        while (true) {
            while (p <= last) {
                long word = (long) LONGS.get(in, p);
                long quote = word ^ 0x2222222222222222L;
                long slash = word ^ 0x5C5C5C5C5C5C5C5CL;
                long stop = (((quote - ONES) & ~quote)
                                | ((slash - ONES) & ~slash)
                                | ((word - 0x2020202020202020L) & ~word)
                                | word)
                        & TOPS;
                if (stop != 0) {
                    p += Long.numberOfTrailingZeros(stop) >>> 3;
                    break;
                }
                p += 8;
            }
            if (p >= end) {
                pos = end;
                throw fail(end, "the record ends inside a string");
            }
            int c = in[p];
            if (c == '"') {
                text = in;
                textFrom = pos + 1;
                textLength = p - textFrom;
                textCopied = false;
                pos = p + 1;
                return;
            }
            if (c == '\\') {
                escaped(p);
                return;
            }
            if (c < 0) {
                int length = Utf8Text.sequence(in, p, end);
                if (length == 0) {
                    textBad = true;
                    p++;
                } else {
                    p += length;
                }
            } else if (c < ' ') {
                pos = p;
                throw fail(p, String.format("a control character (0x%02X) stands unescaped in a string", c));
            } else {
                p++;
            }
        }
    }

    private void escaped(int at) {
        byte[] in = bytes;
        unescapedLength = 0;
        put(in, pos + 1, at - pos - 1);
        int p = at;
        while (true) {
            if (p >= end) {
                pos = end;
                throw fail(end, "the record ends inside a string");
            }
            int c = in[p];
            if (c == '"') {
                text = unescaped;
                textFrom = 0;
                textLength = unescapedLength;
                textCopied = true;
                pos = p + 1;
                return;
            }
            if (c == '\\') {
                p = escape(p);
            } else if (c < 0) {
                int length = Utf8Text.sequence(in, p, end);
                if (length == 0) {
                    textBad = true;
                    length = 1;
                }
                put(in, p, length);
                p += length;
            } else if (c < ' ') {
                pos = p;
                throw fail(p, String.format("a control character (0x%02X) stands unescaped in a string", c));
            } else {
                put((byte) c);
                p++;
            }
        }
    }

    private int escape(int p) {
        if (p + 1 >= end) {
            throw fail(end, "the record ends inside an escape");
        }
        switch (bytes[p + 1]) {
            case '"':
                put((byte) '"');
                return p + 2;
            case '\\':
                put((byte) '\\');
                return p + 2;
            case '/':
                put((byte) '/');
                return p + 2;
            case 'b':
                put((byte) '\b');
                return p + 2;
            case 'f':
                put((byte) '\f');
                return p + 2;
            case 'n':
                put((byte) '\n');
                return p + 2;
            case 'r':
                put((byte) '\r');
                return p + 2;
            case 't':
                put((byte) '\t');
                return p + 2;
            case 'u':
                return unicode(p);
            default:
                pos = p;
                throw fail(p, "an escape that JSON does not know");
        }
    }

    private int unicode(int p) {
        int unit = hex(p + 2);
        if (unit < 0xD800 || unit > 0xDFFF) {
            putCodePoint(unit);
            return p + 6;
        }
        if (unit < 0xDC00 && p + 7 < end && bytes[p + 6] == '\\' && bytes[p + 7] == 'u') {
            int low = hex(p + 8);
            if (low >= 0xDC00 && low <= 0xDFFF) {
                putCodePoint(Character.toCodePoint((char) unit, (char) low));
                return p + 12;
            }
        }
        // Half of a pair: Go reads U+FFFD, serde_json refuses it. It is no Unicode either way; kept as its three bytes.
        textBad = true;
        put((byte) (0xE0 | unit >> 12));
        put((byte) (0x80 | unit >> 6 & 0x3F));
        put((byte) (0x80 | unit & 0x3F));
        return p + 6;
    }

    private int hex(int p) {
        if (p + 4 > end) {
            throw fail(end, "the record ends inside an escape");
        }
        int value = 0;
        for (int i = p; i < p + 4; i++) {
            int digit = Character.digit(bytes[i], 16);
            if (digit < 0) {
                throw fail(i, "an escape \\u without four hexadecimal digits");
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private void put(byte b) {
        if (unescapedLength == unescaped.length) {
            unescaped = Arrays.copyOf(unescaped, unescapedLength * 2);
        }
        unescaped[unescapedLength++] = b;
    }

    private void put(byte[] from, int offset, int length) {
        int needed = unescapedLength + length;
        if (needed > unescaped.length) {
            unescaped = Arrays.copyOf(unescaped, Math.max(needed, unescapedLength * 2));
        }
        System.arraycopy(from, offset, unescaped, unescapedLength, length);
        unescapedLength = needed;
    }

    private void putCodePoint(int c) {
        if (c < 0x80) {
            put((byte) c);
        } else if (c < 0x800) {
            put((byte) (0xC0 | c >> 6));
            put((byte) (0x80 | c & 0x3F));
        } else if (c < 0x10000) {
            put((byte) (0xE0 | c >> 12));
            put((byte) (0x80 | c >> 6 & 0x3F));
            put((byte) (0x80 | c & 0x3F));
        } else {
            put((byte) (0xF0 | c >> 18));
            put((byte) (0x80 | c >> 12 & 0x3F));
            put((byte) (0x80 | c >> 6 & 0x3F));
            put((byte) (0x80 | c & 0x3F));
        }
    }

    /** Sets the node to the last text. */
    void setText(int node, int at) {
        if (textBad) {
            find(Reason.ENCODING, at, "the text is not valid Unicode");
            setRange(node, RecordBuffer.BAD_TEXT);
        } else {
            setRange(node, RecordBuffer.TEXT);
        }
    }

    private void setRange(int node, byte kind) {
        if (textCopied || inside) {
            buffer.setScratch(node, kind, text, textFrom, textLength);
        } else {
            buffer.setRange(node, kind, textFrom, textLength);
        }
    }

    /** Whether the last text is no name to the library: ConfigFastest looks at names as they stand. */
    boolean isNoName() {
        return textBad || textCopied && jsoniter == JsonStyle.Jsoniter.FASTEST;
    }

    /** Whether the last text was written with escapes. */
    boolean textEscaped() {
        return textCopied;
    }

    /** The last text for a message, cut short. */
    String shownText() {
        int length = Math.min(textLength, 64);
        return new String(text, textFrom, length, StandardCharsets.UTF_8) + (length < textLength ? "..." : "");
    }

    /** Goes down to the map entry whose key is the last text. */
    void enterText() {
        if (textCopied) {
            path.enter(shownText());
        } else {
            path.enter(text, textFrom, textLength);
        }
    }

    String wholeText() {
        return new String(text, textFrom, textLength, StandardCharsets.UTF_8);
    }

    boolean textIs(String ascii) {
        if (textLength != ascii.length()) {
            return false;
        }
        for (int i = 0; i < textLength; i++) {
            if (text[textFrom + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    // Numbers.

    /** Reads a number whose first byte is next. */
    void number() {
        byte[] in = bytes;
        int p = pos;
        int stop = end;
        numberFrom = p;
        negative = in[p] == '-';
        if (negative) {
            p++;
        }
        long m = 0;
        int used = 0;
        int dropped = 0;
        boolean cut = false;
        int first = p;
        int d;
        if (p < stop && in[p] == '0') {
            p++;
        } else {
            while (p < stop && (d = in[p] - '0') >= 0 && d <= 9) {
                if (used < 19) {
                    m = m * 10 + d;
                    used++;
                } else {
                    dropped++;
                    cut |= d != 0;
                }
                p++;
            }
            if (p == first) {
                pos = p;
                throw unexpected("a digit");
            }
        }
        digits = p - first;
        fraction = 0;
        integral = true;
        int shift = 0;
        if (p < stop && in[p] == '.') {
            integral = false;
            int point = ++p;
            while (p < stop && (d = in[p] - '0') >= 0 && d <= 9) {
                if (m == 0 && d == 0) {
                    shift++;
                } else if (used < 19) {
                    m = m * 10 + d;
                    used++;
                    shift++;
                } else {
                    cut |= d != 0;
                }
                p++;
            }
            if (p == point) {
                pos = p;
                throw unexpected("a digit");
            }
            fraction = p - point;
        }
        written = 0;
        if (p < stop && (in[p] | 0x20) == 'e') {
            integral = false;
            p++;
            boolean minus = p < stop && in[p] == '-';
            if (p < stop && (minus || in[p] == '+')) {
                p++;
            }
            int head = p;
            while (p < stop && (d = in[p] - '0') >= 0 && d <= 9) {
                if (written < 100_000_000_000L) {
                    written = written * 10 + d;
                }
                p++;
            }
            if (p == head) {
                pos = p;
                throw unexpected("a digit");
            }
            if (minus) {
                written = -written;
            }
        }
        mantissa = m;
        truncated = cut;
        exponent = written - shift + dropped;
        if (dropped > 0 && !cut && integral) {
            // Only zeros were dropped: the mantissa times ten to the exponent is the number.
            truncated = false;
        }
        pos = p;
    }

    /** Whether the last number is an integer that fits 64 bits signed; it is {@link #asLong} then. */
    boolean fitsLong() {
        if (!integral || exponent != 0 || truncated) {
            return integral && !truncated && mantissa == 0;
        }
        return mantissa >= 0 || negative && mantissa == Long.MIN_VALUE;
    }

    long asLong() {
        return negative ? -mantissa : mantissa;
    }

    /** Whether the last number has at most 15 digits and is far from where floats end: an f64 gives it back. */
    boolean isShort() {
        return !truncated && mantissa >= 0 && mantissa < 1_000_000_000_000_000L && exponent > -290 && exponent < 290;
    }

    /** Reads a number that no type bounds; jsoniter refuses one that is no float64 all the same. */
    void anyNumber() {
        number();
        if (jsoniter != JsonStyle.Jsoniter.NONE && !integral && Double.isInfinite(asDouble())) {
            throw fail(numberFrom, shownNumber() + " does not fit a float64, which jsoniter wants of every number");
        }
    }

    /** Whether the last number is an integer of 64 bits, signed or unsigned. */
    boolean fits64() {
        return fitsLong() || integral && !negative && digits <= 20 && new BigInteger(numberText()).bitLength() <= 64;
    }

    /** Whether the library would write that float as the last number. */
    boolean comesBack(double value, JsonStyle style) {
        if (pos - numberFrom > MOST_DIGITS || Math.abs(exponent) > 10_000) {
            return false;
        }
        ByteSink sink = new ByteSink(32);
        ShortestFloat shortest = new ShortestFloat();
        if (style.go()) {
            shortest.writeGo(sink, value, false);
        } else {
            shortest.writeRust(sink, value, false, style.plusExponent());
        }
        String written = new String(sink.array(), 0, sink.length(), StandardCharsets.ISO_8859_1);
        return new BigDecimal(written).compareTo(new BigDecimal(numberText())) == 0;
    }

    boolean isNegativeZero() {
        return negative && mantissa == 0 && !truncated;
    }

    /** The last number as an integer, which it must be written as; a finding when it has too many digits. */
    boolean setInteger(int node) {
        if (fitsLong()) {
            buffer.setInt(node, asLong());
            return true;
        }
        if (digits > MOST_DIGITS) {
            find(Reason.RANGE, numberFrom, "an integer of " + digits + " digits");
            return false;
        }
        buffer.setBig(node, new BigInteger(numberText()));
        return true;
    }

    double asDouble() {
        return FloatParser.parse(negative, mantissa, exponent, truncated, bytes, numberFrom, pos);
    }

    float asFloat() {
        return FloatParser.narrow(asDouble(), bytes, numberFrom, pos);
    }

    String numberText() {
        return new String(bytes, numberFrom, pos - numberFrom, StandardCharsets.ISO_8859_1);
    }

    /** The last number for a message, cut short. */
    String shownNumber() {
        int length = Math.min(pos - numberFrom, 48);
        return new String(bytes, numberFrom, length, StandardCharsets.ISO_8859_1)
                + (length < pos - numberFrom ? "..." : "");
    }

    /**
     * Sets the node to the last number's exact value as a decimal without trailing zeros.
     *
     * @param json whether integers within 64 bits become INT or BIG, and -0 an F64, as in json
     */
    boolean setExact(int node, boolean json) {
        long m = mantissa;
        long e = exponent;
        if (m == 0 && !truncated) {
            if (json && negative) {
                buffer.setF64(node, -0.0);
            } else if (json) {
                buffer.setInt(node, 0);
            } else {
                buffer.setDecimal(node, 0, 0);
            }
            return true;
        }
        if (!truncated && m > 0) {
            while (m % 10 == 0) {
                m /= 10;
                e++;
            }
            long value = negative ? -m : m;
            if (json && e >= 0 && e <= 19) {
                if (e == 0) {
                    buffer.setInt(node, value);
                    return true;
                }
                return setJsonInteger(node, BigInteger.valueOf(value), e);
            }
            if (e < -Integer.MAX_VALUE || e > Integer.MAX_VALUE) {
                find(Reason.RANGE, numberFrom, "a number with an exponent beyond 32 bits");
                return false;
            }
            buffer.setDecimal(node, value, (int) -e);
            return true;
        }
        int all = digits + fraction;
        byte[] plain = new byte[all];
        System.arraycopy(bytes, numberFrom + (negative ? 1 : 0), plain, 0, digits);
        if (fraction > 0) {
            System.arraycopy(bytes, numberFrom + (negative ? 1 : 0) + digits + 1, plain, digits, fraction);
        }
        int from = 0;
        while (from < all - 1 && plain[from] == '0') {
            from++;
        }
        int to = all;
        e = written - fraction;
        while (to > from + 1 && plain[to - 1] == '0') {
            to--;
            e++;
        }
        if (to - from > MOST_DIGITS) {
            find(Reason.RANGE, numberFrom, "a number of " + (to - from) + " digits");
            return false;
        }
        BigInteger value = new BigInteger(new String(plain, from, to - from, StandardCharsets.ISO_8859_1));
        if (negative) {
            value = value.negate();
        }
        if (json && e >= 0 && e <= 19) {
            return setJsonInteger(node, value, e);
        }
        if (e < -Integer.MAX_VALUE || e > Integer.MAX_VALUE) {
            find(Reason.RANGE, numberFrom, "a number with an exponent beyond 32 bits");
            return false;
        }
        buffer.setDecimal(node, value, (int) -e);
        return true;
    }

    private boolean setJsonInteger(int node, BigInteger stripped, long e) {
        BigInteger value = e == 0 ? stripped : stripped.multiply(BigInteger.TEN.pow((int) e));
        int bits = value.signum() < 0 ? value.not().bitLength() : value.bitLength();
        if (bits <= 64) {
            buffer.setBig(node, value);
        } else {
            buffer.setDecimal(node, stripped, (int) -e);
        }
        return true;
    }

    /** What was found so far, for a trial: see {@link Findings#truncate}. */
    int foundCount() {
        return findings.count();
    }

    Finding lastFinding() {
        return findings.list().get(findings.list().size() - 1);
    }
}
