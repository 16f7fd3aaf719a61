package tallystick.check.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tallystick.contract.Contract;
import tallystick.contract.ContractFile;
import tallystick.contract.Problem;
import tallystick.store.StoreException;
import tallystick.store.Unit;
import tallystick.store.UnitLayout;

/** Parquet files that something else wrote. */
class TableScanIT {
    private static final SparkSession SPARK = SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
            .getOrCreate();

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    private static Contract contract() throws IOException {
        List<Problem> problems = new ArrayList<>();
        return ContractFile.parse(
                        new ObjectMapper()
                                .readTree(
                                        "{\"contract\":\"t\",\"version\":1,\"key\":[\"id\"],\"fields\":["
                                                + "{\"id\":1,\"name\":\"id\",\"type\":\"i64\"},"
                                                + "{\"id\":2,\"name\":\"at\",\"type\":\"timestamp(6)\",\"presence\":\"nullable\"},"
                                                + "{\"id\":3,\"name\":\"added\",\"type\":\"string\",\"presence\":\"nullable\"}]}"),
                        "",
                        problems)
                .orElseThrow(() -> new AssertionError(problems.toString()));
    }

    private void file(String day, String columns) {
        SPARK.sql("SELECT " + columns)
                .coalesce(1)
                .write()
                .parquet(folder.resolve("day=" + day).toString());
    }

    /** The canonical bytes of each record. */
    private List<String> records() throws IOException {
        TableScan scan = TableScan.parquet(SPARK, folder.toString(), UnitLayout.FOLDERS, contract(), Map.of());
        return records(scan, scan.list().units());
    }

    private static List<String> records(TableScan scan, List<Unit> units) {
        return scan
                .scan(units, cursor -> {
                    List<String> found = new ArrayList<>();
                    for (RecordCursor.State state = cursor.advance();
                            state != RecordCursor.State.END;
                            state = cursor.advance()) {
                        if (state == RecordCursor.State.RECORD) {
                            found.add(
                                    HexFormat.of().formatHex(cursor.canonical().copy()));
                        }
                    }
                    return found.iterator();
                })
                .collect()
                .stream()
                .sorted()
                .toList();
    }

    @Test
    void aColumnThatOnlySomeFilesHaveIsReadFromThese() throws IOException {
        file("1", "1L AS id, CAST(NULL AS TIMESTAMP) AS at");
        file("2", "2L AS id, 'x' AS added, CAST(NULL AS TIMESTAMP) AS AT");
        assertThat(records()).containsExactly("a10101", "a20102036178");
    }

    @Test
    void filesThatDisagreeOnAColumnAreRefused() throws IOException {
        file("1", "1L AS id, 'y' AS added, CAST(NULL AS TIMESTAMP) AS at");
        file("2", "2L AS id, 5 AS added, CAST(NULL AS TIMESTAMP) AS at");
        assertThatThrownBy(this::records)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.CONFIGURATION))
                .hasMessageContaining("do not have the same columns")
                .hasMessageContaining("\"STRING\" and \"INT\"");
    }

    @Test
    void aColumnThatCannotHoldItsFieldIsRefusedBeforeAnythingIsRead() throws IOException {
        file("1", "CAST(1 AS DOUBLE) AS id, CAST(NULL AS TIMESTAMP_NTZ) AS at");
        assertThatThrownBy(this::records)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.CONFIGURATION))
                .hasMessageContaining("the column id is DOUBLE, which cannot hold i64; expected BIGINT")
                .hasMessageContaining("the column at is TIMESTAMP_NTZ, which cannot hold timestamp(6)");
    }

    @Test
    void aRequiredColumnThatIsMissingIsRefused() throws IOException {
        file("1", "'x' AS added");
        assertThatThrownBy(this::records).hasMessageContaining("there is no column id, which is required");
    }

    @Test
    void aFileThatIsNoParquetLeavesTheColumnsOfOtherUnitsWhole() throws IOException {
        Files.createDirectories(folder.resolve("day=1"));
        Files.writeString(folder.resolve("day=1/a.parquet"), "no such thing");
        SPARK.sql("SELECT 2L AS id, 'x' AS added, CAST(NULL AS TIMESTAMP) AS at")
                .write()
                .parquet(elsewhere.resolve("1").toString());
        SPARK.sql("SELECT 3L AS id, CAST(NULL AS TIMESTAMP) AS at")
                .write()
                .parquet(elsewhere.resolve("2").toString());
        Files.createDirectories(folder.resolve("day=2"));
        move("1", "day=2/a.parquet");
        move("2", "day=2/b.parquet");
        TableScan scan = TableScan.parquet(SPARK, folder.toString(), UnitLayout.FOLDERS, contract(), Map.of());
        List<Unit> units = scan.list().units();
        assertThatThrownBy(() -> records(scan, units))
                .isInstanceOfSatisfying(UnreadableUnitsException.class, e -> assertThat(e.units())
                        .containsOnlyKeys("day=1"));
        List<Unit> left =
                units.stream().filter(unit -> !unit.id().equals("day=1")).toList();
        assertThat(records(scan, left)).containsExactly("a10103", "a20102036178");
    }

    private void move(String from, String to) throws IOException {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(elsewhere.resolve(from), "*.parquet")) {
            for (Path part : parts) {
                Files.move(part, folder.resolve(to));
            }
        }
    }

    @Test
    void namesOfFoldersAreNoPatterns() throws IOException {
        file("[1]", "1L AS id, CAST(NULL AS TIMESTAMP) AS at");
        file("1", "2L AS id, CAST(NULL AS TIMESTAMP) AS at");
        file("{a,1}", "3L AS id, CAST(NULL AS TIMESTAMP) AS at");
        assertThat(records()).containsExactly("a10101", "a10102", "a10103");
    }

    @Test
    void aRecordLongerThanTheLimitIsRejected() throws IOException {
        file("1", "1L AS id, CAST(NULL AS TIMESTAMP) AS at");
        file("2", "2L AS id, 'x' AS added, CAST(NULL AS TIMESTAMP) AS at");
        TableScan scan = TableScan.parquet(SPARK, folder.toString(), UnitLayout.FOLDERS, contract(), Map.of());
        assertThat(records(scan.limitedTo(6), scan.list().units())).containsExactly("a10101", "a20102036178");
        assertThat(records(scan.limitedTo(5), scan.list().units())).containsExactly("a10101");
    }
}
