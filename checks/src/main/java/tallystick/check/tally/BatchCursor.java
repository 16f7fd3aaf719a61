package tallystick.check.tally;

import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import tallystick.canonical.ByteRange;
import tallystick.canonical.ByteSink;
import tallystick.spark.BatchEncoder;
import tallystick.spark.RowEncoder;

/** A table that Spark reads in column batches, each of one file. */
final class BatchCursor extends TableCursor {
    private static final ColumnarBatch NONE = new ColumnarBatch(new ColumnVector[0]);

    private final Iterator<ColumnarBatch> batches;
    private final BatchEncoder batchEncoder;
    private ColumnarBatch batch = NONE;
    private int encoded;
    private int block;
    private int current = -1;

    /** @param batches of the encoder's columns; may be one reused object */
    BatchCursor(Iterator<ColumnarBatch> batches, RowEncoder encoder, TableReading reading) {
        super(encoder, reading);
        this.batches = batches;
        batchEncoder = new BatchEncoder(encoder);
    }

    @Override
    public State advance() {
        current++;
        while (current >= block) {
            if (encoded == batch.numRows() && !nextBatch()) {
                block = 0;
                // The reader that failed has emptied the batch, which is its own.
                batch = NONE;
                encoded = 0;
                return end();
            }
            block = batchEncoder.encode(batch, encoded);
            encoded += block;
            current = 0;
        }
        return batchEncoder.read(current, findings) ? State.RECORD : State.REJECTED;
    }

    private boolean nextBatch() {
        while (hasNext(batches)) {
            batch = batches.next();
            if (batch.numRows() > 0 && isWanted()) {
                encoded = 0;
                return true;
            }
        }
        return false;
    }

    @Override
    InternalRow row() {
        return batchEncoder.row(current);
    }

    @Override
    public ByteRange canonical() {
        return batchEncoder.canonical();
    }

    @Override
    public void encodeKey(ByteSink out) {
        batchEncoder.encodeKey(current, out, findings);
    }
}
