package tallystick.wire.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tallystick.canonical.RecordBuffer;
import tallystick.shape.Adapter;
import tallystick.shape.SideType;
import tallystick.shape.SideType.Library;
import tallystick.shape.SideType.Scalar;
import tallystick.wire.Reason;

/** Readers of the forms that serde_with gives to values. */
final class AdapterReaders {
    private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000);

    private AdapterReaders() {}

    /** What Rust's FromStr reads from a text. */
    static final class Displayed extends Leaves.Texts {
        private static final Pattern FLOAT = Pattern.compile(
                "[+-]?(([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,9})?|inf|infinity|nan)", Pattern.CASE_INSENSITIVE);
        private static final int LONGEST = 4096;

        private final Scalar scalar;
        private final String type;
        private final boolean emptyIsNone;
        private final @Nullable JsonReader itself;

        /** @param itself reads what is no text; null if all is text */
        Displayed(Scalar scalar, String type, boolean emptyIsNone, @Nullable JsonReader itself) {
            this.scalar = scalar;
            this.type = type;
            this.emptyIsNone = emptyIsNone;
            this.itself = itself;
        }

        @Override
        void other(JsonInput in, int node, int c) {
            if (itself == null) {
                in.wrongType("a string");
            } else {
                itself.read(in, node, c);
            }
        }

        @Override
        void text(JsonInput in, int node, int at) {
            if (emptyIsNone && in.textLength == 0) {
                in.buffer.setNull(node);
            } else if (scalar == Scalar.STRING) {
                in.setText(node, at);
            } else if (scalar == Scalar.CHAR) {
                new Leaves.Char().text(in, node, at);
            } else if (in.textLength > LONGEST || !read(in, node, at, in.wholeText())) {
                in.find(Reason.TYPE, at, "\"" + in.shownText() + "\" is no " + type);
            }
        }

        private boolean read(JsonInput in, int node, int at, String text) {
            if (scalar == Scalar.BOOL) {
                in.buffer.setBool(node, text.equals("true"));
                return text.equals("true") || text.equals("false") || absent(in, node);
            }
            if (scalar.isInteger()) {
                boolean signed = scalar.name().charAt(0) == 'I';
                if (!text.matches(signed ? "[+-]?[0-9]{1,1300}" : "\\+?[0-9]{1,1300}")) {
                    return false;
                }
                BigInteger value = new BigInteger(text);
                int bits = Integer.parseInt(scalar.name().substring(1));
                if (signed ? value.bitLength() >= bits : value.bitLength() > bits) {
                    in.find(Reason.RANGE, at, text + " does not fit " + type);
                } else {
                    in.buffer.setBig(node, value);
                }
                return true;
            }
            if (!FLOAT.matcher(text).matches()) {
                return false;
            }
            String word = text.replaceFirst("^[+-]", "").toLowerCase(java.util.Locale.ROOT);
            boolean negative = text.startsWith("-");
            double value;
            if (word.startsWith("inf")) {
                value = negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            } else if (word.equals("nan")) {
                value = Double.NaN;
            } else {
                value = scalar == Scalar.F32 ? Float.parseFloat(text) : Double.parseDouble(text);
                if (Double.isInfinite(value)) {
                    in.find(Reason.RANGE, at, text + " does not fit " + type + ", and Rust reads it as an infinity");
                    return true;
                }
            }
            in.buffer.setF64(node, value);
            return true;
        }

        private static boolean absent(JsonInput in, int node) {
            in.buffer.absent(node);
            return false;
        }
    }

    /** DefaultOnNull. */
    static final class Defaulting extends JsonReader {
        private final JsonReader inner;
        private final Scalar scalar;

        Defaulting(JsonReader inner, Scalar scalar) {
            this.inner = inner;
            this.scalar = scalar;
        }

        @Override
        boolean readsNull() {
            return true;
        }

        @Override
        void read(JsonInput in, int node, int c) {
            if (c != 'n') {
                inner.read(in, node, c);
                return;
            }
            in.literal("null");
            in.rules.count(in.path + ": default");
            switch (scalar) {
                case BOOL -> in.buffer.setBool(node, false);
                case STRING -> in.buffer.setScratch(node, RecordBuffer.TEXT, in.buffer.scratchPosition());
                case F32, F64 -> in.buffer.setF64(node, 0);
                default -> in.buffer.setInt(node, 0);
            }
        }
    }

    /** BoolFromInt. */
    static final class BoolAsInteger extends JsonReader {
        @Override
        void read(JsonInput in, int node, int c) {
            if (!isNumber(c)) {
                in.wrongType("0 or 1");
                return;
            }
            in.number();
            boolean good = in.integral && in.fitsLong() && !in.isNegativeZero() && (in.asLong() & ~1L) == 0;
            if (good) {
                in.buffer.setBool(node, in.asLong() == 1);
            } else {
                in.find(Reason.TYPE, in.numberFrom, in.shownNumber() + " where 0 or 1 is expected");
            }
        }
    }

    /** Bytes as text. */
    static final class Encoded extends Leaves.Texts {
        private final Adapter form;

        Encoded(Adapter form) {
            this.form = form;
        }

        @Override
        void text(JsonInput in, int node, int at) {
            int start = in.buffer.scratchPosition();
            boolean good = form instanceof Adapter.Base64 base64 ? base64(in, base64.urlSafe()) : hex(in);
            if (good) {
                in.buffer.setScratch(node, RecordBuffer.BYTES, start);
            } else {
                in.find(
                        Reason.TYPE,
                        at,
                        "the text is not " + (form instanceof Adapter.Base64 ? "base64" : "hexadecimal")
                                + " as serde_with has it");
            }
        }

        /** Padding may be there or not; unused bits are zero. */
        private static boolean base64(JsonInput in, boolean urlSafe) {
            int end = in.textFrom + in.textLength;
            int padding = 0;
            while (padding < 2 && end > in.textFrom && in.text[end - 1] == '=') {
                end--;
                padding++;
            }
            if (padding > 0 && in.textLength % 4 != 0) {
                return false;
            }
            int bits = 0;
            int have = 0;
            for (int i = in.textFrom; i < end; i++) {
                int value = sixBits(in.text[i], urlSafe);
                if (value < 0) {
                    return false;
                }
                bits = bits << 6 | value;
                have += 6;
                if (have >= 8) {
                    have -= 8;
                    in.buffer.append((byte) (bits >> have));
                    bits &= (1 << have) - 1;
                }
            }
            return have < 6 && bits == 0;
        }

        private static int sixBits(int c, boolean urlSafe) {
            if (c >= 'A' && c <= 'Z') {
                return c - 'A';
            }
            if (c >= 'a' && c <= 'z') {
                return c - 'a' + 26;
            }
            if (c >= '0' && c <= '9') {
                return c - '0' + 52;
            }
            return c == (urlSafe ? '-' : '+') ? 62 : c == (urlSafe ? '_' : '/') ? 63 : -1;
        }

        private static boolean hex(JsonInput in) {
            for (int i = 0; i + 1 < in.textLength; i += 2) {
                int high = digit(in.text[in.textFrom + i]);
                int low = digit(in.text[in.textFrom + i + 1]);
                if (high < 0 || low < 0) {
                    return false;
                }
                in.buffer.append((byte) (high << 4 | low));
            }
            return in.textLength % 2 == 0;
        }

        private static int digit(byte value) {
            return value < 0 ? -1 : Character.digit(value, 16);
        }
    }

    /** DurationSeconds, TimestampSeconds and their like. */
    static final class Units extends Leaves.Texts {
        private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,30}");
        private static final Pattern FRACTION = Pattern.compile("[+-]?([0-9]{1,30})(?:\\.([0-9]{1,9}))?");

        private final Adapter.Units units;
        private final UnitScale scale;

        Units(Adapter.Units units, SideType side, boolean keepsOffset) {
            this.units = units;
            this.scale = new UnitScale(units, side, keepsOffset);
        }

        @Override
        void other(JsonInput in, int node, int c) {
            if (units.number() == Adapter.Number.TEXT || !isNumber(c)) {
                in.wrongType(units.number() == Adapter.Number.TEXT ? "a number in a string" : "a number");
                return;
            }
            in.number();
            int at = in.numberFrom;
            if (units.number() == Adapter.Number.F64) {
                double value = in.asDouble();
                if (!units.fraction() && value != Math.rint(value)) {
                    in.find(
                            Reason.PRECISION,
                            at,
                            in.shownNumber() + " is no whole number, to which serde_with rounds it");
                } else {
                    scale.set(in, node, at, UnitScale.billionths(value));
                }
                return;
            }
            if (!in.integral || in.isNegativeZero() || in.pos - in.numberFrom > 30) {
                in.find(Reason.TYPE, at, in.shownNumber() + " where an integer is expected");
                return;
            }
            whole(in, node, at, new BigInteger(in.numberText()));
        }

        @Override
        void text(JsonInput in, int node, int at) {
            String text = in.textLength > 100 ? "" : in.wholeText();
            Matcher matcher = (units.fraction() ? FRACTION : WHOLE).matcher(text);
            if (units.number() != Adapter.Number.TEXT) {
                in.find(Reason.TYPE, at, "a string where a number is expected");
            } else if (!matcher.matches()) {
                in.find(Reason.TYPE, at, "\"" + in.shownText() + "\" is no number");
            } else if (!units.fraction()) {
                whole(in, node, at, new BigInteger(text));
            } else {
                BigInteger seconds = new BigInteger(matcher.group(1));
                if (seconds.bitLength() > 64) {
                    in.find(Reason.RANGE, at, text + " is out of range");
                    return;
                }
                String digits = matcher.group(2) == null ? "" : matcher.group(2);
                BigInteger value = new BigDecimal(matcher.group(1) + "." + digits + "0")
                        .movePointRight(9)
                        .toBigIntegerExact();
                scale.set(in, node, at, text.startsWith("-") ? value.negate() : value);
            }
        }

        private void whole(JsonInput in, int node, int at, BigInteger value) {
            boolean fits = units.number() == Adapter.Number.U64
                    ? value.signum() >= 0 && value.bitLength() <= 64
                    : value.bitLength() < 64;
            if (fits) {
                scale.set(in, node, at, value.multiply(BILLION));
            } else {
                in.find(Reason.RANGE, at, value + " is out of range");
            }
        }
    }

    /** Between a number of units and nanoseconds, as serde_with computes. */
    static final class UnitScale {
        /** i64::MAX milliseconds, either way. */
        private static final BigInteger MOST_OF_TIME_DELTA =
                BigInteger.valueOf(Long.MAX_VALUE).multiply(BigInteger.valueOf(1_000_000));

        private final BigInteger perSecond;
        private final SideType side;
        private final boolean keepsOffset;

        UnitScale(Adapter.Units units, SideType side, boolean keepsOffset) {
            this.perSecond = BigInteger.TEN.pow(units.digits());
            this.side = side;
            this.keepsOffset = keepsOffset;
        }

        /** A billionth of each unit, of a float; what is less is dropped. */
        static BigInteger billionths(double value) {
            double product = value * 1e9;
            return Double.isFinite(product) ? new BigDecimal(product).toBigInteger() : BigInteger.ONE.shiftLeft(200);
        }

        /** The units' billionths of that many nanoseconds. */
        BigInteger billionths(BigInteger nanos) {
            return nanos.multiply(perSecond);
        }

        /** The nanoseconds of those billionths. */
        BigInteger nanos(BigInteger billionths) {
            return billionths.divide(perSecond);
        }

        void set(JsonInput in, int node, int at, BigInteger billionths) {
            BigInteger nanos = nanos(billionths);
            boolean duration = side == Library.STD_DURATION || side == Library.TIME_DELTA;
            boolean fits = side == Library.STD_DURATION
                    ? nanos.signum() >= 0 && nanos.bitLength() <= 94
                    : side == Library.TIME_DELTA
                            ? nanos.abs().compareTo(MOST_OF_TIME_DELTA) <= 0
                            : nanos.bitLength() < 90;
            if (!fits) {
                in.find(Reason.RANGE, at, "the number is out of range");
            } else if (duration) {
                in.buffer.setBig(node, nanos);
            } else {
                BigInteger[] parts = nanos.divideAndRemainder(BILLION);
                boolean before = parts[1].signum() < 0;
                in.buffer.setMoment(
                        node,
                        parts[0].longValue() - (before ? 1 : 0),
                        parts[1].intValue() + (before ? 1_000_000_000 : 0),
                        keepsOffset ? 0 : RecordBuffer.NO_OFFSET);
            }
        }

        /** The nanoseconds of the node's time or duration. */
        BigInteger of(RecordBuffer buffer, int node) {
            return buffer.kind(node) == RecordBuffer.MOMENT
                    ? BigInteger.valueOf(buffer.integer(node))
                            .multiply(BILLION)
                            .add(BigInteger.valueOf(buffer.nanos(node)))
                    : buffer.big(node);
        }

        boolean losesOffset(RecordBuffer buffer, int node) {
            return keepsOffset && buffer.offsetSeconds(node) != 0;
        }
    }
}
