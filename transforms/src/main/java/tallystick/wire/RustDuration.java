package tallystick.wire;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import tallystick.shape.SideType.Library;

/**
 * A duration as Rust's libraries hold it.
 *
 * @param seconds whole ones, negative too but for std
 * @param nanos beside them: never negative but in the time crate, where they have the sign of the whole
 */
public record RustDuration(BigInteger seconds, BigInteger nanos) {
    private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000);

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

    /** Why the library does not hold that many nanoseconds. */
    public static String outOfRange(BigInteger all, Library library) {
        return library == Library.STD_DURATION && all.signum() < 0
                ? "std's Duration is never negative"
                : "the duration is out of range";
    }
}
