package tallystick.check.tally;

/**
 * What one slice of one side amounts to.
 *
 * @param count records with a digest
 * @param sumHigh the upper 64 bits of the sum of their row digests modulo 2^128
 * @param sumLow the lower 64 bits
 * @param rejected records that were undecodable or invalid and are in neither
 */
public record SliceTally(long count, long sumHigh, long sumLow, long rejected) {
    /** Of no records at all. */
    public static final SliceTally EMPTY = new SliceTally(0, 0, 0, 0);

    /** Whether both hold the same records, as far as count and sum can tell. */
    public boolean sameRecords(SliceTally other) {
        return count == other.count && sumHigh == other.sumHigh && sumLow == other.sumLow;
    }

    /** The sum as 32 lower-case hexadecimal digits. */
    public String sum() {
        return String.format("%016x%016x", sumHigh, sumLow);
    }
}
