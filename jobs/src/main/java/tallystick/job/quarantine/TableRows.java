package tallystick.job.quarantine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.Table;
import io.delta.kernel.data.ArrayValue;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;

/**
 * The rows of a Delta table as JSON objects, read without a Spark session, which takes longer to start than most of
 * these tables take to read. Bytes are in base 64, timestamps in ISO 8601, UTC.
 */
public final class TableRows {
    private final Engine engine;
    private final String path;

    /** @param path of the table, as a URI that Hadoop understands */
    public TableRows(Configuration configuration, String path) {
        this.engine = DefaultEngine.create(configuration);
        this.path = path;
    }

    /**
     * Hands every row over, in no particular order.
     *
     * @param columns the top-level columns that are read; those the table does not have are left out
     * @return whether there is a table
     */
    public boolean forEach(List<String> columns, Consumer<ObjectNode> consumer) throws IOException {
        Snapshot snapshot;
        try {
            snapshot = Table.forPath(engine, path).getLatestSnapshot(engine);
        } catch (TableNotFoundException e) {
            return false;
        }
        List<StructField> fields = new ArrayList<>();
        for (StructField field : snapshot.getSchema(engine).fields()) {
            if (columns.contains(field.getName())) {
                fields.add(field);
            }
        }
        Scan scan = snapshot.getScanBuilder(engine)
                .withReadSchema(engine, new StructType(fields))
                .build();
        Row state = scan.getScanState(engine);
        StructType physical = ScanStateRow.getPhysicalDataReadSchema(engine, state);
        try (CloseableIterator<FilteredColumnarBatch> batches = scan.getScanFiles(engine)) {
            while (batches.hasNext()) {
                try (CloseableIterator<Row> files = batches.next().getRows()) {
                    while (files.hasNext()) {
                        file(scan, state, physical, files.next(), consumer);
                    }
                }
            }
        }
        return true;
    }

    private void file(Scan scan, Row state, StructType physical, Row file, Consumer<ObjectNode> consumer)
            throws IOException {
        try (CloseableIterator<FilteredColumnarBatch> batches = Scan.transformPhysicalData(
                engine,
                state,
                file,
                engine.getParquetHandler()
                        .readParquetFiles(
                                Utils.singletonCloseableIterator(InternalScanFileUtils.getAddFileStatus(file)),
                                physical,
                                scan.getRemainingFilter()))) {
            while (batches.hasNext()) {
                try (CloseableIterator<Row> rows = batches.next().getRows()) {
                    while (rows.hasNext()) {
                        consumer.accept(object(rows.next()));
                    }
                }
            }
        }
    }

    private static ObjectNode object(Row row) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        List<StructField> fields = row.getSchema().fields();
        for (int i = 0; i < fields.size(); i++) {
            object.set(fields.get(i).getName(), row.isNullAt(i) ? NullNode.instance : value(row, i, fields.get(i)));
        }
        return object;
    }

    private static JsonNode value(Row row, int i, StructField field) {
        DataType type = field.getDataType();
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (type instanceof StringType) {
            return json.textNode(row.getString(i));
        }
        if (type instanceof LongType) {
            return json.numberNode(row.getLong(i));
        }
        if (type instanceof IntegerType) {
            return json.numberNode(row.getInt(i));
        }
        if (type instanceof DoubleType) {
            return json.numberNode(row.getDouble(i));
        }
        if (type instanceof BooleanType) {
            return json.booleanNode(row.getBoolean(i));
        }
        if (type instanceof BinaryType) {
            return json.binaryNode(row.getBinary(i));
        }
        if (type instanceof TimestampType) {
            return json.textNode(
                    Instant.EPOCH.plus(row.getLong(i), ChronoUnit.MICROS).toString());
        }
        if (type instanceof StructType) {
            return object(row.getStruct(i));
        }
        if (type instanceof ArrayType array && array.getElementType() instanceof StructType struct) {
            return array(row.getArray(i), struct);
        }
        throw new IllegalStateException("column " + field.getName() + " is a " + type + ", which no system table has");
    }

    private static ArrayNode array(ArrayValue values, StructType struct) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        ColumnVector elements = values.getElements();
        for (int i = 0; i < values.getSize(); i++) {
            array.add(elements.isNullAt(i) ? NullNode.instance : element(elements, i, struct));
        }
        return array;
    }

    /** Structs in arrays hold text only. */
    private static ObjectNode element(ColumnVector elements, int i, StructType struct) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int f = 0; f < struct.length(); f++) {
            ColumnVector child = elements.getChild(f);
            object.set(
                    struct.at(f).getName(),
                    child.isNullAt(i) ? NullNode.instance : JsonNodeFactory.instance.textNode(child.getString(i)));
        }
        return object;
    }
}
