package tallystick.job.verify;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.unsafe.types.UTF8String;
import tallystick.check.compare.Located;
import tallystick.check.compare.Side;
import tallystick.check.quarantine.Provenance;
import tallystick.check.quarantine.QuarantineRow;
import tallystick.check.quarantine.QuarantineTable;
import tallystick.check.tally.SliceTallies;
import tallystick.check.tally.SliceTally;
import tallystick.contract.Contract;
import tallystick.job.run.Build;
import tallystick.job.run.JobContext;
import tallystick.job.run.SliceCount;
import tallystick.job.run.StateFiles;
import tallystick.job.run.SystemTables;

/**
 * Puts what a verification found into the tables: quarantine rows first, then the tallies that make them count. Rows of
 * a unit are appended only when they are not what the last verification of it between the same sides found, so that a
 * million unchanged differences do not grow the table every night; the unit's tallies then name the earlier attempt. Of
 * what was not read to its end nothing is said, and what was known of it stays current.
 */
final class Findings {
    /**
     * What was located.
     *
     * @param counts by slice, exact
     * @param reasons how many of the stored records have each reason
     * @param capped slices of which not all records are stored
     * @param moved slices of which the second reading does not confirm the first, with the reason
     */
    record Outcome(Map<String, Long> counts, Map<String, Long> reasons, Set<String> capped, Map<String, String> moved) {
        long total() {
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * A side that was read.
     *
     * @param filtered how many records of a unit a declared rule left out
     * @param units unit to fingerprint
     * @param tableVersion of a table that has versions
     */
    record Read(
            Side side,
            SliceTallies tallies,
            Map<String, Long> filtered,
            Map<String, String> units,
            int semantics,
            OptionalLong tableVersion) {}

    /**
     * What a run looks at.
     *
     * @param slicesAreUnits whether the unit is the slice
     * @param everything whether no unit was left out on purpose
     * @param resumed whether this run was started before and did not come to its end
     */
    record Extent(boolean slicesAreUnits, boolean everything, boolean resumed) {}

    private static final String JOB = "verify";
    private static final String RANK = "_rank";
    private static final String NO_SLICE = SystemTables.NO_SLICE;

    private final JobContext job;
    private final SparkSession spark;
    private final Contract contract;
    private final List<Read> sides;
    private final Extent extent;
    private final Instant readAt;
    private final Consumer<Step> steps;
    private final SystemTables tables;
    private final QuarantineTable quarantine;

    Findings(JobContext job, StateFiles home, List<Read> sides, Extent extent, Instant readAt, Consumer<Step> steps) {
        this.job = job;
        this.spark = job.spark();
        this.contract = job.contract();
        this.sides = sides;
        this.extent = extent;
        this.readAt = readAt.truncatedTo(ChronoUnit.MICROS);
        this.steps = steps;
        tables = new SystemTables(spark, home);
        quarantine = new QuarantineTable(spark, home.resolve("quarantine"));
    }

    /**
     * Nothing was located: every unit's tallies name an attempt without rows.
     *
     * @param incomplete whether nothing is said of a slice
     */
    Outcome none(Predicate<String> incomplete) {
        steps.accept(Step.LOCATED);
        appendTallies(attempt(), Map.of(), known().keySet(), incomplete);
        return new Outcome(Map.of(), Map.of(), Set.of(), Map.of());
    }

    /**
     * Stores the located records and says what they amount to.
     *
     * @param differing the slices that were looked through
     * @param incomplete whether nothing is said of a slice
     * @param unsettled asked once all was located: of which of those slices the second reading is worth nothing, and why
     */
    Outcome record(
            JavaRDD<Located> located,
            Set<String> differing,
            Predicate<String> incomplete,
            Supplier<Map<String, String>> unsettled) {
        JavaRDD<Located> kept = located.persist(StorageLevel.DISK_ONLY());
        try {
            Map<String, Long> counts = new TreeMap<>();
            for (Located last : kept.filter(one -> one.counts() != null).collect()) {
                Map<String, Long> some = last.counts();
                if (some != null) {
                    some.forEach((slice, count) -> counts.merge(slice, count, Long::sum));
                }
            }
            Map<String, String> moved = new TreeMap<>(unsettled.get());
            for (String slice : differing) {
                if (!counts.containsKey(slice)) {
                    moved.putIfAbsent(
                            slice, "the second reading found no difference: the data changed while they were read");
                }
            }
            counts.keySet().removeAll(moved.keySet());
            String attempt = attempt();
            Provenance provenance = new Provenance(
                    job.runId(),
                    attempt,
                    job.migration().name(),
                    contract.name(),
                    contract.version(),
                    job.configHash(),
                    Build.version(),
                    Instant.now());
            int most = job.migration().limits().maxFindingsPerSlice();
            boolean all = counts.values().stream().allMatch(count -> count <= most);
            Set<String> settled = Set.copyOf(counts.keySet());
            Dataset<Row> ranked = ranked(
                    kept.filter(one ->
                            one.row() != null && settled.contains(one.row().slice())),
                    provenance);
            Dataset<Row> rows =
                    all ? ranked.drop(RANK) : capped(ranked, most).drop(RANK).persist(StorageLevel.DISK_ONLY());
            try {
                Summary summary = Summary.of(rows);
                Set<String> capped = new TreeSet<>();
                counts.forEach((slice, count) -> {
                    if (count > summary.slices().getOrDefault(slice, 0L)) {
                        capped.add(slice);
                    }
                });
                steps.accept(Step.LOCATED);
                store(rows, summary.units(), attempt, slice -> incomplete.test(slice) || moved.containsKey(slice));
                return new Outcome(counts, summary.reasons(), capped, moved);
            } finally {
                rows.unpersist();
            }
        } finally {
            kept.unpersist();
        }
    }

    private String attempt() {
        return job.runId() + "-verify-" + java.util.UUID.randomUUID().toString().substring(0, 8);
    }

    /** The rows, each with its rank. */
    private Dataset<Row> ranked(JavaRDD<Located> kept, Provenance provenance) {
        JavaRDD<InternalRow> rows = kept.map(one -> {
            QuarantineRow row = one.row();
            if (row == null) {
                throw new IllegalStateException("only rows are left");
            }
            InternalRow rank = new GenericInternalRow(new Object[] {UTF8String.fromString(one.rank())});
            return new JoinedRow(row.toRow(provenance), rank);
        });
        return spark.internalCreateDataFrame(rows.rdd(), QuarantineTable.SCHEMA.add(RANK, DataTypes.StringType), false);
    }

    /** At most that many rows of a slice, those of the lowest ranks. */
    private static Dataset<Row> capped(Dataset<Row> ranked, int most) {
        return ranked.withColumn(
                        "_position",
                        functions.row_number().over(Window.partitionBy("slice").orderBy(RANK, "issue_id")))
                .where("_position <= " + most)
                .drop("_position");
    }

    /**
     * What rows amount to.
     *
     * @param reasons how many have each reason
     * @param slices how many are of each slice
     * @param units for each unit, a text that is the same exactly if its rows say the same
     */
    private record Summary(Map<String, Long> reasons, Map<String, Long> slices, Map<String, String> units) {
        static Summary of(Dataset<Row> rows) {
            Map<String, Long> reasons = new TreeMap<>();
            Map<String, Long> slices = new HashMap<>();
            Map<String, TreeSet<String>> parts = new HashMap<>();
            Column said =
                    functions.concat(functions.col("issue_id"), functions.lit(":"), functions.col("content_hash"));
            for (Row row : rows.groupBy("unit", "slice", "reason")
                    .agg(
                            functions.count("*"),
                            functions.sha2(
                                    functions.concat_ws(",", functions.sort_array(functions.collect_list(said))), 256))
                    .collectAsList()) {
                slices.merge(row.getString(1), row.getLong(3), Long::sum);
                reasons.merge(row.getString(2), row.getLong(3), Long::sum);
                parts.computeIfAbsent(row.getString(0), unit -> new TreeSet<>())
                        .add(row.getString(1) + "\n" + row.getString(2) + "\n" + row.getString(4));
            }
            Map<String, String> units = new HashMap<>();
            parts.forEach((unit, several) -> units.put(unit, String.join("\n", several)));
            return new Summary(reasons, slices, units);
        }
    }

    private void store(Dataset<Row> rows, Map<String, String> found, String attempt, Predicate<String> incomplete) {
        Map<String, Known> known = known();
        Map<String, String> attempts = new HashMap<>();
        Set<String> changed = new TreeSet<>();
        found.forEach((unit, content) -> {
            Known earlier = known.get(unit);
            if (earlier != null && content.equals(earlier.content())) {
                attempts.put(unit, earlier.attempt());
            } else {
                changed.add(unit);
            }
        });
        if (!changed.isEmpty()) {
            boolean all = changed.size() == found.size();
            quarantine.appendRows((all ? rows : rows.where(functions.col("unit").isInCollection(changed)))
                    .queryExecution()
                    .toRdd()
                    .toJavaRDD()
                    .map(InternalRow::copy));
        }
        steps.accept(Step.QUARANTINED);
        appendTallies(attempt, attempts, known.keySet(), incomplete);
    }

    /** The attempt that is current for a unit, and what its rows say. */
    private record Known(String attempt, String content) {}

    /** The units in which these sides were found to differ before. */
    private Map<String, Known> known() {
        if (!quarantine.exists()) {
            return Map.of();
        }
        String names = String.join(
                ",", sides.stream().map(read -> read.side().code()).sorted().toList());
        Map<String, String> attempts = new HashMap<>();
        List<String> places = new ArrayList<>();
        for (Row row : tables.currentAttempts()
                .where(functions
                        .col("job")
                        .equalTo(JOB)
                        .and(functions.col("sides").equalTo(names)))
                .select("unit", "attempt_id")
                .collectAsList()) {
            attempts.put(row.getString(0), row.getString(1));
            places.add(row.getString(0) + "\n" + row.getString(1));
        }
        Map<String, Known> known = new HashMap<>();
        Summary.of(quarantine
                        .ofAttempts(new HashSet<>(attempts.values()))
                        .where(functions
                                .concat(functions.col("unit"), functions.lit("\n"), functions.col("attempt_id"))
                                .isInCollection(places)))
                .units()
                .forEach((unit, content) -> known.put(unit, new Known(attempts.getOrDefault(unit, ""), content)));
        return known;
    }

    /**
     * The ledger of this run. Each unit has rows of all sides, which name the attempt whose quarantine rows are current
     * for it. A run that was killed after it wrote them and is started again does not write them twice.
     */
    private void appendTallies(
            String attempt, Map<String, String> attempts, Set<String> known, Predicate<String> incomplete) {
        List<Row> rows = new ArrayList<>();
        TreeSet<String> slices = new TreeSet<>();
        TreeSet<String> units = new TreeSet<>(attempts.keySet());
        if (extent.everything()) {
            // What was found in units that are gone is over.
            (extent.slicesAreUnits() ? slices : units).addAll(known);
        }
        for (Read read : sides) {
            slices.addAll(read.tallies().slices());
            units.addAll(read.units().keySet());
        }
        slices.removeIf(incomplete);
        if (slices.isEmpty()) {
            return;
        }
        for (Read read : sides) {
            for (String slice : slices) {
                SliceTally tally = read.tallies().tally(slice);
                SliceCount count = new SliceCount(slice, tally.count(), tally.sum(), tally.rejected());
                rows.add(row(
                        attempts.getOrDefault(slice, attempt),
                        read,
                        extent.slicesAreUnits() ? slice : NO_SLICE,
                        count));
            }
            if (!extent.slicesAreUnits()) {
                SliceCount nothing = new SliceCount(NO_SLICE, 0, SliceTally.EMPTY.sum(), 0);
                units.forEach(unit -> rows.add(row(attempts.getOrDefault(unit, attempt), read, unit, nothing)));
            }
        }
        if (!extent.resumed() || !isThere(rows)) {
            tables.appendTallies(rows);
        }
        steps.accept(Step.NAMED);
    }

    /** Whether the newest tallies of any verification are this run's, of an earlier start, and say the same. */
    private boolean isThere(List<Row> rows) {
        Dataset<Row> verified = tables.tallies().where(functions.col("job").equalTo(JOB));
        Dataset<Row> ours = verified.where(functions.col("run_id").equalTo(job.runId()));
        Row newest = ours.agg(functions.max("read_at")).head();
        if (newest.isNullAt(0)
                || !newest.get(0)
                        .equals(verified.agg(functions.max("read_at")).head().get(0))) {
            return false;
        }
        List<String> there =
                said(ours.where(functions.col("read_at").equalTo(newest.get(0))).collectAsList());
        return there.equals(said(rows));
    }

    /** What rows say, but for when and as which attempt. */
    private static List<String> said(List<Row> rows) {
        int attempt = SystemTables.TALLIES.fieldIndex("attempt_id");
        int readAt = SystemTables.TALLIES.fieldIndex("read_at");
        List<String> said = new ArrayList<>();
        for (Row row : rows) {
            List<String> values = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                values.add(i == attempt || i == readAt ? "" : String.valueOf(row.get(i)));
            }
            said.add(values.toString());
        }
        said.sort(null);
        return said;
    }

    private Row row(String attempt, Read read, String unit, SliceCount count) {
        return SystemTables.tally(
                attempt,
                job.runId(),
                JOB,
                read.side().code(),
                unit,
                count,
                unit.equals(NO_SLICE) ? 0 : read.filtered().getOrDefault(unit, 0L),
                "read",
                read.units().getOrDefault(unit, ""),
                contract.version(),
                job.configHash(),
                read.semantics(),
                read.tableVersion().isPresent() ? read.tableVersion().getAsLong() : null,
                readAt);
    }
}
