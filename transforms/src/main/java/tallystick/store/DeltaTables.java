package tallystick.store;

import io.delta.tables.DeltaTable;
import io.delta.tables.DeltaTableBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/** Delta tables that every reader can read: protocol reader 1, writer 2, no deletion vectors, no column mapping. */
public final class DeltaTables {
    private DeltaTables() {}

    /** Whether there is a Delta table at the path. */
    public static boolean exists(SparkSession spark, String path) {
        return DeltaTable.isDeltaTable(spark, path);
    }

    /**
     * Makes an empty table when there is none.
     *
     * @param partitions the partition columns; none for most tables
     */
    public static void createIfAbsent(SparkSession spark, String path, StructType schema, String... partitions) {
        if (exists(spark, path)) {
            return;
        }
        DeltaTableBuilder builder = DeltaTable.createIfNotExists(spark)
                .location(path)
                .addColumns(schema)
                .property("delta.minReaderVersion", "1")
                .property("delta.minWriterVersion", "2")
                .property("delta.enableDeletionVectors", "false")
                .property("delta.autoOptimize.optimizeWrite", "false")
                .property("delta.autoOptimize.autoCompact", "false");
        builder.partitionedBy(partitions).execute();
    }

    /** Appends in one commit. */
    public static void append(Dataset<Row> rows, String path) {
        rows.write()
                .format("delta")
                .mode(SaveMode.Append)
                .option("optimizeWrite", "false")
                // A table of an earlier version may lack a column.
                .option("mergeSchema", "true")
                .save(path);
    }

    /**
     * Appends in one commit, once: a second call with the same or a lower version of the same application does nothing.
     *
     * @param application whose commits are numbered
     * @param version of this commit
     */
    public static void appendOnce(Dataset<Row> rows, String path, String application, long version) {
        rows.write()
                .format("delta")
                .mode(SaveMode.Append)
                .option("optimizeWrite", "false")
                // A table of an earlier version may lack a column.
                .option("mergeSchema", "true")
                .option("txnAppId", application)
                .option("txnVersion", version)
                .save(path);
    }

    /** The table, or no rows of that schema when there is none. */
    public static Dataset<Row> readOrEmpty(SparkSession spark, String path, StructType schema) {
        return exists(spark, path)
                ? spark.read().format("delta").load(path)
                : spark.createDataFrame(List.<Row>of(), schema);
    }

    /** The version of the newest commit. */
    public static long version(SparkSession spark, String path) {
        return DeltaLog.forTable(spark, path)
                .update(false, Option.empty(), Option.empty())
                .version();
    }

    /**
     * The rows of each partition at a version, as the table's log counts them: no data file is read.
     *
     * @return by the value of the partition column; -1 for a partition with a file whose rows were not counted
     */
    public static Map<String, Long> rowsByPartition(SparkSession spark, String path, long version, String column) {
        Dataset<Row> files = DeltaLog.forTable(spark, path)
                .getSnapshotAt(version, Option.empty(), Option.empty(), Option.empty())
                .allFiles()
                .toDF();
        Column rows =
                functions.get_json_object(files.col("stats"), "$.numRecords").cast("bigint");
        Map<String, Long> counts = new TreeMap<>();
        for (Row row : files.groupBy(files.col("partitionValues").getItem(column))
                .agg(functions.sum(rows), functions.count(rows), functions.count("*"))
                .collectAsList()) {
            counts.put(row.getString(0), row.getLong(2) == row.getLong(3) ? row.getLong(1) : -1L);
        }
        return counts;
    }
}
