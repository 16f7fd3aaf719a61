package tallystick.job.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * The Spark settings that the meaning of a result depends on, whatever the cluster says. Tuning is not among them. The
 * same list, for spark-submit, is conf/spark-defaults.conf; a test compares the two.
 */
public final class MeaningSettings {
    private static final Map<String, String> SETTINGS = settings();

    private MeaningSettings() {}

    /** All settings, by name. */
    public static Map<String, String> all() {
        return new LinkedHashMap<>(SETTINGS);
    }

    /** The builder with all settings. */
    public static SparkSession.Builder on(SparkSession.Builder builder) {
        SETTINGS.forEach(builder::config);
        return builder;
    }

    /**
     * Sets what can be set in a running session, and makes sure of all.
     *
     * @throws JobException naming every setting that has another value and cannot be changed any more
     */
    public static void assertOn(SparkSession spark) {
        List<String> wrong = new ArrayList<>();
        SETTINGS.forEach((name, value) -> {
            if (!actual(spark, name).equals(value) && spark.conf().isModifiable(name)) {
                spark.conf().set(name, value);
            }
            String actual = actual(spark, name);
            boolean unsetDefault = actual.isEmpty() && value.equals("false");
            if (!actual.equals(value) && !unsetDefault) {
                wrong.add(name + " is \"" + actual + "\", must be \"" + value + "\"");
            }
        });
        if (!wrong.isEmpty()) {
            throw new JobException(
                    ExitCode.USAGE,
                    "this Spark session would change what results mean: " + String.join("; ", wrong)
                            + ". Start it with --properties-file conf/spark-defaults.conf or these settings");
        }
    }

    private static String actual(SparkSession spark, String name) {
        return spark.conf().get(name, spark.sparkContext().getConf().get(name, ""));
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension");
        settings.put("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
        settings.put("spark.sql.session.timeZone", "UTC");
        settings.put("spark.sql.ansi.enabled", "true");
        settings.put("spark.sql.caseSensitive", "false");
        settings.put("spark.sql.parquet.datetimeRebaseModeInRead", "CORRECTED");
        settings.put("spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED");
        settings.put("spark.sql.parquet.int96RebaseModeInRead", "CORRECTED");
        settings.put("spark.sql.parquet.int96RebaseModeInWrite", "CORRECTED");
        settings.put("spark.sql.avro.datetimeRebaseModeInRead", "CORRECTED");
        settings.put("spark.sql.avro.datetimeRebaseModeInWrite", "CORRECTED");
        settings.put("spark.sql.legacy.timeParserPolicy", "CORRECTED");
        settings.put("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
        settings.put("spark.sql.files.ignoreCorruptFiles", "false");
        settings.put("spark.sql.files.ignoreMissingFiles", "false");
        settings.put("spark.files.ignoreCorruptFiles", "false");
        settings.put("spark.files.ignoreMissingFiles", "false");
        settings.put("spark.sql.sources.partitionColumnTypeInference.enabled", "false");
        settings.put("spark.sql.optimizer.metadataOnly", "false");
        settings.put("spark.sql.readSideCharPadding", "false");
        return settings;
    }
}
