package tallystick.migration;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tallystick.record.Condition;

/**
 * One entry of a side's {@code records}; {@code record: X} is the one entry of a side whose records are all alike.
 *
 * @param when what a record must meet; nothing: every record that no earlier entry is for
 * @param record the name of the record's type; empty for records that go elsewhere
 * @param route where they go; empty for records of this contract
 * @param mapping canonical path to wire path, for what this type calls otherwise than the side's other types do
 * @param isStripped whether the first bytes that {@code when} demands are no part of the record
 * @param isWritten whether new records get this shape
 */
public record RecordEntry(
        List<Condition> when,
        String record,
        String route,
        Map<String, String> mapping,
        boolean isStripped,
        boolean isWritten) {
    public RecordEntry {
        when = List.copyOf(when);
        mapping = Collections.unmodifiableMap(new TreeMap<>(mapping));
        if (record.isEmpty() == route.isEmpty()) {
            throw new IllegalArgumentException("an entry names either a record or a route");
        }
    }

    /** Of a side whose records are all alike. */
    public static RecordEntry of(String record) {
        return new RecordEntry(List.of(), record, "", Map.of(), false, false);
    }

    /** Whether that is all it says. */
    public boolean isPlain() {
        return !record.isEmpty() && when.isEmpty() && mapping.isEmpty();
    }
}
