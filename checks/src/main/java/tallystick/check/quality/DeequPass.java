package tallystick.check.quality;

import static org.apache.spark.sql.functions.lit;

import com.amazon.deequ.VerificationResult;
import com.amazon.deequ.VerificationSuite;
import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.Compliance;
import com.amazon.deequ.analyzers.InMemoryStateProvider;
import com.amazon.deequ.analyzers.NumMatches;
import com.amazon.deequ.analyzers.NumMatchesAndCount;
import com.amazon.deequ.analyzers.Size;
import com.amazon.deequ.analyzers.Uniqueness;
import com.amazon.deequ.analyzers.runners.EmptyStateException;
import com.amazon.deequ.analyzers.runners.MetricCalculationException;
import com.amazon.deequ.checks.Check;
import com.amazon.deequ.checks.CheckLevel;
import com.amazon.deequ.checks.CheckResult;
import com.amazon.deequ.checks.CheckStatus;
import com.amazon.deequ.constraints.Constraint;
import com.amazon.deequ.metrics.DoubleMetric;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.util.Failure;
import tallystick.check.quality.CheckResult.Counts;
import tallystick.check.quality.PlannedCheck.Nulls;
import tallystick.check.quality.PlannedCheck.RowCount;
import tallystick.check.quality.PlannedCheck.RowRule;
import tallystick.check.quality.PlannedCheck.UniqueRows;
import tallystick.migration.Check.Level;

/**
 * One scan of a table by one VerificationSuite. Each condition becomes one boolean column, so that the suite reads no
 * column it does not need, and is a Compliance; exact counts are taken from the states.
 *
 * <p>Deequ turns every exception into a failed metric. {@link #run} takes it out again and throws it.
 */
final class DeequPass {
    private static final String NULLS = "nulls of ";

    private final List<Column> conditions = new ArrayList<>(List.of(lit(true).as("row")));
    private final Map<PlannedCheck, Check> checks = new LinkedHashMap<>();
    private final Map<PlannedCheck, Compliance> ratios = new LinkedHashMap<>();
    private final Map<PlannedCheck, Compliance> nulls = new LinkedHashMap<>();

    /**
     * What a scan measured. A table without rows has no counts of checks.
     *
     * @param counts for a uniqueness, only rows and nulls
     * @param succeeded Deequ's own verdicts
     */
    record Measured(
            long rows, Map<PlannedCheck, Counts> counts, Map<PlannedCheck, Boolean> succeeded, List<Metric> metrics) {}

    void add(RowCount size) {
        checks.put(size, check(size).hasSize(rows -> QualitySuite.within((Long) rows, size), Option.empty()));
    }

    void add(RowRule rule) {
        String condition = "condition_" + conditions.size();
        conditions.add(rule.condition().as(condition));
        Compliance ratio = compliance(
                rule.title().name(),
                "coalesce(" + condition + ", " + (rule.nulls() == Nulls.PASS) + ")",
                rule.nulls() == Nulls.NOT_COUNTED ? Option.apply(condition + " IS NOT NULL") : Option.empty());
        ratios.put(rule, ratio);
        nulls.put(rule, compliance(NULLS + rule.title().name(), condition + " IS NULL", Option.empty()));
        double atLeast = rule.atLeast().doubleValue();
        checks.put(
                rule,
                check(rule)
                        .addConstraint(Constraint.complianceConstraint(
                                ratio.instance(),
                                ratio.predicate(),
                                share -> (Double) share >= atLeast,
                                ratio.where(),
                                Option.empty(),
                                ratio.columns(),
                                Option.empty())));
    }

    void add(UniqueRows unique) {
        String incomplete = "incomplete_" + conditions.size();
        conditions.add(UniqueGroups.incomplete(unique).as(incomplete));
        nulls.put(unique, compliance(NULLS + unique.title().name(), incomplete, Option.empty()));
    }

    /**
     * Scans the table once.
     *
     * @throws RuntimeException what Spark threw; also its checked exceptions, undeclared
     */
    Measured run(Dataset<Row> table) {
        InMemoryStateProvider states = new InMemoryStateProvider();
        Size size = new Size(Option.empty());
        VerificationResult result = new VerificationSuite()
                .onData(table.select(conditions.toArray(Column[]::new)))
                .addChecks(JavaConverters.asScalaBuffer(new ArrayList<>(checks.values())))
                .addRequiredAnalyzers(required(size))
                .saveStatesWith(states)
                .run();
        result.metrics().foreach(metric -> thrown(metric._2()));

        long rows = states.<NumMatches>load(size).get().numMatches();
        Map<PlannedCheck, Counts> counts = new HashMap<>();
        List<Metric> metrics = new ArrayList<>();
        metrics.add(new Metric("", "Dataset", "*", "Size", rows, OptionalLong.of(rows), OptionalLong.empty()));
        if (rows > 0) {
            ratios.forEach((check, ratio) -> {
                Option<NumMatchesAndCount> state = states.load(ratio);
                long evaluated = state.isDefined() ? state.get().count() : 0;
                long passed = state.isDefined() ? state.get().numMatches() : 0;
                counts.put(check, new Counts(rows, missing(check, states), evaluated, passed, evaluated - passed));
            });
            nulls.keySet().stream()
                    .filter(check -> !ratios.containsKey(check))
                    .forEach(check -> counts.put(check, new Counts(rows, missing(check, states), 0, 0, 0)));
            ratios.forEach((check, ratio) -> add(metrics, check, ratio, states));
            nulls.forEach((check, ratio) -> add(metrics, check, ratio, states));
        }
        Map<PlannedCheck, Boolean> succeeded = new HashMap<>();
        Map<Check, CheckResult> judged = JavaConverters.mapAsJavaMap(result.checkResults());
        checks.forEach((planned, check) -> succeeded.put(
                planned, Objects.requireNonNull(judged.get(check)).status().equals(CheckStatus.Success())));
        return new Measured(rows, counts, succeeded, metrics);
    }

    /** Deequ's uniqueness from an aggregation that holds its function at the offset. */
    static Metric uniqueness(
            UniqueRows unique, Uniqueness analyzer, Row aggregated, int offset, long alone, long evaluated) {
        DoubleMetric metric = analyzer.fromAggregationResult(aggregated, offset, Option.empty());
        return new Metric(
                unique.title().name(),
                metric.entity().toString(),
                metric.instance(),
                metric.name(),
                (Double) metric.value().get(),
                OptionalLong.of(alone),
                OptionalLong.of(evaluated));
    }

    private long missing(PlannedCheck check, InMemoryStateProvider states) {
        return states.<NumMatchesAndCount>load(Objects.requireNonNull(nulls.get(check)))
                .get()
                .numMatches();
    }

    private static void add(List<Metric> metrics, PlannedCheck check, Compliance ratio, InMemoryStateProvider states) {
        Option<NumMatchesAndCount> state = states.load(ratio);
        if (state.isDefined()) {
            metrics.add(new Metric(
                    check.title().name(),
                    "Column",
                    ratio.instance(),
                    "Compliance",
                    state.get().metricValue(),
                    OptionalLong.of(state.get().numMatches()),
                    OptionalLong.of(state.get().count())));
        }
    }

    /** An empty state is a fact about the rows, not a failure: no row was evaluated. */
    private static @Nullable Object thrown(com.amazon.deequ.metrics.Metric<?> metric) {
        if (metric.value() instanceof Failure<?> failure && !(failure.exception() instanceof EmptyStateException)) {
            Throwable cause = failure.exception();
            if (cause instanceof MetricCalculationException && cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw DataErrors.rethrown(cause);
        }
        return null;
    }

    @SuppressWarnings("unchecked") // Scala's wildcards of Analyzer and Metric say more than Java's can
    private Seq<Analyzer<?, com.amazon.deequ.metrics.Metric<?>>> required(Size size) {
        List<Object> analyzers = new ArrayList<>(List.of(size));
        analyzers.addAll(nulls.values());
        return (Seq<Analyzer<?, com.amazon.deequ.metrics.Metric<?>>>) (Seq<?>) JavaConverters.asScalaBuffer(analyzers);
    }

    private static Check check(PlannedCheck planned) {
        return new Check(
                planned.title().level() == Level.FAIL ? CheckLevel.Error() : CheckLevel.Warning(),
                planned.title().name(),
                JavaConverters.asScalaBuffer(List.of()));
    }

    private static Compliance compliance(String name, String predicate, Option<String> where) {
        return new Compliance(
                name,
                predicate,
                where,
                JavaConverters.asScalaBuffer(List.<String>of()).toList(),
                Option.empty());
    }
}
