package tallystick.check.quality;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.RowOrdering;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.collection.JavaConverters;
import tallystick.check.quality.PlannedCheck.Impossible;
import tallystick.check.quality.PlannedCheck.Nulls;
import tallystick.check.quality.PlannedCheck.RowCount;
import tallystick.check.quality.PlannedCheck.RowRule;
import tallystick.check.quality.PlannedCheck.Title;
import tallystick.check.quality.PlannedCheck.UniqueRows;
import tallystick.contract.Contract;
import tallystick.migration.Check;

/**
 * Binds declared checks to a table, without reading a row of it. A check that the table cannot answer becomes
 * {@link Impossible} with the reason.
 */
public final class QualityPlan {
    private final Contract contract;
    private final Dataset<Row> table;
    private final Conditions conditions;

    private QualityPlan(Contract contract, Dataset<Row> table) {
        this.contract = contract;
        this.table = table;
        this.conditions = new Conditions(contract, table.schema());
    }

    /** One planned check for each declared one, in their order. */
    public static List<PlannedCheck> of(Contract contract, Dataset<Row> table, List<Check> checks) {
        QualityPlan plan = new QualityPlan(contract, table);
        List<PlannedCheck> planned = new ArrayList<>();
        for (Check check : checks) {
            planned.add(plan.bind(check));
        }
        return planned;
    }

    private PlannedCheck bind(Check check) {
        Title title = title(check);
        try {
            if (check instanceof Check.Rows rows) {
                return new RowCount(title, rows.min(), rows.max());
            }
            if (check instanceof Check.Unique unique) {
                List<Column> columns = new ArrayList<>();
                for (String field : unique.fields()) {
                    columns.add(conditions.column(field));
                    if (!RowOrdering.isOrderable(table.select(columns.get(columns.size() - 1))
                            .schema()
                            .fields()[0]
                            .dataType())) {
                        throw new Conditions.Impossible(
                                field + " holds a map, and maps cannot be compared; name fields without maps");
                    }
                }
                return new UniqueRows(title, columns, unique.fields().equals(contract.key()));
            }
            if (check instanceof Check.Complete complete) {
                return new RowRule(
                        title,
                        conditions.complete(complete.field()),
                        List.of(conditions.column(complete.field())),
                        Nulls.FAIL,
                        complete.atLeast(),
                        false);
            }
            if (check instanceof Check.Range range) {
                Column within = conditions.range(range.field(), range.min(), range.max());
                return of(title, within, range.field(), range.atLeast());
            }
            if (check instanceof Check.Allowed allowed) {
                Column any = conditions.allowed(allowed.field(), allowed.values());
                return of(title, any, allowed.field(), allowed.atLeast());
            }
            return bind((Check.Predicate) check);
        } catch (Conditions.Impossible e) {
            return new Impossible(title, String.valueOf(e.getMessage()));
        }
    }

    private RowRule of(Title title, Column condition, String field, BigDecimal atLeast) throws Conditions.Impossible {
        return new RowRule(title, condition, List.of(conditions.column(field)), Nulls.NOT_COUNTED, atLeast, false);
    }

    private RowRule bind(Check.Predicate check) throws Conditions.Impossible {
        Expression condition = analyzed(check.sql());
        if (!condition.deterministic()) {
            throw new Conditions.Impossible("the predicate gives another answer each time (" + check.sql()
                    + "), so what it counts and what it finds would not agree");
        }
        if (SubqueryExpression.hasSubquery(condition)) {
            throw new Conditions.Impossible(
                    "the predicate has a subquery (" + check.sql() + "); it may only speak of the columns of its row");
        }
        Set<String> columns = new TreeSet<>();
        JavaConverters.seqAsJavaList(condition.references().toSeq()).forEach(column -> columns.add(column.name()));
        return new RowRule(
                title(check, "predicate", check.sql() + share(check.atLeast()), List.copyOf(columns)),
                expr(check.sql()),
                columns.stream().map(name -> col("`" + name + "`")).toList(),
                check.nullPasses() ? Nulls.PASS : Nulls.FAIL,
                check.atLeast(),
                true);
    }

    /** A condition on one row and nothing else: WHERE admits no aggregate, window or generator. */
    private Expression analyzed(String sql) throws Conditions.Impossible {
        try {
            LogicalPlan plan = table.where(expr(sql)).queryExecution().analyzed();
            if (plan instanceof Filter filter) {
                return filter.condition();
            }
            throw new Conditions.Impossible("the predicate is no condition on a row: " + sql);
        } catch (Exception e) { // Scala does not declare AnalysisException, which is checked
            if (e instanceof AnalysisException) {
                throw new Conditions.Impossible(DataErrors.firstLine(e));
            }
            throw DataErrors.rethrown(e);
        }
    }

    private static Title title(Check check) {
        if (check instanceof Check.Rows rows) {
            return title(check, "rows", bounds(rows.min(), rows.max()) + " rows", List.of());
        }
        if (check instanceof Check.Unique unique) {
            return title(check, "unique", "no two rows share " + String.join(", ", unique.fields()), unique.fields());
        }
        if (check instanceof Check.Complete complete) {
            return title(
                    check,
                    "complete",
                    complete.field() + " has a value" + share(complete.atLeast()),
                    List.of(complete.field()));
        }
        if (check instanceof Check.Range range) {
            return title(
                    check,
                    "range",
                    range.field() + " is " + bounds(range.min(), range.max()) + share(range.atLeast()),
                    List.of(range.field()));
        }
        if (check instanceof Check.Allowed allowed) {
            return title(
                    check,
                    "allowed",
                    allowed.field() + " is one of " + String.join(", ", allowed.values()) + share(allowed.atLeast()),
                    List.of(allowed.field()));
        }
        Check.Predicate predicate = (Check.Predicate) check;
        return title(check, "predicate", predicate.sql() + share(predicate.atLeast()), List.of());
    }

    private static Title title(Check check, String kind, String asks, List<String> fields) {
        return new Title(check.name(), kind, asks, fields, check.level());
    }

    private static String share(BigDecimal atLeast) {
        return atLeast.compareTo(BigDecimal.ONE) == 0
                ? ""
                : ", in at least " + atLeast.stripTrailingZeros().toPlainString() + " of the rows";
    }

    private static String bounds(OptionalLong min, OptionalLong max) {
        return bounds(
                min.isPresent() ? Optional.of(Long.toString(min.getAsLong())) : Optional.empty(),
                max.isPresent() ? Optional.of(Long.toString(max.getAsLong())) : Optional.empty());
    }

    private static String bounds(Optional<String> min, Optional<String> max) {
        if (min.isPresent() && max.isPresent()) {
            return min.get() + " to " + max.get();
        }
        return min.map(bound -> "at least " + bound).orElseGet(() -> "at most " + max.orElse(""));
    }
}
