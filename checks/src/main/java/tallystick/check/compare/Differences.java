package tallystick.check.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks candidates sorted by slice, key and row, and yields the differences. Memory does not grow with the number of
 * candidates, nor with that of one key: equal rows are counted as they pass, and few of a key's leftovers are kept.
 *
 * <p>At most a given number of differences of a slice are yielded; all are counted, by slice.
 */
public final class Differences implements Iterator<Difference> {
    /** How many differing records of one key and side are kept for pairing. */
    public static final int MOST_OF_A_KEY = 100;

    private final Iterator<Candidate> sorted;
    private final int sides;
    private final int mostOfASlice;
    private final Pairing<Candidate> pairing;
    private final List<Difference> ready = new ArrayList<>();
    private final Map<String, Long> counts = new HashMap<>();
    private int position;
    private @Nullable Candidate ahead;

    /**
     * @param sorted by slice, key digest and row digest
     * @param sides how many sides are compared
     * @param mostOfASlice how many differences of a slice are yielded
     */
    public Differences(Iterator<Candidate> sorted, int sides, int mostOfASlice) {
        this.sorted = sorted;
        this.sides = sides;
        this.mostOfASlice = mostOfASlice;
        pairing = new Pairing<>(sides, MOST_OF_A_KEY);
        ahead = sorted.hasNext() ? sorted.next() : null;
    }

    @Override
    public boolean hasNext() {
        while (position == ready.size() && ahead != null) {
            ready.clear();
            position = 0;
            readKey(ahead);
        }
        return position < ready.size();
    }

    @Override
    public Difference next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more differences");
        }
        return ready.get(position++);
    }

    /** How many differences each slice has among what was walked so far, yielded or not. */
    public Map<String, Long> counts() {
        return Map.copyOf(counts);
    }

    private void readKey(Candidate first) {
        pairing.clear();
        while (ahead != null && ahead.sameKey(first)) {
            readRow(ahead);
        }
        long differences = pairing.differences();
        if (differences == 0) {
            return;
        }
        long before = counts.merge(first.slice(), differences, Long::sum) - differences;
        long room = Math.min(mostOfASlice - before, MOST_OF_A_KEY);
        for (int copy = 0; copy < Math.min(differences, room); copy++) {
            List<Optional<Candidate>> records = new ArrayList<>(sides);
            for (int side = 0; side < sides; side++) {
                List<Candidate> left = pairing.left(side);
                records.add(copy < left.size() ? Optional.of(left.get(copy)) : Optional.empty());
            }
            ready.add(new Difference(records, copy, pairing.repeated()));
        }
    }

    private void readRow(Candidate first) {
        List<Candidate> examples = new ArrayList<>(Collections.nCopies(sides, first));
        long[] times = new long[sides];
        while (ahead != null && ahead.sameRow(first)) {
            if (times[ahead.side()]++ == 0) {
                examples.set(ahead.side(), ahead);
            }
            ahead = sorted.hasNext() ? sorted.next() : null;
        }
        pairing.add(examples, times);
    }
}
