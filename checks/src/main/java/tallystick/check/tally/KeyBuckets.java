package tallystick.check.tally;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.BitSet;

/**
 * Where two sides differ, by key: count and digest sum of the records whose key digest falls into each of
 * {@value #SIZE} buckets. One structure for a whole comparison (not one per slice) costs 96 KiB; after comparing,
 * only records in differing buckets need to be looked at again.
 */
public final class KeyBuckets {
    /** How many buckets there are. */
    public static final int SIZE = 4096;

    private static final int STRIDE = 3;

    private final long[] cells = new long[SIZE * STRIDE];

    /** The bucket of a key, by the lower half of its key digest. */
    public static int bucket(long keyDigestLow) {
        return (int) keyDigestLow & (SIZE - 1);
    }

    /** Adds one record. */
    public void add(long keyDigestLow, long digestHigh, long digestLow) {
        int cell = bucket(keyDigestLow) * STRIDE;
        cells[cell]++;
        long low = cells[cell + 2] + digestLow;
        cells[cell + 1] += digestHigh + (Long.compareUnsigned(low, digestLow) < 0 ? 1 : 0);
        cells[cell + 2] = low;
    }

    /** Adds what another task or wave found. */
    public void merge(KeyBuckets other) {
        for (int cell = 0; cell < cells.length; cell += STRIDE) {
            cells[cell] += other.cells[cell];
            long low = cells[cell + 2] + other.cells[cell + 2];
            cells[cell + 1] += other.cells[cell + 1] + (Long.compareUnsigned(low, other.cells[cell + 2]) < 0 ? 1 : 0);
            cells[cell + 2] = low;
        }
    }

    /** The buckets in which the two differ. */
    public BitSet differing(KeyBuckets other) {
        BitSet differing = new BitSet(SIZE);
        for (int bucket = 0; bucket < SIZE; bucket++) {
            for (int part = 0; part < STRIDE; part++) {
                if (cells[bucket * STRIDE + part] != other.cells[bucket * STRIDE + part]) {
                    differing.set(bucket);
                }
            }
        }
        return differing;
    }

    /** Writes all buckets; {@link #read} reads them. */
    public void write(DataOutput out) throws IOException {
        for (long cell : cells) {
            out.writeLong(cell);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static KeyBuckets read(DataInput in) throws IOException {
        KeyBuckets buckets = new KeyBuckets();
        for (int cell = 0; cell < buckets.cells.length; cell++) {
            buckets.cells[cell] = in.readLong();
        }
        return buckets;
    }
}
