package tallystick.check.quality;

import java.util.OptionalLong;

/**
 * One number that Deequ computed.
 *
 * @param check the name of the check it was computed for; empty for the table
 * @param entity {@code Dataset}, {@code Column} or {@code Multicolumn}
 * @param instance what was measured
 * @param name of the analyzer
 * @param value as Deequ gives it; a double, so never to be used as a count
 * @param numerator the exact count above the line, where the metric is a count or a ratio of counts
 * @param denominator the exact count below the line
 */
public record Metric(
        String check,
        String entity,
        String instance,
        String name,
        double value,
        OptionalLong numerator,
        OptionalLong denominator) {}
