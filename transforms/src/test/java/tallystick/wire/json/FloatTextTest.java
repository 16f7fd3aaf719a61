package tallystick.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tallystick.canonical.ByteSink;
import tallystick.canonical.RecordBuffer;
import tallystick.wire.Findings;
import tallystick.wire.RuleCounts;
import tallystick.wire.text.ShortestFloat;

class FloatTextTest {
    private final JsonInput in = new JsonInput(
            new RecordBuffer(), new Findings(), new RuleCounts(), 10, 10, "too deep", 10, JsonStyle.Jsoniter.NONE);
    private final ShortestFloat shortest = new ShortestFloat();

    private void number(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        in.reset(bytes, 0, bytes.length);
        in.number();
        assertThat(in.pos).isEqualTo(bytes.length);
    }

    private void sameAsJava(String text) {
        number(text);
        assertThat(Double.doubleToRawLongBits(in.asDouble()))
                .as(text)
                .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text)));
        assertThat(Float.floatToRawIntBits(in.asFloat()))
                .as(text)
                .isEqualTo(Float.floatToRawIntBits(Float.parseFloat(text)));
    }

    @Test
    void readsAsJavaDoes() {
        for (String text : new String[] {
            "0",
            "-0",
            "0.0e5",
            "1e-400",
            "-1e400",
            "4.9e-324",
            "2.4703282292062327e-324",
            "2.4703282292062328e-324",
            "2.2250738585072011e-308",
            "2.2250738585072014e-308",
            "1.7976931348623158e308",
            "1.7976931348623159e308",
            "9007199254740993",
            "9007199254740992.5",
            "9007199254740993.0000000000000000000000000000000000000001",
            "1.00000017881393432617187499",
            "1.000000178813934326171875",
            "1.00000017881393432617187501",
            "16777217",
            "1.401298464324817e-45",
            "7.006492321624085e-46",
            "7.006492321624086e-46",
            "3.4028235677973366e38",
            "3.4028235677973367e38",
            "12345678901234567890123",
            "0.00000000000000000000000000000000000000000001",
            "123456789012345678901234567890e-40",
            "1e23",
            "8.5e22",
            "10000000000000000000000e0",
            "18446744073709551615"
        }) {
            sameAsJava(text);
        }
        Random random = new Random(11);
        for (int round = 0; round < 100_000; round++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                sameAsJava(Double.toString(value).replace("E", "e"));
            }
            sameAsJava(Float.toString(Math.abs(random.nextInt(1 << 20) * 0.001f)));
        }
        for (int round = 0; round < 100_000; round++) {
            StringBuilder text = new StringBuilder();
            text.append(1 + random.nextInt(9));
            for (int i = random.nextInt(24); i > 0; i--) {
                text.append(random.nextInt(10));
            }
            text.append('.');
            for (int i = random.nextInt(24); i >= 0; i--) {
                text.append(random.nextInt(10));
            }
            text.append('e').append(random.nextInt(700) - 360);
            sameAsJava(text.toString());
        }
        // Midpoints of two doubles and of two floats, and what lies next to them.
        for (int round = 0; round < 20_000; round++) {
            double value = Double.longBitsToDouble(random.nextLong() & 0x7FEF_FFFF_FFFF_FFFFL);
            if (!Double.isFinite(value)) {
                continue;
            }
            BigDecimal middle = new BigDecimal(value)
                    .add(new BigDecimal(Math.nextUp(value)))
                    .divide(BigDecimal.valueOf(2));
            sameAsJava(middle.toString().replace("E+", "e").replace("E", "e"));
            float single = Float.intBitsToFloat(random.nextInt() & 0x7F7F_FFFF);
            BigDecimal half = new BigDecimal(single)
                    .add(new BigDecimal(Math.nextUp(single)))
                    .divide(BigDecimal.valueOf(2));
            sameAsJava(half.toString().replace("E+", "e").replace("E", "e"));
            sameAsJava(half.toPlainString() + (half.scale() > 0 ? "1" : ".01"));
        }
    }

    private String go(double value, boolean single) {
        ByteSink sink = new ByteSink(32);
        shortest.writeGo(sink, value, single);
        return new String(sink.copy(), StandardCharsets.US_ASCII);
    }

    private String rust(double value, boolean single, boolean plus) {
        ByteSink sink = new ByteSink(32);
        shortest.writeRust(sink, value, single, plus);
        return new String(sink.copy(), StandardCharsets.US_ASCII);
    }

    @Test
    void writesTheShortestAndNearest() {
        assertThat(go(5e-324, false)).isEqualTo("5e-324");
        assertThat(rust(5e-324, false, true)).isEqualTo("5e-324");
        assertThat(go(2e-3, false)).isEqualTo("0.002");
        assertThat(go(1e21, false)).isEqualTo("1e+21");
        assertThat(go(9.999999999999999e20, false)).isEqualTo("999999999999999900000");
        assertThat(go(1e-6, false)).isEqualTo("0.000001");
        assertThat(go(9.9e-7, false)).isEqualTo("9.9e-7");
        assertThat(rust(1e16, false, false)).isEqualTo("1e16");
        assertThat(rust(1e16, false, true)).isEqualTo("1e+16");
        assertThat(rust(1e15, false, true)).isEqualTo("1000000000000000.0");
        assertThat(rust(-0.0, false, true)).isEqualTo("-0.0");
        assertThat(rust(1e-45f, true, true)).isEqualTo("1e-45");
        Random random = new Random(13);
        for (int round = 0; round < 30_000; round++) {
            double value =
                    Math.abs(Double.longBitsToDouble(round % 10 == 0 ? random.nextInt() & 0xFFFFL : random.nextLong()));
            if (Double.isFinite(value) && value != 0) {
                check(value, false);
            }
            float single =
                    Math.abs(Float.intBitsToFloat(round % 10 == 0 ? random.nextInt() & 0xFFF : random.nextInt()));
            if (Float.isFinite(single) && single != 0) {
                check(single, true);
            }
        }
    }

    private void check(double value, boolean single) {
        String text = go(value, single);
        BigDecimal written = new BigDecimal(text);
        assertThat(new BigDecimal(rust(value, single, true))).isEqualByComparingTo(written);
        assertThat(single ? Float.parseFloat(text) : Double.parseDouble(text))
                .as(text)
                .isEqualTo(value);
        int digits = written.stripTrailingZeros().precision();
        BigDecimal exact = new BigDecimal(value);
        if (digits > 1) {
            for (RoundingMode mode : new RoundingMode[] {RoundingMode.DOWN, RoundingMode.UP}) {
                String fewer = exact.round(new MathContext(digits - 1, mode)).toString();
                assertThat(single ? Float.parseFloat(fewer) : Double.parseDouble(fewer))
                        .as("%s has fewer digits than %s", fewer, text)
                        .isNotEqualTo(value);
            }
        }
        String nearest =
                exact.round(new MathContext(digits, RoundingMode.HALF_EVEN)).toString();
        if ((single ? Float.parseFloat(nearest) : Double.parseDouble(nearest)) == value) {
            assertThat(written.subtract(exact).abs())
                    .isLessThanOrEqualTo(new BigDecimal(nearest).subtract(exact).abs());
        }
    }
}
