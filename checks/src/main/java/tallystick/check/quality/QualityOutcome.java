package tallystick.check.quality;

import java.util.List;
import tallystick.migration.Check.Level;

/**
 * What a run of all checks found.
 *
 * @param rows of the table
 * @param results one for each declared check, in their order
 */
public record QualityOutcome(long rows, List<CheckResult> results, List<Metric> metrics) {
    public QualityOutcome {
        results = List.copyOf(results);
        metrics = List.copyOf(metrics);
    }

    /** How many checks ended so. */
    public long count(Status status) {
        return results.stream().filter(result -> result.status() == status).count();
    }

    /** How many checks of that level failed. */
    public long failed(Level level) {
        return results.stream()
                .filter(result -> result.status() == Status.FAILED
                        && result.check().title().level() == level)
                .count();
    }
}
