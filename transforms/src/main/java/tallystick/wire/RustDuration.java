package tallystick.wire;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import tallystick.canonical.RecordBuffer;
import tallystick.shape.SideType.Library;

/**
 * A duration as Rust's libraries hold it.
 *
 * @param seconds whole ones, negative too but for std
 * @param nanos beside them: never negative but in the time crate, where they have the sign of the whole
 */
public record RustDuration(BigInteger seconds, BigInteger nanos) {
    private static final long NANOS = 1_000_000_000;
    private static final BigInteger BILLION = BigInteger.valueOf(NANOS);

    /** chrono holds at most i64::MAX milliseconds either way. */
    private static final BigInteger MOST_OF_TIME_DELTA =
            BigInteger.valueOf(Long.MAX_VALUE).multiply(BigInteger.valueOf(1_000_000));

    /**
     * That many nanoseconds as the library holds them; null if it does not.
     *
     * @param library STD_DURATION, TIME_DELTA or TIME_DURATION
     */
    public static @Nullable RustDuration of(BigInteger all, Library library) {
        BigInteger[] parts = all.divideAndRemainder(BILLION);
        if (library == Library.TIME_DELTA && parts[1].signum() < 0) {
            parts[0] = parts[0].subtract(BigInteger.ONE);
            parts[1] = parts[1].add(BILLION);
        }
        boolean fits =
                switch (library) {
                    case STD_DURATION -> all.signum() >= 0 && parts[0].bitLength() <= 64;
                    case TIME_DURATION -> parts[0].bitLength() < 64;
                    case TIME_DELTA -> all.abs().compareTo(MOST_OF_TIME_DELTA) <= 0;
                    default -> throw new IllegalArgumentException(library + " is no duration of Rust");
                };
        return fits ? new RustDuration(parts[0], parts[1]) : null;
    }

    /**
     * Sets the node to the time, or to the duration, that std holds of two numbers without sign: a billion nanoseconds and
     * more are carried over.
     *
     * @param offset that of a time; {@link RecordBuffer#NO_OFFSET} for none
     * @return why it does not hold them; null when it does
     */
    public static @Nullable String setStd(
            RecordBuffer buffer, int node, long seconds, long nanos, boolean instant, int offset) {
        long whole = seconds + nanos / NANOS;
        if (Long.compareUnsigned(whole, seconds) < 0 || instant && (whole < 0 || whole > Long.MAX_VALUE / 2)) {
            return "seconds out of range";
        }
        if (instant) {
            buffer.setMoment(node, whole, (int) (nanos % NANOS), offset);
        } else if (whole >= 0 && whole < Long.MAX_VALUE / NANOS) {
            buffer.setInt(node, whole * NANOS + nanos % NANOS);
        } else {
            buffer.setBig(
                    node,
                    new BigInteger(Long.toUnsignedString(whole))
                            .multiply(BILLION)
                            .add(BigInteger.valueOf(nanos % NANOS)));
        }
        return null;
    }

    /**
     * Sets the node to the duration that chrono's TimeDelta or the time crate's Duration holds of two numbers with sign.
     * The time crate carries excess nanoseconds over, chrono refuses them.
     *
     * @return why it does not hold them; null when it does
     */
    public static @Nullable String setSigned(
            RecordBuffer buffer, int node, long seconds, long nanos, boolean timeCrate) {
        if (!timeCrate && (nanos < 0 || nanos >= NANOS)) {
            return nanos + " nanoseconds";
        }
        if (Math.abs(seconds / 2) < Long.MAX_VALUE / NANOS / 2 - 2) {
            buffer.setInt(node, seconds * NANOS + nanos);
            return null;
        }
        BigInteger all = BigInteger.valueOf(seconds).multiply(BILLION).add(BigInteger.valueOf(nanos));
        if (!timeCrate && all.abs().compareTo(MOST_OF_TIME_DELTA) > 0) {
            return "beyond what chrono's TimeDelta holds";
        }
        buffer.setBig(node, all);
        return null;
    }

    /** Why the library does not hold that many nanoseconds. */
    public static String outOfRange(BigInteger all, Library library) {
        return library == Library.STD_DURATION && all.signum() < 0
                ? "std's Duration is never negative"
                : "the duration is out of range";
    }
}
