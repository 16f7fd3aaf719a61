package tallystick.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark and Delta run together on this JDK. */
final class StackIT {
    @Test
    void delta_reads_what_it_wrote(@TempDir Path folder) {
        String table = folder.resolve("numbers").toString();
        try (SparkSession spark = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", false)
                .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
                .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
                .getOrCreate()) {
            spark.range(10).write().format("delta").save(table);
            spark.range(10, 15).write().format("delta").mode("append").save(table);

            assertThat(spark.read().format("delta").load(table).count()).isEqualTo(15);
            assertThat(spark.sql("DESCRIBE HISTORY delta.`" + table + "`").count())
                    .isEqualTo(2);
        }
    }
}
