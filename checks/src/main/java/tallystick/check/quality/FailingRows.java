package tallystick.check.quality;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructField;
import scala.Tuple2;
import tallystick.check.quality.CheckResult.Counts;
import tallystick.check.quality.PlannedCheck.RowRule;
import tallystick.check.quality.PlannedCheck.UniqueRows;
import tallystick.check.quarantine.QuarantineRow;
import tallystick.check.quarantine.SideRecord;
import tallystick.contract.Contract;
import tallystick.spark.CanonicalSchema;
import tallystick.wire.Reason;

/**
 * The rows that fail a check that failed, as rows of the quarantine. The conditions are the very expressions that were counted. Of
 * each check at most a number of rows is taken, those with the smallest hash of their place, so that two runs over the
 * same table take the same ones; a row that fails several checks is one row with several findings.
 */
public final class FailingRows {
    private static final String FAILED = "_failed";
    private static final String PLACE = "_place";

    private final List<PlannedCheck> failed = new ArrayList<>();
    private final Map<PlannedCheck, Counts> counts = new HashMap<>();
    private final Contract contract;
    private final Dataset<Row> flagged;
    private final int most;

    /**
     * @param table the snapshot that the outcome is of
     * @param contract of the table
     * @param most how many rows of a check are taken
     */
    public FailingRows(Dataset<Row> table, Contract contract, QualityOutcome outcome, int most) {
        this.contract = contract;
        this.most = most;
        for (CheckResult result : outcome.results()) {
            if (result.status() != Status.FAILED) {
                continue; // within its threshold: the rows are counted, and nobody needs to look at them
            }
            result.counts().filter(count -> count.failed() > 0).ifPresent(count -> {
                failed.add(result.check());
                counts.put(result.check(), count);
            });
        }
        this.flagged = flagged(table);
    }

    /** The checks that some row fails, in their order. */
    public List<PlannedCheck> checks() {
        return List.copyOf(failed);
    }

    /** How many rows are taken of a check. */
    public long taken(PlannedCheck check) {
        Counts count = counts.get(check);
        return count == null ? 0 : Math.min(count.failed(), most);
    }

    /** The canonical columns, and then what each failing row failed: the check's number, the values it is about, and why. */
    private Dataset<Row> flagged(Dataset<Row> table) {
        Dataset<Row> rows = table;
        List<Column> findings = new ArrayList<>();
        for (int i = 0; i < failed.size(); i++) {
            if (failed.get(i) instanceof RowRule rule) {
                Column why = when(rule.condition().isNull(), lit("cannot be said, a value is missing"))
                        .otherwise(lit("does not hold"));
                findings.add(when(rule.fails(), finding(i, rule.values(), why)));
            } else if (failed.get(i) instanceof UniqueRows unique) {
                String copies = "_copies_" + i;
                rows = UniqueGroups.joined(rows, table, unique, copies);
                Column why = concat(col(copies).cast("string"), lit(" rows have this value"));
                findings.add(when(col(copies).gt(1), finding(i, unique.columns(), why)));
            }
        }
        if (findings.isEmpty()) {
            return table.limit(0);
        }
        List<String> present = Arrays.asList(table.columns());
        List<Column> columns = new ArrayList<>();
        for (StructField field : CanonicalSchema.table(contract).fields()) {
            Column column = present.contains(field.name()) ? col("`" + field.name() + "`") : lit(null);
            columns.add(column.cast(field.dataType()).as(field.name()));
        }
        columns.add(array_compact(array(findings.toArray(Column[]::new))).as(FAILED));
        columns.add(xxhash64(col(CanonicalSchema.UNIT), col(CanonicalSchema.FILE), col(CanonicalSchema.OFFSET))
                .as(PLACE));
        return rows.select(columns.toArray(Column[]::new))
                .where(size(col(FAILED)).gt(0));
    }

    private static Column finding(int number, List<Column> values, Column why) {
        List<Column> texts = values.stream()
                .map(value -> coalesce(value.cast("string"), lit("null")))
                .toList();
        return struct(
                lit(number).as("check"), array(texts.toArray(Column[]::new)).as("values"), why.as("why"));
    }

    /**
     * The rows to store. Reads the table once, and once more before if a check has more failing rows than are taken.
     *
     * @param slices the functions that make up a slice; empty when slices are units
     */
    public JavaRDD<QuarantineRow> rows(List<String> slices) {
        Dataset<Row> taken = taken();
        Contract contract = this.contract;
        List<PlannedCheck.Title> titles =
                failed.stream().map(PlannedCheck::title).toList();
        List<Reason> reasons = failed.stream()
                .map(check ->
                        check instanceof UniqueRows unique && unique.key() ? Reason.DUPLICATE_KEY : Reason.RULE_FAILED)
                .toList();
        return taken.queryExecution()
                .toRdd()
                .toJavaRDD()
                .mapPartitionsToPair(rows -> {
                    FailingRowReader reader = new FailingRowReader(contract, slices, titles, reasons);
                    Iterable<InternalRow> all = () -> rows;
                    return StreamSupport.stream(all.spliterator(), false)
                            .map(reader::read)
                            .map(row -> new Tuple2<>(row.slice() + "\u0000" + row.keyDigest(), row))
                            .iterator();
                })
                .groupByKey()
                .flatMap(copies -> numbered(copies._2()).iterator());
    }

    private Dataset<Row> taken() {
        Map<Integer, Long> thresholds = thresholds();
        Column within = lit(false);
        for (int i = 0; i < failed.size(); i++) {
            Column failsThis = array_contains(col(FAILED + ".check"), i);
            Long threshold = thresholds.get(i);
            within = within.or(
                    threshold == null ? failsThis : failsThis.and(col(PLACE).leq(threshold)));
        }
        return flagged.where(within);
    }

    /** By number of check, the greatest hash of a place that is taken; of checks of which not all rows are. */
    private Map<Integer, Long> thresholds() {
        List<Integer> many = new ArrayList<>();
        for (int i = 0; i < failed.size(); i++) {
            if (Objects.requireNonNull(counts.get(failed.get(i))).failed() > most) {
                many.add(i);
            }
        }
        if (many.isEmpty()) {
            return Map.of();
        }
        int limit = most;
        Map<Integer, Smallest> smallest = flagged.select(col(FAILED + ".check"), col(PLACE))
                .toJavaRDD()
                .treeAggregate(
                        new HashMap<Integer, Smallest>(),
                        (found, row) -> {
                            for (Integer check : row.<Integer>getList(0)) {
                                found.computeIfAbsent(check, ignored -> new Smallest(limit))
                                        .add(row.getLong(1));
                            }
                            return found;
                        },
                        (found, other) -> {
                            other.forEach((check, more) -> found.computeIfAbsent(check, ignored -> new Smallest(limit))
                                    .merge(more));
                            return found;
                        });
        Map<Integer, Long> thresholds = new HashMap<>();
        for (int i = 0; i < failed.size(); i++) {
            long counted = Objects.requireNonNull(counts.get(failed.get(i))).failed();
            Smallest found = smallest.getOrDefault(i, new Smallest(limit));
            assertSame(failed.get(i), counted, found.count());
            if (many.contains(i)) {
                thresholds.put(i, found.threshold());
            }
        }
        return thresholds;
    }

    /** Copies of one key in one slice tell themselves apart by a number, in an order that does not change. */
    private static List<QuarantineRow> numbered(Iterable<QuarantineRow> copies) {
        List<QuarantineRow> sorted = new ArrayList<>();
        copies.forEach(sorted::add);
        sorted.sort(Comparator.comparing(FailingRows::place));
        List<QuarantineRow> numbered = new ArrayList<>();
        for (QuarantineRow row : sorted) {
            numbered.add(new QuarantineRow(
                    row.unit(),
                    row.slice(),
                    row.keyJson(),
                    row.keyDigest(),
                    row.phase(),
                    row.reason(),
                    row.details(),
                    row.source(),
                    row.canonical(),
                    row.target(),
                    numbered.size()));
        }
        return numbered;
    }

    private static String place(QuarantineRow row) {
        SideRecord canonical = Objects.requireNonNull(row.canonical());
        return canonical.digest() + row.unit() + "\u0000" + canonical.file()
                + String.format("\u0000%020d", canonical.offset());
    }

    /**
     * Makes sure that what was stored is what was counted.
     *
     * @param stored the rows of this attempt, read back from the quarantine
     * @return how many rows of each check are stored
     * @throws IllegalStateException if they do not agree
     */
    public Map<PlannedCheck, Long> assertStored(Dataset<Row> stored) {
        Map<String, Long> found = new HashMap<>();
        for (Row row : stored.select(explode(col("findings.rule")).as("rule"))
                .groupBy("rule")
                .count()
                .collectAsList()) {
            found.put(row.getString(0), row.getLong(1));
        }
        Map<PlannedCheck, Long> rows = new LinkedHashMap<>();
        for (PlannedCheck check : failed) {
            long number = found.getOrDefault(check.title().name(), 0L);
            long counted = Objects.requireNonNull(counts.get(check)).failed();
            // a row that is taken for another check brings its findings of this one along
            if (counted <= most ? number != counted : number < most || number > counted) {
                assertSame(check, counted <= most ? counted : most, number);
            }
            rows.put(check, number);
        }
        return rows;
    }

    private static void assertSame(PlannedCheck check, long counted, long found) {
        if (counted != found) {
            throw new IllegalStateException("the check '" + check.title().name() + "' counted " + counted
                    + " failing rows and then found " + found + ": its counts, rows and findings do not agree");
        }
    }
}
