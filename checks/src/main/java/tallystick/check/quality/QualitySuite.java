package tallystick.check.quality;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import com.amazon.deequ.analyzers.Uniqueness;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Option;
import scala.collection.JavaConverters;
import tallystick.check.quality.CheckResult.Counts;
import tallystick.check.quality.PlannedCheck.Impossible;
import tallystick.check.quality.PlannedCheck.RowCount;
import tallystick.check.quality.PlannedCheck.RowRule;
import tallystick.check.quality.PlannedCheck.UniqueRows;

/**
 * Evaluates planned checks with Deequ: all row rules and the number of rows in one pass over the columns they need, and
 * one grouping pass for each uniqueness.
 *
 * <p>What is decided and stored comes from the exact integers of Deequ's states; Deequ's verdicts, which rest on
 * doubles, are computed beside them, and a contradiction is thrown as the defect it is.
 */
public final class QualitySuite {
    private final boolean emptyAllowed;

    /** @param emptyAllowed whether checks hold on a table without rows; else they are not evaluated there */
    public QualitySuite(boolean emptyAllowed) {
        this.emptyAllowed = emptyAllowed;
    }

    /**
     * Evaluates the checks.
     *
     * @param table one snapshot: every pass must see the same rows
     * @throws RuntimeException whatever Spark threw when the table could not be read
     */
    public QualityOutcome evaluate(Dataset<Row> table, List<PlannedCheck> checks) {
        Evaluation evaluation = new Evaluation(table);
        evaluation.scan(checks);
        if (evaluation.rows > 0) {
            ofType(checks, UniqueRows.class).forEach(evaluation::group);
        }
        List<CheckResult> results = new ArrayList<>();
        for (PlannedCheck check : checks) {
            results.add(evaluation.result(check));
        }
        return new QualityOutcome(evaluation.rows, results, evaluation.metrics);
    }

    private final class Evaluation {
        private final Dataset<Row> table;
        private final Map<PlannedCheck, Counts> counts = new HashMap<>();
        private final Map<PlannedCheck, Boolean> deequ = new HashMap<>();
        private final Map<PlannedCheck, String> failures = new HashMap<>();
        private final Map<PlannedCheck, Long> groups = new HashMap<>();
        private final List<Metric> metrics = new ArrayList<>();
        private long rows;

        Evaluation(Dataset<Row> table) {
            this.table = table;
        }

        /** One pass; when a declared expression fails on some row, one without them and one for each of them alone. */
        void scan(List<PlannedCheck> checks) {
            try {
                pass(checks);
            } catch (Exception e) {
                if (DataErrors.ofData(e).isEmpty()) {
                    throw DataErrors.rethrown(e);
                }
                pass(checks.stream().filter(check -> !isDeclared(check)).toList());
                checks.stream().filter(Evaluation::isDeclared).forEach(this::passAlone);
            }
        }

        private static boolean isDeclared(PlannedCheck check) {
            return check instanceof RowRule rule && rule.declared();
        }

        private void passAlone(PlannedCheck check) {
            try {
                pass(List.of(check));
            } catch (Exception e) {
                String why = DataErrors.ofData(e).orElseThrow(() -> DataErrors.rethrown(e));
                failures.put(check, "the expression fails on some row: " + why);
            }
        }

        private void pass(List<PlannedCheck> checks) {
            DeequPass pass = new DeequPass();
            ofType(checks, RowCount.class).forEach(pass::add);
            ofType(checks, RowRule.class).forEach(pass::add);
            ofType(checks, UniqueRows.class).forEach(pass::add);
            DeequPass.Measured measured = pass.run(table);

            rows = measured.rows();
            counts.putAll(measured.counts());
            deequ.putAll(measured.succeeded());
            metrics.addAll(measured.metrics());
        }

        /** The grouping pass: Deequ's function for uniqueness and the exact counts in one aggregation. */
        void group(UniqueRows unique) {
            Counts before = counts.get(unique);
            if (before == null) {
                throw new IllegalStateException("uniqueness before the pass over the rows");
            }
            long complete = before.rows() - before.nulls();
            if (complete == 0) {
                return;
            }
            Dataset<Row> frequencies = UniqueGroups.of(table, unique);
            Uniqueness analyzer = new Uniqueness(
                    JavaConverters.asScalaBuffer(unique.title().fields()), Option.empty(), Option.empty());
            List<Column> functions = new ArrayList<>(List.of(
                    coalesce(sum(col(UniqueGroups.COPIES)), lit(0L)),
                    coalesce(sum(when(col(UniqueGroups.COPIES).equalTo(1), 1L).otherwise(0L)), lit(0L)),
                    count(when(col(UniqueGroups.COPIES).gt(1), 1L))));
            int offset = functions.size();
            functions.addAll(JavaConverters.seqAsJavaList(analyzer.aggregationFunctions(complete)));
            Row row = frequencies
                    .agg(
                            functions.get(0),
                            functions.subList(1, functions.size()).toArray(Column[]::new))
                    .head();
            if (row.getLong(0) != complete) {
                throw new IllegalStateException("the grouping pass saw " + row.getLong(0) + " rows and the first pass "
                        + complete + ": the table changed meanwhile");
            }
            long alone = row.getLong(1);
            counts.put(unique, new Counts(before.rows(), before.nulls(), complete, alone, complete - alone));
            groups.put(unique, row.getLong(2));
            Metric metric = DeequPass.uniqueness(unique, analyzer, row, offset, alone, complete);
            metrics.add(metric);
            deequ.put(unique, metric.value() >= 1.0);
        }

        CheckResult result(PlannedCheck check) {
            if (check instanceof Impossible impossible) {
                return notEvaluated(check, impossible.why());
            }
            String failure = failures.get(check);
            if (failure != null) {
                return notEvaluated(check, failure);
            }
            if (check instanceof RowCount size) {
                boolean holds = within(rows, size);
                agree(check, holds);
                return new CheckResult(check, holds ? Status.PASSED : Status.FAILED, Optional.empty(), rows + " rows");
            }
            Counts counted = counts.get(check);
            if (counted == null || counted.evaluated() == 0) {
                if (emptyAllowed && counted == null) {
                    return new CheckResult(
                            check, Status.PASSED, Optional.empty(), "no rows, which gates.allow_empty allows");
                }
                return notEvaluated(
                        check,
                        counted == null
                                ? "the canonical table has no rows"
                                : "no row has a value in "
                                        + String.join(", ", check.title().fields()));
            }
            boolean holds = isAtLeast(counted, threshold(check));
            agree(check, holds);
            return new CheckResult(
                    check, holds ? Status.PASSED : Status.FAILED, Optional.of(counted), message(check, counted));
        }

        private String message(PlannedCheck check, Counts counted) {
            if (counted.failed() == 0) {
                return check instanceof UniqueRows ? "no two rows share a value" : "every row passes";
            }
            String share = counted.failed() + " of " + counted.evaluated() + " rows ";
            Long shared = groups.get(check);
            return shared == null ? share + "fail" : share + "share a value with another (" + shared + " values)";
        }

        /** Deequ decides by a rounded ratio: it may be kinder by a rounding, never stricter. */
        private void agree(PlannedCheck check, boolean holds) {
            if (holds && !Boolean.TRUE.equals(deequ.get(check))) {
                throw new IllegalStateException("Deequ says that the check '"
                        + check.title().name() + "' failed, and the exact counts say that it passed");
            }
        }
    }

    private static CheckResult notEvaluated(PlannedCheck check, String why) {
        return new CheckResult(check, Status.NOT_EVALUATED, Optional.empty(), why);
    }

    private static BigDecimal threshold(PlannedCheck check) {
        if (check instanceof RowRule rule) {
            return rule.atLeast();
        }
        return BigDecimal.ONE;
    }

    /** Exactly, without a division. */
    static boolean isAtLeast(Counts counts, BigDecimal share) {
        return BigDecimal.valueOf(counts.passed()).compareTo(share.multiply(BigDecimal.valueOf(counts.evaluated())))
                >= 0;
    }

    static boolean within(long rows, RowCount size) {
        return rows >= size.min().orElse(Long.MIN_VALUE) && rows <= size.max().orElse(Long.MAX_VALUE);
    }

    static <T extends PlannedCheck> List<T> ofType(List<PlannedCheck> checks, Class<T> type) {
        return checks.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
