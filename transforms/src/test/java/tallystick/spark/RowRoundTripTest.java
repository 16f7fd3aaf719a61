package tallystick.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.execution.RowToColumnConverter;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import tallystick.canonical.ByteSink;
import tallystick.canonical.CanonicalDecoder;
import tallystick.canonical.CanonicalEncoder;
import tallystick.canonical.RandomRecords;
import tallystick.canonical.RecordBuffer;
import tallystick.contract.Contract;
import tallystick.wire.Findings;

/** Columns and residue on one side, bytes on the other, determine each other; here in Spark's memory. */
class RowRoundTripTest {
    private final RecordBuffer record = new RecordBuffer();
    private final Findings findings = new Findings();

    @Test
    void rowsAndBytesDetermineEachOther() {
        int residues = 0;
        for (int seed = 0; seed < 60; seed++) {
            RandomRecords random = new RandomRecords(seed);
            residues += check(random.contract(), random, 25, "seed " + seed);
        }
        assertThat(residues).isBetween(300, 1400);
        check(RandomRecords.everything(), new RandomRecords(99), 60, "everything");
    }

    private int check(Contract contract, RandomRecords random, int records, String name) {
        StructType schema = CanonicalSchema.of(contract);
        int residueColumn = schema.fieldIndex(CanonicalSchema.RESIDUE);
        UnsafeProjection projection = UnsafeProjection.create(schema);
        CanonicalEncoder encoder = new CanonicalEncoder(contract);
        RowWriter writer = new RowWriter(contract);
        RowReader reader = new RowReader(contract, schema, Map.of());
        RowEncoder direct = new RowEncoder(contract, schema, Map.of());
        int residues = 0;
        List<InternalRow> rows = new ArrayList<>();
        List<byte[]> encodings = new ArrayList<>();
        List<byte[]> keys = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            random.record(contract, record);
            InternalRow row = projection.apply(writer.write(record)).copy();
            byte[] expected = encode(encoder, record);
            rows.add(row);
            encodings.add(expected);

            RecordBuffer read = new RecordBuffer();
            assertThat(reader.read(row, read, findings))
                    .as("%s: %s", name, findings.list())
                    .isTrue();
            assertThat(encode(encoder, read)).as(name).isEqualTo(expected);

            ByteSink out = new ByteSink(16);
            assertThat(direct.encode(row, out, findings))
                    .as("%s: %s", name, findings.list())
                    .isTrue();
            assertThat(out.copy()).as(name).isEqualTo(expected);
            ByteSink key = new ByteSink(16);
            ByteSink directKey = new ByteSink(16);
            assertThat(encoder.encodeKey(record, key)).isTrue();
            assertThat(direct.encodeKey(row, directKey, findings)).isTrue();
            assertThat(directKey.copy()).isEqualTo(key.copy());
            keys.add(key.copy());

            if (!row.isNullAt(residueColumn)) {
                residues++;
                GenericInternalRow bare = bare(row, schema);
                bare.setNullAt(residueColumn);
                out.clear();
                if (direct.encode(bare, out, findings)) {
                    assertThat(out.copy())
                            .as("a residue that was not needed, %s", name)
                            .isNotEqualTo(expected);
                }
            }
        }
        batch(contract, schema, rows, encodings, keys, name);
        return residues;
    }

    /** The same rows as columns: the same bytes, more than one block of them. */
    private void batch(
            Contract contract,
            StructType schema,
            List<InternalRow> rows,
            List<byte[]> encodings,
            List<byte[]> keys,
            String name) {
        int copies = 12;
        OnHeapColumnVector[] columns = OnHeapColumnVector.allocateColumns(rows.size() * copies, schema);
        RowToColumnConverter converter = new RowToColumnConverter(schema);
        for (int copy = 0; copy < copies; copy++) {
            rows.forEach(row -> converter.convert(row, columns));
        }
        try (ColumnarBatch batch = new ColumnarBatch(columns, rows.size() * copies)) {
            BatchEncoder encoder = new BatchEncoder(new RowEncoder(contract, schema, Map.of()));
            ByteSink key = new ByteSink(16);
            for (int from = 0, count; from < batch.numRows(); from += count) {
                count = encoder.encode(batch, from);
                for (int i = 0; i < count; i++) {
                    int original = (from + i) % rows.size();
                    assertThat(encoder.read(i, findings))
                            .as("%s: %s", name, findings.list())
                            .isTrue();
                    assertThat(encoder.canonical().copy()).as(name).isEqualTo(encodings.get(original));
                    key.clear();
                    assertThat(encoder.encodeKey(i, key, findings)).isTrue();
                    assertThat(key.copy()).as(name).isEqualTo(keys.get(original));
                }
            }
        }
    }

    private static GenericInternalRow bare(InternalRow row, StructType schema) {
        Object[] values = new Object[schema.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.isNullAt(i) ? null : row.get(i, schema.fields()[i].dataType());
        }
        return new GenericInternalRow(values);
    }

    private static byte[] encode(CanonicalEncoder encoder, RecordBuffer record) {
        ByteSink out = new ByteSink(64);
        assertThat(encoder.encode(record, out))
                .as(encoder.violations().toString())
                .isTrue();
        return out.copy();
    }

    /** A column changed beside its residue is found, whichever it is; so is a residue beside a column that says it all. */
    @Test
    void aResidueThatDoesNotBelongToItsColumnsIsRefused() {
        Contract contract = RandomRecords.everything();
        StructType schema = CanonicalSchema.of(contract);
        int residueColumn = schema.fieldIndex(CanonicalSchema.RESIDUE);
        RandomRecords random = new RandomRecords(5);
        RowWriter writer = new RowWriter(contract);
        RowReader reader = new RowReader(contract, schema, Map.of());
        CanonicalEncoder encoder = new CanonicalEncoder(contract);
        int changed = 0;
        for (int i = 0; i < 20; i++) {
            random.record(contract, record);
            GenericInternalRow row = bare(writer.write(record), schema);
            ByteSink residue = new ByteSink(64);
            boolean[] inResidue = new boolean[contract.record().fields().size()];
            RecordBuffer parts = new RecordBuffer();
            parts.reset(row.getBinary(residueColumn), inResidue.length);
            assertThat(new CanonicalDecoder(contract).decodePartial(row.getBinary(residueColumn), parts, inResidue))
                    .isTrue();
            for (int ordinal = 0; ordinal < inResidue.length; ordinal++) {
                boolean[] which = new boolean[contract.record().fields().size()];
                which[ordinal] = true;
                residue.clear();
                encoder.encodePartial(record, which, residue);
                byte[] original = row.getBinary(residueColumn);
                if (inResidue[ordinal]) {
                    int column = schema.fieldIndex(
                            contract.record().fields().get(ordinal).name());
                    Object value = row.isNullAt(column) ? null : row.get(column, schema.fields()[column].dataType());
                    if (value instanceof UTF8String text) {
                        row.update(column, UTF8String.concat(text, UTF8String.fromString("x")));
                    } else if (value instanceof Long number) {
                        row.update(column, number + 1);
                    } else if (value != null) {
                        row.setNullAt(column);
                    } else {
                        continue;
                    }
                    changed++;
                    assertThat(reader.read(row, new RecordBuffer(), findings)).isFalse();
                    assertThat(findings.list()).singleElement().satisfies(finding -> assertThat(finding.detail())
                            .contains("show something else"));
                    row.update(column, value);
                } else if (residue.length() > 1) {
                    row.update(residueColumn, residue.copy());
                    assertThat(reader.read(row, new RecordBuffer(), findings)).isFalse();
                    assertThat(findings.list()).extracting(f -> f.detail()).anyMatch(d -> d.contains("already"));
                    row.update(residueColumn, original);
                }
            }
            assertThat(reader.read(row, new RecordBuffer(), findings)).isTrue();
        }
        assertThat(changed).isGreaterThan(100);
    }

    @Test
    void aTableThatCannotHoldTheContractIsRefusedWithEveryReason() {
        Contract contract = RandomRecords.everything();
        StructType schema = new StructType()
                .add("key", "string")
                .add("required0", "int")
                .add("required1", "int")
                .add("required6", "date");
        List<String> problems = RowReader.problems(contract, schema, Map.of());
        assertThat(problems)
                .contains(
                        "the column required0 is INT, which cannot hold bool; expected BOOLEAN",
                        "the column required6 is DATE, which cannot hold u8; expected SMALLINT",
                        "there is no column required2, which is required")
                .noneMatch(problem -> problem.contains("optional0") || problem.contains("required1 "));
    }
}
