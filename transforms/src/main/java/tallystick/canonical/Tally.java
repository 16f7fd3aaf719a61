package tallystick.canonical;

/**
 * What a set of records amounts to, whatever their order: how many, and the sum of their row digests modulo 2^128.
 * Tallies of parts merge by adding.
 *
 * @param count of records; negative only in a difference of tallies
 * @param high the high 64 bits of the sum
 * @param low the low 64 bits of the sum
 */
public record Tally(long count, long high, long low) {
    /** The tally of no records. */
    public static final Tally EMPTY = new Tally(0, 0, 0);

    /** The tally of one record. */
    public static Tally of(Digest row) {
        return new Tally(1, row.high(), row.low());
    }

    /** The tally of that many records whose digests add up to what {@link #sumHex} prints. */
    public static Tally parse(long count, String sumHex) {
        Digest sum = Digest.parse(sumHex);
        return new Tally(count, sum.high(), sum.low());
    }

    /** With one record more. */
    public Tally plus(Digest row) {
        return plus(1, row.high(), row.low());
    }

    /** With the records of both. */
    public Tally plus(Tally other) {
        return plus(other.count, other.high, other.low);
    }

    /** Without the records of the other, which are among these. */
    public Tally minus(Tally other) {
        return new Tally(
                Math.subtractExact(count, other.count),
                high - other.high - (Long.compareUnsigned(low, other.low) < 0 ? 1 : 0),
                low - other.low);
    }

    public boolean isEmpty() {
        return equals(EMPTY);
    }

    /** The sum as 32 lower-case hexadecimal digits. */
    public String sumHex() {
        return new Digest(high, low).hex();
    }

    @Override
    public String toString() {
        return count + ":" + sumHex();
    }

    private Tally plus(long moreCount, long moreHigh, long moreLow) {
        return new Tally(Math.addExact(count, moreCount), high + moreHigh + carry(low, moreLow), low + moreLow);
    }

    /** What adding two low halves carries into the high half: for code that sums digests in arrays of longs. */
    public static long carry(long low, long moreLow) {
        return Long.compareUnsigned(low + moreLow, low) < 0 ? 1 : 0;
    }
}
