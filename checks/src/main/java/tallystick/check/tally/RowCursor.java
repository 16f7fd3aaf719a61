package tallystick.check.tally;

import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;
import tallystick.canonical.ByteRange;
import tallystick.canonical.ByteSink;
import tallystick.spark.RowEncoder;

/** A table that Spark reads row by row. */
final class RowCursor extends TableCursor {
    private final Iterator<InternalRow> rows;
    private final ByteSink canonical = new ByteSink(4096);
    private final ByteRange range = new ByteRange();
    private InternalRow current = InternalRow.empty();

    /** @param rows of the encoder's columns; may be one reused object */
    RowCursor(Iterator<InternalRow> rows, RowEncoder encoder, TableReading reading) {
        super(encoder, reading);
        this.rows = rows;
    }

    @Override
    public State advance() {
        while (hasNext(rows)) {
            current = rows.next();
            if (isWanted()) {
                canonical.clear();
                boolean good = encoder.encode(current, canonical, findings);
                range.set(canonical);
                return good ? State.RECORD : State.REJECTED;
            }
        }
        return end();
    }

    @Override
    InternalRow row() {
        return current;
    }

    @Override
    public ByteRange canonical() {
        return range;
    }

    @Override
    public void encodeKey(ByteSink out) {
        encoder.encodeKey(current, out, findings);
    }
}
