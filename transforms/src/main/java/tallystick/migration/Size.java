package tallystick.migration;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as in {@code 16MiB}. */
final class Size {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18}) ?([A-Za-z]*)");
    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB");

    private Size() {}

    /**
     * The number of bytes.
     *
     * @throws IllegalArgumentException if it is no size, with a message for the user
     */
    static long parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Write a number of bytes, or one with a unit: 16MiB");
        }
        String unit = matcher.group(2);
        int power = unit.isEmpty() ? 0 : UNITS.indexOf(unit);
        if (power < 0) {
            boolean decimal = unit.matches("(?i)[kmgtp]b?");
            throw new IllegalArgumentException(
                    decimal
                            ? "Did you mean " + matcher.group(1)
                                    + unit.substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                                    + "iB? Units are powers of 1024"
                            : "Units are " + String.join(", ", UNITS));
        }
        try {
            return Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << (10 * power));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("It is larger than anything", e);
        }
    }
}
