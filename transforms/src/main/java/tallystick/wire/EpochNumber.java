package tallystick.wire;

import java.math.BigInteger;
import java.util.function.BiConsumer;
import tallystick.canonical.RecordBuffer;

/** A time as an integer since 1970, in units of a power of ten of a second: {@code chrono::serde::ts_milliseconds} and its like. */
public final class EpochNumber {
    private final long perSecond;
    private final int nanosPerUnit;
    private final boolean keepsOffset;

    /**
     * @param digits of a second, 0 to 9
     * @param keepsOffset whether the canonical time has an offset, which is 0 here
     */
    public EpochNumber(int digits, boolean keepsOffset) {
        long units = 1;
        for (int i = 0; i < digits; i++) {
            units *= 10;
        }
        this.perSecond = units;
        this.nanosPerUnit = (int) (1_000_000_000 / units);
        this.keepsOffset = keepsOffset;
    }

    /** Sets the node to the time of that number. */
    public void read(RecordBuffer buffer, int node, long value) {
        buffer.setMoment(
                node,
                Math.floorDiv(value, perSecond),
                (int) Math.floorMod(value, perSecond) * nanosPerUnit,
                keepsOffset ? 0 : RecordBuffer.NO_OFFSET);
    }

    /** The number of the node's time; {@code find} gets what is lost, or that it does not fit 64 bits. */
    public BigInteger write(RecordBuffer buffer, int node, BiConsumer<Reason, String> find) {
        if (keepsOffset && buffer.offsetSeconds(node) != 0) {
            find.accept(Reason.LOSSY_SOURCE, "the offset is lost in an integer since 1970");
        }
        int nanos = buffer.nanos(node);
        if (nanos % nanosPerUnit != 0) {
            find.accept(Reason.LOSSY_SOURCE, "the time has more digits of a second than the integer since 1970");
        }
        BigInteger value = BigInteger.valueOf(buffer.integer(node))
                .multiply(BigInteger.valueOf(perSecond))
                .add(BigInteger.valueOf(nanos / nanosPerUnit));
        if (value.bitLength() > 63) {
            find.accept(Reason.RANGE, "the time does not fit 64 bits of nanoseconds");
        }
        return value;
    }
}
