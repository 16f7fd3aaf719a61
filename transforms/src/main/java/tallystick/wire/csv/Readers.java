package tallystick.wire.csv;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tallystick.canonical.RecordBuffer;
import tallystick.canonical.Utf8;
import tallystick.wire.EpochNumber;
import tallystick.wire.Reason;
import tallystick.wire.text.Becomes;
import tallystick.wire.text.DecimalText;
import tallystick.wire.text.GoBase64;
import tallystick.wire.text.GoDuration;
import tallystick.wire.text.Spelling;
import tallystick.wire.text.UuidText;

/** Readers of single values. */
final class Readers {
    private static final int MOST_DIGITS = 1300;

    private Readers() {}

    static final class Text implements CellReader {
        private final boolean character;

        Text(boolean character) {
            this.character = character;
        }

        @Override
        public void read(Cell cell, int node) {
            boolean good = Utf8.valid(cell.bytes, cell.from, cell.length);
            if (character && good && !isCharacter(cell.bytes, cell.from, cell.length)) {
                cell.isNo("single character");
                return;
            }
            cell.set(node, good ? RecordBuffer.TEXT : RecordBuffer.BAD_TEXT);
        }

        static boolean isCharacter(byte[] bytes, int from, int length) {
            int first = length == 0 ? 0 : bytes[from] & 0xFF;
            return length == (first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4);
        }
    }

    /** strconv.ParseBool, or Rust's two words. */
    static final class Bool implements CellReader {
        private static final Pattern GO_TRUE = Pattern.compile("1|t|T|true|TRUE|True");
        private static final Pattern GO_FALSE = Pattern.compile("0|f|F|false|FALSE|False");
        private final boolean go;

        Bool(boolean go) {
            this.go = go;
        }

        @Override
        public void read(Cell cell, int node) {
            String text = cell.length > 5 ? "" : cell.text();
            if (text.equals("true") || go && GO_TRUE.matcher(text).matches()) {
                cell.buffer.setBool(node, true);
            } else if (text.equals("false") || go && GO_FALSE.matcher(text).matches()) {
                cell.buffer.setBool(node, false);
            } else {
                cell.isNo("bool to " + (go ? "strconv.ParseBool" : "Rust"));
            }
        }
    }

    /** An integer of a width of the side; {@code bits} 0 stands for any. */
    static final class Int implements CellReader {
        private final BigInteger least;
        private final BigInteger most;
        private final boolean signed;
        private final boolean go;
        private final String type;

        Int(int bits, boolean signed, boolean go, String type) {
            int width = bits == 0 ? 4097 : bits;
            this.most = BigInteger.ONE.shiftLeft(signed ? width - 1 : width).subtract(BigInteger.ONE);
            this.least = bits == 0 ? most.negate() : signed ? most.not() : BigInteger.ZERO;
            this.signed = signed;
            this.go = go;
            this.type = type;
        }

        @Override
        public void read(Cell cell, int node) {
            int at = cell.from;
            int end = at + cell.length;
            // Rust takes 0x and digits in the csv crate's own way.
            boolean hex = !go && cell.length > 2 && cell.bytes[at] == '0' && cell.bytes[at + 1] == 'x';
            at += hex ? 2 : 0;
            int sign = at < end ? cell.bytes[at] : 0;
            boolean negative = sign == '-';
            // strconv.ParseUint takes no sign, Rust a plus alone.
            boolean takesSign = sign == '+' && (signed || !go) || negative && signed;
            at += takesSign ? 1 : 0;
            int digits = end - at;
            if (digits < 1 || !isDigits(cell.bytes, at, end, hex ? 16 : 10)) {
                cell.isNo(type);
                return;
            }
            if (digits > MOST_DIGITS) {
                cell.find(Reason.RANGE, "an integer of " + digits + " digits does not fit " + type);
                return;
            }
            if (digits <= (hex ? 15 : 18)) {
                long value = 0;
                for (int i = at; i < end; i++) {
                    value = value * (hex ? 16 : 10) + Character.digit(cell.bytes[i], 16);
                }
                value = negative ? -value : value;
                if (most.bitLength() >= 63 || value <= most.longValue() && value >= least.longValue()) {
                    cell.buffer.setInt(node, value);
                    return;
                }
            }
            BigInteger magnitude = new BigInteger(
                    new String(cell.bytes, at, digits, java.nio.charset.StandardCharsets.ISO_8859_1), hex ? 16 : 10);
            BigInteger value = negative ? magnitude.negate() : magnitude;
            if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
                cell.find(Reason.RANGE, cell.shown() + " does not fit " + type);
                return;
            }
            cell.buffer.setBig(node, value);
        }

        private static boolean isDigits(byte[] bytes, int from, int end, int radix) {
            for (int i = from; i < end; i++) {
                if (bytes[i] < 0 || Character.digit(bytes[i], radix) < 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /** An integer that is a decimal to the contract. */
    static final class WholeDecimal implements CellReader {
        private final Int integer;

        WholeDecimal(Int integer) {
            this.integer = integer;
        }

        @Override
        public void read(Cell cell, int node) {
            integer.read(cell, node);
            if (cell.buffer.hasValue(node)) {
                BigDecimal value = new BigDecimal(cell.buffer.big(node));
                value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
                cell.buffer.setDecimal(node, value.unscaledValue(), value.scale());
            }
        }
    }

    /** strconv.ParseFloat, or Rust's parse. */
    static final class Floating implements CellReader {
        private static final Pattern HEX =
                Pattern.compile("[+-]?0[xX]([0-9a-fA-F]+\\.?[0-9a-fA-F]*|\\.[0-9a-fA-F]+)[pP][+-]?[0-9]{1,9}");
        private static final int LONGEST = 4096;
        private final boolean single;
        private final boolean go;

        Floating(boolean single, boolean go) {
            this.single = single;
            this.go = go;
        }

        @Override
        public void read(Cell cell, int node) {
            String text = cell.length > LONGEST ? "" : cell.text();
            if (Numbers.isDecimal(cell.bytes, cell.from, cell.length) && !text.isEmpty()) {
                finite(cell, node, text);
            } else if (!named(cell, node, text.toLowerCase(Locale.ROOT)) && !(go && more(cell, node, text))) {
                cell.isNo(single ? "f32" : "f64");
            }
        }

        /** NaN and infinities. */
        private boolean named(Cell cell, int node, String text) {
            String word = text.startsWith("+") || text.startsWith("-") ? text.substring(1) : text;
            if (word.equals("inf") || word.equals("infinity")) {
                cell.buffer.setF64(node, text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
                return true;
            }
            // Go takes no sign before it.
            if (word.equals("nan") && (!go || text.length() == 3)) {
                cell.buffer.setF64(node, Double.NaN);
                return true;
            }
            return false;
        }

        /** What Go takes as in its source: hexadecimal floats, and underscores between digits. */
        private boolean more(Cell cell, int node, String text) {
            boolean hex = text.indexOf('x') >= 0 || text.indexOf('X') >= 0;
            String plain = text.replaceAll(hex ? "(?<=[0-9a-fA-FxX])_(?=[0-9a-fA-F])" : "(?<=[0-9])_(?=[0-9])", "");
            boolean decimal = !hex
                    && Numbers.isDecimal(
                            plain.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), 0, plain.length());
            if (!decimal && !HEX.matcher(plain).matches()) {
                return false;
            }
            finite(cell, node, plain);
            return true;
        }

        private void finite(Cell cell, int node, String text) {
            double value = single ? Float.parseFloat(text) : Double.parseDouble(text);
            if (Double.isInfinite(value)) {
                cell.find(
                        Reason.RANGE,
                        cell.shown() + " does not fit " + (single ? "f32" : "f64")
                                + (go ? "" : ", and Rust reads it as an infinity"));
                return;
            }
            cell.buffer.setF64(node, value);
        }
    }

    /** Bytes. */
    static final class Bytes implements CellReader {
        private final GoTexts.Bytes form;
        private final int length;

        /** @param length of a fixed array, or -1 */
        Bytes(GoTexts.Bytes form, int length) {
            this.form = form;
            this.length = length;
        }

        @Override
        public void read(Cell cell, int node) {
            if (form == GoTexts.Bytes.RAW) {
                cell.set(node, RecordBuffer.BYTES);
            } else {
                int start = cell.buffer.scratchPosition();
                boolean good = form == GoTexts.Bytes.HEX
                        ? hex(cell)
                        : GoBase64.decode(cell.bytes, cell.from, cell.length, cell.buffer);
                if (!good) {
                    cell.isNo(form == GoTexts.Bytes.HEX ? "hexadecimal text" : "base64 as Go's StdEncoding has it");
                    return;
                }
                cell.buffer.setScratch(node, RecordBuffer.BYTES, start);
            }
            int count = cell.buffer.length(node);
            if (length >= 0 && count != length) {
                cell.buffer.absent(node);
                cell.find(Reason.RANGE, count + " bytes where an array of " + length + " is expected");
            }
        }

        private static boolean hex(Cell cell) {
            for (int i = 0; i + 1 < cell.length; i += 2) {
                int high = digit(cell.bytes[cell.from + i]);
                int low = digit(cell.bytes[cell.from + i + 1]);
                if (high < 0 || low < 0) {
                    return false;
                }
                cell.buffer.append((byte) (high << 4 | low));
            }
            return cell.length % 2 == 0;
        }

        private static int digit(byte value) {
            return value < 0 ? -1 : Character.digit(value, 16);
        }
    }

    static final class Uuid implements CellReader {
        private final UuidText form;

        Uuid(UuidText form) {
            this.form = form;
        }

        @Override
        public void read(Cell cell, int node) {
            if (!form.read(cell.bytes, cell.from, cell.length, cell.buffer, node)) {
                cell.isNo("UUID" + (form == UuidText.CANONICAL ? " in lower case with hyphens" : ""));
            }
        }
    }

    /** A date or time as text. */
    static final class Moment implements CellReader {
        private final Spelling spelling;
        private final Becomes becomes;
        private final GoTexts.@Nullable Times times;
        private byte[] whole = new byte[64];

        /** @param times the layout in Go; null in Rust */
        Moment(Spelling spelling, Becomes becomes, GoTexts.@Nullable Times times) {
            this.spelling = spelling;
            this.becomes = becomes;
            this.times = times;
        }

        @Override
        public void read(Cell cell, int node) {
            boolean good = times == GoTexts.Times.DATE_TIME
                    ? completed(cell, " ", "Z")
                    : times == GoTexts.Times.DATE_ONLY
                            ? completed(cell, "", "T00:00:00Z")
                            : cell.moment.read(spelling, cell.bytes, cell.from, cell.length);
            if (!good) {
                cell.find(
                        Reason.TIMESTAMP,
                        "\"" + cell.shown() + "\" is no time here: " + cell.moment.problem() + " is expected");
                return;
            }
            String why = cell.moment.set(cell.buffer, node, spelling, becomes);
            if (why != null) {
                cell.find(Reason.TIMESTAMP, why);
            }
        }

        /** Reads the text as RFC 3339, which it becomes with more of it. */
        private boolean completed(Cell cell, String space, String more) {
            int length = cell.length;
            if (length > 40 || (space.isEmpty() ? length != 10 : length < 11 || cell.bytes[cell.from + 10] != ' ')) {
                return cell.moment.read(spelling, whole, 0, 0);
            }
            System.arraycopy(cell.bytes, cell.from, whole, 0, length);
            if (!space.isEmpty()) {
                whole[10] = 'T';
            }
            for (int i = 0; i < more.length(); i++) {
                whole[length + i] = (byte) more.charAt(i);
            }
            return cell.moment.read(spelling, whole, 0, length + more.length());
        }
    }

    /** A time as an integer since 1970. */
    static final class Epoch implements CellReader {
        private final Int integer;
        private final EpochNumber number;

        Epoch(EpochNumber number, boolean go) {
            this.integer = new Int(64, true, go, go ? "int64" : "i64");
            this.number = number;
        }

        @Override
        public void read(Cell cell, int node) {
            integer.read(cell, node);
            if (cell.buffer.hasValue(node)) {
                number.read(cell.buffer, node, cell.buffer.integer(node));
            }
        }
    }

    static final class Duration implements CellReader {
        @Override
        public void read(Cell cell, int node) {
            BigInteger nanos = cell.length > 100 ? null : GoDuration.parse(cell.text());
            if (nanos == null) {
                cell.isNo("duration to time.ParseDuration");
            } else if (nanos.bitLength() > 63) {
                cell.find(Reason.RANGE, cell.shown() + " does not fit a time.Duration");
            } else {
                cell.buffer.setInt(node, nanos.longValue());
            }
        }
    }

    static final class Decimal implements CellReader {
        private final boolean rust;

        Decimal(boolean rust) {
            this.rust = rust;
        }

        @Override
        public void read(Cell cell, int node) {
            DecimalText form = rust ? DecimalText.RUST : DecimalText.GO;
            if (!form.read(cell.bytes, cell.from, cell.length, cell.buffer, node)) {
                cell.isNo("decimal");
                return;
            }
            DecimalText.Excess excess = rust ? DecimalText.beyondRust(cell.buffer, node) : null;
            if (excess != null) {
                cell.find(excess.reason(), excess.detail());
                cell.buffer.absent(node);
            }
        }
    }

    static final class Enumeration implements CellReader {
        private final Map<String, Integer> ids;
        private final String name;

        Enumeration(Map<String, Integer> ids, String name) {
            this.ids = Map.copyOf(ids);
            this.name = name;
        }

        @Override
        public void read(Cell cell, int node) {
            Integer id = cell.length > 1000 ? null : ids.get(Utf8.lenient(cell.bytes, cell.from, cell.length));
            if (id == null) {
                cell.find(Reason.RANGE, "\"" + cell.shown() + "\" is no value of " + name);
            } else {
                cell.buffer.setInt(node, id);
            }
        }
    }
}
