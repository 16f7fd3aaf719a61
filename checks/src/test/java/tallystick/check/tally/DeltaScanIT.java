package tallystick.check.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tallystick.contract.Contract;
import tallystick.store.UnitLayout;

/** Delta tables that use what Delta has. */
class DeltaScanIT {
    private static final SparkSession SPARK = ScannedRecords.SPARK;

    @TempDir
    Path folder;

    private String table = "";

    @BeforeEach
    void nameTable() {
        table = "delta.`" + folder.resolve("t") + "`";
    }

    private TableScan scan() {
        Contract contract =
                Contracts.of("{id: 1, name: id, type: i64}", "{id: 2, name: name, type: string, presence: nullable}");
        return TableScan.delta(
                SPARK, folder.resolve("t").toString(), UnitLayout.of("region={region}"), contract, Map.of());
    }

    private void create(String properties) {
        SPARK.sql("CREATE TABLE " + table + " (id BIGINT, name STRING, region STRING) USING delta"
                + " PARTITIONED BY (region) TBLPROPERTIES (" + properties + ")");
        SPARK.sql("INSERT INTO " + table + " SELECT /*+ COALESCE(1) */ * FROM VALUES"
                + " (1L, 'a', 'eu'), (2L, 'b', 'eu'), (3L, 'c', 'a b/c'), (4L, 'd', 'eu') AS v(id, name, region)");
    }

    @Test
    void rowsThatADeletionVectorMarksAreGone() {
        create("'delta.enableDeletionVectors' = 'true'");
        SPARK.sql("DELETE FROM " + table + " WHERE id = 2");
        assertThat(SPARK.sql("DESCRIBE HISTORY " + table)
                        .selectExpr("operationMetrics['numDeletionVectorsAdded']")
                        .first()
                        .getString(0))
                .isEqualTo("1");
        assertThat(ScannedRecords.byUnit(scan()))
                .containsExactly(
                        "region=a%20b%252Fc: a20103026163", "region=eu: a20101026161", "region=eu: a20104026164");
    }

    @Test
    void aDeletionVectorChangesTheFingerprintOfItsUnitAlone() {
        create("'delta.enableDeletionVectors' = 'true'");
        TableScan before = scan();
        SPARK.sql("DELETE FROM " + table + " WHERE id = 2");
        assertThat(before.list().changesUntil(scan().list())).containsOnlyKeys("region=eu");
    }

    @Test
    void unitsOfATableWithColumnMappingAreThoseOfItsPartitions() {
        create("'delta.columnMapping.mode' = 'name'");
        SPARK.sql("ALTER TABLE " + table + " RENAME COLUMN name TO other");
        SPARK.sql("ALTER TABLE " + table + " ADD COLUMN name STRING");
        SPARK.sql("INSERT INTO " + table + " (id, other, region, name) VALUES (5L, 'hidden', 'eu', 'e')");
        assertThat(ScannedRecords.byUnit(scan()))
                .containsExactly(
                        "region=a%20b%252Fc: a10103",
                        "region=eu: a10101", "region=eu: a10102", "region=eu: a10104", "region=eu: a20105026165");
    }

    @Test
    void theVersionIsThatOfTheMomentTheScanWasMade() {
        create("'delta.minReaderVersion' = '1'");
        TableScan scan = scan();
        SPARK.sql("INSERT INTO " + table + " VALUES (9L, 'z', 'us')");
        assertThat(scan.tableVersion()).isEqualTo(OptionalLong.of(1));
        assertThat(ScannedRecords.byUnit(scan)).hasSize(4).noneMatch(record -> record.startsWith("region=us"));
        assertThat(ScannedRecords.byUnit(scan())).hasSize(5).anyMatch(record -> record.startsWith("region=us"));
    }

    @Test
    void filesOfAShallowCloneBelongToTheirPartitions() {
        create("'delta.minReaderVersion' = '1'");
        String original = table;
        String clone = "delta.`" + folder.resolve("clone") + "`";
        SPARK.sql("CREATE TABLE " + clone + " SHALLOW CLONE " + original);
        Contract contract =
                Contracts.of("{id: 1, name: id, type: i64}", "{id: 2, name: name, type: string, presence: nullable}");
        TableScan scan =
                TableScan.delta(SPARK, folder.resolve("clone").toString(), UnitLayout.FOLDERS, contract, Map.of());
        assertThat(ScannedRecords.byUnit(scan)).isEqualTo(ScannedRecords.byUnit(scan()));
    }
}
