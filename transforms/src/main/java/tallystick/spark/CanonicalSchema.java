package tallystick.spark;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import tallystick.canonical.Types;
import tallystick.contract.CanonicalType;
import tallystick.contract.CanonicalType.Alternative;
import tallystick.contract.CanonicalType.DecimalType;
import tallystick.contract.CanonicalType.EnumType;
import tallystick.contract.CanonicalType.ListType;
import tallystick.contract.CanonicalType.MapType;
import tallystick.contract.CanonicalType.Scalar;
import tallystick.contract.CanonicalType.TimestampType;
import tallystick.contract.CanonicalType.TupleType;
import tallystick.contract.CanonicalType.UnionType;
import tallystick.contract.Contract;
import tallystick.contract.Field;

/** The columns of a contract, as docs/spec/canonical-form.md sections 5 and 6 give them. All of them are nullable. */
public final class CanonicalSchema {
    /** What the columns of a record alone do not say. */
    public static final String RESIDUE = "_residue";

    /** The id of the unit that the record belongs to; the table's only partition column. */
    public static final String UNIT = "_unit";

    /** The file that the record came from, relative to the root of its side. */
    public static final String FILE = "_file";

    /** The decompressed offset of the record's first byte in its file. */
    public static final String OFFSET = "_offset";

    /** The column of a union that names the alternative. */
    static final String VARIANT = "variant";

    private CanonicalSchema() {}

    /** The columns of a record: one for each field, followed by its companions, then {@value #RESIDUE}. */
    public static StructType of(Contract contract) {
        List<StructField> columns = new ArrayList<>();
        for (Field field : contract.record().fields()) {
            columns.add(column(field.name(), column(contract, field.type())));
            CanonicalType type = contract.resolve(field.type());
            if (hasNanos(type)) {
                columns.add(column(nanos(field.name()), DataTypes.IntegerType));
            }
            if (hasOffset(type)) {
                columns.add(column(offset(field.name()), DataTypes.IntegerType));
            }
        }
        columns.add(column(RESIDUE, DataTypes.BinaryType));
        return DataTypes.createStructType(columns);
    }

    /** The columns of the canonical table: those of a record, then {@value #UNIT}, {@value #FILE}, {@value #OFFSET}. */
    public static StructType table(Contract contract) {
        List<StructField> columns = new ArrayList<>(List.of(of(contract).fields()));
        columns.add(column(UNIT, DataTypes.StringType));
        columns.add(column(FILE, DataTypes.StringType));
        columns.add(column(OFFSET, DataTypes.LongType));
        return DataTypes.createStructType(columns);
    }

    /** The companion of a top-level timestamp with more than 6 digits: its nanoseconds below the microsecond. */
    public static String nanos(String field) {
        return field + "__nanos";
    }

    /** The companion of a top-level timestamp that keeps its offset: the offset in seconds. */
    public static String offset(String field) {
        return field + "__offset";
    }

    static boolean hasNanos(CanonicalType type) {
        return type instanceof TimestampType timestamp && timestamp.precision() > 6;
    }

    static boolean hasOffset(CanonicalType type) {
        return type instanceof TimestampType timestamp && timestamp.keepsOffset();
    }

    private static StructField column(String name, DataType type) {
        return DataTypes.createStructField(name, type, true);
    }

    /** The type of the column that shows values of the type. */
    public static DataType column(Contract contract, CanonicalType named) {
        if (Types.recursive(contract, named)) {
            return DataTypes.StringType;
        }
        CanonicalType type = contract.resolve(named);
        if (type instanceof Scalar scalar) {
            return scalar(scalar);
        } else if (type instanceof DecimalType decimal) {
            return DataTypes.createDecimalType(decimal.precision(), decimal.scale());
        } else if (type instanceof TimestampType) {
            return DataTypes.TimestampType;
        } else if (type instanceof ListType list) {
            return DataTypes.createArrayType(column(contract, list.element()), true);
        } else if (type instanceof MapType map) {
            return DataTypes.createMapType(column(contract, map.key()), column(contract, map.value()), true);
        } else if (type instanceof CanonicalType.StructType struct) {
            List<StructField> columns = new ArrayList<>();
            for (Field field : struct.fields()) {
                columns.add(column(field.name(), column(contract, field.type())));
            }
            return struct(columns);
        } else if (type instanceof TupleType tuple) {
            List<StructField> columns = new ArrayList<>();
            for (int i = 0; i < tuple.elements().size(); i++) {
                columns.add(
                        column(tupleColumn(i), column(contract, tuple.elements().get(i))));
            }
            return struct(columns);
        } else if (type instanceof EnumType) {
            return DataTypes.StringType;
        } else if (type instanceof UnionType union) {
            List<StructField> columns = new ArrayList<>();
            columns.add(column(VARIANT, DataTypes.StringType));
            List<String> names = payloadColumns(union);
            for (int i = 0; i < names.size(); i++) {
                CanonicalType payload = union.alternatives().get(i).payload();
                if (payload != null) {
                    columns.add(column(names.get(i), column(contract, payload)));
                }
            }
            return struct(columns);
        }
        throw new IllegalStateException("no column for " + type);
    }

    /** Parquet has no empty structs: one without columns is BOOLEAN, true where there is a value. */
    private static DataType struct(List<StructField> columns) {
        return columns.isEmpty() ? DataTypes.BooleanType : DataTypes.createStructType(columns);
    }

    static String tupleColumn(int position) {
        return "_" + (position + 1);
    }

    /** For each alternative the column of its payload: its name, with its id where that name is taken already. */
    static List<String> payloadColumns(UnionType union) {
        Set<String> taken = new HashSet<>(Set.of(VARIANT));
        List<String> names = new ArrayList<>();
        for (Alternative alternative : union.alternatives()) {
            String name = alternative.name();
            if (alternative.payload() != null && !taken.add(name.toLowerCase(Locale.ROOT))) {
                name = name + "__" + alternative.id();
            }
            names.add(name);
        }
        return names;
    }

    private static DataType scalar(Scalar type) {
        return switch (type) {
            case BOOL -> DataTypes.BooleanType;
            case I8 -> DataTypes.ByteType;
            case I16, U8 -> DataTypes.ShortType;
            case I32, U16 -> DataTypes.IntegerType;
            case I64, U32, TIME, DATETIME -> DataTypes.LongType;
            case U64 -> DataTypes.createDecimalType(20, 0);
            case I128, U128, BIGINT, STRING, UUID, JSON -> DataTypes.StringType;
            case F32 -> DataTypes.FloatType;
            case F64 -> DataTypes.DoubleType;
            case BYTES -> DataTypes.BinaryType;
            case DATE -> DataTypes.DateType;
            case DURATION -> DataTypes.createDecimalType(29, 0);
        };
    }
}
