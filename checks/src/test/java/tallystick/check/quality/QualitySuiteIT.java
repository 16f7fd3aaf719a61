package tallystick.check.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tallystick.check.quality.CheckResult.Counts;
import tallystick.contract.CanonicalType;
import tallystick.contract.CanonicalType.EnumType;
import tallystick.contract.CanonicalType.Scalar;
import tallystick.contract.CanonicalType.StructType;
import tallystick.contract.CanonicalType.TimestampType;
import tallystick.contract.CanonicalType.Variant;
import tallystick.contract.Contract;
import tallystick.contract.Field;
import tallystick.contract.Presence;
import tallystick.migration.Check;
import tallystick.migration.Check.Level;

final class QualitySuiteIT {
    private static final BigDecimal ALL = BigDecimal.ONE;

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

    private static final Contract CONTRACT = new Contract(
            "things",
            1,
            new StructType(List.of(
                    new Field(1, "id", Scalar.I64, Presence.REQUIRED),
                    new Field(2, "name", Scalar.STRING, Presence.NULLABLE),
                    new Field(3, "weight", Scalar.F64, Presence.NULLABLE),
                    new Field(4, "huge", Scalar.U128, Presence.NULLABLE),
                    new Field(5, "seen", new TimestampType(9, false), Presence.NULLABLE),
                    new Field(
                            6,
                            "status",
                            new EnumType(List.of(new Variant(0, "up"), new Variant(1, "down"))),
                            Presence.NULLABLE),
                    new Field(
                            7,
                            "place",
                            new StructType(List.of(new Field(1, "lat", Scalar.F32, Presence.NULLABLE))),
                            Presence.NULLABLE))),
            List.of("id"),
            Map.<String, CanonicalType>of());

    /** Five rows; the fifth has the id of the fourth. */
    private Dataset<Row> things() {
        return spark.sql(
                """
                SELECT * FROM VALUES
                  (1L, 'a', 1.0D, '340282366920938463463374607431768211455', TIMESTAMP'2013-01-01 00:00:00', 0, 'up', NAMED_STRUCT('lat', 0.1F)),
                  (2L, 'b', CAST('NaN' AS DOUBLE), '10', TIMESTAMP'2013-01-01 00:00:00', 1, 'down', NAMED_STRUCT('lat', 0.2F)),
                  (3L, NULL, -0.0D, '9', TIMESTAMP'2012-12-31 23:59:59.999999', 999, 'up', NULL),
                  (4L, 'd', NULL, NULL, NULL, NULL, NULL, NAMED_STRUCT('lat', CAST(NULL AS FLOAT))),
                  (4L, 'e', 100.5D, '0', TIMESTAMP'2013-01-02 00:00:00', 0, 'sideways', NAMED_STRUCT('lat', 0.3F))
                  AS t(id, name, weight, huge, seen, seen__nanos, status, place)""");
    }

    private static QualityOutcome evaluate(Dataset<Row> table, Check... checks) {
        return new QualitySuite(false).evaluate(table, QualityPlan.of(CONTRACT, table, List.of(checks)));
    }

    private static Check predicate(String sql, boolean nullPasses) {
        return new Check.Predicate(sql, Level.FAIL, sql, nullPasses, ALL);
    }

    private static Check range(String field, String min, String max) {
        return new Check.Range(
                field + min + max, Level.FAIL, field, Optional.ofNullable(min), Optional.ofNullable(max), ALL);
    }

    private static void counts(CheckResult result, long nulls, long evaluated, long passed) {
        assertThat(result.counts())
                .as(result.check().title().name())
                .contains(new Counts(5, nulls, evaluated, passed, evaluated - passed));
        assertThat(result.status()).isEqualTo(passed == evaluated ? Status.PASSED : Status.FAILED);
    }

    @Test
    void aNullCountsAsDeclared() {
        QualityOutcome outcome = evaluate(
                things(),
                predicate("weight >= 0", true),
                predicate("weight >= 0 ", false),
                new Check.Complete("named", Level.FAIL, "name", ALL));

        counts(outcome.results().get(0), 1, 5, 5);
        counts(outcome.results().get(1), 1, 5, 4);
        counts(outcome.results().get(2), 0, 5, 4);
        assertThat(outcome.rows()).isEqualTo(5);
    }

    @Test
    void rangesAreOfTheFieldsOwnType() {
        QualityOutcome outcome = evaluate(
                things(),
                range("weight", null, "1000"),
                range("weight", "0.0", null),
                range("huge", "10", null),
                range("huge", null, "340282366920938463463374607431768211454"),
                range("huge", "-5", "340282366920938463463374607431768211455"),
                range("seen", null, "2013-01-01T01:00:00+01:00"),
                range("seen", "2013-01-01T00:00:00Z", null),
                range("place.lat", "0.1", "0.2"));

        counts(outcome.results().get(0), 1, 4, 3); // not the NaN
        counts(outcome.results().get(1), 1, 4, 3);
        counts(outcome.results().get(2), 1, 4, 2);
        counts(outcome.results().get(3), 1, 4, 3);
        counts(outcome.results().get(4), 1, 4, 4);
        counts(outcome.results().get(5), 1, 4, 2); // not the one with a nanosecond more, and not the next day
        counts(outcome.results().get(6), 1, 4, 3);
        counts(outcome.results().get(7), 2, 3, 2); // 0.1 is the f32 0.1
    }

    @Test
    void allowedValues() {
        CheckResult result = evaluate(
                        things(),
                        new Check.Allowed(
                                "status", Level.FAIL, "status", List.of("up", "down"), new BigDecimal("0.75")))
                .results()
                .get(0);
        assertThat(result.counts()).contains(new Counts(5, 1, 4, 3, 1));
        assertThat(result.status()).as("3 of 4 are exactly 0.75").isEqualTo(Status.PASSED);
    }

    @Test
    void uniqueness() {
        QualityOutcome outcome = evaluate(
                things(),
                new Check.Unique("unique id", Level.FAIL, List.of("id")),
                new Check.Unique("unique name", Level.FAIL, List.of("name")),
                new Check.Unique("unique id and name", Level.FAIL, List.of("id", "name")));

        counts(outcome.results().get(0), 0, 5, 3);
        assertThat(outcome.results().get(0).message()).isEqualTo("2 of 5 rows share a value with another (1 values)");
        counts(outcome.results().get(1), 1, 4, 4);
        counts(outcome.results().get(2), 1, 4, 4);
        assertThat(outcome.metrics()).anySatisfy(metric -> {
            assertThat(metric.name()).isEqualTo("Uniqueness");
            assertThat(metric.check()).isEqualTo("unique id");
            assertThat(metric.value()).isEqualTo(0.6);
            assertThat(metric.numerator()).hasValue(3);
            assertThat(metric.denominator()).hasValue(5);
        });
    }

    @Test
    void numberOfRows() {
        QualityOutcome outcome = evaluate(
                things(),
                new Check.Rows("enough", Level.FAIL, OptionalLong.of(5), OptionalLong.empty()),
                new Check.Rows("few", Level.WARN, OptionalLong.empty(), OptionalLong.of(4)));
        assertThat(outcome.results()).extracting(CheckResult::status).containsExactly(Status.PASSED, Status.FAILED);
        assertThat(outcome.failed(Level.WARN)).isEqualTo(1);
        assertThat(outcome.failed(Level.FAIL)).isZero();
    }

    @Test
    void whatCannotRunIsNotEvaluatedAndHarmsNoOther() {
        QualityOutcome outcome = evaluate(
                things(),
                predicate("id > 0", false),
                predicate("no_such_column > 0", false),
                predicate("id >", false),
                predicate("sum(id) > 0", false),
                predicate("rand() >= 0", false),
                predicate("id IN (SELECT 1)", false),
                predicate("id + 1", false),
                predicate("1 / (id - 3) <> 7", false),
                new Check.Complete("gone", Level.FAIL, "gone", ALL),
                range("status", "a", null),
                range("weight", "heavy", null));

        assertThat(outcome.results().get(0).status()).isEqualTo(Status.PASSED);
        assertThat(outcome.results().subList(1, 11))
                .extracting(CheckResult::status)
                .containsOnly(Status.NOT_EVALUATED);
        assertThat(outcome.results()).extracting(CheckResult::message).satisfies(messages -> {
            assertThat(messages.get(1)).contains("no_such_column");
            assertThat(messages.get(2)).contains("PARSE_SYNTAX_ERROR");
            assertThat(messages.get(7))
                    .contains("the expression fails on some row")
                    .contains("Division by zero");
            assertThat(messages.get(8)).contains("has no field gone").contains("weight");
            assertThat(messages.get(10)).contains("'heavy' is no value of weight");
        });
        assertThat(outcome.count(Status.NOT_EVALUATED)).isEqualTo(10);
    }

    @Test
    void aFieldThatTheTableLacksIsNotEvaluated() {
        Dataset<Row> narrow = things().drop("name");
        CheckResult result = evaluate(narrow, new Check.Complete("named", Level.FAIL, "name", ALL))
                .results()
                .get(0);
        assertThat(result.status()).isEqualTo(Status.NOT_EVALUATED);
        assertThat(result.message()).contains("has no column name").contains("run backfill");
    }

    @Test
    void noRowsProveNothing() {
        Dataset<Row> none = things().where("id > 100");
        Check[] checks = {
            predicate("id > 0", true),
            new Check.Unique("unique id", Level.FAIL, List.of("id")),
            new Check.Rows("some", Level.FAIL, OptionalLong.of(1), OptionalLong.empty())
        };
        assertThat(evaluate(none, checks).results())
                .extracting(CheckResult::status)
                .containsExactly(Status.NOT_EVALUATED, Status.NOT_EVALUATED, Status.FAILED);
        assertThat(new QualitySuite(true)
                        .evaluate(none, QualityPlan.of(CONTRACT, none, List.of(checks)))
                        .results())
                .extracting(CheckResult::status)
                .containsExactly(Status.PASSED, Status.PASSED, Status.FAILED);
        Dataset<Row> valueless = things().where("id = 4 AND name = 'd'");
        assertThat(evaluate(valueless, range("weight", "0", null))
                        .results()
                        .get(0)
                        .status())
                .as("rows, but none with a value")
                .isEqualTo(Status.NOT_EVALUATED);
    }

    @Test
    void anOutageIsThrownAndNeverAFailedCheck() throws IOException {
        String path = folder.resolve("things").toString();
        things().write().format("delta").save(path);
        Dataset<Row> table = spark.read().format("delta").load(path);
        try (Stream<Path> files = Files.list(folder.resolve("things"))) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".parquet")).toList()) {
                Files.delete(file);
            }
        }
        assertThatThrownBy(() -> evaluate(table, predicate("id > 0", true)))
                .hasStackTraceContaining("FileNotFoundException");
        assertThatThrownBy(() -> evaluate(table, predicate("1 / (id - 3) <> 7", true)))
                .hasStackTraceContaining("FileNotFoundException");
    }

    @Test
    void allRowRulesTakeOnePass() throws Exception {
        String path = folder.resolve("many").toString();
        spark.range(10_000)
                .selectExpr("id", "CAST(id AS STRING) AS name")
                .write()
                .format("delta")
                .save(path);
        Dataset<Row> many = spark.read().format("delta").load(path);
        AtomicLong read = new AtomicLong();
        SparkListener listener = new SparkListener() {
            @Override
            public void onTaskEnd(SparkListenerTaskEnd end) {
                read.addAndGet(end.taskMetrics().inputMetrics().recordsRead());
            }
        };
        List<PlannedCheck> plan = QualityPlan.of(
                CONTRACT,
                many,
                List.of(
                        predicate("id >= 0", false),
                        predicate("length(name) > 0", false),
                        new Check.Complete("named", Level.FAIL, "name", ALL),
                        range("id", "0", "9999"),
                        new Check.Rows("some", Level.FAIL, OptionalLong.of(1), OptionalLong.empty())));
        spark.sparkContext().addSparkListener(listener);
        try {
            QualityOutcome outcome = new QualitySuite(false).evaluate(many, plan);
            assertThat(outcome.count(Status.PASSED)).isEqualTo(5);
            spark.sparkContext().listenerBus().waitUntilEmpty();
            long delta = read.get();
            assertThat(delta).isBetween(10_000L, 10_100L); // the log of the table has a few rows of its own
        } finally {
            spark.sparkContext().removeSparkListener(listener);
        }
    }
}
