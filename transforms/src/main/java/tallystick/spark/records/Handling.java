package tallystick.spark.records;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What becomes of a record that is malformed or that its columns cannot hold.
 *
 * @param rawColumn the column for its bytes, where there is one
 * @param findingColumn the column for the reason, where there is one
 */
public record Handling(Mode mode, String rawColumn, String findingColumn) implements Serializable {
    /** As Spark's own sources call them. */
    public enum Mode {
        /** Its row has NULL in every column but the two for malformed records. */
        PERMISSIVE,
        /** It has no row. */
        DROPMALFORMED,
        /** The query ends. */
        FAILFAST
    }

    /** Why a record is malformed: its reason code, the field, the offset of the byte, a sentence. */
    public static final StructType FINDING = DataTypes.createStructType(List.of(
            DataTypes.createStructField("reason", DataTypes.StringType, true),
            DataTypes.createStructField("path", DataTypes.StringType, true),
            DataTypes.createStructField("offset", DataTypes.LongType, true),
            DataTypes.createStructField("message", DataTypes.StringType, true)));

    /** The columns with those for malformed records behind them. */
    StructType with(StructType columns) {
        List<StructField> fields = new ArrayList<>(List.of(columns.fields()));
        fields.add(DataTypes.createStructField(rawColumn, DataTypes.BinaryType, true));
        fields.add(DataTypes.createStructField(findingColumn, FINDING, true));
        return DataTypes.createStructType(fields);
    }

    /** The columns without those for malformed records. */
    StructType without(StructType columns) {
        List<StructField> fields = new ArrayList<>();
        for (StructField field : columns.fields()) {
            if (!isRaw(field) && !isFinding(field)) {
                fields.add(field);
            }
        }
        return DataTypes.createStructType(fields);
    }

    boolean isRaw(StructField field) {
        DataType type = field.dataType();
        return field.name().equals(rawColumn) && (type instanceof BinaryType || type instanceof StringType);
    }

    boolean isFinding(StructField field) {
        return field.name().equals(findingColumn) && field.dataType().sameType(FINDING);
    }
}
