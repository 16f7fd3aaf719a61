package tallystick.check.quality;

import java.io.Serializable;
import java.util.Collections;
import java.util.PriorityQueue;

/** The smallest of many numbers, and how many there were. Merges in any order. */
final class Smallest implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int most;
    private final PriorityQueue<Long> kept = new PriorityQueue<>(Collections.reverseOrder());
    private long count;

    /** @param most how many are kept, 1 or more */
    Smallest(int most) {
        this.most = most;
    }

    void add(long number) {
        count++;
        keep(number);
    }

    void merge(Smallest other) {
        count += other.count;
        other.kept.forEach(this::keep);
    }

    private void keep(long number) {
        if (kept.size() < most) {
            kept.add(number);
        } else if (number < kept.element()) {
            kept.remove();
            kept.add(number);
        }
    }

    /** How many were added. */
    long count() {
        return count;
    }

    /** The greatest of the kept ones. */
    long threshold() {
        return kept.element();
    }
}
