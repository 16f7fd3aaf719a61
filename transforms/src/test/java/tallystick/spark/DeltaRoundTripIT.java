package tallystick.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tallystick.canonical.ByteSink;
import tallystick.canonical.CanonicalEncoder;
import tallystick.canonical.RandomRecords;
import tallystick.canonical.RecordBuffer;
import tallystick.contract.Contract;
import tallystick.wire.Findings;

/** Columns and residue determine the bytes also after a real Delta table held them. */
class DeltaRoundTripIT {
    private static SparkSession spark;

    @TempDir
    static Path folder;

    @BeforeAll
    static void start() {
        spark = SparkSession.builder()
                .master("local[2]")
                .appName("DeltaRoundTripIT")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
                .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED")
                .config("spark.sql.parquet.datetimeRebaseModeInRead", "CORRECTED")
                .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.databricks.delta.snapshotPartitions", "1")
                .config("spark.sql.warehouse.dir", folder.resolve("warehouse").toString())
                .getOrCreate();
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @Test
    void everyTypeAndState() {
        check(RandomRecords.everything(), new RandomRecords(1), 200, "everything");
    }

    @Test
    void randomContracts() {
        for (int seed = 1000; seed < 1006; seed++) {
            RandomRecords random = new RandomRecords(seed);
            check(random.contract(), random, 40, "seed" + seed);
        }
    }

    private static void check(Contract contract, RandomRecords random, int records, String name) {
        StructType schema = CanonicalSchema.table(contract);
        CanonicalEncoder encoder = new CanonicalEncoder(contract);
        RowWriter writer = new RowWriter(contract);
        RecordBuffer record = new RecordBuffer();
        List<InternalRow> rows = new ArrayList<>();
        TreeSet<String> expected = new TreeSet<>();
        for (int i = 0; i < records; i++) {
            random.record(contract, record);
            ByteSink bytes = new ByteSink(64);
            rows.add(org.apache.spark.sql.catalyst.expressions.UnsafeProjection.create(schema)
                    .apply(writer.write(
                            record,
                            org.apache.spark.unsafe.types.UTF8String.fromString("u" + i % 2),
                            org.apache.spark.unsafe.types.UTF8String.fromString("f"),
                            i))
                    .copy());
            assertThat(encoder.encode(record, bytes)).isTrue();
            expected.add(i + " " + HexFormat.of().formatHex(bytes.copy()));
        }
        String path = folder.resolve(name).toString();
        org.apache.spark.api.java.JavaRDD<InternalRow> rdd =
                new org.apache.spark.api.java.JavaSparkContext(spark.sparkContext()).parallelize(rows, 2);
        spark.internalCreateDataFrame(rdd.rdd(), schema, false)
                .write()
                .format("delta")
                .partitionBy(CanonicalSchema.UNIT)
                .save(path);

        Dataset<Row> read = spark.read().format("delta").load(path);
        StructType actual = read.schema();
        int offset = actual.fieldIndex(CanonicalSchema.OFFSET);
        List<String> got = read.queryExecution()
                .toRdd()
                .toJavaRDD()
                .mapPartitions(partition -> {
                    RowEncoder direct = new RowEncoder(contract, actual, Map.of());
                    RowReader reader = new RowReader(contract, actual, Map.of());
                    CanonicalEncoder again = new CanonicalEncoder(contract);
                    Findings findings = new Findings();
                    RecordBuffer buffer = new RecordBuffer();
                    List<String> out = new ArrayList<>();
                    while (partition.hasNext()) {
                        InternalRow row = partition.next();
                        ByteSink bytes = new ByteSink(64);
                        ByteSink slow = new ByteSink(64);
                        boolean good = direct.encode(row, bytes, findings)
                                && reader.read(row, buffer, findings)
                                && again.encode(buffer, slow)
                                && java.util.Arrays.equals(bytes.copy(), slow.copy());
                        out.add(row.getLong(offset) + " "
                                + (good
                                        ? HexFormat.of().formatHex(bytes.copy())
                                        : findings.list().toString()));
                    }
                    return out.iterator();
                })
                .collect();
        assertThat(new TreeSet<>(got)).as(name).isEqualTo(expected);
        assertThat(got).hasSize(records);
    }
}
