package tallystick.job.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a wave did with one unit.
 *
 * @param unit its id
 * @param fingerprint of its files; empty when it was removed
 * @param removed whether its rows were taken out because its folder is gone and the user said so
 * @param files how many
 * @param bytes as stored
 * @param records that the readers counted
 * @param rows in the canonical table
 * @param quarantined records
 * @param filtered records, left out by a declared rule: all that are routed
 * @param routed records of other datasets, by the route that they go; in no manifest when there are none
 * @param slices what it amounts to
 * @param rules how often each declared rule changed a value
 */
public record UnitResult(
        String unit,
        String fingerprint,
        boolean removed,
        int files,
        long bytes,
        long records,
        long rows,
        long quarantined,
        long filtered,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Long> routed,
        List<SliceCount> slices,
        Map<String, Long> rules) {
    public UnitResult {
        slices = List.copyOf(slices);
        rules = new TreeMap<>(rules);
        routed = routed == null ? Map.of() : new TreeMap<>(routed);
    }
}
