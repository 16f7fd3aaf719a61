package tallystick.spark.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tallystick.dialects.WireFormats;

/** Files by their short names: what real programs wrote, and what is written here and read again. */
final class SourcesIT {
    private static final Path STORE = Path.of("interop/gobstore").toAbsolutePath();

    @TempDir
    static Path folder;

    private static SparkSession spark;

    @BeforeAll
    static void start() {
        spark = SparkSession.builder()
                .master("local[2]")
                .appName("SourcesIT")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.session.timeZone", "UTC")
                .getOrCreate();
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    private static DataFrameReader payments(String side) {
        return spark.read()
                .format(side.equals("source") ? "gob" : "serde-json")
                .option("migration", STORE.resolve("migration.yaml").toString())
                .option("side", side);
    }

    private static String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8)
                .toString();
    }

    @Test
    void everyFormatIsASource() {
        for (WireFormats.WireFormat format : WireFormats.all()) {
            assertThatThrownBy(() -> spark.read()
                            .format(format.name())
                            .load(STORE.resolve("rust").toString()))
                    .as(format.name())
                    .hasStackTraceContaining("nothing says what a record is: give a schema, or one of the options");
        }
    }

    /** Gob of a real Go service over restarts and three versions, one file of it compressed, against the Rust service's JSON. */
    @Test
    void aStoreOfGoEqualsItsCopyOfRust() {
        Dataset<Row> go = payments("source").load(STORE.resolve("go").toString());
        Dataset<Row> rust = payments("target").load(STORE.resolve("rust").toString());
        assertThat(go.count()).isEqualTo(306);
        List<String> compared =
                List.of("day", "id", "reference", "at", "at__nanos", "amount", "rate", "note", "kind", "balance")
                        .stream()
                        .filter(List.of(go.columns())::contains)
                        .toList();
        assertThat(compared).contains("day", "id", "at", "at__nanos", "amount");
        String[] columns = compared.toArray(String[]::new);
        assertThat(go.selectExpr(columns).exceptAll(rust.selectExpr(columns)).count())
                .isZero();
        assertThat(go.where("_finding IS NOT NULL").count()).isZero();
    }

    @Test
    void foldersColumnsAndMetadataAreSparks() {
        Dataset<Row> one = payments("source")
                .load(STORE.resolve("go").toString())
                .where("day = '2024-03-02'")
                .selectExpr("id", "_metadata.file_name AS file");
        String plan = one.queryExecution().executedPlan().toString();
        assertThat(plan).contains("PartitionFilters: [isnotnull(day").contains("ReadSchema: struct<id:bigint>");
        assertThat(one.selectExpr("file").distinct().collectAsList().toString())
                .contains("a.gob")
                .contains("b.gob.gz");
    }

    @Test
    void whatIsWrittenIsRead() {
        String schema = "id BIGINT NOT NULL, name STRING NOT NULL, many ARRAY<INT> NOT NULL, at TIMESTAMP NOT NULL";
        Dataset<Row> rows = spark.range(1000)
                .selectExpr(
                        "id",
                        "concat('n', id) AS name",
                        "array(1, CAST(id AS INT)) AS many",
                        "timestamp_micros(1700000000000000 + id) AS at",
                        "id % 3 AS part");
        for (WireFormats.WireFormat format : WireFormats.all()) {
            for (String compression : List.of("none", "gzip", "zstd")) {
                String path = folder.resolve(format.name() + compression).toString();
                rows.write()
                        .format(format.name())
                        .partitionBy("part")
                        .option("schema", schema)
                        .option("compression", compression)
                        .save(path);
                Dataset<Row> back = spark.read()
                        .format(format.name())
                        .option("schema", schema)
                        .option("mode", "FAILFAST")
                        .load(path);
                assertThat(back.columns()).containsExactly("id", "name", "many", "at", "part");
                assertThat(back.selectExpr("id", "name", "many", "at", "CAST(part AS BIGINT) AS part")
                                .exceptAll(rows)
                                .count())
                        .as(path)
                        .isZero();
                assertThat(back.count()).isEqualTo(1000);
            }
        }
    }

    @Test
    void framingAndUnwrapAreDeclared() {
        String path = folder.resolve("framed").toString();
        spark.range(10)
                .selectExpr("id")
                .write()
                .format("postcard")
                .option(
                        "framing",
                        "{kind: length, prefix: u32, byte_order: big, checksum: {kind: crc32c, place: after}}")
                .option("unwrap", "[gzip]")
                .save(path);
        Dataset<Row> back = spark.read()
                .format("postcard")
                .option("schema", "id BIGINT NOT NULL")
                .option(
                        "framing",
                        "{kind: length, prefix: u32, byte_order: big, checksum: {kind: crc32c, place: after}}")
                .option("unwrap", "[gzip]")
                .load(path);
        assertThat(back.agg(java.util.Map.of("id", "sum")).first().getLong(0)).isEqualTo(45);
    }

    @Test
    void malformedRecordsInThreeModes() throws IOException {
        String path = file("bad.jsonl", "{\"id\":1}\n{\"id\":\"x\"}\n{\"id\":3}\n");
        DataFrameReader reader = spark.read().format("go-json").option("schema", "id BIGINT NOT NULL");
        Row bad = reader.load(path).where("_finding IS NOT NULL").first();
        assertThat(bad.isNullAt(0)).isTrue();
        assertThat(new String((byte[]) bad.getAs("_corrupt_record"), StandardCharsets.UTF_8))
                .isEqualTo("{\"id\":\"x\"}");
        Row finding = bad.getAs("_finding");
        assertThat(finding.getString(0)).isEqualTo("type");
        assertThat(finding.getString(1)).isEqualTo("id");
        // The line begins at 9, and the value is its seventh byte.
        assertThat(finding.getLong(2)).isEqualTo(15);
        assertThat(reader.load(path).count()).isEqualTo(3);
        Dataset<Row> dropped = reader.option("mode", "DROPMALFORMED").load(path);
        assertThat(dropped.count()).isEqualTo(2);
        assertThat(dropped.columns()).containsExactly("id");
        assertThatThrownBy(() -> reader.option("mode", "FAILFAST").load(path).count())
                .hasStackTraceContaining("bad.jsonl: malformed record: field id, byte 15: ")
                .hasStackTraceContaining("or write mode PERMISSIVE to see it in its columns");
    }

    @Test
    void aFileThatBreaksOffIsNoShorterFile() throws IOException {
        byte[] whole = Files.readAllBytes(STORE.resolve("go/day=2024-03-01/a.gob"));
        Path cut = folder.resolve("cut.gob");
        Files.write(cut, java.util.Arrays.copyOf(whole, whole.length - 3));
        assertThatThrownBy(() -> payments("source").load(cut.toString()).count())
                .hasStackTraceContaining("the file ends inside its last record");
    }

    @Test
    void linesAreReadInPartsAndOtherFilesWhole() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            lines.append("{\"id\":").append(i).append("}\n");
        }
        String path = file("many.jsonl", lines.toString());
        spark.conf().set("spark.sql.files.maxPartitionBytes", "20000");
        try {
            Dataset<Row> read = spark.read()
                    .format("serde-json")
                    .option("schema", "id BIGINT NOT NULL")
                    .load(path);
            assertThat(read.rdd().getNumPartitions()).isGreaterThan(5);
            assertThat(read.distinct().count()).isEqualTo(20_000);
        } finally {
            spark.conf().unset("spark.sql.files.maxPartitionBytes");
        }
    }

    @Test
    void mistakesNameTheOptionAndTheMend() throws IOException {
        String path = file("one.jsonl", "{\"id\":1}\n");
        assertThatThrownBy(() -> spark.read()
                        .format("go-json")
                        .option("contarct", "c.yaml")
                        .load(path))
                .hasMessageContaining("there is no option contarct; did you mean contract?");
        assertThatThrownBy(() -> spark.read()
                        .format("bincode")
                        .option("schema", "id INT")
                        .option("framing", "lines")
                        .load(path))
                .hasMessageContaining("option framing: ");
        assertThatThrownBy(() -> spark.range(1)
                        .selectExpr("CAST(NULL AS BIGINT) AS id")
                        .write()
                        .format("bincode")
                        .option("schema", "id BIGINT NOT NULL")
                        .save(folder.resolve("refused").toString()))
                .hasStackTraceContaining("bincode: a row cannot be written: field id: ");
        assertThatThrownBy(() -> spark.range(1)
                        .selectExpr("id", "id AS price")
                        .write()
                        .format("go-json")
                        .option("schema", "id BIGINT, prize BIGINT")
                        .save(folder.resolve("misspelt").toString()))
                .hasStackTraceContaining(
                        "go-json: the records have no field for the column price; did you mean prize?");
    }
}
