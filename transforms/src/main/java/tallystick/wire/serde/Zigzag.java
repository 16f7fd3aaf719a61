package tallystick.wire.serde;

/** Signed integers as unsigned ones, the small of both signs first: 0, -1, 1, -2. */
public final class Zigzag {
    private Zigzag() {}

    /** The unsigned integer of a signed one. */
    public static long encode(long value) {
        return value << 1 ^ value >> 63;
    }

    /** The signed integer of an unsigned one. */
    public static long decode(long zigzag) {
        return zigzag >>> 1 ^ -(zigzag & 1);
    }

    /** The upper half of the unsigned integer of a signed one of 128 bits. */
    public static long encodeHigh(long high, long low) {
        return (high << 1 | low >>> 63) ^ high >> 63;
    }

    /** The lower half of it. */
    public static long encodeLow(long high, long low) {
        return low << 1 ^ high >> 63;
    }

    /** Makes the unsigned integer of 128 bits that was read the signed one it stands for. */
    public static void decode(Input in) {
        long sign = -(in.low & 1);
        in.low = (in.low >>> 1 | in.high << 63) ^ sign;
        in.high = in.high >>> 1 ^ sign;
    }
}
