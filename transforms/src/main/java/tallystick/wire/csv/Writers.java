package tallystick.wire.csv;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tallystick.canonical.RecordBuffer;
import tallystick.canonical.Utf8;
import tallystick.wire.EpochNumber;
import tallystick.wire.Reason;
import tallystick.wire.text.Becomes;
import tallystick.wire.text.DecimalText;
import tallystick.wire.text.GoDuration;
import tallystick.wire.text.Spelling;
import tallystick.wire.text.UuidText;

/** Writers of single values. */
final class Writers {
    private static final int DATE_TIME_LENGTH = 19;
    private static final int DATE_LENGTH = 10;

    private Writers() {}

    static final class Text implements CellWriter {
        private final boolean character;
        private final boolean go;

        Text(boolean character, boolean go) {
            this.character = character;
            this.go = go;
        }

        @Override
        public void write(Row row, int node) {
            RecordBuffer buffer = row.buffer;
            byte[] bytes = buffer.bytes(node);
            int from = buffer.offset(node);
            int length = buffer.length(node);
            if (buffer.kind(node) == RecordBuffer.BAD_TEXT && !go) {
                row.find(Reason.LOSSY_SOURCE, "the text is not valid UTF-8, which a Rust String always is");
                return;
            }
            if (character && !Readers.Text.isCharacter(bytes, from, length)) {
                row.find(Reason.RANGE, "a char is one character");
                return;
            }
            row.text.write(bytes, from, length);
        }
    }

    static final class Bool implements CellWriter {
        private final boolean digits;

        Bool(boolean digits) {
            this.digits = digits;
        }

        @Override
        public void write(Row row, int node) {
            boolean value = row.buffer.bool(node);
            row.write(digits ? value ? "1" : "0" : value ? "true" : "false");
        }
    }

    /** An integer of a width of the side; {@code bits} 0 stands for any. */
    static final class Int implements CellWriter {
        private final BigInteger least;
        private final BigInteger most;
        private final boolean any;
        private final String type;

        Int(int bits, boolean signed, String type) {
            int width = Math.max(bits, 1);
            this.any = bits == 0;
            this.most = BigInteger.ONE.shiftLeft(signed ? width - 1 : width).subtract(BigInteger.ONE);
            this.least = signed ? most.not() : BigInteger.ZERO;
            this.type = type;
        }

        @Override
        public void write(Row row, int node) {
            byte kind = row.buffer.kind(node);
            BigInteger value = kind == RecordBuffer.INT || kind == RecordBuffer.BIG
                    ? row.buffer.big(node)
                    : new BigDecimal(row.buffer.unscaled(node), row.buffer.scale(node)).toBigInteger();
            if (!any && (value.compareTo(least) < 0 || value.compareTo(most) > 0)) {
                row.find(Reason.RANGE, "the integer does not fit " + type);
                return;
            }
            row.write(value.toString());
        }
    }

    static final class Floating implements CellWriter {
        private final boolean single;
        private final @Nullable GoTexts texts;

        /** @param texts how Go writes it; null in Rust */
        Floating(boolean single, @Nullable GoTexts texts) {
            this.single = single;
            this.texts = texts;
        }

        @Override
        public void write(Row row, int node) {
            double value = row.buffer.f64(node);
            if (Double.isNaN(value)) {
                row.write("NaN");
                return;
            }
            if (single && (double) (float) value != value) {
                row.find(Reason.PRECISION, value + " is no f32");
                return;
            }
            GoTexts go = texts;
            if (Double.isInfinite(value)) {
                row.write((value < 0 ? "-" : go == null ? "" : "+") + (go == null ? "inf" : "Inf"));
            } else if (go == null) {
                row.floats.writeRust(row.text, value, single, false);
            } else if (go.floats() == GoTexts.Floats.FIXED) {
                fixed(row, value, go.digits());
            } else {
                row.floats.writeStrconv(
                        row.text,
                        value,
                        single,
                        go.floats() == GoTexts.Floats.F ? 'f' : go.floats() == GoTexts.Floats.E ? 'e' : 'g');
            }
        }

        private void fixed(Row row, double value, int digits) {
            boolean negative = Double.doubleToRawLongBits(value) < 0;
            String text = (negative ? "-" : "")
                    + new BigDecimal(Math.abs(value))
                            .setScale(digits, RoundingMode.HALF_EVEN)
                            .toPlainString();
            double again = single ? Float.parseFloat(text) : Double.parseDouble(text);
            if (again != value) {
                row.find(Reason.LOSSY_SOURCE, value + " has more digits than the " + digits + " that are written");
                return;
            }
            row.write(text);
        }
    }

    /** Bytes; those of a uuid too. */
    static final class Bytes implements CellWriter {
        private final GoTexts.Bytes form;
        private final boolean go;
        private final int length;

        Bytes(GoTexts.Bytes form, int length, boolean go) {
            this.form = form;
            this.go = go;
            this.length = length;
        }

        @Override
        public void write(Row row, int node) {
            RecordBuffer buffer = row.buffer;
            int count = buffer.length(node);
            if (length >= 0 && count != length) {
                row.find(Reason.RANGE, count + " bytes do not fit an array of " + length);
                return;
            }
            byte[] bytes = buffer.bytes(node);
            int from = buffer.offset(node);
            switch (form) {
                case RAW -> {
                    if (!go && !Utf8.valid(bytes, from, count)) {
                        row.find(
                                Reason.LOSSY_SOURCE,
                                "the bytes are not valid UTF-8, and the csv crate reads no others");
                    }
                    row.text.write(bytes, from, count);
                }
                case HEX -> row.write(java.util.HexFormat.of().formatHex(bytes, from, from + count));
                default -> {
                    byte[] encoded =
                            Base64.getEncoder().encode(java.util.Arrays.copyOfRange(bytes, from, from + count));
                    row.text.write(encoded, 0, encoded.length);
                }
            }
        }
    }

    static final class Uuid implements CellWriter {
        @Override
        public void write(Row row, int node) {
            UuidText.write(row.buffer, node, row.text);
        }
    }

    /** A date or time as text. */
    static final class Moment implements CellWriter {
        private final Spelling spelling;
        private final Becomes becomes;
        private final GoTexts.@Nullable Times times;

        Moment(Spelling spelling, Becomes becomes, GoTexts.@Nullable Times times) {
            this.spelling = spelling;
            this.becomes = becomes;
            this.times = times;
        }

        @Override
        public void write(Row row, int node) {
            if (times != null && !fits(row, node, times)) {
                return;
            }
            int start = row.text.length();
            if (!row.moment.prepare(row.buffer, node, spelling, becomes, row.findings, row.path)) {
                return;
            }
            row.moment.write(row.text, spelling, becomes);
            if (times == GoTexts.Times.DATE_TIME) {
                row.text.array()[start + DATE_LENGTH] = ' ';
                row.text.truncate(start + DATE_TIME_LENGTH);
            } else if (times == GoTexts.Times.DATE_ONLY) {
                row.text.truncate(start + DATE_LENGTH);
            }
        }

        private boolean fits(Row row, int node, GoTexts.Times layout) {
            if (becomes == Becomes.DATE) {
                return true;
            }
            if (!layout.keepsOffset()
                    && becomes == Becomes.TIMESTAMP_WITH_OFFSET
                    && row.buffer.offsetSeconds(node) != 0) {
                row.find(Reason.LOSSY_SOURCE, "the offset is lost: the layout has no zone, and is read as UTC");
                return false;
            }
            if (layout.digits() == 0 && row.buffer.nanos(node) != 0) {
                row.find(Reason.LOSSY_SOURCE, "the time has digits of a second, which the layout has not");
                return false;
            }
            if (layout == GoTexts.Times.DATE_ONLY && Math.floorMod(row.buffer.integer(node), 86_400L) != 0) {
                row.find(Reason.LOSSY_SOURCE, "the time is no midnight, and the layout is a date alone");
                return false;
            }
            return true;
        }
    }

    /** A time as an integer since 1970. */
    static final class Epoch implements CellWriter {
        private final EpochNumber number;

        Epoch(EpochNumber number) {
            this.number = number;
        }

        @Override
        public void write(Row row, int node) {
            row.write(number.write(row.buffer, node, row::find).toString());
        }
    }

    static final class Duration implements CellWriter {
        @Override
        public void write(Row row, int node) {
            BigInteger nanos = row.buffer.big(node);
            if (nanos.bitLength() > 63) {
                row.find(Reason.RANGE, "the duration does not fit a time.Duration");
                return;
            }
            byte[] text = GoDuration.write(nanos.longValue()).getBytes(StandardCharsets.UTF_8);
            row.text.write(text, 0, text.length);
        }
    }

    static final class Decimal implements CellWriter {
        private final boolean rust;

        Decimal(boolean rust) {
            this.rust = rust;
        }

        @Override
        public void write(Row row, int node) {
            if (rust && DecimalText.beyondRust(row.buffer, node) != null) {
                row.find(
                        Reason.RANGE,
                        "the decimal is beyond what rust_decimal holds: 96 bits, 28 digits after the point");
                return;
            }
            DecimalText.write(row.buffer, node, row.text);
        }
    }

    static final class Enumeration implements CellWriter {
        private final Map<Long, byte[]> texts;

        Enumeration(Map<Long, byte[]> texts) {
            this.texts = texts;
        }

        @Override
        public void write(Row row, int node) {
            byte[] text = texts.get(row.buffer.integer(node));
            if (text == null) {
                row.find(Reason.RANGE, "the side has no value for the variant " + row.buffer.integer(node));
                return;
            }
            row.text.write(text, 0, text.length);
        }
    }
}
