package tallystick.spark;

import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import tallystick.canonical.ByteSink;
import tallystick.canonical.CanonicalEncoder;
import tallystick.canonical.RecordBuffer;
import tallystick.contract.CanonicalType;
import tallystick.contract.CanonicalType.Alternative;
import tallystick.contract.CanonicalType.ListType;
import tallystick.contract.CanonicalType.MapType;
import tallystick.contract.CanonicalType.Scalar;
import tallystick.contract.CanonicalType.TupleType;
import tallystick.contract.CanonicalType.UnionType;
import tallystick.contract.Contract;
import tallystick.contract.Field;

/**
 * Writes records as rows of the columns of their contract, with what the columns alone do not say in the residue.
 *
 * <p>The row that it returns is reused, and its texts refer to the record's bytes: it is valid until the next call and
 * the record's next reset. Spark's own projections copy it. Not safe for use by several threads.
 */
public final class RowWriter {
    private static final int NO_COLUMN = -1;

    private final CanonicalEncoder encoder;
    private final ByteSink scratch = new ByteSink(256);
    private final ColumnWriter.Slot[] slots;
    private final int[] columns;
    private final int[] nanosColumns;
    private final int[] offsetColumns;
    private final boolean[] companions;
    private final boolean[] sorts;
    private final boolean[] inResidue;
    private final int residueColumn;
    private final SpecificInternalRow recordRow;
    private final SpecificInternalRow tableRow;

    public RowWriter(Contract contract) {
        this(contract, CanonicalSchema.of(contract), CanonicalSchema.table(contract));
    }

    /**
     * A writer of rows that have other columns too, or not all of the contract's: it fills those that {@code columns} has
     * under the names that {@link CanonicalSchema#of} gives them, and leaves the others as they are.
     */
    public RowWriter(Contract contract, StructType columns) {
        this(contract, columns, columns);
    }

    private RowWriter(Contract contract, StructType schema, StructType table) {
        List<Field> fields = contract.record().fields();
        encoder = new CanonicalEncoder(contract, Integer.MAX_VALUE);
        slots = new ColumnWriter.Slot[fields.size()];
        columns = new int[fields.size()];
        nanosColumns = new int[fields.size()];
        offsetColumns = new int[fields.size()];
        companions = new boolean[fields.size()];
        sorts = new boolean[fields.size()];
        inResidue = new boolean[fields.size()];
        for (int i = 0; i < slots.length; i++) {
            Field field = fields.get(i);
            CanonicalType type = contract.resolve(field.type());
            slots[i] = ColumnWriter.Slot.field(contract, field);
            columns[i] = ordinal(schema, field.name());
            nanosColumns[i] =
                    CanonicalSchema.hasNanos(type) ? ordinal(schema, CanonicalSchema.nanos(field.name())) : NO_COLUMN;
            offsetColumns[i] =
                    CanonicalSchema.hasOffset(type) ? ordinal(schema, CanonicalSchema.offset(field.name())) : NO_COLUMN;
            companions[i] = CanonicalSchema.hasNanos(type) || CanonicalSchema.hasOffset(type);
            sorts[i] = hasEntries(type);
        }
        residueColumn = ordinal(schema, CanonicalSchema.RESIDUE);
        recordRow = new SpecificInternalRow(schema);
        tableRow = new SpecificInternalRow(table);
    }

    private static int ordinal(StructType schema, String name) {
        scala.Option<Object> index = schema.getFieldIndex(name);
        return index.isDefined() ? (int) index.get() : NO_COLUMN;
    }

    /**
     * The record as a row of {@link CanonicalSchema#of}, or of the columns that the writer was made for.
     *
     * @param record one that the canonical encoder accepts; the entries of its maps get canonical order
     */
    public InternalRow write(RecordBuffer record) {
        fill(record, recordRow);
        return recordRow;
    }

    /** The record as a row of {@link CanonicalSchema#table}; as {@link #write(RecordBuffer)} in all else. */
    public InternalRow write(RecordBuffer record, UTF8String unit, UTF8String file, long offset) {
        fill(record, tableRow);
        tableRow.update(residueColumn + 1, unit);
        tableRow.update(residueColumn + 2, file);
        tableRow.setLong(residueColumn + 3, offset);
        return tableRow;
    }

    private void fill(RecordBuffer record, InternalRow row) {
        boolean residue = false;
        for (int i = 0; i < slots.length; i++) {
            if (columns[i] < 0 && nanosColumns[i] < 0 && offsetColumns[i] < 0 && residueColumn < 0) {
                continue;
            }
            ColumnWriter.Slot slot = slots[i];
            int node = record.slot(0, i);
            if (slot.hasValue(record, node)) {
                if (sorts[i]) {
                    sort(record, i);
                }
                if (columns[i] >= 0) {
                    slot.column.write(record, node, row, columns[i]);
                }
                if (nanosColumns[i] >= 0) {
                    row.setInt(nanosColumns[i], record.nanos(node) % 1000);
                }
                if (offsetColumns[i] >= 0) {
                    row.setInt(offsetColumns[i], record.offsetSeconds(node));
                }
                inResidue[i] = !companions[i] && !slot.column.exact(record, node);
            } else {
                if (columns[i] >= 0) {
                    row.setNullAt(columns[i]);
                }
                if (nanosColumns[i] >= 0) {
                    row.setNullAt(nanosColumns[i]);
                }
                if (offsetColumns[i] >= 0) {
                    row.setNullAt(offsetColumns[i]);
                }
                inResidue[i] = !slot.exact(record, node);
            }
            residue |= inResidue[i];
        }
        if (residueColumn < 0) {
            return;
        }
        if (residue) {
            scratch.clear();
            demand(encoder.encodePartial(record, inResidue, scratch));
            row.update(residueColumn, scratch.copy());
        } else {
            row.setNullAt(residueColumn);
        }
    }

    /** Encoding a field leaves its maps in the order of their bytes. */
    private void sort(RecordBuffer record, int ordinal) {
        scratch.clear();
        demand(encoder.encodeField(record, ordinal, scratch));
    }

    private void demand(boolean encoded) {
        if (!encoded) {
            throw new IllegalArgumentException(
                    "a record that is not canonical was given to be written as a row: " + encoder.violations());
        }
    }

    private static boolean hasEntries(CanonicalType type) {
        if (type instanceof ListType list) {
            return hasEntries(list.element());
        } else if (type instanceof TupleType tuple) {
            return tuple.elements().stream().anyMatch(RowWriter::hasEntries);
        } else if (type instanceof CanonicalType.StructType struct) {
            return struct.fields().stream().anyMatch(field -> hasEntries(field.type()));
        } else if (type instanceof UnionType union) {
            for (Alternative alternative : union.alternatives()) {
                CanonicalType payload = alternative.payload();
                if (payload != null && hasEntries(payload)) {
                    return true;
                }
            }
            return false;
        }
        // What a reference refers to is not looked at: sorting what has no entries costs little.
        return type instanceof MapType || type == Scalar.JSON || type instanceof CanonicalType.Ref;
    }
}
