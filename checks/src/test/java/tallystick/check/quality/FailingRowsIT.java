package tallystick.check.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tallystick.check.quarantine.Provenance;
import tallystick.check.quarantine.QuarantineTable;
import tallystick.contract.CanonicalType;
import tallystick.contract.CanonicalType.Scalar;
import tallystick.contract.CanonicalType.StructType;
import tallystick.contract.Contract;
import tallystick.contract.Field;
import tallystick.contract.Presence;
import tallystick.migration.Check;
import tallystick.migration.Check.Level;

final class FailingRowsIT {
    private static final Contract CONTRACT = new Contract(
            "things",
            1,
            new StructType(List.of(
                    new Field(1, "id", Scalar.I64, Presence.REQUIRED),
                    new Field(2, "name", Scalar.STRING, Presence.NULLABLE),
                    new Field(3, "weight", Scalar.I32, Presence.NULLABLE))),
            List.of("id"),
            Map.<String, CanonicalType>of());

    private static SparkSession spark;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", false)
                .config("spark.sql.shuffle.partitions", 2)
                .config("spark.databricks.delta.snapshotPartitions", 1)
                .config("spark.sql.ansi.enabled", true)
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
                .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
                .getOrCreate();
    }

    /** Ids 0 to 999 in two units; every tenth has no name, every hundredth weighs nothing, and 5 is there twice more. */
    private static Dataset<Row> things() {
        return spark.sql(
                """
                SELECT id, IF(id % 10 = 3, NULL, CONCAT('n', id)) AS name, CAST(IF(id % 100 = 3, 0, 1) AS INT) AS weight,
                  CAST(NULL AS BINARY) AS _residue, CONCAT('u=', id % 2) AS _unit, 'part-0' AS _file, id * 10 AS _offset
                FROM RANGE(1000)
                UNION ALL
                SELECT 5L, CONCAT('again', id), 1, CAST(NULL AS BINARY), 'u=1', 'part-1', id FROM RANGE(2)""");
    }

    private static final Check NAMED = new Check.Complete("named", Level.FAIL, "name", BigDecimal.ONE);
    private static final Check HEAVY =
            new Check.Range("heavy", Level.WARN, "weight", Optional.of("1"), Optional.empty(), BigDecimal.ONE);
    private static final Check UNIQUE = new Check.Unique("unique", Level.FAIL, List.of("id"));
    private static final Check SMALL =
            new Check.Predicate("small", Level.FAIL, "id < 900 OR weight > 1", true, BigDecimal.ONE);

    private List<Row> stored(String attempt, int most, Check... checks) {
        return stored(things(), attempt, most, checks);
    }

    private List<Row> stored(Dataset<Row> table, String attempt, int most, Check... checks) {
        QualityOutcome outcome =
                new QualitySuite(false).evaluate(table, QualityPlan.of(CONTRACT, table, List.of(checks)));
        FailingRows failing = new FailingRows(table, CONTRACT, outcome, most);
        QuarantineTable quarantine =
                new QuarantineTable(spark, folder.resolve("quarantine").toString());
        quarantine.append(
                failing.rows(List.of()),
                new Provenance("r1", attempt, "m", "things", 1, "hash", "test", Instant.EPOCH));
        Map<PlannedCheck, Long> rows = failing.assertStored(quarantine.ofAttempt(attempt));
        rows.forEach((check, number) ->
                assertThat(number).as(check.title().name()).isGreaterThanOrEqualTo(failing.taken(check)));
        return quarantine
                .ofAttempt(attempt)
                .orderBy("key_json", "canonical.digest")
                .collectAsList();
    }

    @Test
    void everyFailingRowIsStoredOnceWithAllItFailed() {
        List<Row> rows = stored("a", 1000, NAMED, HEAVY, UNIQUE);

        assertThat(rows).hasSize(100 + 3);
        assertThat(rows)
                .extracting(row -> row.getString(row.fieldIndex("issue_id")))
                .doesNotHaveDuplicates();
        assertThat(rows)
                .extracting(row -> row.getString(row.fieldIndex("phase")))
                .containsOnly("quality");
        Row both = rows.stream()
                .filter(row -> row.getString(row.fieldIndex("key_json")).equals("{\"id\":103}"))
                .findFirst()
                .orElseThrow();
        assertThat(both.getString(both.fieldIndex("reason"))).isEqualTo("rule_failed");
        assertThat(both.getString(both.fieldIndex("unit"))).isEqualTo("u=1");
        List<Row> findings = both.getList(both.fieldIndex("findings"));
        assertThat(findings).extracting(row -> row.getString(5)).containsExactly("named", "heavy");
        assertThat(findings).extracting(row -> row.getString(0)).containsExactly("name", "weight");
        assertThat(findings).extracting(row -> row.getString(3)).containsExactly("null", "0");
        assertThat(findings.get(0).getString(6)).isEqualTo("name has a value: does not hold");
        Row side = both.getStruct(both.fieldIndex("canonical"));
        assertThat(side.getString(side.fieldIndex("canonical"))).isEqualTo("{\"id\":103,\"name\":null,\"weight\":0}");
        assertThat(side.getString(side.fieldIndex("digest"))).matches("[0-9a-f]{32}");
        assertThat(side.getLong(side.fieldIndex("offset"))).isEqualTo(1030);
        assertThat(both.isNullAt(both.fieldIndex("source"))).isTrue();

        List<Row> copies = rows.stream()
                .filter(row -> row.getString(row.fieldIndex("reason")).equals("duplicate_key"))
                .toList();
        assertThat(copies).hasSize(3);
        assertThat(copies.get(0)
                        .<Row>getList(copies.get(0).fieldIndex("findings"))
                        .get(0)
                        .getString(6))
                .isEqualTo("no two rows share id: 3 rows have this value");
    }

    @Test
    void aNullThatPassesIsNoFinding() {
        List<Row> rows = stored("p", 1000, SMALL);
        assertThat(rows).hasSize(100);
        Row first = rows.get(0);
        Row finding = first.<Row>getList(first.fieldIndex("findings")).get(0);
        assertThat(finding.getString(0)).isEqualTo("id, weight");
        assertThat(finding.getString(3)).isEqualTo("id 900, weight 1");
        assertThat(finding.getString(6)).isEqualTo("id < 900 OR weight > 1: does not hold");
    }

    @Test
    void theCapTakesTheSameRowsEachTimeAndCountsStayExact() {
        List<Row> first = stored("c1", 7, NAMED, UNIQUE);
        List<Row> again = stored(things().repartition(5), "c2", 7, NAMED, UNIQUE);

        assertThat(first).hasSize(7 + 3);
        assertThat(issues(again)).isEqualTo(issues(first));
    }

    private static List<String> issues(List<Row> rows) {
        return rows.stream()
                .map(row -> row.getString(row.fieldIndex("issue_id")))
                .sorted()
                .collect(Collectors.toList());
    }

    @Test
    void countsThatDoNotAgreeWithTheRowsAreADefect() {
        Dataset<Row> table = things();
        List<PlannedCheck> plan = QualityPlan.of(CONTRACT, table, List.of(NAMED));
        QualityOutcome outcome = new QualitySuite(false).evaluate(table, plan);
        FailingRows failing = new FailingRows(table, CONTRACT, outcome, 1000);
        QuarantineTable quarantine =
                new QuarantineTable(spark, folder.resolve("quarantine").toString());
        quarantine.append(
                failing.rows(List.of()), new Provenance("r1", "d", "m", "things", 1, "hash", "test", Instant.EPOCH));

        assertThatThrownBy(() -> failing.assertStored(quarantine.ofAttempt("d").limit(99)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'named' counted 100 failing rows and then found 99");
        Dataset<Row> other = table.where("id <> 13");
        assertThatThrownBy(() -> new FailingRows(other, CONTRACT, outcome, 7).rows(List.of()))
                .hasMessageContaining("'named' counted 100 failing rows and then found 99");
    }
}
