package tallystick.check.compare;

import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tallystick.check.quarantine.QuarantineRow;

/**
 * What a locating task yields: rows for quarantine, and last of all how many it counted.
 *
 * @param row a record to be quarantined, or null in the last one
 * @param rank of the row among those of its slice: the rows of the lowest ranks are stored, whatever task found them
 * @param counts by slice, all differing and rejected records, also those beyond the cap; null but in the last one
 */
public record Located(@Nullable QuarantineRow row, String rank, @Nullable Map<String, Long> counts)
        implements Serializable {}
