package tallystick.check.quality;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import tallystick.check.quality.CheckResult.Counts;
import tallystick.check.quarantine.Provenance;
import tallystick.store.DeltaTables;

/** The tables {@code quality_results} and {@code quality_metrics} of one migration; docs/spec/quality.md describes their columns. */
public final class QualityTables {
    /** The columns of {@code quality_results}. */
    public static final StructType RESULTS = new StructType()
            .add("run_id", DataTypes.StringType)
            .add("attempt_id", DataTypes.StringType)
            .add("migration", DataTypes.StringType)
            .add("dataset", DataTypes.StringType)
            .add("check", DataTypes.StringType)
            .add("kind", DataTypes.StringType)
            .add("fields", DataTypes.createArrayType(DataTypes.StringType))
            .add("asks", DataTypes.StringType)
            .add("level", DataTypes.StringType)
            .add("status", DataTypes.StringType)
            .add("message", DataTypes.StringType)
            .add("rows", DataTypes.LongType)
            .add("nulls", DataTypes.LongType)
            .add("evaluated", DataTypes.LongType)
            .add("passed", DataTypes.LongType)
            .add("failed", DataTypes.LongType)
            .add("quarantined", DataTypes.LongType)
            .add("table_version", DataTypes.LongType)
            .add("contract_version", DataTypes.IntegerType)
            .add("config_hash", DataTypes.StringType)
            .add("build", DataTypes.StringType)
            .add("evaluated_at", DataTypes.TimestampType);

    /** The columns of {@code quality_metrics}. */
    public static final StructType METRICS = new StructType()
            .add("run_id", DataTypes.StringType)
            .add("attempt_id", DataTypes.StringType)
            .add("migration", DataTypes.StringType)
            .add("check", DataTypes.StringType)
            .add("entity", DataTypes.StringType)
            .add("instance", DataTypes.StringType)
            .add("name", DataTypes.StringType)
            .add("value", DataTypes.DoubleType)
            .add("numerator", DataTypes.LongType)
            .add("denominator", DataTypes.LongType)
            .add("table_version", DataTypes.LongType)
            .add("measured_at", DataTypes.TimestampType);

    private final SparkSession spark;
    private final String results;
    private final String metrics;

    /** @param home the folder of the migration, as a URI that Hadoop understands */
    public QualityTables(SparkSession spark, String home) {
        this.spark = spark;
        this.results = home + "/quality_results";
        this.metrics = home + "/quality_metrics";
    }

    /**
     * Appends what a run found: the metrics in one commit, and then the results.
     *
     * @param quarantined how many rows of each check are in quarantine
     * @param tableVersion the version of the canonical table that was evaluated
     */
    public void append(
            QualityOutcome outcome, Map<PlannedCheck, Long> quarantined, Provenance provenance, long tableVersion) {
        List<Row> measured = new ArrayList<>();
        for (Metric metric : outcome.metrics()) {
            measured.add(row(metric, provenance, tableVersion));
        }
        append(measured, METRICS, metrics);
        List<Row> judged = new ArrayList<>();
        for (CheckResult result : outcome.results()) {
            judged.add(row(result, quarantined.getOrDefault(result.check(), 0L), provenance, tableVersion));
        }
        append(judged, RESULTS, results);
    }

    private void append(List<Row> rows, StructType schema, String path) {
        DeltaTables.createIfAbsent(spark, path, schema);
        DeltaTables.append(spark.createDataFrame(rows, schema).coalesce(1), path);
    }

    private static Row row(CheckResult result, long quarantined, Provenance provenance, long tableVersion) {
        PlannedCheck.Title title = result.check().title();
        Optional<Counts> counts = result.counts();
        return RowFactory.create(
                provenance.runId(),
                provenance.attemptId(),
                provenance.migration(),
                provenance.dataset(),
                title.name(),
                title.kind(),
                title.fields().toArray(String[]::new),
                title.asks(),
                title.level().name().toLowerCase(java.util.Locale.ROOT),
                result.status().code(),
                result.message(),
                counts.map(Counts::rows).orElse(null),
                counts.map(Counts::nulls).orElse(null),
                counts.map(Counts::evaluated).orElse(null),
                counts.map(Counts::passed).orElse(null),
                counts.map(Counts::failed).orElse(null),
                quarantined,
                tableVersion,
                provenance.contractVersion(),
                provenance.configHash(),
                provenance.build(),
                Timestamp.from(provenance.detectedAt()));
    }

    private static Row row(Metric metric, Provenance provenance, long tableVersion) {
        return RowFactory.create(
                provenance.runId(),
                provenance.attemptId(),
                provenance.migration(),
                metric.check(),
                metric.entity(),
                metric.instance(),
                metric.name(),
                metric.value(),
                boxed(metric.numerator()),
                boxed(metric.denominator()),
                tableVersion,
                Timestamp.from(provenance.detectedAt()));
    }

    private static @Nullable Long boxed(OptionalLong number) {
        return number.isPresent() ? (Long) number.getAsLong() : null;
    }
}
