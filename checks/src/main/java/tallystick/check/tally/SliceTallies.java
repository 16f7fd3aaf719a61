package tallystick.check.tally;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Per slice of one side: how many records, the sum of their row digests modulo 2^128, and how many records were
 * rejected (undecodable or invalid) and so are in no sum. Mergeable in any order; some 60 bytes a slice beside its name.
 *
 * <p>Not safe for use by several threads.
 */
public final class SliceTallies {
    private final Map<String, Integer> slots = new HashMap<>();
    private String[] names = new String[16];
    private long[] counts = new long[16];
    private long[] highs = new long[16];
    private long[] lows = new long[16];
    private long[] rejected = new long[16];

    /** The slot of that slice, made when it is new: a listed slice without records has a tally too. */
    public int slot(String slice) {
        Integer known = slots.get(slice);
        if (known != null) {
            return known;
        }
        int slot = slots.size();
        if (slot == names.length) {
            int size = slot * 2;
            names = Arrays.copyOf(names, size);
            counts = Arrays.copyOf(counts, size);
            highs = Arrays.copyOf(highs, size);
            lows = Arrays.copyOf(lows, size);
            rejected = Arrays.copyOf(rejected, size);
        }
        slots.put(slice, slot);
        names[slot] = slice;
        return slot;
    }

    /** Adds one record by its row digest. */
    public void add(int slot, long digestHigh, long digestLow) {
        counts[slot]++;
        long low = lows[slot] + digestLow;
        highs[slot] += digestHigh + (Long.compareUnsigned(low, digestLow) < 0 ? 1 : 0);
        lows[slot] = low;
    }

    /** Counts one record that has no digest. */
    public void reject(int slot) {
        rejected[slot]++;
    }

    /** Adds what another task or wave found. */
    public void merge(SliceTallies other) {
        for (int from = 0; from < other.slots.size(); from++) {
            int slot = slot(other.names[from]);
            counts[slot] += other.counts[from];
            rejected[slot] += other.rejected[from];
            long low = lows[slot] + other.lows[from];
            highs[slot] += other.highs[from] + (Long.compareUnsigned(low, other.lows[from]) < 0 ? 1 : 0);
            lows[slot] = low;
        }
    }

    /** The slices, sorted. */
    public List<String> slices() {
        return List.copyOf(new TreeMap<>(slots).keySet());
    }

    public boolean contains(String slice) {
        return slots.containsKey(slice);
    }

    /** The tally of a slice; the empty one when the slice is not known. */
    public SliceTally tally(String slice) {
        Integer slot = slots.get(slice);
        return slot == null ? SliceTally.EMPTY : new SliceTally(counts[slot], highs[slot], lows[slot], rejected[slot]);
    }

    /** How many records have a digest, over all slices. */
    public long records() {
        return Arrays.stream(counts).sum();
    }

    /** How many records were rejected, over all slices. */
    public long rejected() {
        return Arrays.stream(rejected).sum();
    }

    /** Writes all slices; {@link #read} reads them. */
    public void write(DataOutput out) throws IOException {
        out.writeInt(slots.size());
        for (int slot = 0; slot < slots.size(); slot++) {
            byte[] name = names[slot].getBytes(java.nio.charset.StandardCharsets.UTF_8);
            out.writeInt(name.length);
            out.write(name);
            out.writeLong(counts[slot]);
            out.writeLong(highs[slot]);
            out.writeLong(lows[slot]);
            out.writeLong(rejected[slot]);
        }
    }

    /** Merges what {@link #write} wrote. */
    public static SliceTallies read(DataInput in) throws IOException {
        SliceTallies tallies = new SliceTallies();
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            byte[] name = new byte[in.readInt()];
            in.readFully(name);
            int slot = tallies.slot(new String(name, java.nio.charset.StandardCharsets.UTF_8));
            tallies.counts[slot] = in.readLong();
            tallies.highs[slot] = in.readLong();
            tallies.lows[slot] = in.readLong();
            tallies.rejected[slot] = in.readLong();
        }
        return tallies;
    }
}
