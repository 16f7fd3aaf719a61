package tallystick.spark;

import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import tallystick.canonical.ByteRange;
import tallystick.canonical.ByteSink;
import tallystick.canonical.Cbor;
import tallystick.spark.RowEncoder.DirectField;
import tallystick.wire.Findings;

/**
 * Encodes rows of column batches as canonical bytes, one column after the other over a block of rows: that is how the
 * values lie in memory, and it saves making a row of them. What a {@link RowEncoder} would judge, it judges here too.
 * The bytes are the same. Not safe for use by several threads.
 *
 * <p>Each row of a block has a slot of one size; a row that does not fit goes the way of rows, and when many do not, the
 * slots grow.
 */
public final class BatchEncoder {
    /** As much as stays in a core's nearest cache while one column after the other is written. */
    private static final int BLOCK_BYTES = 24 << 10;

    private static final int MOST_ROWS = 256;
    private static final int LARGEST_SLOT = 16 << 10;

    /** What texts and bytes are given at first, each. */
    private static final int FIRST_TEXT = 40;

    private final RowEncoder rows;
    private final DirectField[] fields;
    private final int[] tails;
    private final int headRoom;
    private final int[] keyStarts;
    private final int[] keyEnds;
    private final int[] keyOf;
    private final ByteSink judged = new ByteSink(4096);
    private final ByteRange range = new ByteRange();

    private int slot;
    private int slots;
    private byte[] block = {};
    private int[] starts = {};
    private int[] ends = {};
    private int[] entries = {};

    private ColumnarBatch batch = new ColumnarBatch(new ColumnVector[0]);
    private int from;
    private int count;
    private boolean full;

    /** @param rows encodes rows of the batches' columns, for those that are not good */
    public BatchEncoder(RowEncoder rows) {
        this.rows = rows;
        fields = rows.byId();
        tails = new int[fields.length];
        headRoom = Cbor.head(new byte[Cbor.MOST], 0, Cbor.MAP, fields.length);
        int size = headRoom;
        for (int i = fields.length - 1; i >= 0; i--) {
            tails[i] = size - headRoom;
            size += Cbor.head(new byte[Cbor.MOST], 0, Cbor.UNSIGNED, fields[i].id) + fields[i].direct.most();
        }
        keyOf = new int[fields.length];
        Arrays.fill(keyOf, -1);
        for (int i = 0; i < rows.key().length; i++) {
            keyOf[rows.key()[i]] = i;
        }
        keyStarts = new int[rows.key().length * MOST_ROWS];
        keyEnds = new int[rows.key().length * MOST_ROWS];
        long texts = Arrays.stream(fields)
                .filter(field -> !field.direct.isOfFixedSize())
                .count();
        // What is of fixed size is written without asking for room.
        resize((int) Math.max(size, Math.min(LARGEST_SLOT, size + texts * FIRST_TEXT)));
    }

    private void resize(int size) {
        slot = size;
        slots = Math.max(1, Math.min(MOST_ROWS, BLOCK_BYTES / slot));
        block = new byte[slots * slot];
        starts = new int[slots];
        ends = new int[slots];
        entries = new int[slots];
    }

    /**
     * Encodes rows of a batch from that one on, as many as a block holds.
     *
     * @param batch must stay as it is until the block was read
     * @return how many rows the block has
     */
    public int encode(ColumnarBatch batch, int from) {
        if (full && slot < LARGEST_SLOT) {
            resize(Math.min(LARGEST_SLOT, slot * 2));
        }
        this.batch = batch;
        this.from = from;
        count = Math.min(slots, batch.numRows() - from);
        for (int i = 0; i < count; i++) {
            ends[i] = i * slot + headRoom;
            entries[i] = fields.length;
        }
        int residues = rows.residueColumn();
        if (residues >= 0 && batch.column(residues).hasNull()) {
            ColumnVector residue = batch.column(residues);
            for (int i = 0; i < count; i++) {
                ends[i] = residue.isNullAt(from + i) ? ends[i] : DirectColumn.BAD;
            }
        } else if (residues >= 0) {
            Arrays.fill(ends, 0, count, DirectColumn.BAD);
        }
        for (int i = 0; i < fields.length; i++) {
            encode(i);
        }
        int overflowing = 0;
        for (int i = 0; i < count; i++) {
            overflowing += ends[i] == DirectColumn.FULL ? 1 : 0;
            int start = i * slot;
            int head = Cbor.head(block, start, Cbor.MAP, entries[i]) - start;
            if (head < headRoom) {
                Cbor.head(block, start + headRoom - head, Cbor.MAP, entries[i]);
            }
            starts[i] = start + headRoom - head;
            if (ends[i] - starts[i] > rows.maxRecordBytes()) {
                ends[i] = DirectColumn.BAD;
            }
        }
        full = overflowing > count / 8;
        return count;
    }

    /** Writes the entries of one field. */
    private void encode(int index) {
        DirectField field = fields[index];
        if (field.column < 0) {
            for (int i = 0; i < count; i++) {
                leaveOut(i, index);
            }
            return;
        }
        ColumnVector values = batch.column(field.column);
        boolean nulls = values.hasNull();
        int key = keyOf[index] * MOST_ROWS;
        int limit = slot - tails[index];
        byte[] to = block;
        for (int i = 0; i < count; i++, limit += slot) {
            int at = ends[i];
            if (at < 0) {
                continue;
            }
            if (nulls && values.isNullAt(from + i)) {
                leaveOut(i, index);
                continue;
            }
            int value;
            if (field.id < 24) {
                to[at] = (byte) field.id;
                value = at + 1;
            } else {
                value = Cbor.head(to, at, Cbor.UNSIGNED, field.id);
            }
            int end = field.direct.encode(batch, field.column, from + i, to, value, limit);
            ends[i] = end;
            if (key >= 0) {
                keyStarts[key + i] = value;
                keyEnds[key + i] = end;
            }
        }
    }

    /** Writes no entry for a field without a value. */
    private void leaveOut(int i, int index) {
        entries[i]--;
        if (ends[i] >= 0 && (keyOf[index] >= 0 || !fields[index].mayBeMissing(batch.getRow(from + i)))) {
            ends[i] = DirectColumn.BAD;
        }
    }

    /**
     * The bytes of a row of the block, valid until the next call of any method.
     *
     * @param index of the row in the block
     * @param findings cleared by this method
     * @return false if the row has none: {@code findings} say why
     */
    public boolean read(int index, Findings findings) {
        findings.clear();
        if (ends[index] >= 0) {
            range.set(block, starts[index], ends[index] - starts[index]);
            return true;
        }
        judged.clear();
        boolean good = rows.encode(row(index), judged, findings);
        range.set(judged);
        return good;
    }

    /** What {@link #read} found. */
    public ByteRange canonical() {
        return range;
    }

    /** Appends the CBOR array of the key fields' encodings, in the key's order; as {@link RowEncoder#encodeKey}. */
    public boolean encodeKey(int index, ByteSink out, Findings findings) {
        if (ends[index] < 0) {
            return rows.encodeKey(row(index), out, findings);
        }
        findings.clear();
        int keys = rows.key().length;
        Cbor.head(out, Cbor.ARRAY, keys);
        for (int i = 0; i < keys; i++) {
            int start = keyStarts[i * MOST_ROWS + index];
            out.write(block, start, keyEnds[i * MOST_ROWS + index] - start);
        }
        return true;
    }

    /** A row of the block, valid until the next call of any method. */
    public InternalRow row(int index) {
        return batch.getRow(from + index);
    }
}
