package tallystick.check.quality;

import java.util.Optional;

/**
 * What became of one check.
 *
 * @param counts of rows; empty when nothing was evaluated
 * @param message one sentence about what was found, or why nothing was
 */
public record CheckResult(PlannedCheck check, Status status, Optional<Counts> counts, String message) {
    /**
     * Exact numbers of rows.
     *
     * @param rows of the table
     * @param nulls rows of which the check could not say, because a value is missing
     * @param evaluated the denominator: all rows where the check says what a NULL counts as, else those that are not NULL
     * @param passed rows that satisfy the check
     * @param failed the rest of the evaluated ones
     */
    public record Counts(long rows, long nulls, long evaluated, long passed, long failed) {
        public Counts {
            if (passed + failed != evaluated
                    || evaluated > rows
                    || nulls > rows
                    || passed < 0
                    || failed < 0
                    || nulls < 0) {
                throw new IllegalStateException("counts that do not add up: " + passed + " passed and " + failed
                        + " failed of " + evaluated + " evaluated, " + nulls + " NULL, of " + rows + " rows");
            }
        }
    }
}
