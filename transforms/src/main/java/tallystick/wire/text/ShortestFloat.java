package tallystick.wire.text;

import com.fasterxml.jackson.core.io.schubfach.DoubleToDecimal;
import com.fasterxml.jackson.core.io.schubfach.FloatToDecimal;
import java.math.BigDecimal;
import tallystick.canonical.ByteSink;

/**
 * Floats as text: the fewest digits that read back as the same float, and of those the nearest, laid out as each library
 * does. Holds what was last taken apart; reused.
 */
public final class ShortestFloat {
    private final byte[] digits = new byte[24];
    private int count;
    /** Digits before the point: 0.digits times ten to this. */
    private int point;

    /** As Go's encoding/json writes a float64, or a float32 if {@code single}. */
    public void writeGo(ByteSink out, double value, boolean single) {
        writeGo(out, value, single, 1);
    }

    /** The same with at least that many digits of an exponent, as jsoniter does, which leaves strconv's two. */
    public void writeGo(ByteSink out, double value, boolean single, int exponentDigits) {
        if (sign(out, value)) {
            out.write('0');
            return;
        }
        double abs = Math.abs(value);
        take(abs, single);
        boolean fixed = single ? (float) abs >= 1e-6f && (float) abs < 1e21f : abs >= 1e-6 && abs < 1e21;
        if (fixed) {
            plain(out);
        } else {
            scientific(out, true, exponentDigits);
        }
    }

    /** As jsoniter's lossy floats: rounded to six digits after the point, great ones as without. */
    public void writeSixDigits(ByteSink out, double value, boolean single) {
        double abs = Math.abs(value);
        if (abs > 0x4ffffff) {
            writeGo(out, value, single, 2);
            return;
        }
        if (value < 0) {
            out.write('-');
        }
        byte[] text = java.math.BigDecimal.valueOf((long) (abs * 1_000_000 + 0.5), 6)
                .stripTrailingZeros()
                .toPlainString()
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        out.write(text, 0, text.length);
    }

    /** As strconv's FormatFloat with precision -1 writes a finite float: {@code format} is f, e or g. */
    public void writeStrconv(ByteSink out, double value, boolean single, char format) {
        if (sign(out, value)) {
            digits[0] = '0';
            count = 1;
            point = 1;
        } else {
            take(Math.abs(value), single);
        }
        int exponent = point - 1;
        // However many digits there are, g decides as if there were six: 1.234567e+06.
        if (format == 'f' || format == 'g' && exponent >= -4 && exponent < 6) {
            plain(out);
        } else {
            scientific(out, true, 2);
        }
    }

    private void plain(ByteSink out) {
        if (point <= 0) {
            out.write('0');
            out.write('.');
            zeros(out, -point);
            out.write(digits, 0, count);
        } else if (point >= count) {
            out.write(digits, 0, count);
            zeros(out, point - count);
        } else {
            out.write(digits, 0, point);
            out.write('.');
            out.write(digits, point, count - point);
        }
    }

    /** As ryu and, with a sign in every exponent, zmij write an f64, or an f32 if {@code single}. */
    public void writeRust(ByteSink out, double value, boolean single, boolean plus) {
        if (sign(out, value)) {
            out.write('0');
            out.write('.');
            out.write('0');
            return;
        }
        take(Math.abs(value), single);
        int most = single ? 13 : 16;
        int least = single ? -6 : -5;
        if (point > most || point <= least) {
            scientific(out, plus, 1);
        } else if (point <= 0) {
            out.write('0');
            out.write('.');
            zeros(out, -point);
            out.write(digits, 0, count);
        } else if (point >= count) {
            out.write(digits, 0, count);
            zeros(out, point - count);
            out.write('.');
            out.write('0');
        } else {
            out.write(digits, 0, point);
            out.write('.');
            out.write(digits, point, count - point);
        }
    }

    /** Writes a minus where there is one; whether the value is a zero. */
    private static boolean sign(ByteSink out, double value) {
        if (Double.doubleToRawLongBits(value) < 0) {
            out.write('-');
        }
        return value == 0;
    }

    private void scientific(ByteSink out, boolean plus, int leastDigits) {
        out.write(digits[0]);
        if (count > 1) {
            out.write('.');
            out.write(digits, 1, count - 1);
        }
        out.write('e');
        int exponent = point - 1;
        if (exponent < 0) {
            out.write('-');
        } else if (plus) {
            out.write('+');
        }
        int abs = Math.abs(exponent);
        if (abs >= 100) {
            out.write('0' + abs / 100);
        }
        if (abs >= 10 || leastDigits > 1) {
            out.write('0' + abs / 10 % 10);
        }
        out.write('0' + abs % 10);
    }

    private static void zeros(ByteSink out, int many) {
        for (int i = 0; i < many; i++) {
            out.write('0');
        }
    }

    /** Takes a positive finite float apart into its shortest digits. */
    private void take(double value, boolean single) {
        String text = single ? FloatToDecimal.toString((float) value) : DoubleToDecimal.toString(value);
        count = 0;
        int exponent = 0;
        int before = -1;
        boolean leading = true;
        int skipped = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                before = count;
            } else if (c == 'E') {
                exponent = Integer.parseInt(text.substring(i + 1));
                break;
            } else if (leading && c == '0') {
                skipped += before < 0 ? 0 : 1;
            } else {
                leading = false;
                digits[count++] = (byte) c;
            }
        }
        point = before - skipped + exponent;
        while (count > 1 && digits[count - 1] == '0') {
            count--;
        }
        if (count == 2) {
            oneDigit(value, single);
        }
    }

    /**
     * Java's rule wants two digits at least, and so keeps 4.9E-324 where 5e-324 is the shortest. Tries whether one digit
     * is enough.
     */
    private void oneDigit(double value, boolean single) {
        int first = digits[0] - '0';
        int best = -1;
        BigDecimal exact = new BigDecimal(value);
        BigDecimal least = null;
        for (int digit = first; digit <= first + 1; digit++) {
            String text = digit + "e" + (point - 1);
            boolean same = single ? Float.parseFloat(text) == (float) value : Double.parseDouble(text) == value;
            if (same) {
                BigDecimal distance = new BigDecimal(text).subtract(exact).abs();
                if (least == null || distance.compareTo(least) < 0) {
                    least = distance;
                    best = digit;
                }
            }
        }
        if (best == 10) {
            digits[0] = '1';
            count = 1;
            point++;
        } else if (best > 0) {
            digits[0] = (byte) ('0' + best);
            count = 1;
        }
    }
}
