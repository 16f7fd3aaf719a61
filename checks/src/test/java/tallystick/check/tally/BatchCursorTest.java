package tallystick.check.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.rdd.InputFileBlockHolder;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.junit.jupiter.api.Test;
import tallystick.contract.Contract;
import tallystick.spark.RowEncoder;
import tallystick.store.UnitLayout;

class BatchCursorTest {
    private static final StructType COLUMNS =
            new StructType().add("id", DataTypes.LongType).add("_residue", DataTypes.BinaryType);

    private static final int ROWS = 300;

    /** A batch, and then a page that cannot be read: as Spark's reader, it empties the batch before it tries. */
    private static final class BrokenFile implements Iterator<ColumnarBatch> {
        private final WritableColumnVector[] columns = OnHeapColumnVector.allocateColumns(ROWS, COLUMNS);
        private final ColumnarBatch batch = new ColumnarBatch(columns, ROWS);
        private boolean given;

        BrokenFile() {
            for (int row = 0; row < ROWS; row++) {
                columns[0].putLong(row, row);
            }
            columns[1].putNulls(0, ROWS);
        }

        @Override
        public boolean hasNext() {
            if (given) {
                for (WritableColumnVector column : columns) {
                    column.reset();
                }
                batch.setNumRows(0);
                throw new IllegalStateException("this page is torn");
            }
            return true;
        }

        @Override
        public ColumnarBatch next() {
            given = true;
            return batch;
        }
    }

    @Test
    void aFileThatBreaksAfterABatchIsIncomplete() {
        Contract contract = Contracts.of("{id: 1, name: id, type: i64}");
        InputFileBlockHolder.set("file:///t/day=1/a.parquet", 0, 1);
        try (BatchCursor cursor = new BatchCursor(
                new BrokenFile(),
                new RowEncoder(contract, COLUMNS, Map.of()),
                new TableReading(
                        "/t",
                        FileUnits.of(UnitLayout.FOLDERS),
                        Set.of("day=1"),
                        Int96Times.in(new Configuration(), COLUMNS)))) {
            List<RecordCursor.State> states = new ArrayList<>();
            int records = 0;
            for (RecordCursor.State state = cursor.advance();
                    state != RecordCursor.State.END;
                    state = cursor.advance()) {
                if (state == RecordCursor.State.RECORD) {
                    records++;
                } else {
                    states.add(state);
                }
            }
            assertThat(records).isEqualTo(ROWS);
            assertThat(states).containsExactly(RecordCursor.State.INCOMPLETE);
            assertThat(cursor.unit()).isEqualTo("day=1");
            assertThat(cursor.incomplete()).contains("this page is torn");
        } finally {
            InputFileBlockHolder.unset();
        }
    }
}
