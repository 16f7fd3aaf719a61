package tallystick.wire.msgpack;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import tallystick.canonical.RecordBuffer;
import tallystick.contract.CanonicalType;
import tallystick.shape.Binding;
import tallystick.shape.BoundRecord;
import tallystick.shape.SideType.Scalar;
import tallystick.wire.Reason;
import tallystick.wire.item.Input;
import tallystick.wire.item.Kind;
import tallystick.wire.item.Output;
import tallystick.wire.item.SerdeTypes;
import tallystick.wire.item.ValueReader;
import tallystick.wire.item.ValueWriter;

/** Serde's types in MessagePack, which has no integers of 128 bits: rmp-serde writes 16 bytes for them. */
final class RmpTypes extends SerdeTypes {
    private static final BigInteger ALL = BigInteger.ONE.shiftLeft(128);

    @Override
    public ValueReader reader(Binding.Leaf leaf, BoundRecord record) {
        return leaf.side() == Scalar.I128 || leaf.side() == Scalar.U128
                ? new WideReader(leaf.side() == Scalar.I128, leaf.type() instanceof CanonicalType.DecimalType)
                : super.reader(leaf, record);
    }

    @Override
    public ValueWriter writer(Binding.Leaf leaf, BoundRecord record) {
        return leaf.side() == Scalar.I128 || leaf.side() == Scalar.U128
                ? new WideWriter(leaf.side() == Scalar.I128)
                : super.writer(leaf, record);
    }

    private static final class WideReader extends ValueReader {
        private final boolean signed;
        private final boolean decimal;

        WideReader(boolean signed, boolean decimal) {
            this.signed = signed;
            this.decimal = decimal;
        }

        @Override
        protected void read(Input in, int node) {
            int at = in.at();
            BigInteger value = value(in);
            if (value == null) {
                return;
            }
            if (!signed && value.signum() < 0) {
                in.find(
                        Reason.RANGE,
                        at,
                        value + " does not fit u128, and the library reads " + value.add(ALL) + " from it");
            } else if (decimal) {
                in.buffer.setDecimal(node, value, 0);
            } else {
                in.buffer.setBig(node, value);
            }
        }

        private @Nullable BigInteger value(Input in) {
            if (in.isInteger()) {
                return in.asBig();
            }
            // Its length in one byte, as it is written, and in no more.
            if (in.kind != Kind.BYTES || in.size != 16 || in.headLength() != 2) {
                in.wrongType("an integer, or 16 bytes of one,");
                return null;
            }
            in.string();
            return signed
                    ? new BigInteger(in.text(), in.textFrom(), 16)
                    : new BigInteger(1, in.text(), in.textFrom(), 16);
        }
    }

    private static final class WideWriter extends ValueWriter {
        private final boolean signed;

        WideWriter(boolean signed) {
            this.signed = signed;
        }

        @Override
        protected void write(Output out, int node) {
            byte kind = out.buffer.kind(node);
            BigInteger value = kind == RecordBuffer.INT || kind == RecordBuffer.BIG
                    ? out.buffer.big(node)
                    : out.wholeDecimal(node);
            boolean fits = signed ? value.bitLength() < 128 : value.signum() >= 0 && value.bitLength() <= 128;
            if (!fits) {
                out.find(Reason.RANGE, "the integer does not fit " + (signed ? "i128" : "u128"));
                return;
            }
            byte[] bytes = value.toByteArray();
            byte[] whole = new byte[16];
            int skipped = Math.max(0, bytes.length - 16);
            java.util.Arrays.fill(whole, (byte) (value.signum() < 0 ? -1 : 0));
            System.arraycopy(bytes, skipped, whole, 16 - (bytes.length - skipped), bytes.length - skipped);
            out.bytes(whole, 0, 16);
        }
    }
}
