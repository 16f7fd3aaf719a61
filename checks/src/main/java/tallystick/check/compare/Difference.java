package tallystick.check.compare;

import java.util.List;
import java.util.Optional;

/**
 * Records of one key that differ between sides.
 *
 * @param records one for each side compared, in that order; empty where the side has no partner
 * @param copy 0, or the number of this difference among those of the same slice and key
 * @param repeated whether some record of the key is on every side, but not equally often
 */
public record Difference(List<Optional<Candidate>> records, int copy, boolean repeated) {
    public Difference {
        records = List.copyOf(records);
    }

    /** Any record of it. */
    public Candidate any() {
        return records.stream().flatMap(Optional::stream).findFirst().orElseThrow();
    }
}
