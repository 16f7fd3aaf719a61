package tallystick.wire.gob;

import java.math.BigInteger;
import tallystick.canonical.RecordBuffer;
import tallystick.wire.Reason;

/** Go's big.Float and big.Rat, as far as a float or a decimal of the contract can be what they are. */
final class BigNumbers {
    /** Numbers of more bytes are refused before anything is divided. */
    static final int MOST_BYTES = 8192;

    private static final BigInteger FIVE = BigInteger.valueOf(5);

    private BigNumbers() {}

    /**
     * big.Float: version, a byte of mode, accuracy, form and sign, the precision; where it is finite the exponent and the
     * mantissa, which is 0.mantissa times two to the exponent.
     */
    static final class FloatReader extends Leaves.Encoded {
        @Override
        void encoded(GobInput in, int node, int from, int length) {
            if (length == 0) {
                in.buffer.setF64(node, 0);
                return;
            }
            int form = length < 6 ? 3 : in.bytes[from + 1] >> 1 & 3;
            if (form == 3 || in.bytes[from] != 1 || form == 1 && (length < 18 || in.bytes[from + 10] >= 0)) {
                in.find(Reason.TYPE, from, "no big.Float of the version 1");
                return;
            }
            double value = form == 0 ? 0 : Double.POSITIVE_INFINITY;
            if (form == 1) {
                value = length > MOST_BYTES
                        ? Double.NaN
                        : value(
                                new BigInteger(1, in.bytes, from + 10, length - 10),
                                (int) Leaves.bigEndian(in.bytes, from + 6, 4) - 8L * (length - 10));
            }
            if (Double.isNaN(value)) {
                in.find(Reason.PRECISION, from, "a big.Float that is no f64");
                return;
            }
            in.buffer.setF64(node, (in.bytes[from + 1] & 1) == 0 ? value : -value);
        }

        /** The mantissa times two to the exponent; NaN when no f64 is that. */
        private static double value(BigInteger mantissa, long exponent) {
            int zeros = mantissa.getLowestSetBit();
            BigInteger odd = mantissa.shiftRight(zeros);
            long power = exponent + zeros;
            if (odd.bitLength() > 53 || power > 1023 || power < -1074) {
                return Double.NaN;
            }
            double value = Math.scalb((double) odd.longValue(), (int) power);
            return Double.isInfinite(value) || Math.scalb(value, (int) -power) != odd.longValue() ? Double.NaN : value;
        }
    }

    static final class FloatWriter extends GobWriter {
        @Override
        void write(GobOutput out, int node) {
            double value = out.buffer.f64(node);
            if (Double.isNaN(value)) {
                out.find(Reason.LOSSY_SOURCE, "a big.Float is never NaN");
            }
            long bits = Double.doubleToRawLongBits(value);
            boolean finite = value != 0 && !Double.isInfinite(value);
            out.uint(finite ? 18 : 6);
            out.write(1);
            out.write(8 | (value == 0 ? 0 : finite ? 2 : 4) | (bits < 0 ? 1 : 0));
            number(out, 53);
            if (finite) {
                long mantissa = bits & 0xFFFFFFFFFFFFFL;
                int exponent = (int) (bits >>> 52 & 0x7FF);
                if (exponent == 0) {
                    exponent = 1;
                } else {
                    mantissa |= 1L << 52;
                }
                int shift = Long.numberOfLeadingZeros(mantissa);
                mantissa <<= shift;
                number(out, exponent - 1075 + 64 - shift);
                number(out, (int) (mantissa >>> 32));
                number(out, (int) mantissa);
            }
        }
    }

    private static void number(GobOutput out, int value) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write(value >>> shift);
        }
    }

    /** big.Rat: a byte of version and sign, the length of the numerator, numerator and denominator. */
    static final class RatReader extends Leaves.Encoded {
        /** Digits after the point that a decimal of any contract could have, and some. */
        private static final int MOST_DIGITS = 100;

        @Override
        void encoded(GobInput in, int node, int from, int length) {
            if (length == 0) {
                in.buffer.setDecimal(node, 0, 0);
                return;
            }
            long numerator = length < 5 ? -1 : Leaves.bigEndian(in.bytes, from + 1, 4);
            if ((in.bytes[from] & 0xFE) != 2 || numerator < 0 || numerator > length - 5) {
                in.find(Reason.TYPE, from, "no big.Rat of the version 1");
                return;
            }
            if (length > MOST_BYTES) {
                in.find(Reason.RANGE, from, "a big.Rat of " + length + " bytes");
                return;
            }
            int split = from + 5 + (int) numerator;
            BigInteger above = new BigInteger((in.bytes[from] & 1) == 0 ? 1 : -1, in.bytes, from + 5, (int) numerator);
            BigInteger below =
                    split == from + length ? BigInteger.ONE : new BigInteger(1, in.bytes, split, from + length - split);
            if (below.signum() == 0) {
                in.find(Reason.TYPE, from, "a big.Rat with the denominator 0");
                return;
            }
            BigInteger common = above.gcd(below);
            below = below.divide(common);
            above = above.divide(common);
            int twos = below.getLowestSetBit();
            BigInteger rest = below.shiftRight(twos);
            int fives = 0;
            while (fives <= MOST_DIGITS && rest.mod(FIVE).signum() == 0) {
                rest = rest.divide(FIVE);
                fives++;
            }
            int digits = Math.max(twos, fives);
            if (digits > MOST_DIGITS || !rest.equals(BigInteger.ONE)) {
                in.find(Reason.PRECISION, from, "a big.Rat that is no decimal of at most " + MOST_DIGITS + " digits");
                return;
            }
            in.buffer.setDecimal(
                    node, above.multiply(BigInteger.TEN.pow(digits)).divide(below), digits);
        }
    }

    static final class RatWriter extends GobWriter {
        @Override
        void write(GobOutput out, int node) {
            RecordBuffer buffer = out.buffer;
            BigInteger above = buffer.unscaled(node);
            BigInteger below = BigInteger.ONE;
            if (buffer.scale(node) > 0) {
                below = BigInteger.TEN.pow(buffer.scale(node));
                BigInteger common = above.gcd(below);
                above = above.divide(common);
                below = below.divide(common);
            } else {
                above = above.multiply(BigInteger.TEN.pow(-buffer.scale(node)));
            }
            byte[] numerator = magnitude(above);
            byte[] denominator = magnitude(below);
            out.uint(5L + numerator.length + denominator.length);
            out.write(above.signum() < 0 ? 3 : 2);
            number(out, numerator.length);
            for (byte b : numerator) {
                out.write(b);
            }
            for (byte b : denominator) {
                out.write(b);
            }
        }

        private static byte[] magnitude(BigInteger value) {
            byte[] bytes = value.abs().toByteArray();
            return bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
        }
    }
}
