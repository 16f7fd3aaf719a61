package tallystick.wire.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tallystick.canonical.ByteSink;
import tallystick.canonical.RecordBuffer;
import tallystick.shape.SideType.Library;
import tallystick.wire.EpochNumber;
import tallystick.wire.Reason;
import tallystick.wire.RustDuration;
import tallystick.wire.text.Becomes;
import tallystick.wire.text.DecimalText;
import tallystick.wire.text.Spelling;

/** Writers of values. */
final class Writers {
    private Writers() {}

    static final class Bool extends JsonWriter {
        @Override
        void write(JsonOutput out, int node) {
            out.plain(out.buffer.bool(node) ? "true" : "false");
        }

        @Override
        boolean isEmpty(JsonOutput out, int node) {
            return !out.buffer.bool(node);
        }

        @Override
        boolean writeZero(JsonOutput out) {
            out.plain("false");
            return true;
        }
    }

    /** An integer of a width of the side; 0 bits stand for any width. */
    static final class Int extends JsonWriter {
        private final BigInteger least;
        private final BigInteger most;
        private final boolean whole;
        private final String type;

        Int(int bits, boolean signed, String type) {
            int width = bits == 0 ? 4096 : bits;
            this.most = BigInteger.ONE
                    .shiftLeft(signed && bits > 0 ? width - 1 : width)
                    .subtract(BigInteger.ONE);
            this.least = bits == 0 ? most.negate() : signed ? most.not() : BigInteger.ZERO;
            this.whole = most.bitLength() >= 63 && signed;
            this.type = type;
        }

        @Override
        void write(JsonOutput out, int node) {
            byte kind = out.buffer.kind(node);
            if (kind == RecordBuffer.INT) {
                long value = out.buffer.integer(node);
                if (!whole
                        && (value < 0 && least.signum() == 0
                                || most.bitLength() < 63 && (value > most.longValue() || value < least.longValue()))) {
                    out.find(Reason.RANGE, value + " does not fit " + type);
                }
                out.number(value);
                return;
            }
            BigInteger value = kind == RecordBuffer.BIG ? out.buffer.big(node) : decimal(out, node);
            if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
                out.find(Reason.RANGE, "the integer does not fit " + type);
            }
            out.number(value);
        }

        /** Of a decimal without digits after the point. */
        private static BigInteger decimal(JsonOutput out, int node) {
            int scale = out.buffer.scale(node);
            BigInteger unscaled = out.buffer.unscaled(node);
            return scale <= 0
                    ? unscaled.multiply(BigInteger.TEN.pow(-scale))
                    : unscaled.divide(BigInteger.TEN.pow(scale));
        }

        @Override
        boolean isEmpty(JsonOutput out, int node) {
            return out.buffer.kind(node) != RecordBuffer.BIG && out.buffer.integer(node) == 0;
        }

        @Override
        boolean writeZero(JsonOutput out) {
            out.write('0');
            return true;
        }
    }

    static final class Floating extends JsonWriter {
        private final boolean single;

        Floating(boolean single) {
            this.single = single;
        }

        @Override
        void write(JsonOutput out, int node) {
            double value = out.buffer.f64(node);
            if (Double.isNaN(value) || Double.isInfinite(value)) {
                out.find(
                        Reason.LOSSY_SOURCE,
                        out.style.go()
                                ? "Go refuses to write NaN and infinities as JSON"
                                : "serde_json writes null for NaN and infinities");
                return;
            }
            if (single && (double) (float) value != value) {
                out.find(Reason.PRECISION, value + " is no f32");
                return;
            }
            out.floating(value, single);
        }

        @Override
        boolean isEmpty(JsonOutput out, int node) {
            return out.buffer.f64(node) == 0;
        }

        @Override
        boolean isZero(JsonOutput out, int node) {
            return out.buffer.f64(node) == 0;
        }

        @Override
        boolean writeZero(JsonOutput out) {
            out.floating(0.0, single);
            return true;
        }
    }

    static final class Text extends JsonWriter {
        private final boolean character;

        Text(boolean character) {
            this.character = character;
        }

        @Override
        void write(JsonOutput out, int node) {
            if (out.buffer.kind(node) == RecordBuffer.BAD_TEXT && out.style.jsoniter() != JsonStyle.Jsoniter.FASTEST) {
                out.find(
                        Reason.LOSSY_SOURCE,
                        out.style.go()
                                ? "the text is not valid UTF-8, and Go writes U+FFFD for what is not"
                                : "the text is not valid UTF-8, which a Rust String always is");
                return;
            }
            if (character) {
                int length = out.buffer.length(node);
                int first = length == 0 ? 0 : out.buffer.bytes(node)[out.buffer.offset(node)] & 0xFF;
                if (length != (first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4)) {
                    out.find(Reason.RANGE, "a char is one character");
                }
            }
            out.text(node);
        }

        @Override
        boolean isEmpty(JsonOutput out, int node) {
            return out.buffer.length(node) == 0;
        }

        @Override
        boolean writeZero(JsonOutput out) {
            if (character) {
                return false;
            }
            out.plain("\"\"");
            return true;
        }
    }

    /** Bytes as base64 or as an array of numbers; {@code length} is that of a fixed array, or -1. */
    static final class Bytes extends JsonWriter {
        private final boolean base64;
        private final int length;

        Bytes(boolean base64, int length) {
            this.base64 = base64;
            this.length = length;
        }

        @Override
        void write(JsonOutput out, int node) {
            RecordBuffer buffer = out.buffer;
            if (buffer.kind(node) == RecordBuffer.UUID) {
                for (int i = 0; i < 16; i++) {
                    out.write(i == 0 ? '[' : ',');
                    long half = i < 8 ? buffer.uuidHigh(node) : buffer.uuidLow(node);
                    out.number(half >>> (56 - 8 * (i & 7)) & 0xFF);
                }
                out.write(']');
                return;
            }
            if (length >= 0 && buffer.length(node) != length) {
                out.find(Reason.RANGE, buffer.length(node) + " bytes do not fit an array of " + length);
            }
            if (base64) {
                out.base64(node);
                return;
            }
            out.write('[');
            byte[] bytes = buffer.bytes(node);
            int from = buffer.offset(node);
            for (int i = 0; i < buffer.length(node); i++) {
                if (i > 0) {
                    out.write(',');
                }
                out.number(bytes[from + i] & 0xFF);
            }
            out.write(']');
        }

        @Override
        boolean writeNull(JsonOutput out) {
            if (base64) {
                out.plain("null");
            }
            return base64;
        }

        @Override
        boolean isEmpty(JsonOutput out, int node) {
            return out.buffer.kind(node) == RecordBuffer.BYTES && out.buffer.length(node) == 0;
        }

        @Override
        boolean isZero(JsonOutput out, int node) {
            if (base64) {
                return false;
            }
            if (out.buffer.kind(node) == RecordBuffer.UUID) {
                return out.buffer.uuidHigh(node) == 0 && out.buffer.uuidLow(node) == 0;
            }
            for (int i = 0; i < out.buffer.length(node); i++) {
                if (out.buffer.bytes(node)[out.buffer.offset(node) + i] != 0) {
                    return false;
                }
            }
            return length >= 0;
        }

        @Override
        boolean writeZero(JsonOutput out) {
            if (length >= 0) {
                return false;
            }
            out.plain(base64 ? "\"\"" : "[]");
            return true;
        }
    }

    static final class Uuid extends JsonWriter {
        @Override
        void write(JsonOutput out, int node) {
            long high = out.buffer.uuidHigh(node);
            long low = out.buffer.uuidLow(node);
            out.write('"');
            out.hex(high >>> 32, 8);
            out.write('-');
            out.hex(high >>> 16, 4);
            out.write('-');
            out.hex(high, 4);
            out.write('-');
            out.hex(low >>> 48, 4);
            out.write('-');
            out.hex(low, 12);
            out.write('"');
        }

        @Override
        boolean isEmpty(JsonOutput out, int node) {
            return false;
        }

        @Override
        boolean isZero(JsonOutput out, int node) {
            return out.buffer.uuidHigh(node) == 0 && out.buffer.uuidLow(node) == 0;
        }
    }

    /** Dates and times in text, and time-rs's arrays. */
    static final class Moment extends JsonWriter {
        private final Spelling spelling;
        private final Becomes becomes;

        Moment(Spelling spelling, Becomes becomes) {
            this.spelling = spelling;
            this.becomes = becomes;
        }

        @Override
        void write(JsonOutput out, int node) {
            if (!out.moment.prepare(out.buffer, node, spelling, becomes, out.findings, out.path)) {
                return;
            }
            if (spelling.numbers() == 0) {
                out.write('"');
                out.moment.write(out.sink, spelling, becomes);
                out.write('"');
                return;
            }
            long[] numbers = new long[spelling.numbers()];
            out.moment.numbers(spelling, numbers);
            for (int i = 0; i < numbers.length; i++) {
                out.write(i == 0 ? '[' : ',');
                out.number(numbers[i]);
            }
            out.write(']');
        }

        @Override
        boolean isZero(JsonOutput out, int node) {
            // time.Time's IsZero looks at the instant alone.
            return spelling == Spelling.GO
                    && becomes != Becomes.DATE
                    && out.buffer.integer(node) == tallystick.wire.RecordCheck.FIRST_SECOND
                    && out.buffer.nanos(node) == 0;
        }

        @Override
        boolean isEmpty(JsonOutput out, int node) {
            return false;
        }

        @Override
        boolean writeZero(JsonOutput out) {
            if (spelling != Spelling.GO) {
                return false;
            }
            out.plain("\"0001-01-01T00:00:00Z\"");
            return true;
        }
    }

    static final class SystemTime extends JsonWriter {
        private final boolean keepsOffset;

        SystemTime(boolean keepsOffset) {
            this.keepsOffset = keepsOffset;
        }

        @Override
        void write(JsonOutput out, int node) {
            if (keepsOffset && out.buffer.offsetSeconds(node) != 0) {
                out.find(Reason.LOSSY_SOURCE, "the offset is lost in a SystemTime");
            }
            if (out.buffer.integer(node) < 0) {
                out.find(Reason.RANGE, "serde refuses a SystemTime before 1970");
                return;
            }
            out.plain("{\"secs_since_epoch\":");
            out.number(out.buffer.integer(node));
            out.plain(",\"nanos_since_epoch\":");
            out.number(out.buffer.nanos(node));
            out.write('}');
        }
    }

    static final class Epoch extends JsonWriter {
        private final EpochNumber number;

        Epoch(EpochNumber number) {
            this.number = number;
        }

        @Override
        void write(JsonOutput out, int node) {
            out.number(number.write(out.buffer, node, out::find));
        }
    }

    static final class Duration extends JsonWriter {
        private final Library side;

        Duration(Library side) {
            this.side = side;
        }

        @Override
        void write(JsonOutput out, int node) {
            BigInteger all = out.buffer.big(node);
            RustDuration parts = RustDuration.of(all, side);
            if (parts == null) {
                out.find(Reason.RANGE, RustDuration.outOfRange(all, side));
                return;
            }
            boolean object = side == Library.STD_DURATION;
            out.plain(object ? "{\"secs\":" : "[");
            out.number(parts.seconds());
            out.plain(object ? ",\"nanos\":" : ",");
            out.number(parts.nanos());
            out.write(object ? '}' : ']');
        }
    }

    /** A decimal in quotes without trailing zeros, or bare. */
    static final class Decimal extends JsonWriter {
        private final boolean quotes;
        private final boolean rust;

        Decimal(boolean quotes, boolean rust) {
            this.quotes = quotes;
            this.rust = rust;
        }

        @Override
        void write(JsonOutput out, int node) {
            if (rust && DecimalText.beyondRust(out.buffer, node) != null) {
                out.find(Reason.RANGE, "rust_decimal holds 96 bits and 28 digits after the point");
                return;
            }
            if (quotes) {
                out.write('"');
            }
            DecimalText.write(out.buffer, node, out.sink);
            if (quotes) {
                out.write('"');
            }
        }

        @Override
        boolean isEmpty(JsonOutput out, int node) {
            return false;
        }

        @Override
        boolean writeZero(JsonOutput out) {
            out.plain(quotes ? "\"0\"" : "0");
            return true;
        }
    }

    static final class RustBigInt extends JsonWriter {
        private static final BigInteger LOW = BigInteger.valueOf(0xFFFF_FFFFL);

        @Override
        void write(JsonOutput out, int node) {
            BigInteger value = out.buffer.big(node);
            out.write('[');
            out.number(value.signum());
            out.plain(",[");
            BigInteger rest = value.abs();
            boolean first = true;
            while (rest.signum() != 0) {
                if (!first) {
                    out.write(',');
                }
                first = false;
                out.number(rest.and(LOW).longValue());
                rest = rest.shiftRight(32);
            }
            out.plain("]]");
        }
    }

    static final class ListWriter extends JsonWriter {
        private final JsonWriter element;
        private final int length;
        private final boolean nil;

        /** {@code nil}: whether the side's list may be nil, which is written as null. */
        ListWriter(JsonWriter element, int length, boolean nil) {
            this.element = element;
            this.length = length;
            this.nil = nil;
        }

        @Override
        void write(JsonOutput out, int node) {
            if (length >= 0 && out.buffer.children(node) != length) {
                out.find(Reason.RANGE, out.buffer.children(node) + " values do not fit an array of " + length);
            }
            out.write('[');
            int position = 0;
            for (int child = out.buffer.first(node); child >= 0; child = out.buffer.next(child)) {
                if (position > 0) {
                    out.write(',');
                }
                out.path.enter(position++);
                element(out, element, child);
                out.path.leave();
            }
            out.write(']');
        }

        @Override
        boolean writeNull(JsonOutput out) {
            if (nil) {
                out.plain("null");
            }
            return nil;
        }

        @Override
        boolean isEmpty(JsonOutput out, int node) {
            return length <= 0 && out.buffer.children(node) == 0;
        }

        @Override
        boolean isZero(JsonOutput out, int node) {
            if (length < 0) {
                return false;
            }
            for (int child = out.buffer.first(node); child >= 0; child = out.buffer.next(child)) {
                if (out.buffer.hasValue(child) && !element.isZero(out, child)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        boolean writeZero(JsonOutput out) {
            if (length >= 0) {
                return false;
            }
            out.plain("[]");
            return true;
        }
    }

    /** Writes what stands in a list, tuple or map: a value, or null where the side's type has one. */
    private static void element(JsonOutput out, JsonWriter writer, int node) {
        if (out.buffer.hasValue(node) || writer instanceof Any) {
            writer.write(out, node);
        } else if (!writer.writeNull(out)) {
            out.find(Reason.LOSSY_SOURCE, "null, which the side's type does not have");
        }
    }

    static final class TupleWriter extends JsonWriter {
        private final JsonWriter[] elements;

        TupleWriter(List<JsonWriter> elements) {
            this.elements = elements.toArray(new JsonWriter[0]);
        }

        @Override
        void write(JsonOutput out, int node) {
            out.write('[');
            int position = 0;
            for (int child = out.buffer.first(node); child >= 0; child = out.buffer.next(child)) {
                if (position > 0) {
                    out.write(',');
                }
                out.path.enter(position);
                element(out, elements[position++], child);
                out.path.leave();
            }
            out.write(']');
        }
    }

    /** A map; entries in the order of their keys, as Go and a BTreeMap write them. */
    static final class MapWriter extends JsonWriter {
        private final JsonWriter key;
        private final JsonWriter value;
        private final boolean numeric;
        /** Where each id of an enum that is the key comes; empty for all other keys. */
        private final Map<Long, Integer> order;

        private final boolean go;

        MapWriter(JsonWriter key, JsonWriter value, boolean numeric, Map<Long, Integer> order, boolean go) {
            this.order = order;
            this.key = key;
            this.value = value;
            this.numeric = numeric;
            this.go = go;
        }

        private record Entry(byte[] name, int key, int value) {}

        @Override
        void write(JsonOutput out, int node) {
            out.write('{');
            entries(out, node, true);
            out.write('}');
        }

        /** Writes the entries without braces; whether the next member is the first. */
        boolean entries(JsonOutput out, int node, boolean first) {
            List<Entry> entries = new ArrayList<>();
            ByteSink sink = out.sink;
            for (int child = out.buffer.first(node); child >= 0; ) {
                int mark = sink.length();
                // A key that is written as a number or a word is put in quotes.
                out.path.enter("");
                key.write(out, child);
                out.path.leave();
                byte[] name = Arrays.copyOfRange(sink.array(), mark, sink.length());
                sink.truncate(mark);
                int member = out.buffer.next(child);
                entries.add(new Entry(name, child, member));
                child = out.buffer.next(member);
            }
            if (entries.size() > 1) {
                entries.sort((a, b) ->
                        numeric ? out.buffer.big(a.key).compareTo(out.buffer.big(b.key)) : compare(out, a, b));
            }
            boolean none = first;
            for (Entry entry : entries) {
                if (!none) {
                    out.write(',');
                }
                none = false;
                boolean quoted = entry.name.length > 0 && entry.name[0] == '"';
                if (!quoted) {
                    out.write('"');
                }
                sink.write(entry.name, 0, entry.name.length);
                if (!quoted) {
                    out.write('"');
                }
                out.write(':');
                out.path.enter(shown(entry.name));
                element(out, value, entry.value);
                out.path.leave();
            }
            return none;
        }

        private static String shown(byte[] name) {
            String text = new String(name, 0, Math.min(name.length, 64), StandardCharsets.UTF_8);
            return text.startsWith("\"") && text.endsWith("\"") && text.length() > 1
                    ? text.substring(1, text.length() - 1)
                    : text;
        }

        /** By the bytes of the text itself, not of what it looks like with escapes. */
        private int compare(JsonOutput out, Entry a, Entry b) {
            if (!order.isEmpty()) {
                return Integer.compare(
                        order.getOrDefault(out.buffer.integer(a.key), 0),
                        order.getOrDefault(out.buffer.integer(b.key), 0));
            }
            if (out.buffer.kind(a.key) == RecordBuffer.TEXT && out.buffer.kind(b.key) == RecordBuffer.TEXT) {
                return out.buffer.compareBytes(a.key, b.key);
            }
            return Arrays.compareUnsigned(a.name, b.name);
        }

        @Override
        boolean writeNull(JsonOutput out) {
            if (go) {
                out.plain("null");
            }
            return go;
        }

        @Override
        boolean isEmpty(JsonOutput out, int node) {
            return out.buffer.children(node) == 0;
        }

        @Override
        boolean isZero(JsonOutput out, int node) {
            return false;
        }

        @Override
        boolean writeZero(JsonOutput out) {
            out.plain("{}");
            return true;
        }
    }

    /** What becomes of numbers in any JSON. */
    enum Numbers {
        /** Go's any: each is a float64. */
        GO_FLOATS,
        /** A json.RawMessage or json.Number: any text. */
        TEXT,
        /** serde_json's Value: i64, u64, or f64. */
        RUST
    }

    static final class Any extends JsonWriter {
        private final Numbers numbers;

        private final byte only;
        private final Any inside;

        /** {@code only}: MAP or LIST when the side's type holds nothing else, or NULL. */
        Any(Numbers numbers, byte only) {
            this.numbers = numbers;
            this.only = only;
            this.inside = only == RecordBuffer.NULL ? this : new Any(numbers, RecordBuffer.NULL);
        }

        @Override
        boolean isEmpty(JsonOutput out, int node) {
            return only != RecordBuffer.NULL && out.buffer.kind(node) == only && out.buffer.children(node) == 0;
        }

        @Override
        boolean isZero(JsonOutput out, int node) {
            return false;
        }

        @Override
        void write(JsonOutput out, int node) {
            RecordBuffer buffer = out.buffer;
            if (only != RecordBuffer.NULL && buffer.kind(node) != only && buffer.kind(node) != RecordBuffer.NULL) {
                out.find(
                        Reason.LOSSY_SOURCE,
                        "the side's type holds " + (only == RecordBuffer.MAP ? "an object" : "an array") + " alone");
                return;
            }
            switch (buffer.kind(node)) {
                case RecordBuffer.NULL:
                    out.plain("null");
                    break;
                case RecordBuffer.BOOL:
                    out.plain(buffer.bool(node) ? "true" : "false");
                    break;
                case RecordBuffer.TEXT:
                    out.text(node);
                    break;
                case RecordBuffer.LIST:
                    out.write('[');
                    int position = 0;
                    for (int child = buffer.first(node); child >= 0; child = buffer.next(child)) {
                        if (position > 0) {
                            out.write(',');
                        }
                        out.path.enter(position++);
                        inside.write(out, child);
                        out.path.leave();
                    }
                    out.write(']');
                    break;
                case RecordBuffer.MAP:
                    object(out, node);
                    break;
                case RecordBuffer.INT, RecordBuffer.BIG:
                    integer(out, node);
                    break;
                case RecordBuffer.F64:
                    out.plain(numbers == Numbers.RUST ? "-0.0" : "-0");
                    break;
                case RecordBuffer.DECIMAL, RecordBuffer.BIG_DECIMAL:
                    decimal(out, new BigDecimal(buffer.unscaled(node), buffer.scale(node)));
                    break;
                default:
                    out.find(Reason.LOSSY_SOURCE, "the text is not valid UTF-8");
            }
        }

        private void object(JsonOutput out, int node) {
            RecordBuffer buffer = out.buffer;
            List<Integer> keys = new ArrayList<>();
            for (int key = buffer.first(node); key >= 0; key = buffer.next(buffer.next(key))) {
                keys.add(key);
            }
            keys.sort(buffer::compareBytes);
            out.write('{');
            boolean first = true;
            for (int key : keys) {
                if (!first) {
                    out.write(',');
                }
                first = false;
                inside.write(out, key);
                out.write(':');
                out.path.enter(
                        new String(buffer.bytes(key), buffer.offset(key), buffer.length(key), StandardCharsets.UTF_8));
                inside.write(out, buffer.next(key));
                out.path.leave();
            }
            out.write('}');
        }

        private void integer(JsonOutput out, int node) {
            BigInteger value = out.buffer.big(node);
            boolean exact =
                    switch (numbers) {
                        case TEXT -> true;
                        case RUST -> value.signum() < 0 ? value.bitLength() < 64 : value.bitLength() <= 64;
                        case GO_FLOATS -> value.bitLength() <= 53;
                    };
            if (exact) {
                out.number(value);
            } else {
                decimal(out, new BigDecimal(value));
            }
        }

        /** Writes the float nearest to the number if that, as it is written, is the number. */
        private void decimal(JsonOutput out, BigDecimal value) {
            double nearest = value.doubleValue();
            if (!Double.isInfinite(nearest)) {
                int mark = out.sink.length();
                out.floating(nearest, false);
                String text = new String(out.sink.array(), mark, out.sink.length() - mark, StandardCharsets.US_ASCII);
                if (new BigDecimal(text).compareTo(value) == 0) {
                    return;
                }
                out.sink.truncate(mark);
            }
            if (numbers == Numbers.TEXT) {
                out.plain(value.toString());
            } else {
                out.find(
                        Reason.LOSSY_SOURCE,
                        "the number is no f64, which is what the program holds for it ("
                                + value.round(new java.math.MathContext(20)) + ")");
            }
        }

        @Override
        boolean writeNull(JsonOutput out) {
            out.plain("null");
            return true;
        }
    }

    /** An enum by a text or number for each id. */
    static final class EnumWriter extends JsonWriter {
        private final Map<Long, String> words;
        private final boolean text;

        EnumWriter(Map<Long, String> words, boolean text) {
            this.words = words;
            this.text = text;
        }

        @Override
        void write(JsonOutput out, int node) {
            String word = words.get(out.buffer.integer(node));
            if (word == null) {
                out.find(Reason.RANGE, "the side's enum has no variant for the id " + out.buffer.integer(node));
            } else if (text) {
                out.text(word);
            } else {
                out.plain(word);
            }
        }

        @Override
        boolean isEmpty(JsonOutput out, int node) {
            String word = words.get(out.buffer.integer(node));
            return word != null && word.equals(text ? "" : "0");
        }
    }

    /** An enum or union: the variant and its payload, marked in one of serde's four ways. */
    static final class UnionWriter extends JsonWriter {
        /** A variant and the writer of its payload, null without one. */
        record Variant(String name, String wireName, @org.jspecify.annotations.Nullable JsonWriter payload) {}

        private final Map<Long, Variant> variants;
        private final tallystick.shape.DeclaredType.Tagging tagging;

        UnionWriter(Map<Long, Variant> variants, tallystick.shape.DeclaredType.Tagging tagging) {
            this.variants = variants;
            this.tagging = tagging;
        }

        @Override
        void write(JsonOutput out, int node) {
            Variant variant = variants.get(out.buffer.integer(node));
            if (variant == null) {
                out.find(Reason.RANGE, "the side's enum has no variant for the id " + out.buffer.integer(node));
                return;
            }
            JsonWriter payload = variant.payload();
            int child = out.buffer.kind(node) == RecordBuffer.UNION ? out.buffer.first(node) : -1;
            out.path.enter(variant.name());
            switch (tagging.style()) {
                case EXTERNAL:
                    if (payload == null) {
                        out.text(variant.wireName());
                    } else {
                        out.write('{');
                        out.text(variant.wireName());
                        out.write(':');
                        element(out, payload, child);
                        out.write('}');
                    }
                    break;
                case ADJACENT:
                    out.write('{');
                    out.text(tagging.tag());
                    out.write(':');
                    out.text(variant.wireName());
                    if (payload != null) {
                        out.write(',');
                        out.text(tagging.content());
                        out.write(':');
                        element(out, payload, child);
                    }
                    out.write('}');
                    break;
                case INTERNAL:
                    out.write('{');
                    out.text(tagging.tag());
                    out.write(':');
                    out.text(variant.wireName());
                    if (payload instanceof StructWriter struct) {
                        struct.members(out, child, false);
                    }
                    out.write('}');
                    break;
                default:
                    if (payload == null) {
                        out.plain("null");
                    } else {
                        element(out, payload, child);
                    }
            }
            out.path.leave();
        }
    }

    /** A pointer or Option. */
    static final class Optional extends JsonWriter {
        private final JsonWriter inner;
        private final String nothing;

        Optional(JsonWriter inner) {
            this(inner, "null");
        }

        /** @param nothing what is written for no value */
        Optional(JsonWriter inner, String nothing) {
            this.inner = inner;
            this.nothing = nothing;
        }

        @Override
        void write(JsonOutput out, int node) {
            inner.write(out, node);
        }

        @Override
        boolean writeNull(JsonOutput out) {
            out.plain(nothing);
            return true;
        }
    }

    /** A value inside a string: Go's {@code ,string}. */
    static final class Quoted extends JsonWriter {
        private final JsonWriter inner;

        Quoted(JsonWriter inner) {
            this.inner = inner;
        }

        @Override
        void write(JsonOutput out, int node) {
            int mark = out.sink.length();
            inner.write(out, node);
            quote(out, mark);
        }

        private static void quote(JsonOutput out, int mark) {
            byte[] text = Arrays.copyOfRange(out.sink.array(), mark, out.sink.length());
            out.sink.truncate(mark);
            // What is inside was escaped for HTML already.
            out.text(text, 0, text.length, false);
        }

        @Override
        boolean writeNull(JsonOutput out) {
            return inner.writeNull(out);
        }

        @Override
        boolean isEmpty(JsonOutput out, int node) {
            return inner.isEmpty(out, node);
        }

        @Override
        boolean isZero(JsonOutput out, int node) {
            return inner.isZero(out, node);
        }

        @Override
        boolean writeZero(JsonOutput out) {
            int mark = out.sink.length();
            if (inner.writeZero(out)) {
                quote(out, mark);
                return true;
            }
            return false;
        }
    }

    /** One of Go's {@code sql.Null} wrappers. */
    static final class SqlNull extends JsonWriter {
        private final JsonWriter value;
        private final String name;

        SqlNull(JsonWriter value, String name) {
            this.value = value;
            this.name = name;
        }

        @Override
        void write(JsonOutput out, int node) {
            out.plain("{\"" + name + "\":");
            value.write(out, node);
            out.plain(",\"Valid\":true}");
        }

        @Override
        boolean writeNull(JsonOutput out) {
            out.plain("{\"" + name + "\":");
            value.writeZero(out);
            out.plain(",\"Valid\":false}");
            return true;
        }
    }
}
