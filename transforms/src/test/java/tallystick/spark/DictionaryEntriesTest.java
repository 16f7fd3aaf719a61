package tallystick.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.execution.vectorized.Dictionary;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.junit.jupiter.api.Test;
import tallystick.canonical.Digest;
import tallystick.contract.Contract;
import tallystick.contract.ContractFile;
import tallystick.wire.Findings;

/** Texts that a Parquet file holds once and names by number. */
class DictionaryEntriesTest {
    private static final StructType SCHEMA =
            new StructType().add("id", DataTypes.LongType).add("text", DataTypes.StringType);

    private static final int ROWS = 500;

    /** A dictionary of texts. */
    private record Texts(List<byte[]> texts) implements Dictionary {
        @Override
        public int decodeToInt(int id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long decodeToLong(int id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public float decodeToFloat(int id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public double decodeToDouble(int id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public byte[] decodeToBinary(int id) {
            return texts.get(id);
        }
    }

    private static ColumnarBatch batch(List<byte[]> texts, boolean byDictionary) {
        WritableColumnVector[] columns = OnHeapColumnVector.allocateColumns(ROWS, SCHEMA);
        WritableColumnVector ids = byDictionary ? columns[1].reserveDictionaryIds(ROWS) : columns[1];
        for (int row = 0; row < ROWS; row++) {
            columns[0].putLong(row, row);
            int id = row % texts.size();
            if (byDictionary) {
                ids.putInt(row, id);
            } else {
                columns[1].putByteArray(row, texts.get(id));
            }
        }
        if (byDictionary) {
            columns[1].setDictionary(new Texts(texts));
        }
        return new ColumnarBatch(Arrays.copyOf(columns, 2, ColumnVector[].class), ROWS);
    }

    private static String digests(BatchEncoder encoder, ColumnarBatch batch) {
        StringBuilder digests = new StringBuilder();
        Findings findings = new Findings();
        for (int from = 0, count; from < ROWS; from += count) {
            count = encoder.encode(batch, from);
            for (int i = 0; i < count; i++) {
                digests.append(
                        encoder.read(i, findings)
                                ? Digest.of(encoder.canonical()).hex()
                                : findings.list().toString());
                digests.append('\n');
            }
        }
        return digests.toString();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aTextMeansTheSameWhereverItLies() {
        Contract contract = ContractFile.load(
                        "texts.yaml",
                        """
                        contract: texts
                        version: 1
                        key: [id]
                        fields:
                          - {id: 1, name: id, type: i64}
                          - {id: 2, name: text, type: string}
                        """)
                .contract()
                .orElseThrow();
        BatchEncoder one = new BatchEncoder(new RowEncoder(contract, SCHEMA, Map.of()));
        // The same numbers name other texts in the next dictionary.
        for (List<byte[]> texts : List.of(
                List.of(text("a"), text("Zoë"), text("")),
                List.of(text("b"), text("x".repeat(3000)), text("a"), text("c")),
                List.of(text("a"), new byte[] {(byte) 0xff, 'a'}),
                List.of(text("é")))) {
            BatchEncoder plain = new BatchEncoder(new RowEncoder(contract, SCHEMA, Map.of()));
            assertThat(digests(one, batch(texts, true))).isEqualTo(digests(plain, batch(texts, false)));
        }
    }
}
