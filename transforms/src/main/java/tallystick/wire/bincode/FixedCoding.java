package tallystick.wire.bincode;

import tallystick.canonical.ByteSink;
import tallystick.wire.serde.Coding;
import tallystick.wire.serde.Input;
import tallystick.wire.serde.Output;

/** Every integer in all bytes of its width, little-endian: bincode 1 by default, and bincode 2's legacy configuration. */
final class FixedCoding implements Coding {
    @Override
    public long unsigned(Input in, int bits) {
        return switch (bits) {
            case 16 -> in.u16();
            case 32 -> in.i32() & 0xFFFF_FFFFL;
            default -> in.i64();
        };
    }

    @Override
    public long signed(Input in, int bits) {
        return switch (bits) {
            case 16 -> (short) in.u16();
            case 32 -> in.i32();
            default -> in.i64();
        };
    }

    @Override
    public void wide(Input in, boolean signed) {
        in.low = in.i64();
        in.high = in.i64();
    }

    @Override
    public void unsigned(ByteSink out, int bits, long value) {
        Output.littleEndian(out, bits >> 3, value);
    }

    @Override
    public void signed(ByteSink out, int bits, long value) {
        Output.littleEndian(out, bits >> 3, value);
    }

    @Override
    public void wide(ByteSink out, boolean signed, long high, long low) {
        Output.littleEndian(out, 8, low);
        Output.littleEndian(out, 8, high);
    }

    @Override
    public int least(int bits) {
        return bits >> 3;
    }

    @Override
    public boolean charsHaveLength() {
        return false;
    }
}
