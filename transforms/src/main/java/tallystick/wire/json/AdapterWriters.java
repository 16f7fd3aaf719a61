package tallystick.wire.json;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import tallystick.canonical.ByteSink;
import tallystick.shape.Adapter;
import tallystick.shape.SideType;
import tallystick.shape.SideType.Library;
import tallystick.shape.SideType.Scalar;
import tallystick.wire.Reason;

/** Writers of the forms that serde_with gives to values. */
final class AdapterWriters {
    private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000);

    private AdapterWriters() {}

    /** What Rust's Display makes of a value. */
    static final class Displayed extends JsonWriter {
        private final JsonWriter inner;
        private final Scalar scalar;
        private final boolean emptyIsNone;

        Displayed(JsonWriter inner, Scalar scalar, boolean emptyIsNone) {
            this.inner = inner;
            this.scalar = scalar;
            this.emptyIsNone = emptyIsNone;
        }

        @Override
        void write(JsonOutput out, int node) {
            if (scalar == Scalar.STRING || scalar == Scalar.CHAR) {
                if (emptyIsNone && out.buffer.length(node) == 0) {
                    out.find(Reason.LOSSY_SOURCE, "an empty text is written as None is");
                }
                inner.write(out, node);
                return;
            }
            out.write('"');
            if (scalar != Scalar.F32 && scalar != Scalar.F64) {
                inner.write(out, node);
            } else {
                floating(out, out.buffer.f64(node));
            }
            out.write('"');
        }

        private void floating(JsonOutput out, double value) {
            boolean single = scalar == Scalar.F32;
            if (Double.isNaN(value)) {
                out.plain("NaN");
            } else if (Double.isInfinite(value)) {
                out.plain(value < 0 ? "-inf" : "inf");
            } else if (single && (double) (float) value != value) {
                out.find(Reason.PRECISION, value + " is no f32");
            } else {
                out.floats.writeStrconv(out.sink, value, single, 'f');
            }
        }
    }

    /** BoolFromInt. */
    static final class BoolAsInteger extends JsonWriter {
        @Override
        void write(JsonOutput out, int node) {
            out.write(out.buffer.bool(node) ? '1' : '0');
        }
    }

    /** Bytes as text. */
    static final class Encoded extends JsonWriter {
        private final Adapter form;

        Encoded(Adapter form) {
            this.form = form;
        }

        @Override
        void write(JsonOutput out, int node) {
            int from = out.buffer.offset(node);
            byte[] bytes = Arrays.copyOfRange(out.buffer.bytes(node), from, from + out.buffer.length(node));
            out.write('"');
            if (form instanceof Adapter.Hex hex) {
                HexFormat format = hex.upperCase() ? HexFormat.of().withUpperCase() : HexFormat.of();
                out.plain(format.formatHex(bytes));
            } else {
                Adapter.Base64 base64 = (Adapter.Base64) form;
                Base64.Encoder encoder = base64.urlSafe() ? Base64.getUrlEncoder() : Base64.getEncoder();
                encoder = base64.padded() ? encoder : encoder.withoutPadding();
                out.plain(encoder.encodeToString(bytes));
            }
            out.write('"');
        }
    }

    /** DurationSeconds, TimestampSeconds and their like. */
    static final class Units extends JsonWriter {
        private final Adapter.Units units;
        private final SideType side;
        private final AdapterReaders.UnitScale scale;

        Units(Adapter.Units units, SideType side, boolean keepsOffset) {
            this.units = units;
            this.side = side;
            this.scale = new AdapterReaders.UnitScale(units, side, keepsOffset);
        }

        @Override
        void write(JsonOutput out, int node) {
            if (scale.losesOffset(out.buffer, node)) {
                out.find(Reason.LOSSY_SOURCE, "the offset is lost in a number since 1970");
                return;
            }
            BigInteger nanos = scale.of(out.buffer, node);
            if (side == Library.STD_DURATION && nanos.signum() < 0) {
                out.find(Reason.RANGE, "std's Duration is never negative");
                return;
            }
            BigInteger[] parts = scale.billionths(nanos).abs().divideAndRemainder(BILLION);
            if (parts[0].bitLength() > (units.number() == Adapter.Number.U64 || units.fraction() ? 64 : 63)) {
                out.find(Reason.RANGE, "the number is out of range");
                return;
            }
            boolean text = units.number() == Adapter.Number.TEXT;
            int start = out.sink.length();
            out.plain(text ? "\"" : "");
            if (units.fraction()) {
                fraction(out, nanos, parts);
            } else {
                whole(out, nanos, parts);
            }
            if (out.sink.length() > start) {
                out.plain(text ? "\"" : "");
            }
        }

        private void whole(JsonOutput out, BigInteger nanos, BigInteger[] parts) {
            if (parts[1].signum() != 0) {
                out.find(Reason.LOSSY_SOURCE, "the value is no whole number of units, to which serde_with rounds it");
                return;
            }
            BigInteger value = nanos.signum() < 0 ? parts[0].negate() : parts[0];
            if (units.number() != Adapter.Number.F64) {
                out.number(value);
                return;
            }
            floating(out, value.doubleValue(), nanos);
        }

        private void fraction(JsonOutput out, BigInteger nanos, BigInteger[] parts) {
            double value = parts[0].doubleValue() + parts[1].doubleValue() / 1e9;
            value = nanos.signum() < 0 ? -value : value;
            if (units.number() == Adapter.Number.F64) {
                floating(out, value, nanos);
                return;
            }
            ByteSink digits = new ByteSink(32);
            out.floats.writeStrconv(digits, value, false, 'f');
            String text = new String(digits.array(), 0, digits.length(), StandardCharsets.US_ASCII);
            int point = text.indexOf('.');
            boolean read = point < 0 || text.length() - point - 1 <= 9;
            BigInteger again = read
                    ? scale.nanos(
                            new java.math.BigDecimal(text).movePointRight(9).toBigIntegerExact())
                    : BigInteger.ZERO;
            if (!read || !again.equals(nanos)) {
                out.find(Reason.LOSSY_SOURCE, "serde_with writes it by way of an f64: " + text);
            }
            out.plain(text);
        }

        private void floating(JsonOutput out, double value, BigInteger nanos) {
            if (!scale.nanos(AdapterReaders.UnitScale.billionths(value)).equals(nanos)) {
                out.find(Reason.LOSSY_SOURCE, "serde_with writes it as the f64 " + value);
            }
            out.floating(value, false);
        }
    }
}
