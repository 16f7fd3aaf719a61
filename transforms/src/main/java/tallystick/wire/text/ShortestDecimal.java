package tallystick.wire.text;

import com.fasterxml.jackson.core.io.schubfach.DoubleToDecimal;
import com.fasterxml.jackson.core.io.schubfach.FloatToDecimal;
import java.math.BigDecimal;
import java.math.MathContext;
import tallystick.canonical.RecordBuffer;

/** The number that the fewest digits say which are read back as a float: what a program that prints it shows. */
public final class ShortestDecimal {
    private ShortestDecimal() {}

    /** That of a finite float, of 32 bits if {@code single}. */
    public static BigDecimal of(double value, boolean single) {
        BigDecimal two =
                new BigDecimal(single ? FloatToDecimal.toString((float) value) : DoubleToDecimal.toString(value));
        if (two.precision() == 2) {
            // Java's way is two digits at least.
            BigDecimal one = two.round(new MathContext(1));
            if (single ? one.floatValue() == (float) value : one.doubleValue() == value) {
                return one;
            }
        }
        return two;
    }

    /** Whether the number is that of its nearest f64. */
    public static boolean isF64(BigDecimal number) {
        double value = number.doubleValue();
        return !Double.isInfinite(value)
                && (value != 0 || number.signum() == 0)
                && of(value, false).compareTo(number) == 0;
    }

    /** Sets a node of type json to a finite float. */
    public static void set(RecordBuffer buffer, int node, double value, boolean single) {
        if (value != 0) {
            BigDecimal shortest = of(value, single);
            buffer.setDecimal(node, shortest.unscaledValue(), shortest.scale());
        } else if (1 / value < 0) {
            buffer.setF64(node, value);
        } else {
            buffer.setInt(node, 0);
        }
    }
}
