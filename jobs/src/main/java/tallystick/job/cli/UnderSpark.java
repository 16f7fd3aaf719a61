package tallystick.job.cli;

import java.util.regex.Pattern;
import org.apache.spark.SparkException;
import org.apache.spark.SparkUserAppException;
import org.apache.spark.sql.SparkSession;
import tallystick.job.run.MeaningSettings;

/** All of the command line that touches Spark; loaded only by commands that do. */
final class UnderSpark {
    /** How Spark tells of a task that an outside system failed. */
    private static final Pattern OUTSIDE =
            Pattern.compile("Lost task [^\n]*: (java\\.io\\.\\w*Exception|java\\.net\\.\\w+|java\\.nio\\.file\\.\\w+"
                    + "|org\\.apache\\.hadoop\\.[\\w.]*Exception|com\\.amazonaws\\.[\\w.]*Exception)");

    private UnderSpark() {}

    /** The session that spark-submit or the launcher prepared; alone, a local one. */
    static SparkSession open(String command, String subject) {
        SparkSession.Builder builder =
                MeaningSettings.on(SparkSession.builder().appName(("tallystick " + command + " " + subject).strip()));
        // What tasks are given and give back are records and immutable lists, which Kryo, the serializer of many
        // clusters, cannot make anew. Rows are none of its business: they are bytes already.
        builder.config("spark.serializer", "org.apache.spark.serializer.JavaSerializer");
        if (System.getProperty("spark.master") == null) {
            builder.master("local[*]");
        }
        SparkSession spark = builder.getOrCreate();
        MeaningSettings.assertOn(spark);
        return spark;
    }

    /** Whether the exception is Spark's, for a task that failed because an outside system did. */
    static boolean isOutside(Throwable thrown) {
        return thrown instanceof SparkException
                && thrown.getMessage() != null
                && OUTSIDE.matcher(thrown.getMessage()).find();
    }

    /** Makes spark-submit end with that code. */
    static void fail(int code) throws Exception {
        throw new SparkUserAppException(code);
    }
}
