package tallystick.check.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tallystick.wire.Reason;

final class QuarantineTableIT {
    @TempDir
    private Path folder;

    private static SparkSession spark() {
        return SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
                .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
                .config("spark.sql.session.timeZone", "UTC")
                .getOrCreate();
    }

    private static Provenance attempt(String id) {
        return new Provenance("r1", id, "m", "flights", 1, "c0ffee", "0.1.0", Instant.parse("2025-03-01T10:15:00Z"));
    }

    @Test
    void onlyRowsOfNamedAttemptsAreCommitted() {
        SparkSession spark = spark();
        QuarantineTable table =
                new QuarantineTable(spark, folder.resolve("quarantine").toString());
        assertThat(table.all().count()).isZero();
        QuarantineRow row = new QuarantineRow(
                "day=1",
                "day=1",
                "{\"id\":1}",
                "aa",
                Phase.VALIDATE,
                Reason.RANGE,
                List.of(new Detail("age", Reason.RANGE, "300", null, null, null, "is beyond u8")),
                SideRecord.ofBytes(new byte[] {1, (byte) 0xff}, 0, 2, "{\"id\":1}", null, "day=1/a", 0),
                null,
                null,
                0);
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        table.append(context.parallelize(List.of(row)), attempt("killed"));
        table.append(context.parallelize(List.of(row)), attempt("committed"));

        assertThat(table.all().count()).isEqualTo(2);
        assertThat(table.ofAttempt("killed").count()).isEqualTo(1);
        Dataset<Row> tallies = spark.createDataFrame(
                List.of(RowFactory.create("committed", "day=1"), RowFactory.create("killed", "day=2")),
                new StructType().add("attempt_id", DataTypes.StringType).add("unit", DataTypes.StringType));
        List<Row> seen = table.committed(tallies).collectAsList();
        assertThat(seen).hasSize(1);
        Row only = seen.get(0);
        assertThat(only.schema()).isEqualTo(QuarantineTable.SCHEMA);
        assertThat(only.<String>getAs("attempt_id")).isEqualTo("committed");
        Row source = only.getAs("source");
        assertThat(source.<byte[]>getAs("raw")).containsExactly(1, 0xff);
        Row finding = only.<Row>getList(only.fieldIndex("findings")).get(0);
        assertThat(finding.<String>getAs("reason")).isEqualTo("range");
        Row protocol = spark.sql("DESCRIBE DETAIL delta.`" + folder.resolve("quarantine") + "`")
                .first();
        assertThat(protocol.<Integer>getAs("minReaderVersion")).isEqualTo(1);
        assertThat(protocol.<Integer>getAs("minWriterVersion")).isEqualTo(2);
    }
}
