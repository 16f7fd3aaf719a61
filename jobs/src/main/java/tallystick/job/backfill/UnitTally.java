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

    UnitTally() {
        this(new SliceTallies(), new TreeMap<>());
    }

    private UnitTally(SliceTallies slices, Map<String, Long> rules) {
        this.slices = slices;
        this.rules = rules;
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
    }

    void write(DataOutput out) throws IOException {
        slices.write(out);
        out.writeInt(rules.size());
        for (Map.Entry<String, Long> rule : rules.entrySet()) {
            out.writeUTF(rule.getKey());
            out.writeLong(rule.getValue());
        }
        out.writeLong(records);
        out.writeLong(rows);
        out.writeLong(quarantined);
    }

    static UnitTally read(DataInput in) throws IOException {
        SliceTallies slices = SliceTallies.read(in);
        Map<String, Long> rules = new TreeMap<>();
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            rules.put(in.readUTF(), in.readLong());
        }
        UnitTally tally = new UnitTally(slices, rules);
        tally.records = in.readLong();
        tally.rows = in.readLong();
        tally.quarantined = in.readLong();
        return tally;
    }
}
