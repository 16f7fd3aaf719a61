package tallystick.wire.json;

import java.math.BigInteger;
import java.util.List;
import tallystick.canonical.RecordBuffer;
import tallystick.wire.EpochNumber;
import tallystick.wire.NameTable;
import tallystick.wire.Reason;
import tallystick.wire.text.Becomes;
import tallystick.wire.text.DecimalText;
import tallystick.wire.text.GoBase64;
import tallystick.wire.text.MomentText;
import tallystick.wire.text.Spelling;
import tallystick.wire.text.UuidText;

/** Readers of single values. */
final class Leaves {
    private Leaves() {}

    /** A value that is written as a string; also what stands as a map key. */
    abstract static class Texts extends JsonReader {
        @Override
        final void read(JsonInput in, int node, int c) {
            if (c != '"') {
                other(in, node, c);
                return;
            }
            int at = in.pos;
            in.string();
            text(in, node, at);
        }

        /** Reads the last text, which began at {@code at}. */
        abstract void text(JsonInput in, int node, int at);

        /** Reads what is no string. */
        void other(JsonInput in, int node, int c) {
            in.wrongType("a string");
        }
    }

    static final class Bool extends Texts {
        @Override
        void other(JsonInput in, int node, int c) {
            if (c == 't') {
                in.literal("true");
                in.buffer.setBool(node, true);
            } else if (c == 'f') {
                in.literal("false");
                in.buffer.setBool(node, false);
            } else {
                in.wrongType("a boolean");
            }
        }

        /** As a map key in Rust. */
        @Override
        void text(JsonInput in, int node, int at) {
            if (!key) {
                in.find(Reason.TYPE, at, "a string where a boolean is expected");
            } else if (in.textIs("true")) {
                in.buffer.setBool(node, true);
            } else if (in.textIs("false")) {
                in.buffer.setBool(node, false);
            } else {
                in.find(Reason.TYPE, at, "the key \"" + in.shownText() + "\" is no boolean");
            }
        }

        private final boolean key;

        Bool(boolean key) {
            this.key = key;
        }
    }

    /** An integer of a width of the side; {@code bits} 0 stands for any. */
    static final class Int extends Texts {
        private final long least;
        private final long most;
        private final BigInteger bigLeast;
        private final BigInteger bigMost;
        private final boolean narrow;
        private final String type;
        private final boolean go;
        private final boolean key;
        private final boolean refusesNegativeZero;
        /** Whether a key is read where it stands, as a number of JSON. */
        private final boolean inPlace;

        Int(int bits, boolean signed, String type, boolean go, boolean key) {
            this(bits, signed, type, go, key, !go);
        }

        Int(int bits, boolean signed, String type, boolean go, boolean key, boolean inPlace) {
            this.inPlace = inPlace;
            this.type = type;
            this.go = go;
            this.key = key;
            boolean any = bits == 0;
            int width = any ? 4096 : bits;
            this.bigMost =
                    BigInteger.ONE.shiftLeft(signed && !any ? width - 1 : width).subtract(BigInteger.ONE);
            this.bigLeast = any ? bigMost.negate() : signed ? bigMost.not() : BigInteger.ZERO;
            this.narrow = bigMost.bitLength() < 64;
            this.least = narrow ? bigLeast.longValue() : Long.MIN_VALUE;
            this.most = narrow ? bigMost.longValue() : Long.MAX_VALUE;
            // serde_json reads -0 as the float it is, unless it is asked for 128 bits.
            // strconv's ParseUint takes no sign at all.
            this.refusesNegativeZero = go ? !signed : bits <= 64;
        }

        @Override
        void other(JsonInput in, int node, int c) {
            if (!isNumber(c)) {
                in.wrongType("an integer");
                return;
            }
            in.number();
            set(in, node);
        }

        private void set(JsonInput in, int node) {
            if (in.fitsLong() && narrow) {
                long value = in.asLong();
                if (value >= least && value <= most && !(value == 0 && refusesNegativeZero && in.isNegativeZero())) {
                    in.buffer.setInt(node, value);
                    return;
                }
            }
            if (!in.integral || refusesNegativeZero && in.isNegativeZero()) {
                in.find(
                        Reason.TYPE,
                        in.numberFrom,
                        in.shownNumber() + " is no integer to " + (go ? "Go" : "serde") + ", which reads " + type
                                + " here");
                return;
            }
            if (in.setInteger(node)) {
                BigInteger value = in.buffer.big(node);
                if (value.compareTo(bigLeast) < 0 || value.compareTo(bigMost) > 0) {
                    in.buffer.absent(node);
                    in.find(Reason.RANGE, in.numberFrom, in.shownNumber() + " does not fit " + type);
                }
            }
        }

        @Override
        void text(JsonInput in, int node, int at) {
            if (!key) {
                in.find(Reason.TYPE, at, "a string where an integer is expected");
                return;
            }
            String text = in.wholeText();
            // strconv takes a plus and leading zeros, serde_json and jsoniter neither.
            boolean good = inPlace ? text.matches("-?(0|[1-9][0-9]{0,1299})") : text.matches("[+-]?[0-9]{1,1300}");
            // They read the number where it stands: an escaped digit is none. To serde_json -0 is a float.
            if (inPlace && in.textEscaped() || !go && refusesNegativeZero && text.equals("-0")) {
                good = false;
            }
            if (go && bigLeast.signum() == 0 && !text.isEmpty() && !Character.isDigit(text.charAt(0))) {
                good = false;
            }
            if (!good) {
                in.find(Reason.TYPE, at, "the key \"" + in.shownText() + "\" is no " + type);
                return;
            }
            BigInteger value = new BigInteger(text);
            if (value.compareTo(bigLeast) < 0 || value.compareTo(bigMost) > 0) {
                in.find(Reason.RANGE, at, "the key " + in.shownText() + " does not fit " + type);
                return;
            }
            in.buffer.setBig(node, value);
        }
    }

    static final class Floating extends JsonReader {
        private final boolean single;

        Floating(boolean single) {
            this.single = single;
        }

        @Override
        void read(JsonInput in, int node, int c) {
            if (!isNumber(c)) {
                in.wrongType("a number");
                return;
            }
            in.number();
            double value = single ? in.asFloat() : in.asDouble();
            if (Double.isInfinite(value)) {
                in.find(Reason.RANGE, in.numberFrom, in.shownNumber() + " does not fit " + (single ? "f32" : "f64"));
                return;
            }
            in.buffer.setF64(node, value);
        }
    }

    static final class Text extends Texts {
        @Override
        void text(JsonInput in, int node, int at) {
            in.setText(node, at);
        }
    }

    static final class Char extends Texts {
        @Override
        void text(JsonInput in, int node, int at) {
            int first = in.textLength == 0 ? 0 : in.text[in.textFrom] & 0xFF;
            int length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
            if (!in.textBad && in.textLength != length) {
                in.find(Reason.TYPE, at, "a string of other than one character where a char is expected");
                return;
            }
            in.setText(node, at);
        }
    }

    /** Bytes as base64 text or as an array of numbers; {@code length} is that of a fixed array, or -1. */
    static final class Bytes extends JsonReader {
        private final boolean base64;
        private final boolean plainText;
        private final int length;
        private final boolean uuid;
        private final boolean go;

        Bytes(boolean base64, boolean plainText, int length, boolean uuid, boolean go) {
            this.base64 = base64;
            this.plainText = plainText;
            this.length = length;
            this.uuid = uuid;
            this.go = go;
        }

        @Override
        void read(JsonInput in, int node, int c) {
            int start = in.buffer.scratchPosition();
            int at = in.pos;
            if (c == '"' && (base64 || plainText)) {
                in.string();
                if (base64) {
                    if (!GoBase64.decode(in.text, in.textFrom, in.textLength, in.buffer)) {
                        in.find(Reason.TYPE, at, "the text is not base64 as Go's StdEncoding has it");
                        return;
                    }
                } else {
                    in.buffer.append(in.text, in.textFrom, in.textLength);
                }
            } else if (c == '[') {
                if (!numbers(in)) {
                    return;
                }
            } else {
                in.wrongType(base64 ? "base64 text or an array of numbers" : "an array of numbers");
                return;
            }
            int count = in.buffer.scratchPosition() - start;
            if (length >= 0 && count != length) {
                in.find(Reason.RANGE, at, count + " bytes where an array of " + length + " is expected");
                return;
            }
            in.buffer.setScratch(node, RecordBuffer.BYTES, start);
            if (uuid) {
                byte[] bytes = in.buffer.bytes(node);
                int from = in.buffer.offset(node);
                in.buffer.setUuid(node, longAt(bytes, from), longAt(bytes, from + 8));
            }
        }

        private static long longAt(byte[] bytes, int from) {
            long value = 0;
            for (int i = 0; i < 8; i++) {
                value = value << 8 | bytes[from + i] & 0xFF;
            }
            return value;
        }

        private boolean numbers(JsonInput in) {
            in.enter();
            boolean good = true;
            if (!in.empty(']')) {
                do {
                    int c = in.peek();
                    if (good && c == 'n' && go) {
                        in.literal("null");
                        in.find(Reason.PRESENCE, in.pos, "null among bytes");
                        good = false;
                    } else if (!good || !isNumber(c)) {
                        if (good) {
                            in.wrongType("a number from 0 to 255");
                        } else {
                            in.skip();
                        }
                        good = false;
                    } else {
                        in.number();
                        if (!in.fitsLong() || in.isNegativeZero() || in.asLong() < 0 || in.asLong() > 255) {
                            in.find(
                                    in.integral ? Reason.RANGE : Reason.TYPE,
                                    in.numberFrom,
                                    in.shownNumber() + " is no byte");
                            good = false;
                        } else {
                            in.buffer.append((byte) in.asLong());
                        }
                    }
                } while (in.more(']'));
            }
            return good;
        }
    }

    /** A UUID as text: hyphenated, or also as the libraries read it (32 digits, braces, urn:uuid:). */
    static final class Uuid extends Texts {
        private final UuidText form;

        Uuid(boolean onlyCanonical) {
            this.form = onlyCanonical ? UuidText.CANONICAL : UuidText.ANY;
        }

        @Override
        void text(JsonInput in, int node, int at) {
            if (!form.read(in.text, in.textFrom, in.textLength, in.buffer, node)) {
                in.find(
                        Reason.TYPE,
                        at,
                        "\"" + in.shownText() + "\" is no UUID"
                                + (form == UuidText.CANONICAL
                                        ? " in lower case with hyphens, the one form a string may have"
                                        : ""));
            }
        }
    }

    /** A date or time as text; time-rs types also as an array of numbers. */
    static final class Moment extends Texts {
        private final Spelling spelling;
        private final Becomes becomes;
        private final boolean escapes;

        /** {@code escapes}: whether Go's UnmarshalJSON gets the text without its escapes. */
        Moment(Spelling spelling, Becomes becomes, boolean escapes) {
            this.spelling = spelling;
            this.becomes = becomes;
            this.escapes = escapes;
        }

        @Override
        void text(JsonInput in, int node, int at) {
            MomentText moment = in.moment;
            // UnmarshalJSON gets the bytes between the quotes as they are.
            boolean refusesEscape = spelling == Spelling.GO && !escapes && in.textEscaped();
            if (refusesEscape || !moment.read(spelling, in.text, in.textFrom, in.textLength)) {
                String problem = refusesEscape ? "no escapes" : moment.problem();
                in.find(Reason.TIMESTAMP, at, "\"" + in.shownText() + "\" is no such time: expected " + problem);
                return;
            }
            set(in, node, at);
        }

        private void set(JsonInput in, int node, int at) {
            String problem = in.moment.set(in.buffer, node, spelling, becomes);
            if (problem != null) {
                in.find(Reason.TIMESTAMP, at, problem);
            }
        }

        @Override
        void other(JsonInput in, int node, int c) {
            int parts = spelling.numbers();
            if (c != '[' || parts == 0) {
                in.wrongType(parts == 0 ? "a string" : "a string or an array of " + parts + " numbers");
                return;
            }
            int at = in.pos;
            long[] values = new long[parts];
            if (!longs(in, values)) {
                return;
            }
            if (!in.moment.take(spelling, values)) {
                in.find(
                        Reason.TIMESTAMP,
                        at,
                        "the numbers are no " + spelling.name().toLowerCase(java.util.Locale.ROOT));
                return;
            }
            set(in, node, at);
        }
    }

    /** Reads an array of exactly that many integers; a finding and false if it is none. */
    static boolean longs(JsonInput in, long[] values) {
        int at = in.pos;
        in.enter();
        int count = 0;
        boolean good = true;
        if (!in.empty(']')) {
            do {
                int c = in.peek();
                if (good && isInteger(in, c)) {
                    if (count < values.length) {
                        values[count] = in.asLong();
                    }
                } else if (good) {
                    good = false;
                } else {
                    in.skip();
                }
                count++;
            } while (in.more(']'));
        }
        if (!good || count != values.length) {
            in.find(Reason.TYPE, at, "an array of " + values.length + " integers is expected");
            return false;
        }
        return true;
    }

    /** Reads one value and tells whether it is an integer of 64 bits. */
    private static boolean isInteger(JsonInput in, int c) {
        if (!JsonReader.isNumber(c)) {
            in.skip();
            return false;
        }
        in.number();
        return in.fitsLong() && !in.isNegativeZero();
    }

    /** std's Duration and SystemTime: an object of seconds and nanoseconds, or an array of the two. */
    static final class SecondsAndNanos extends JsonReader {
        private final boolean instant;
        private final boolean keepsOffset;
        private final NameTable names;

        SecondsAndNanos(boolean instant, boolean keepsOffset) {
            this.instant = instant;
            this.keepsOffset = keepsOffset;
            this.names = instant
                    ? new NameTable(
                            List.of(List.of("secs_since_epoch"), List.of("nanos_since_epoch")), NameTable.Folding.NONE)
                    : new NameTable(List.of(List.of("secs"), List.of("nanos")), NameTable.Folding.NONE);
        }

        @Override
        void read(JsonInput in, int node, int c) {
            int at = in.pos;
            BigInteger seconds = null;
            BigInteger nanos = null;
            boolean good = true;
            if (c == '{') {
                in.enter();
                if (!in.empty('}')) {
                    do {
                        if (in.peek() != '"') {
                            throw in.unexpected("a name in quotes");
                        }
                        int name = in.name(names, seconds == null ? 0 : 1);
                        BigInteger value = integer(in);
                        good &= value != null && name >= 0;
                        if (name == 0) {
                            good &= seconds == null;
                            seconds = value;
                        } else if (name == 1) {
                            good &= nanos == null;
                            nanos = value;
                        }
                    } while (in.more('}'));
                }
            } else if (c == '[' && !instant) {
                in.enter();
                int count = 0;
                if (!in.empty(']')) {
                    do {
                        BigInteger value = integer(in);
                        if (count == 0) {
                            seconds = value;
                        } else {
                            nanos = value;
                        }
                        count++;
                    } while (in.more(']'));
                }
                good = count == 2;
            } else {
                in.wrongType("an object of seconds and nanoseconds");
                return;
            }
            if (!good || seconds == null || nanos == null) {
                in.find(Reason.TYPE, at, "an object of seconds and nanoseconds, and nothing else, is expected");
                return;
            }
            if (seconds.signum() < 0
                    || nanos.signum() < 0
                    || nanos.bitLength() > 32
                    || seconds.bitLength() > (instant ? 63 : 64)) {
                in.find(Reason.RANGE, at, "seconds or nanoseconds out of range");
                return;
            }
            long rest = nanos.longValue();
            BigInteger whole = seconds.add(BigInteger.valueOf(rest / 1_000_000_000));
            if (!instant && whole.bitLength() > 64) {
                in.find(Reason.RANGE, at, "seconds out of range");
                return;
            }
            if (instant) {
                if (whole.bitLength() > 62) {
                    in.find(Reason.RANGE, at, "seconds out of range");
                    return;
                }
                in.buffer.setMoment(
                        node,
                        whole.longValue(),
                        (int) (rest % 1_000_000_000),
                        keepsOffset ? 0 : RecordBuffer.NO_OFFSET);
            } else {
                in.buffer.setBig(
                        node,
                        whole.multiply(BigInteger.valueOf(1_000_000_000))
                                .add(BigInteger.valueOf(rest % 1_000_000_000)));
            }
        }

        private static @org.jspecify.annotations.Nullable BigInteger integer(JsonInput in) {
            if (!isNumber(in.peek())) {
                in.skip();
                return null;
            }
            in.number();
            if (!in.integral || in.isNegativeZero() || in.pos - in.numberFrom > 30) {
                return null;
            }
            return new BigInteger(in.numberText());
        }
    }

    /** chrono's TimeDelta and time-rs's Duration: an array of seconds and nanoseconds. */
    static final class SecondsNanosPair extends JsonReader {
        /** i64::MAX milliseconds, either way. */
        private static final BigInteger MOST_OF_TIME_DELTA =
                BigInteger.valueOf(Long.MAX_VALUE).multiply(BigInteger.valueOf(1_000_000));

        private final boolean signedNanos;

        SecondsNanosPair(boolean signedNanos) {
            this.signedNanos = signedNanos;
        }

        @Override
        void read(JsonInput in, int node, int c) {
            if (c != '[') {
                in.wrongType("an array of seconds and nanoseconds");
                return;
            }
            int at = in.pos;
            long[] values = new long[2];
            if (!longs(in, values)) {
                return;
            }
            // time-rs carries excess nanoseconds over, chrono refuses them.
            if (signedNanos ? values[1] != (int) values[1] : values[1] < 0 || values[1] > 999_999_999) {
                in.find(Reason.RANGE, at, "nanoseconds out of range");
                return;
            }
            BigInteger all = BigInteger.valueOf(values[0])
                    .multiply(BigInteger.valueOf(1_000_000_000))
                    .add(BigInteger.valueOf(values[1]));
            if (!signedNanos && all.abs().compareTo(MOST_OF_TIME_DELTA) > 0) {
                in.find(Reason.RANGE, at, "beyond what chrono's TimeDelta holds");
                return;
            }
            in.buffer.setBig(node, all);
        }
    }

    /** An instant as an integer since 1970, of 10^-digits seconds. */
    static final class Epoch extends JsonReader {
        private final EpochNumber number;

        Epoch(EpochNumber number) {
            this.number = number;
        }

        @Override
        void read(JsonInput in, int node, int c) {
            if (!isNumber(c)) {
                in.wrongType("an integer");
                return;
            }
            in.number();
            if (!in.integral || in.isNegativeZero()) {
                in.find(
                        Reason.TYPE,
                        in.numberFrom,
                        in.shownNumber() + " is written as a float, an integer is expected");
                return;
            }
            if (!in.fitsLong()) {
                in.find(Reason.RANGE, in.numberFrom, in.shownNumber() + " is out of range");
                return;
            }
            number.read(in.buffer, node, in.asLong());
        }
    }

    /** A decimal as text, or as a bare number. */
    static final class Decimal extends Texts {
        private final boolean rust;

        Decimal(boolean rust) {
            this.rust = rust;
        }

        @Override
        void other(JsonInput in, int node, int c) {
            if (!isNumber(c)) {
                in.wrongType("a decimal as text or number");
                return;
            }
            in.number();
            int at = in.numberFrom;
            if (rust && !in.integral && !in.isShort()) {
                in.find(
                        Reason.PRECISION,
                        at,
                        in.shownNumber()
                                + " is a bare number, which rust_decimal reads through an f64; write it as text");
                return;
            }
            if (in.setExact(node, false)) {
                limits(in, node, at);
            }
        }

        @Override
        void text(JsonInput in, int node, int at) {
            DecimalText form = rust ? DecimalText.RUST : DecimalText.GO;
            if (!form.read(in.text, in.textFrom, in.textLength, in.buffer, node)) {
                in.find(Reason.TYPE, at, "\"" + in.shownText() + "\" is no decimal");
                return;
            }
            limits(in, node, at);
        }

        private void limits(JsonInput in, int node, int at) {
            DecimalText.Excess excess = rust ? DecimalText.beyondRust(in.buffer, node) : null;
            if (excess != null) {
                in.find(excess.reason(), at, excess.detail());
                in.buffer.absent(node);
            }
        }
    }

    /** num-bigint's BigInt: an array of the sign and an array of 32-bit digits, the least first. */
    static final class RustBigInt extends JsonReader {
        @Override
        void read(JsonInput in, int node, int c) {
            if (c != '[') {
                in.wrongType("an array of a sign and of 32-bit digits");
                return;
            }
            int at = in.pos;
            int depth = in.depth();
            in.skip();
            int after = in.pos;
            in.back(at, depth);
            boolean good = digits(in, node);
            in.back(after, depth);
            if (!good) {
                in.find(Reason.TYPE, at, "an array of a sign and of 32-bit digits (4096 bits at most) is expected");
            }
        }

        private static boolean digits(JsonInput in, int node) {
            in.enter();
            if (in.empty(']') || !isInteger(in, in.peek()) || Math.abs(in.asLong()) > 1) {
                return false;
            }
            long sign = in.asLong();
            if (!in.more(']') || in.peek() != '[') {
                return false;
            }
            BigInteger value = BigInteger.ZERO;
            int count = 0;
            in.enter();
            if (!in.empty(']')) {
                do {
                    if (!isInteger(in, in.peek()) || in.asLong() < 0 || in.asLong() > 0xFFFF_FFFFL || count == 128) {
                        return false;
                    }
                    value = value.or(BigInteger.valueOf(in.asLong()).shiftLeft(32 * count++));
                } while (in.more(']'));
            }
            if (in.more(']')) {
                return false;
            }
            in.buffer.setBig(node, sign < 0 ? value.negate() : sign == 0 ? BigInteger.ZERO : value);
            return true;
        }
    }

    /** A {@code json.Number}: a number, or a string that holds one; read as what the contract makes of it. */
    static final class GoNumber extends Texts {
        private final JsonReader number;

        GoNumber(JsonReader number) {
            this.number = number;
        }

        /** Reads the number alone, not one in quotes. */
        JsonReader bare() {
            return number;
        }

        @Override
        void other(JsonInput in, int node, int c) {
            if (!isNumber(c)) {
                in.wrongType("a number");
                return;
            }
            number.read(in, node, c);
        }

        @Override
        void text(JsonInput in, int node, int at) {
            if (in.textLength == 0 || !isNumber(in.text[in.textFrom]) || !in.readInside(number, node)) {
                in.find(Reason.TYPE, at, "\"" + in.shownText() + "\" is no number");
            }
        }
    }

    /** A number of any kind at its exact value. */
    static final class ExactNumber extends JsonReader {
        private final boolean json;

        ExactNumber(boolean json) {
            this.json = json;
        }

        @Override
        void read(JsonInput in, int node, int c) {
            if (!isNumber(c)) {
                in.wrongType("a number");
                return;
            }
            in.number();
            in.setExact(node, json);
        }
    }

    /** A value with Go's {@code ,string} option: its JSON text inside a string. */
    static final class Quoted extends JsonReader {
        private final JsonReader inner;
        private final boolean inPlace;

        /** @param inPlace whether the value is read where it stands, so that none of it may be escaped */
        Quoted(JsonReader inner, boolean inPlace) {
            this.inner = inner;
            this.inPlace = inPlace;
        }

        @Override
        void read(JsonInput in, int node, int c) {
            if (c != '"') {
                in.wrongType("a value in a string, as the string option has it,");
                return;
            }
            int at = in.pos;
            in.string();
            if (inPlace && in.textEscaped() || !in.readInside(inner, node)) {
                in.buffer.absent(node);
                in.find(Reason.TYPE, at, "the string does not hold one JSON value, as the string option needs");
            }
        }
    }

    /** One of Go's {@code sql.Null} wrappers: an object of the value and of Valid. */
    static final class SqlNull extends JsonReader {
        private final JsonReader value;
        private final NameTable names;

        SqlNull(JsonReader value, String name, boolean jsoniter) {
            this.value = value;
            this.names = new NameTable(
                    List.of(List.of(name), List.of("Valid")),
                    jsoniter ? NameTable.Folding.LOWER : NameTable.Folding.SIMPLE);
        }

        @Override
        void read(JsonInput in, int node, int c) {
            if (c != '{') {
                in.wrongType("an object of a value and Valid");
                return;
            }
            in.enter();
            boolean valid = false;
            int seen = 0;
            int hint = 0;
            if (!in.empty('}')) {
                do {
                    if (in.peek() != '"') {
                        throw in.unexpected("a name in quotes");
                    }
                    int at = in.pos;
                    int name = in.name(names, hint++);
                    if (name < 0) {
                        in.find(Reason.UNKNOWN_FIELD, at, "\"" + in.shownText() + "\" is no part of a sql.Null value");
                        in.skip();
                    } else if ((seen & 1 << name) != 0) {
                        in.find(Reason.DUPLICATE_KEY, at, "a part of a sql.Null value occurs twice");
                        in.skip();
                    } else if (name == 0) {
                        value.value(in, node);
                    } else if (in.peek() == 't') {
                        in.literal("true");
                        valid = true;
                    } else if (in.peek() == 'f') {
                        in.literal("false");
                    } else {
                        in.wrongType("a boolean");
                    }
                    seen |= name < 0 ? 0 : 1 << name;
                } while (in.more('}'));
            }
            if (!valid) {
                in.buffer.setNull(node);
            } else if (!in.buffer.hasValue(node)) {
                in.find(Reason.PRESENCE, in.pos, "Valid is true, but the value is not there");
            }
        }
    }
}
