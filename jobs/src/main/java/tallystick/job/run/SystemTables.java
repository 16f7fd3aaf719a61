package tallystick.job.run;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import tallystick.store.DeltaTables;

/** The tables {@code runs} and {@code tallies} of one migration; docs/spec/tables.md describes their columns. */
public final class SystemTables {
    /** The columns of {@code tallies}. */
    public static final StructType TALLIES = new StructType()
            .add("attempt_id", DataTypes.StringType)
            .add("run_id", DataTypes.StringType)
            .add("job", DataTypes.StringType)
            .add("side", DataTypes.StringType)
            .add("unit", DataTypes.StringType)
            .add("slice", DataTypes.StringType)
            .add("records", DataTypes.LongType)
            .add("digest_sum", DataTypes.StringType)
            .add("rejected", DataTypes.LongType)
            .add("basis", DataTypes.StringType)
            .add("fingerprint", DataTypes.StringType)
            .add("contract_version", DataTypes.IntegerType)
            .add("config_hash", DataTypes.StringType)
            .add("semantics", DataTypes.IntegerType)
            .add("table_version", DataTypes.LongType)
            .add("read_at", DataTypes.TimestampType)
            .add("filtered", DataTypes.LongType);

    /** The columns of {@code runs}. */
    public static final StructType RUNS = new StructType()
            .add("run_id", DataTypes.StringType)
            .add("job", DataTypes.StringType)
            .add("migration", DataTypes.StringType)
            .add("contract", DataTypes.StringType)
            .add("contract_version", DataTypes.IntegerType)
            .add("config_hash", DataTypes.StringType)
            .add("build", DataTypes.StringType)
            .add("started_at", DataTypes.TimestampType)
            .add("finished_at", DataTypes.TimestampType)
            .add("outcome", DataTypes.StringType)
            .add("exit_code", DataTypes.IntegerType)
            .add("message", DataTypes.StringType)
            .add("units", DataTypes.LongType)
            .add("records", DataTypes.LongType)
            .add("rows", DataTypes.LongType)
            .add("quarantined", DataTypes.LongType)
            .add("bytes", DataTypes.LongType);

    private static final int ROWS_OF_A_FILE = 20_000;

    private final SparkSession spark;
    private final StateFiles home;

    /** @param home the folder of the migration */
    public SystemTables(SparkSession spark, StateFiles home) {
        this.spark = spark;
        this.home = home;
    }

    /** The slice of what is said of a unit as a whole, where slices are functions of the record. */
    public static final String NO_SLICE = "*";

    /** A row of {@link #TALLIES}; {@code filtered} records are in no slice, as a declared rule leaves them out. */
    public static Row tally(
            String attemptId,
            String runId,
            String job,
            String side,
            String unit,
            SliceCount count,
            long filtered,
            String basis,
            String fingerprint,
            int contractVersion,
            String configHash,
            int semantics,
            @Nullable Long tableVersion,
            Instant readAt) {
        return RowFactory.create(
                attemptId,
                runId,
                job,
                side,
                unit,
                count.slice(),
                count.records(),
                count.sum(),
                count.rejected(),
                basis,
                fingerprint,
                contractVersion,
                configHash,
                semantics,
                tableVersion,
                Timestamp.from(readAt),
                filtered);
    }

    /** The table {@code tallies}; empty when there is none yet. */
    public Dataset<Row> tallies() {
        return DeltaTables.readOrEmpty(spark, home.resolve("tallies"), TALLIES);
    }

    /**
     * Which attempts are current: {@code job}, {@code sides} (sorted, with commas), {@code unit}, {@code attempt_id}; of
     * several attempts at one unit between the same sides, the one that read last.
     */
    public Dataset<Row> currentAttempts() {
        return tallies()
                .groupBy("job", "unit", "attempt_id", "read_at")
                .agg(functions
                        .array_join(functions.sort_array(functions.collect_set("side")), ",")
                        .as("sides"))
                .groupBy("job", "sides", "unit")
                .agg(functions
                        .max_by(functions.col("attempt_id"), functions.col("read_at"))
                        .as("attempt_id"));
    }

    /** Appends rows of {@link #TALLIES}: their attempts count from now on. */
    public void appendTallies(List<Row> rows) {
        DeltaTables.createIfAbsent(spark, home.resolve("tallies"), TALLIES);
        DeltaTables.append(inFewFiles(rows, TALLIES), home.resolve("tallies"));
    }

    /** As {@link #appendTallies}, once for each number of an application that counts its commits. */
    public void appendTalliesOnce(List<Row> rows, String application, long number) {
        DeltaTables.createIfAbsent(spark, home.resolve("tallies"), TALLIES);
        DeltaTables.appendOnce(inFewFiles(rows, TALLIES), home.resolve("tallies"), application, number);
    }

    /** The table {@code runs}; empty when there is none yet. */
    public Dataset<Row> runs() {
        return DeltaTables.readOrEmpty(spark, home.resolve("run_history"), RUNS);
    }

    /** Appends the row of a run that ended. */
    public void appendRun(Verdict verdict, long bytes) {
        DeltaTables.createIfAbsent(spark, home.resolve("run_history"), RUNS);
        Row row = RowFactory.create(
                verdict.runId(),
                verdict.job(),
                verdict.migration(),
                verdict.contract().name(),
                verdict.contract().version(),
                verdict.configHash(),
                verdict.build(),
                Timestamp.from(Instant.parse(verdict.startedAt())),
                Timestamp.from(Instant.parse(verdict.finishedAt())),
                verdict.outcome(),
                verdict.exitCode(),
                verdict.message(),
                verdict.counts().getOrDefault("units_done", 0L),
                verdict.counts().getOrDefault("records", 0L),
                verdict.counts().getOrDefault("rows", 0L),
                verdict.counts().getOrDefault("quarantined", 0L),
                bytes);
        DeltaTables.append(inFewFiles(List.of(row), RUNS), home.resolve("run_history"));
    }

    /** The rows in as few files as can be, none of which is sent to its task as more than some megabytes. */
    private Dataset<Row> inFewFiles(List<Row> rows, StructType schema) {
        int files = Math.max(1, (rows.size() + ROWS_OF_A_FILE - 1) / ROWS_OF_A_FILE);
        return spark.createDataFrame(
                JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(rows, files), schema);
    }
}
