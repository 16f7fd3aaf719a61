package tallystick.spark.records;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import tallystick.contract.CanonicalType;
import tallystick.contract.CanonicalType.Scalar;
import tallystick.contract.Contract;
import tallystick.contract.Equivalence;
import tallystick.contract.Field;
import tallystick.contract.Presence;
import tallystick.contract.Problem;
import tallystick.spark.CanonicalSchema;

/**
 * The contract that columns suggest: the one of which {@link CanonicalSchema#of} makes these columns. A column that is
 * NOT NULL is required, every other one nullable.
 *
 * <p>A TIMESTAMP has as many digits as Spark keeps, 6, and no offset, unless it has a companion {@code NAME__nanos} or
 * {@code NAME__offset} beside it or, inside another type, unless the columns have a {@code _residue}.
 */
final class ColumnContract {
    private final boolean residue;
    private final List<Problem> problems;

    private ColumnContract(boolean residue, List<Problem> problems) {
        this.residue = residue;
        this.problems = problems;
    }

    /** @param problems gets a problem for each column whose type no record has; it is left out */
    static Contract of(StructType columns, List<Problem> problems) {
        Set<String> names = new HashSet<>(List.of(columns.fieldNames()));
        boolean residue = names.contains(CanonicalSchema.RESIDUE);
        ColumnContract made = new ColumnContract(residue, problems);
        List<Field> fields = new ArrayList<>();
        for (StructField column : columns.fields()) {
            if (column.name().equals(CanonicalSchema.RESIDUE) || isCompanion(column.name(), columns)) {
                continue;
            }
            CanonicalType type = column.dataType().equals(DataTypes.TimestampType)
                    ? new CanonicalType.TimestampType(
                            names.contains(CanonicalSchema.nanos(column.name())) ? 9 : 6,
                            names.contains(CanonicalSchema.offset(column.name())))
                    : made.type(column.dataType(), column.name());
            made.add(fields, column, type);
        }
        return new Contract("columns", 1, new CanonicalType.StructType(fields), List.of(), java.util.Map.of());
    }

    private static boolean isCompanion(String name, StructType columns) {
        for (StructField column : columns.fields()) {
            if (column.dataType().equals(DataTypes.TimestampType)
                    && (name.equals(CanonicalSchema.nanos(column.name()))
                            || name.equals(CanonicalSchema.offset(column.name())))) {
                return true;
            }
        }
        return false;
    }

    private void add(List<Field> fields, StructField column, @Nullable CanonicalType type) {
        for (Field field : fields) {
            if (field.name().toLowerCase(Locale.ROOT).equals(column.name().toLowerCase(Locale.ROOT))) {
                problems.add(Problem.error("", "the column " + column.name() + " occurs twice", "remove one"));
                return;
            }
        }
        if (type != null) {
            fields.add(
                    column.nullable()
                            ? new Field(
                                    fields.size() + 1,
                                    column.name(),
                                    type,
                                    Presence.NULLABLE,
                                    Set.of(Equivalence.NULL_IS_ABSENT))
                            : new Field(fields.size() + 1, column.name(), type, Presence.REQUIRED));
        }
    }

    private @Nullable CanonicalType type(DataType column, String path) {
        if (column instanceof ArrayType array) {
            CanonicalType element = type(array.elementType(), path);
            return element == null ? null : new CanonicalType.ListType(element, false);
        }
        if (column instanceof MapType map) {
            CanonicalType key = type(map.keyType(), path);
            CanonicalType value = type(map.valueType(), path);
            return key == null || value == null ? null : new CanonicalType.MapType(key, value, false);
        }
        if (column instanceof StructType struct) {
            List<Field> fields = new ArrayList<>();
            for (StructField field : struct.fields()) {
                add(fields, field, type(field.dataType(), path + "." + field.name()));
            }
            return new CanonicalType.StructType(fields);
        }
        if (column instanceof DecimalType decimal) {
            // The column of a u64.
            return decimal.precision() == 20 && decimal.scale() == 0
                    ? Scalar.U64
                    : new CanonicalType.DecimalType(decimal.precision(), decimal.scale());
        }
        CanonicalType plain = plain(column);
        if (plain == null) {
            problems.add(Problem.error(
                    "",
                    "the column " + path + " is " + column.sql() + ", which no record of a service holds",
                    "use BOOLEAN, TINYINT, SMALLINT, INT, BIGINT, FLOAT, DOUBLE, DECIMAL, STRING, BINARY, DATE, TIMESTAMP,"
                            + " ARRAY, MAP or STRUCT, or name a contract"));
        }
        return plain;
    }

    private @Nullable CanonicalType plain(DataType column) {
        return switch (column.typeName()) {
            case "boolean" -> Scalar.BOOL;
            case "byte" -> Scalar.I8;
            case "short" -> Scalar.I16;
            case "integer" -> Scalar.I32;
            case "long" -> Scalar.I64;
            case "float" -> Scalar.F32;
            case "double" -> Scalar.F64;
            case "string" -> Scalar.STRING;
            case "binary" -> Scalar.BYTES;
            case "date" -> Scalar.DATE;
            case "timestamp" -> new CanonicalType.TimestampType(residue ? 9 : 6, residue);
            default -> null;
        };
    }
}
