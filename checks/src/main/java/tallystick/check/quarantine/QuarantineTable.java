package tallystick.check.quarantine;

import java.util.Collection;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import tallystick.store.DeltaTables;

/**
 * The quarantine table of one migration: append-only. A row counts once the {@code tallies} table names its attempt and unit;
 * what a killed run left behind is never named and so is never seen through {@link #committed}.
 */
public final class QuarantineTable {
    private static final StructType FINDING = new StructType()
            .add("path", DataTypes.StringType)
            .add("reason", DataTypes.StringType)
            .add("source_value", DataTypes.StringType)
            .add("canonical_value", DataTypes.StringType)
            .add("target_value", DataTypes.StringType)
            .add("rule", DataTypes.StringType)
            .add("message", DataTypes.StringType);

    private static final StructType SIDE = new StructType()
            .add("present", DataTypes.BooleanType)
            .add("raw", DataTypes.BinaryType)
            .add("raw_length", DataTypes.LongType)
            .add("raw_hash", DataTypes.StringType)
            .add("canonical", DataTypes.StringType)
            .add("digest", DataTypes.StringType)
            .add("file", DataTypes.StringType)
            .add("offset", DataTypes.LongType);

    /** The columns, as docs/spec/tables.md describes them. */
    public static final StructType SCHEMA = new StructType()
            .add("issue_id", DataTypes.StringType)
            .add("quarantine_id", DataTypes.StringType)
            .add("content_hash", DataTypes.StringType)
            .add("run_id", DataTypes.StringType)
            .add("attempt_id", DataTypes.StringType)
            .add("migration", DataTypes.StringType)
            .add("dataset", DataTypes.StringType)
            .add("unit", DataTypes.StringType)
            .add("slice", DataTypes.StringType)
            .add("key_json", DataTypes.StringType)
            .add("key_digest", DataTypes.StringType)
            .add("sides", DataTypes.StringType)
            .add("phase", DataTypes.StringType)
            .add("reason", DataTypes.StringType)
            .add("severity", DataTypes.StringType)
            .add("findings", DataTypes.createArrayType(FINDING))
            .add("source", SIDE)
            .add("canonical", SIDE)
            .add("target", SIDE)
            .add("contract_version", DataTypes.IntegerType)
            .add("config_hash", DataTypes.StringType)
            .add("build", DataTypes.StringType)
            .add("detected_at", DataTypes.TimestampType);

    private final SparkSession spark;
    private final String path;

    /**
     * @param spark the session
     * @param path of the table, as a URI that Hadoop understands
     */
    public QuarantineTable(SparkSession spark, String path) {
        this.spark = spark;
        this.path = path;
    }

    /** Appends the rows in one commit. The table is made when it is not there. */
    public void append(JavaRDD<QuarantineRow> rows, Provenance provenance) {
        appendRows(rows.map(row -> row.toRow(provenance)));
    }

    /** Appends rows of {@link #SCHEMA} in one commit. The table is made when it is not there. */
    public void appendRows(JavaRDD<InternalRow> rows) {
        DeltaTables.createIfAbsent(spark, path, SCHEMA);
        DeltaTables.append(spark.internalCreateDataFrame(rows.rdd(), SCHEMA, false), path);
    }

    /** Whether anything was ever appended. */
    public boolean exists() {
        return DeltaTables.exists(spark, path);
    }

    /** All rows, also of attempts that were never committed. Empty when there is no table yet. */
    public Dataset<Row> all() {
        return DeltaTables.readOrEmpty(spark, path, SCHEMA);
    }

    /** The rows of one attempt. */
    public Dataset<Row> ofAttempt(String attemptId) {
        return all().where(functions.col("attempt_id").equalTo(attemptId));
    }

    /** The rows of these attempts. */
    public Dataset<Row> ofAttempts(Collection<String> attemptIds) {
        return all().where(functions.col("attempt_id").isInCollection(attemptIds));
    }

    /** The rows whose attempt and unit the tallies table names. */
    public Dataset<Row> committed(Dataset<Row> tallies) {
        return all().join(
                        tallies.select("attempt_id", "unit").distinct(),
                        scala.collection.JavaConverters.asScalaBuffer(java.util.List.of("attempt_id", "unit"))
                                .toSeq(),
                        "left_semi")
                .select(SCHEMA_COLUMNS);
    }

    private static final org.apache.spark.sql.Column[] SCHEMA_COLUMNS = java.util.Arrays.stream(SCHEMA.fieldNames())
            .map(functions::col)
            .toArray(org.apache.spark.sql.Column[]::new);
}
