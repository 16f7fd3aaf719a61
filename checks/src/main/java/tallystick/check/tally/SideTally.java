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

    /** Adds what another task or wave found. */
    public void merge(SideTally other) {
        slices.merge(other.slices);
        buckets.merge(other.buckets);
        addRules(other.rules);
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
        return new SideTally(slices, buckets, rules);
    }
}
