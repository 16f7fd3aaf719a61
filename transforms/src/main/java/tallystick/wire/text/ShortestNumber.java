package tallystick.wire.text;

import com.fasterxml.jackson.core.io.schubfach.DoubleToDecimal;
import com.fasterxml.jackson.core.io.schubfach.FloatToDecimal;
import java.math.BigDecimal;
import java.math.MathContext;

/** What a float says as a number of JSON, where the format does not write digits. */
public final class ShortestNumber {
    private ShortestNumber() {}

    /**
     * The number that the fewest digits say which are read back as the float.
     *
     * @param single whether the value is an f32
     */
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
}
