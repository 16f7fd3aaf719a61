package tallystick.check.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tallystick.contract.Contract;
import tallystick.store.StoreException;
import tallystick.store.Unit;
import tallystick.store.UnitLayout;

/** Parquet files that something else wrote. */
class TableScanIT {
    private static final SparkSession SPARK = ScannedRecords.SPARK;

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    private static Contract contract() {
        return Contracts.of(
                "{id: 1, name: id, type: i64}",
                "{id: 2, name: at, type: timestamp(6), presence: nullable}",
                "{id: 3, name: added, type: string, presence: nullable}");
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
        return ScannedRecords.of(scan);
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
        assertThatThrownBy(() -> ScannedRecords.of(scan, units))
                .isInstanceOfSatisfying(UnreadableUnitsException.class, e -> assertThat(e.units())
                        .containsOnlyKeys("day=1"));
        List<Unit> left =
                units.stream().filter(unit -> !unit.id().equals("day=1")).toList();
        assertThat(ScannedRecords.of(scan, left)).containsExactly("a10103", "a20102036178");
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
        assertThat(ScannedRecords.of(scan.limitedTo(6))).containsExactly("a10101", "a20102036178");
        assertThat(ScannedRecords.of(scan.limitedTo(5))).containsExactly("a10101");
    }

    @Test
    void whatFilesSayOfAColumnIsReadAndNotWhatTheirFolderSays() throws IOException {
        SPARK.sql("SELECT 1L AS id, 'in the file' AS added")
                .write()
                .parquet(folder.resolve("added=in the folder").toString());
        assertThat(records()).containsExactly("a20101036b" + hex("in the file"));
    }

    @Test
    void whatOnlyFoldersSayIsReadFromThem() throws IOException {
        SPARK.sql("SELECT 1L AS id").write().parquet(folder.resolve("added=x").toString());
        assertThat(records()).containsExactly("a20101036178");
    }

    @Test
    void columnsOfFilesAndOfFoldersThatHideEachOtherAreRefused() {
        SPARK.sql("SELECT 1L AS id, 'y' AS added")
                .write()
                .parquet(folder.resolve("added=x/at=2024-01-01").toString());
        assertThatThrownBy(this::records)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.CONFIGURATION))
                .hasMessageContaining("have the column added, which their folders name too")
                .hasMessageContaining("Write at into the files");
    }

    @Test
    void int96ThatSparkDidNotWriteProvesNothing() throws IOException {
        file("2", "2L AS id, CAST(NULL AS TIMESTAMP) AS at");
        Int96File.write(folder.resolve("day=1/a.parquet"), 1, 1_234);
        Int96File.write(folder.resolve("day=1/b.parquet"), 3, 1_000);
        assertThat(records())
                .containsExactly(
                        "a10102",
                        "day=1: day=1/a.parquet: the column at holds timestamps as INT96, of which Spark shows"
                                + " microseconds only, so that nothing can be proved of them; write it as a timestamp of"
                                + " microseconds, with its nanoseconds in a column at__nanos if they matter",
                        "day=1: day=1/b.parquet: the column at holds timestamps as INT96, of which Spark shows"
                                + " microseconds only, so that nothing can be proved of them; write it as a timestamp of"
                                + " microseconds, with its nanoseconds in a column at__nanos if they matter");
    }

    @Test
    void int96ThatSparkWroteIsRead() throws IOException {
        SPARK.conf().set("spark.sql.parquet.outputTimestampType", "INT96");
        try {
            file("1", "1L AS id, TIMESTAMP'1970-01-01 00:00:01.000002' AS at");
        } finally {
            SPARK.conf().unset("spark.sql.parquet.outputTimestampType");
        }
        assertThat(records()).containsExactly("a201010282011907d0");
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
