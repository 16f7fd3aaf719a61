package tallystick.check.compare;

import java.nio.ByteBuffer;
import java.util.BitSet;
import tallystick.canonical.Digest;

/**
 * Where two sides differ, by key: count and digest sum of the records of differing slices whose key digest falls into
 * each of {@value #SIZE} buckets. One structure for a whole comparison (not one per slice) costs 96 KiB; after
 * comparing, only records in differing buckets need to be looked at again.
 */
final class KeyBuckets {
    /** How many buckets there are. */
    static final int SIZE = 4096;

    private static final int STRIDE = 3;

    private final long[] cells = new long[SIZE * STRIDE];
    private final ByteBuffer pair = ByteBuffer.allocate(4 * Long.BYTES);

    /** The bucket of a key, by the lower half of its key digest. */
    static int bucket(long keyDigestLow) {
        return (int) keyDigestLow & (SIZE - 1);
    }

    /**
     * Adds one record as a digest of slice and row together: a record that moved to another slice does not cancel itself,
     * nor do two that changed places, as a sum of the two digests would let them.
     */
    void add(long keyDigestLow, Digest slice, Digest row) {
        int cell = bucket(keyDigestLow) * STRIDE;
        cells[cell]++;
        pair.clear();
        pair.putLong(slice.high()).putLong(slice.low()).putLong(row.high()).putLong(row.low());
        Digest both = Digest.of(pair.array(), 0, pair.capacity());
        add(cell, both.high(), both.low());
    }

    private void add(int cell, long high, long low) {
        long sum = cells[cell + 2] + low;
        cells[cell + 1] += high + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
        cells[cell + 2] = sum;
    }

    /** Adds what another task or wave found. */
    void merge(KeyBuckets other) {
        for (int cell = 0; cell < cells.length; cell += STRIDE) {
            cells[cell] += other.cells[cell];
            add(cell, other.cells[cell + 1], other.cells[cell + 2]);
        }
    }

    /** The buckets in which the two differ. */
    BitSet differing(KeyBuckets other) {
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

    /** The buckets as bytes; {@link #of} reads them. */
    byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(cells.length * Long.BYTES);
        bytes.asLongBuffer().put(cells);
        return bytes.array();
    }

    /** Reads what {@link #toBytes} wrote. */
    static KeyBuckets of(byte[] bytes) {
        KeyBuckets buckets = new KeyBuckets();
        ByteBuffer.wrap(bytes).asLongBuffer().get(buckets.cells);
        return buckets;
    }
}
