package tallystick.wire.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tallystick.canonical.ByteSink;
import tallystick.canonical.RecordBuffer;
import tallystick.wire.Reason;

/** Decimals as text: shopspring's and rust_decimal's. */
public enum DecimalText {
    GO("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,9})?"),
    RUST("[+-]?([0-9][0-9_]*\\.?[0-9_]*|\\.[0-9][0-9_]*)([eE][+-]?[0-9]{1,9})?");

    private static final int LONGEST = 2000;
    private static final int SHORT = 18;

    private final Pattern pattern;

    DecimalText(String pattern) {
        this.pattern = Pattern.compile(pattern);
    }

    /** Sets the node to the decimal that the text is; false if it is none. */
    public boolean read(byte[] text, int from, int length, RecordBuffer buffer, int node) {
        if (plain(text, from, length, buffer, node)) {
            return true;
        }
        if (length > LONGEST) {
            return false;
        }
        String whole = new String(text, from, length, StandardCharsets.ISO_8859_1);
        if (!pattern.matcher(whole).matches()) {
            return false;
        }
        BigDecimal value = new BigDecimal(whole.replace("_", ""));
        if (value.signum() == 0) {
            buffer.setDecimal(node, 0, 0);
        } else {
            BigDecimal stripped = value.stripTrailingZeros();
            buffer.setDecimal(node, stripped.unscaledValue(), stripped.scale());
        }
        return true;
    }

    /** What nearly all are: a few digits, perhaps a minus and a point between digits. */
    private static boolean plain(byte[] text, int from, int length, RecordBuffer buffer, int node) {
        int at = from;
        int end = from + length;
        boolean minus = length > 0 && text[at] == '-';
        if (minus) {
            at++;
        }
        int digits = end - at;
        if (digits < 1 || digits > SHORT) {
            return false;
        }
        long unscaled = 0;
        int point = -1;
        for (int i = at; i < end; i++) {
            int digit = text[i] - '0';
            if (digit >= 0 && digit <= 9) {
                unscaled = unscaled * 10 + digit;
            } else if (text[i] == '.' && point < 0 && i > at && i < end - 1) {
                point = i;
            } else {
                return false;
            }
        }
        int scale = point < 0 ? 0 : end - 1 - point;
        while (unscaled != 0 && unscaled % 10 == 0) {
            unscaled /= 10;
            scale--;
        }
        buffer.setDecimal(node, minus ? -unscaled : unscaled, unscaled == 0 ? 0 : scale);
        return true;
    }

    /** Why a decimal is beyond what rust_decimal holds. */
    public enum Excess {
        /** More than 28 digits after the point. */
        DIGITS(Reason.PRECISION, "28 digits"),
        /** More than 96 bits. */
        BITS(Reason.RANGE, "96 bits");

        private final Reason reason;
        private final String most;

        Excess(Reason reason, String most) {
            this.reason = reason;
            this.most = most;
        }

        public Reason reason() {
            return reason;
        }

        public String detail() {
            return "a decimal beyond the " + most + " that rust_decimal holds";
        }
    }

    /** What the decimal of the node has too much of for rust_decimal: 96 bits of mantissa, 28 digits after the point. */
    public static @Nullable Excess beyondRust(RecordBuffer buffer, int node) {
        int scale = buffer.scale(node);
        if (buffer.kind(node) == RecordBuffer.DECIMAL && scale >= 0 && scale <= 28) {
            return null;
        }
        if (scale > 28) {
            return Excess.DIGITS;
        }
        if (scale < -28) {
            return Excess.BITS;
        }
        BigInteger unscaled = buffer.unscaled(node);
        BigInteger plain = scale < 0 ? unscaled.multiply(BigInteger.TEN.pow(-scale)) : unscaled;
        return plain.abs().bitLength() > 96 ? Excess.BITS : null;
    }

    /** Appends the decimal of the node without an exponent, and without zeros at its end. */
    public static void write(RecordBuffer buffer, int node, ByteSink out) {
        BigDecimal value = new BigDecimal(buffer.unscaled(node), buffer.scale(node));
        value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        if (value.scale() < 0) {
            value = value.setScale(0);
        }
        byte[] text = value.toPlainString().getBytes(StandardCharsets.US_ASCII);
        out.write(text, 0, text.length);
    }
}
