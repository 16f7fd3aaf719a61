package tallystick.check.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * Pairs the records of one key as multisets: what every side holds equally often cancels, and of what is left the
 * first of one side meets the first of the others, in the order they were added. Order of rows plays no part.
 *
 * @param <R> a record
 */
public final class Pairing<R> {
    private final List<List<R>> left = new ArrayList<>();
    private final long[] counts;
    private final int most;
    private boolean repeated;

    /**
     * @param sides how many sides are compared, 2 or 3
     * @param most how many leftover records of a side are kept; all are counted
     */
    public Pairing(int sides, int most) {
        this.most = most;
        counts = new long[sides];
        for (int side = 0; side < sides; side++) {
            left.add(new ArrayList<>());
        }
    }

    /** Forgets everything: the next key. */
    public void clear() {
        for (int side = 0; side < counts.length; side++) {
            left.get(side).clear();
            counts[side] = 0;
        }
        repeated = false;
    }

    /**
     * Records of one digest.
     *
     * @param records one of each side, null where the side has none
     * @param times how often each side holds it
     */
    public void add(List<R> records, long[] times) {
        long common = Long.MAX_VALUE;
        for (long count : times) {
            common = Math.min(common, count);
        }
        for (int side = 0; side < counts.length; side++) {
            long more = times[side] - common;
            counts[side] += more;
            for (long i = 0; i < more && left.get(side).size() < most; i++) {
                left.get(side).add(records.get(side));
            }
            repeated |= more > 0 && common > 0;
        }
    }

    /** Leftover records of that side, at most the limit. */
    public List<R> left(int side) {
        return List.copyOf(left.get(side));
    }

    /** How many records of this key differ: groups of partners, and what has no partner. */
    public long differences() {
        long largest = 0;
        for (long count : counts) {
            largest = Math.max(largest, count);
        }
        return largest;
    }

    /** Whether some record is on every side, but not equally often. */
    public boolean repeated() {
        return repeated;
    }
}
