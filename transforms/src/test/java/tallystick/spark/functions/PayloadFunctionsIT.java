package tallystick.spark.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tallystick.dialects.WireFormats;

/** The functions as a query calls them, on payloads that real Go and Rust programs wrote. */
final class PayloadFunctionsIT {
    /** {K: 1, V: true}, by Go's encoding/gob: the fact any-bool of go-gob.jsonl. */
    private static final String GOB =
            "X'2d7f030101147265636f72645b696e74657266616365207b7d5d01ff8000010201014b01040001015601"
                    + "100000000fff8001020104626f6f6c0202000100'";

    private static final String GOB_TYPES =
            "map('record', 'R', 'types', '{R: {struct: [{name: K, type: int64}, {name: V, type: any}]}, \"record[interface {}]\": R}')";

    @TempDir
    static Path folder;

    private static SparkSession spark;

    @BeforeAll
    static void start() {
        spark = SparkSession.builder()
                .master("local[2]")
                .appName("PayloadFunctionsIT")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.extensions", TallystickExtensions.class.getName())
                .getOrCreate();
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    private static Row one(String query) {
        return spark.sql(query).first();
    }

    /** The payload in a column of two rows, so that nothing is folded on the driver. */
    private static List<Row> rows(String payload, String expression) {
        return spark.range(2)
                .selectExpr("if(id >= 0, " + payload + ", NULL) AS p")
                .repartition(2)
                .selectExpr(expression + " AS r")
                .selectExpr("r.*")
                .collectAsList();
    }

    @Test
    void everyFormatHasItsTwoFunctions() {
        for (WireFormats.WireFormat format : WireFormats.all()) {
            for (String name : List.of("from_" + format.word(), "to_" + format.word())) {
                assertThat(one("DESCRIBE FUNCTION " + name).getString(0)).contains(name);
            }
        }
    }

    @Test
    void gobByColumnsAndByTypes() {
        assertThat(rows(GOB, "from_gob(p, 'K BIGINT')").toString()).isEqualTo("[[1], [1]]");
        assertThat(rows(GOB, "from_gob(p, " + GOB_TYPES + ")").toString()).isEqualTo("[[1,true,null], [1,true,null]]");
        assertThat(one("SELECT from_gob(NULL, 'K BIGINT')").isNullAt(0)).isTrue();
    }

    @Test
    void whatIsWrittenIsRead() {
        spark.range(3)
                .selectExpr("struct(id AS ID, concat('n', id) AS Name, array(id, 7L) AS Many, named_struct('At',"
                        + " timestamp'2024-03-01 10:00:00.25', 'Bytes', X'00ff') AS Inner,"
                        + " CAST(18446744073709551615 AS DECIMAL(20,0)) AS Big) AS r")
                .createOrReplaceTempView("records");
        for (String name : List.of("gob", "go_json", "serde_json", "msgpack", "bincode", "postcard")) {
            String schema = "ID BIGINT NOT NULL, Name STRING NOT NULL, Many ARRAY<BIGINT> NOT NULL, Inner STRUCT<At:"
                    + " TIMESTAMP NOT NULL, Bytes: BINARY NOT NULL> NOT NULL, Big DECIMAL(20,0) NOT NULL";
            List<Row> back = spark.sql("SELECT from_" + name + "(to_" + name + "(r, map('schema', '" + schema + "')), '"
                            + schema + "') = r FROM records")
                    .collectAsList();
            assertThat(back).as(name).hasSize(3).allMatch(row -> row.getBoolean(0));
        }
    }

    @Test
    void jsonIsTextAndItsEraCounts() {
        assertThat(one("SELECT to_go_json(named_struct('v', '\b')) AS j").getString(0))
                .isEqualTo("{\"v\":\"\\b\"}");
        assertThat(one("SELECT to_go_json(named_struct('v', '\b'), map('dialect', 'go/encoding-json@1.0')) AS j")
                        .getString(0))
                .isEqualTo("{\"v\":\"\\u0008\"}");
        assertThat(one("SELECT to_serde_json(named_struct('v', 1e16D), map('dialect', 'rust/serde-json@ryu')) AS j")
                        .getString(0))
                .isEqualTo("{\"v\":1e16}");
        assertThat(rows("'{\"v\":1,\"w\":2}'", "from_go_json(p, 'v INT')").toString())
                .isEqualTo("[[1], [1]]");
        assertThat(rows("binary('{\"v\":1}')", "from_serde_json(p, 'v INT')").toString())
                .isEqualTo("[[1], [1]]");
    }

    @Test
    void aMalformedPayloadIsNullOrAnErrorOrInItsColumns() {
        assertThat(one("SELECT from_bincode(X'0100', 'k INT NOT NULL')").isNullAt(0))
                .isTrue();
        assertThatThrownBy(() -> rows("X'0100'", "from_bincode(p, 'k INT NOT NULL', map('mode', 'FAILFAST'))"))
                .hasStackTraceContaining("from_bincode: argument 1 (payload) is malformed: byte ")
                .hasStackTraceContaining("write mode PERMISSIVE to get NULL");
        String schema = "k INT NOT NULL, _corrupt_record BINARY, _finding STRUCT<reason: STRING, path: STRING, offset:"
                + " BIGINT, message: STRING>";
        Row row = rows("X'0100'", "from_bincode(p, '" + schema + "')").get(0);
        assertThat(row.isNullAt(0)).isTrue();
        assertThat((byte[]) row.get(1)).containsExactly(1, 0);
        assertThat(row.getStruct(2).getString(0)).isEqualTo("malformed");
        Row good = rows("X'01000000'", "from_bincode(p, '" + schema + "')").get(0);
        assertThat(good.getInt(0)).isEqualTo(1);
        assertThat(good.isNullAt(1) && good.isNullAt(2)).isTrue();
    }

    @Test
    void aValueThatItsColumnCannotHoldIsSaid() {
        Row row = rows(
                        "'{\"at\":\"2024-03-01T10:00:00.123456789Z\"}'",
                        "from_go_json(p, 'at TIMESTAMP, bad STRUCT<reason: STRING, path: STRING, offset: BIGINT,"
                                + " message: STRING>', map('columnNameOfFinding', 'bad'))")
                .get(0);
        assertThat(row.getStruct(1).getString(0)).isEqualTo("precision");
        assertThat(row.getStruct(1).getString(1)).isEqualTo("at");
        Row exact = rows(
                        "'{\"at\":\"2024-03-01T10:00:00.123456789+02:00\"}'",
                        "from_go_json(p, 'at TIMESTAMP, at__nanos INT, at__offset INT')")
                .get(0);
        assertThat(exact.getTimestamp(0))
                .isEqualTo(java.sql.Timestamp.from(java.time.Instant.parse("2024-03-01T08:00:00.123456Z")));
        assertThat(exact.getInt(1)).isEqualTo(789);
        assertThat(exact.getInt(2)).isEqualTo(7200);
    }

    @Test
    void aContractOrASideOfAMigrationSaysWhatARecordIs() throws IOException {
        Path contract = Files.writeString(
                folder.resolve("contract.yaml"),
                "contract: c\nversion: 1\nkey: [k]\nfields:\n  - {id: 1, name: k, type: u32}\n  - {id: 2, name: v, type: bool}\n");
        assertThat(rows("X'0100000001'", "from_bincode(p, '" + contract + "')").toString())
                .isEqualTo("[[1,true,null], [1,true,null]]");
        Path migration = Path.of("interop/gobstore/migration.yaml").toAbsolutePath();
        Row row = spark.read()
                .text("interop/gobstore/rust/day=2024-03-01")
                .selectExpr("from_serde_json(value, map('migration', '" + migration + "', 'side', 'target')) AS r")
                .selectExpr("r.id", "r.at__nanos", "r.amount")
                .first();
        assertThat(row.isNullAt(0)).isFalse();
    }

    @Test
    void mistakesNameTheArgumentAndTheMend() {
        assertThatThrownBy(() -> one("SELECT from_gob(X'00', 'K BIGIN')"))
                .isInstanceOf(org.apache.spark.sql.AnalysisException.class)
                .hasMessageContaining("from_gob: argument 2 (schema): K BIGIN is no list of columns; write them as in");
        assertThatThrownBy(() -> one("SELECT from_gob('00', 'K BIGINT')"))
                .hasMessageContaining("from_gob: argument 1 (payload) is STRING, but it is BINARY")
                .hasMessageContaining("use unbase64 or unhex first");
        assertThatThrownBy(() -> one("SELECT from_gob(X'00', 'K BIGINT', map('mod', 'FAILFAST'))"))
                .hasMessageContaining("from_gob: there is no option mod; did you mean mode?");
        assertThatThrownBy(() -> one("SELECT from_gob(X'00', 'K BIGINT', map('mode', 'DROPMALFORMED'))"))
                .hasMessageContaining("option mode: DROPMALFORMED is none of PERMISSIVE, FAILFAST");
        assertThatThrownBy(() -> one("SELECT from_bincode(X'00', 'K INT', map('dialect', 'rust/bincode@3'))"))
                .hasMessageContaining(
                        "option dialect: rust/bincode@3 is no dialect of bincode; did you mean rust/bincode@");
        assertThatThrownBy(() -> one("SELECT from_gob(X'00', 'K INTERVAL')"))
                .hasMessageContaining("the column K is INTERVAL, which no record of a service holds");
        assertThatThrownBy(
                        () -> one(
                                "SELECT from_gob(X'00', map('record', 'R', 'types', '{R: {struct: [{name: a, type: in64}]}}'))"))
                .hasMessageContaining("option types: Go type \"in64\" is not known; did you mean \"int64\"?");
        assertThatThrownBy(() -> one("SELECT to_gob(1)"))
                .hasMessageContaining("to_gob: argument 1 (record) is INT, but a record is a STRUCT");
        assertThatThrownBy(
                        () -> one("SELECT to_go_json(struct(1L AS Id, 'n' AS Nmae, array(struct(1 AS a, 2 AS b)) AS l),"
                                + " map('schema', 'ID BIGINT, Name STRING, l ARRAY<STRUCT<a: INT>>'))"))
                .isInstanceOf(org.apache.spark.sql.AnalysisException.class)
                .hasMessageContaining(
                        "to_go_json: argument 1 (record): the records have no field for the column Nmae; did"
                                + " you mean Name?; the records have no field for the column l.b; ");
        assertThatThrownBy(() -> spark.range(1)
                        .selectExpr("to_gob(struct(if(id > 5, NULL, id) AS ID))")
                        .first())
                .hasStackTraceContaining("to_gob: argument 1 (record) cannot be written: field ID: ")
                .hasStackTraceContaining("or write mode PERMISSIVE to get NULL");
    }
}
