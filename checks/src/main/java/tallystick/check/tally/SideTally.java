package tallystick.check.tally;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** What (a part of) one side amounts to: tallies per slice, buckets by key, and how often each declared rule applied. */
public final class SideTally {
    private final SliceTallies slices;
    private final KeyBuckets buckets;
    private final Map<String, Long> rules;
    private final Map<String, String> incomplete = new TreeMap<>();

    public SideTally() {
        this(new SliceTallies(), new KeyBuckets(), new TreeMap<>());
    }

    private SideTally(SliceTallies slices, KeyBuckets buckets, Map<String, Long> rules) {
        this.slices = slices;
        this.buckets = buckets;
        this.rules = rules;
    }

    public SliceTallies slices() {
        return slices;
    }

    public KeyBuckets buckets() {
        return buckets;
    }

    /** How often each declared rule changed a value, by field path and rule. */
    public Map<String, Long> rules() {
        return new TreeMap<>(rules);
    }

    public void addRules(Map<String, Long> counts) {
        counts.forEach((rule, count) -> rules.merge(rule, count, Long::sum));
    }

    /** Notes that the unit was not read to its end. */
    public void incomplete(String unit, String reason) {
        incomplete.putIfAbsent(unit, reason);
    }

    /** Units that were not read to their end, each with a reason. */
    public Map<String, String> incomplete() {
        return new TreeMap<>(incomplete);
    }

    /** Adds what another task or wave found. */
    public void merge(SideTally other) {
        slices.merge(other.slices);
        buckets.merge(other.buckets);
        addRules(other.rules);
        other.incomplete.forEach(this::incomplete);
    }

    /** Writes everything; {@link #read} reads it. */
    public void write(DataOutput out) throws IOException {
        slices.write(out);
        buckets.write(out);
        out.writeInt(rules.size());
        for (Map.Entry<String, Long> rule : rules.entrySet()) {
            out.writeUTF(rule.getKey());
            out.writeLong(rule.getValue());
        }
        out.writeInt(incomplete.size());
        for (Map.Entry<String, String> unit : incomplete.entrySet()) {
            out.writeUTF(unit.getKey());
            out.writeUTF(unit.getValue());
        }
    }

    /** Reads what {@link #write} wrote. */
    public static SideTally read(DataInput in) throws IOException {
        SliceTallies slices = SliceTallies.read(in);
        KeyBuckets buckets = KeyBuckets.read(in);
        Map<String, Long> rules = new TreeMap<>();
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            rules.put(in.readUTF(), in.readLong());
        }
        SideTally tally = new SideTally(slices, buckets, rules);
        int incomplete = in.readInt();
        for (int i = 0; i < incomplete; i++) {
            tally.incomplete(in.readUTF(), in.readUTF());
        }
        return tally;
    }
}
