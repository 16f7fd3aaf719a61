package tallystick.job.backfill;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import tallystick.check.tally.SliceTallies;

/** What one task, or a whole wave, made of one unit. Mergeable. */
final class UnitTally {
    final SliceTallies slices;
    final Map<String, Long> rules;
    /** Records that the readers counted. */
    long records;
    /** Rows handed to the table's writer. */
    long rows;
    /** Records handed to quarantine. */
    long quarantined;
    /** Records of other datasets, by the route that they go. */
    final Map<String, Long> routed;

    UnitTally() {
        this(new SliceTallies(), new TreeMap<>(), new TreeMap<>());
    }

    private UnitTally(SliceTallies slices, Map<String, Long> rules, Map<String, Long> routed) {
        this.slices = slices;
        this.rules = rules;
        this.routed = routed;
    }

    void route(String route) {
        routed.merge(route, 1L, Long::sum);
    }

    /** Records that a declared rule keeps out of table and quarantine. */
    long filtered() {
        return routed.values().stream().mapToLong(Long::longValue).sum();
    }

    void addRules(Map<String, Long> counts) {
        counts.forEach((rule, count) -> rules.merge(rule, count, Long::sum));
    }

    void merge(UnitTally other) {
        slices.merge(other.slices);
        addRules(other.rules);
        records += other.records;
        rows += other.rows;
        quarantined += other.quarantined;
        other.routed.forEach((route, count) -> routed.merge(route, count, Long::sum));
    }

    void write(DataOutput out) throws IOException {
        slices.write(out);
        write(rules, out);
        write(routed, out);
        out.writeLong(records);
        out.writeLong(rows);
        out.writeLong(quarantined);
    }

    private static void write(Map<String, Long> counts, DataOutput out) throws IOException {
        out.writeInt(counts.size());
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            out.writeUTF(count.getKey());
            out.writeLong(count.getValue());
        }
    }

    private static Map<String, Long> counts(DataInput in) throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        for (int i = in.readInt(); i > 0; i--) {
            counts.put(in.readUTF(), in.readLong());
        }
        return counts;
    }

    static UnitTally read(DataInput in) throws IOException {
        SliceTallies slices = SliceTallies.read(in);
        UnitTally tally = new UnitTally(slices, counts(in), counts(in));
        tally.records = in.readLong();
        tally.rows = in.readLong();
        tally.quarantined = in.readLong();
        return tally;
    }
}
