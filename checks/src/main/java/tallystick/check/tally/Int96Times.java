package tallystick.check.tally;

import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.spark.sql.delta.DeltaColumnMapping;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Tells which files hold timestamps as INT96, of which Spark drops the last three digits of the nanoseconds without a
 * word. Those that Spark wrote have none there.
 */
final class Int96Times implements Serializable {
    private static final long serialVersionUID = 1;

    private final SerializableConfiguration hadoop;
    private final Set<String> columns;

    private Int96Times(SerializableConfiguration hadoop, Set<String> columns) {
        this.hadoop = hadoop;
        this.columns = columns;
    }

    /** Of those columns of a table, by the names they have in its files. */
    static Int96Times in(Configuration configuration, StructType schema) {
        Set<String> columns = new HashSet<>();
        Arrays.stream(schema.fields())
                .filter(field -> holdsTime(field.dataType()))
                .forEach(field ->
                        columns.add(DeltaColumnMapping.getPhysicalName(field).toLowerCase(Locale.ROOT)));
        return new Int96Times(new SerializableConfiguration(configuration), columns);
    }

    private static boolean holdsTime(DataType type) {
        if (type instanceof StructType struct) {
            return Arrays.stream(struct.fields()).anyMatch(field -> holdsTime(field.dataType()));
        }
        if (type instanceof ArrayType array) {
            return holdsTime(array.elementType());
        }
        if (type instanceof MapType map) {
            return holdsTime(map.keyType()) || holdsTime(map.valueType());
        }
        return type instanceof TimestampType;
    }

    /** Why timestamps of the Parquet file at that URI may not be what Spark shows. */
    Optional<String> loss(String uri) {
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        try {
            HadoopInputFile file = HadoopInputFile.fromPath(new Path(URI.create(uri)), hadoop.value());
            ParquetReadOptions options = HadoopReadOptions.builder(hadoop.value())
                    .withMetadataFilter(ParquetMetadataConverter.SKIP_ROW_GROUPS)
                    .build();
            try (ParquetFileReader reader = ParquetFileReader.open(file, options)) {
                return loss(reader.getFileMetaData());
            }
        } catch (IOException e) {
            return Optional.of("cannot be read: " + TableCursor.why(e));
        }
    }

    private Optional<String> loss(FileMetaData file) {
        if (file.getKeyValueMetaData().containsKey("org.apache.spark.version")) {
            return Optional.empty();
        }
        for (ColumnDescriptor column : file.getSchema().getColumns()) {
            if (column.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT96
                    && columns.contains(column.getPath()[0].toLowerCase(Locale.ROOT))) {
                return Optional.of("the column " + String.join(".", column.getPath())
                        + " holds timestamps as INT96, of which Spark shows microseconds only, so that nothing can be"
                        + " proved of them; write it as a timestamp of microseconds, with its nanoseconds in a column "
                        + column.getPath()[0] + "__nanos if they matter");
            }
        }
        return Optional.empty();
    }
}
