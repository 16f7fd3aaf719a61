package tallystick.check.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * Pairs the records of one key as multisets: what both sides hold equally often cancels, and of what is left the
 * first of one side meets the first of the other, in the order of their digests. Order of rows plays no part.
 *
 * @param <R> a record
 */
public final class Pairing<R> {
    private final List<R> first = new ArrayList<>();
    private final List<R> second = new ArrayList<>();
    private final int most;
    private long firstCount;
    private long secondCount;

    /** @param most how many leftover records of a side are kept; all are counted */
    public Pairing(int most) {
        this.most = most;
    }

    /** Forgets everything: the next key. */
    public void clear() {
        first.clear();
        second.clear();
        firstCount = 0;
        secondCount = 0;
    }

    /** One digest that the first side holds {@code inFirst} times and the second {@code inSecond} times. */
    public void add(R record, long inFirst, long inSecond) {
        long more = inFirst - inSecond;
        if (more > 0) {
            firstCount += more;
            keep(first, record, more);
        } else if (more < 0) {
            secondCount -= more;
            keep(second, record, -more);
        }
    }

    private void keep(List<R> list, R record, long times) {
        for (long i = 0; i < times && list.size() < most; i++) {
            list.add(record);
        }
    }

    /** Leftover records of the first side, at most the limit. */
    public List<R> first() {
        return List.copyOf(first);
    }

    /** Leftover records of the second side, at most the limit. */
    public List<R> second() {
        return List.copyOf(second);
    }

    /** How many records of this key differ: pairs, and what has no partner. */
    public long differences() {
        return Math.max(firstCount, secondCount);
    }
}
