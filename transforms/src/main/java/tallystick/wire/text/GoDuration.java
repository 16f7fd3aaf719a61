package tallystick.wire.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Go's time.Duration as text: {@code 1h2m3.5s}. */
public final class GoDuration {
    private static final Pattern WHOLE =
            Pattern.compile("[+-]?(0|(([0-9]+\\.?[0-9]*|\\.[0-9]+)(ns|us|\u00b5s|\u03bcs|ms|s|m|h))+)");
    private static final Pattern PART = Pattern.compile("([0-9.]+)([a-z\u00b5\u03bc]+)");
    private static final Map<String, Long> UNITS = Map.of(
            "ns",
            1L,
            "us",
            1_000L,
            "\u00b5s",
            1_000L,
            "\u03bcs",
            1_000L,
            "ms",
            1_000_000L,
            "s",
            1_000_000_000L,
            "m",
            60_000_000_000L,
            "h",
            3_600_000_000_000L);

    private GoDuration() {}

    /** The nanoseconds of what time.ParseDuration reads; null if it refuses the text for its form. */
    public static @Nullable BigInteger parse(String utf8AsLatin) {
        String text = utf8AsLatin.replace("\u00c2\u00b5", "\u00b5").replace("\u00ce\u00bc", "\u03bc");
        if (!WHOLE.matcher(text).matches()) {
            return null;
        }
        BigInteger all = BigInteger.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            // Each part loses what is less than a nanosecond.
            String number = part.group(1);
            BigDecimal value = new BigDecimal(number.endsWith(".") ? number + "0" : number)
                    .multiply(BigDecimal.valueOf(UNITS.getOrDefault(part.group(2), 0L)));
            all = all.add(value.setScale(0, RoundingMode.DOWN).toBigInteger());
        }
        return text.startsWith("-") ? all.negate() : all;
    }

    /** As its String method writes it. */
    public static String write(long nanos) {
        if (nanos == 0) {
            return "0s";
        }
        BigInteger abs = BigInteger.valueOf(nanos).abs();
        StringBuilder text = new StringBuilder(nanos < 0 ? "-" : "");
        if (abs.compareTo(BigInteger.valueOf(1_000_000_000)) < 0) {
            long small = abs.longValue();
            String unit = small < 1_000 ? "ns" : small < 1_000_000 ? "\u00b5s" : "ms";
            int digits = small < 1_000 ? 0 : small < 1_000_000 ? 3 : 6;
            return text.append(plain(BigDecimal.valueOf(small, digits)))
                    .append(unit)
                    .toString();
        }
        BigInteger[] parts = abs.divideAndRemainder(BigInteger.valueOf(60_000_000_000L));
        long minutes = parts[0].longValue();
        if (minutes >= 60) {
            text.append(minutes / 60).append('h');
        }
        if (minutes > 0) {
            text.append(minutes % 60).append('m');
        }
        return text.append(plain(new BigDecimal(parts[1], 9))).append('s').toString();
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
