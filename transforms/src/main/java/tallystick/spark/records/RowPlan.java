package tallystick.spark.records;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import tallystick.contract.Contract;
import tallystick.contract.Spelling;
import tallystick.dialects.Dialects;
import tallystick.record.RecordShapes;
import tallystick.spark.CanonicalSchema;
import tallystick.store.Compression;
import tallystick.store.Framing;
import tallystick.wire.Dialect;

/**
 * How records of one dialect are rows. Sent to tasks, which make readers and writers of their own.
 *
 * @param framing of files; of a payload only what is wrapped around it counts
 * @param compression of files
 */
public record RowPlan(String dialect, RecordShapes shapes, Framing framing, Compression compression, Handling handling)
        implements Serializable {

    public Contract contract() {
        return shapes.contract();
    }

    Dialect dialectOf() {
        return Dialects.named(dialect).orElseThrow(() -> new IllegalStateException("there is no dialect " + dialect));
    }

    /** Whether a record of the dialect is a text. */
    public boolean isText() {
        return dialectOf().isLinewise() && framing.unwrap().isEmpty();
    }

    /** All columns that the record has: those of its contract, with companions and residue. */
    public StructType columns() {
        return CanonicalSchema.of(contract());
    }

    /** All columns, and those for malformed records. */
    public StructType columnsWithMalformed() {
        return handling.mode() == Handling.Mode.PERMISSIVE ? handling.with(columns()) : columns();
    }

    /** What is wrong with reading records into these columns, as a sentence with its mend; empty when nothing is. */
    public Optional<String> unreadable(StructType columns) {
        StructType own = columns();
        List<String> wrong = new ArrayList<>();
        for (StructField column : handling.without(columns).fields()) {
            scala.Option<Object> index = own.getFieldIndex(column.name());
            if (index.isEmpty()) {
                wrong.add("the records have no column " + column.name() + "; theirs are "
                        + String.join(", ", own.fieldNames()));
            } else if (!own.fields()[(int) index.get()].dataType().sameType(column.dataType())) {
                wrong.add("the column " + column.name() + " of the records is "
                        + own.fields()[(int) index.get()].dataType().sql() + ", not "
                        + column.dataType().sql() + "; declare it so and cast afterwards");
            }
        }
        return sentence(wrong);
    }

    /** What of these columns no field of the records is for, as a sentence with its mend; empty when all is written. */
    public Optional<String> unwritable(StructType columns) {
        List<String> wrong = new ArrayList<>();
        unwritable(columns(), columns, "", wrong);
        return sentence(wrong);
    }

    private static void unwritable(DataType own, DataType given, String path, List<String> wrong) {
        if (own instanceof StructType known && given instanceof StructType columns) {
            List<String> names = List.of(known.fieldNames());
            for (StructField column : columns.fields()) {
                String name = path + column.name();
                names.stream()
                        .filter(column.name()::equalsIgnoreCase)
                        .findFirst()
                        .ifPresentOrElse(
                                found ->
                                        unwritable(known.apply(found).dataType(), column.dataType(), name + ".", wrong),
                                () -> wrong.add("the records have no field for the column " + name + "; "
                                        + Spelling.nearest(column.name(), names)
                                                .map(near -> "did you mean " + near + "?")
                                                .orElse("drop it, or declare it")));
            }
        } else if (own instanceof ArrayType known && given instanceof ArrayType list) {
            unwritable(known.elementType(), list.elementType(), path, wrong);
        } else if (own instanceof MapType known && given instanceof MapType map) {
            unwritable(known.keyType(), map.keyType(), path, wrong);
            unwritable(known.valueType(), map.valueType(), path, wrong);
        }
    }

    private static Optional<String> sentence(List<String> wrong) {
        return wrong.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", wrong));
    }
}
