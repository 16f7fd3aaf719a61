package tallystick.job.verify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
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
 * a unit are appended only when they are not what the last verification of it found, so that a million unchanged
 * differences do not grow the table every night; the unit's tallies then name the earlier attempt.
 */
final class Findings {
    /**
     * What was located.
     *
     * @param counts by slice, exact
     * @param reasons how many of the stored records have each reason
     * @param capped slices of which not all records are stored
     * @param moved slices that differed in the first reading and not in the second
     */
    record Outcome(Map<String, Long> counts, Map<String, Long> reasons, Set<String> capped, Set<String> moved) {
        long total() {
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private static final String JOB = "verify";

    private final JobContext job;
    private final SparkSession spark;
    private final Contract contract;
    private final List<Side> sides;
    private final SystemTables tables;
    private final QuarantineTable quarantine;

    Findings(JobContext job, StateFiles home, Contract contract, List<Side> sides) {
        this.job = job;
        this.spark = job.spark();
        this.contract = contract;
        this.sides = sides;
        tables = new SystemTables(spark, home);
        quarantine = new QuarantineTable(spark, home.resolve("quarantine"));
    }

    /** Nothing differs: every unit's tallies name an attempt without rows. */
    Outcome none(
            Map<Side, SliceTallies> tallies,
            Map<Side, Map<String, String>> fingerprints,
            boolean slicesAreUnits,
            Instant readAt) {
        appendTallies(attempt(), Map.of(), Set.of(), tallies, fingerprints, slicesAreUnits, readAt);
        return new Outcome(Map.of(), Map.of(), Set.of(), Set.of());
    }

    /** Stores the located records and says what they amount to. */
    Outcome record(
            JavaRDD<Located> located,
            Set<String> differing,
            Map<Side, SliceTallies> tallies,
            Map<Side, Map<String, String>> fingerprints,
            boolean slicesAreUnits,
            Instant readAt) {
        JavaRDD<Located> kept = located.persist(StorageLevel.DISK_ONLY());
        try {
            Map<String, Long> counts = new TreeMap<>();
            for (Located last : kept.filter(one -> one.counts() != null).collect()) {
                Map<String, Long> some = last.counts();
                if (some != null) {
                    some.forEach((slice, count) -> counts.merge(slice, count, Long::sum));
                }
            }
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
            Dataset<Row> rows = capped(kept, provenance).persist(StorageLevel.DISK_ONLY());
            try {
                Map<String, Long> reasons = new TreeMap<>();
                for (Row row : rows.groupBy("reason").count().collectAsList()) {
                    reasons.put(row.getString(0), row.getLong(1));
                }
                Map<String, Long> stored = countBy(rows, "slice");
                Set<String> capped = new TreeSet<>();
                counts.forEach((slice, count) -> {
                    if (count > stored.getOrDefault(slice, 0L)) {
                        capped.add(slice);
                    }
                });
                Set<String> moved = new TreeSet<>(differing);
                moved.removeAll(counts.keySet());
                store(rows, attempt, tallies, fingerprints, slicesAreUnits, readAt);
                return new Outcome(counts, reasons, capped, moved);
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

    /** At most the declared number of rows of a slice, those of the smallest key digests. */
    private Dataset<Row> capped(JavaRDD<Located> kept, Provenance provenance) {
        JavaRDD<org.apache.spark.sql.catalyst.InternalRow> rows = kept.filter(one -> one.row() != null)
                .map(one -> {
                    QuarantineRow row = one.row();
                    if (row == null) {
                        throw new IllegalStateException("filtered above");
                    }
                    return row.toRow(provenance);
                });
        int most = job.migration().limits().maxFindingsPerSlice();
        return spark.internalCreateDataFrame(rows.rdd(), QuarantineTable.SCHEMA, false)
                .withColumn(
                        "_position",
                        functions.row_number().over(Window.partitionBy("slice").orderBy("key_digest", "issue_id")))
                .where("_position <= " + most)
                .drop("_position");
    }

    private void store(
            Dataset<Row> rows,
            String attempt,
            Map<Side, SliceTallies> tallies,
            Map<Side, Map<String, String>> fingerprints,
            boolean slicesAreUnits,
            Instant readAt) {
        Map<String, String> known = knownAttempts();
        Map<String, String> found = contents(rows);
        Map<String, String> earlier = known.isEmpty()
                ? Map.of()
                : contents(quarantine
                        .ofAttempts(new HashSet<>(known.values()))
                        .where(functions
                                .concat(functions.col("unit"), functions.lit("\n"), functions.col("attempt_id"))
                                .isInCollection(places(known))));
        Map<String, String> attempts = new HashMap<>();
        Set<String> changed = new TreeSet<>();
        found.forEach((unit, content) -> {
            if (content.equals(earlier.get(unit))) {
                attempts.put(unit, known.get(unit));
            } else {
                changed.add(unit);
            }
        });
        if (!changed.isEmpty()) {
            quarantine.appendRows(rows.where(functions.col("unit").isInCollection(changed))
                    .queryExecution()
                    .toRdd()
                    .toJavaRDD()
                    .map(org.apache.spark.sql.catalyst.InternalRow::copy));
        }
        appendTallies(attempt, attempts, found.keySet(), tallies, fingerprints, slicesAreUnits, readAt);
    }

    private static List<String> places(Map<String, String> attempts) {
        List<String> places = new ArrayList<>();
        attempts.forEach((unit, attempt) -> places.add(unit + "\n" + attempt));
        return places;
    }

    /** For each unit, the attempt whose rows are current. */
    private Map<String, String> knownAttempts() {
        Map<String, String> attempts = new HashMap<>();
        for (Row row : tables.tallies()
                .where(functions.col("job").equalTo(JOB))
                .groupBy("unit")
                .agg(functions.max_by(functions.col("attempt_id"), functions.col("read_at")))
                .collectAsList()) {
            attempts.put(row.getString(0), row.getString(1));
        }
        return attempts;
    }

    /** For each unit, a text that is the same exactly if its rows say the same. */
    private static Map<String, String> contents(Dataset<Row> rows) {
        Map<String, String> contents = new HashMap<>();
        for (Row row : rows.groupBy("unit")
                .agg(functions.sha2(
                        functions.concat_ws(
                                ",",
                                functions.sort_array(functions.collect_list(functions.concat(
                                        functions.col("issue_id"),
                                        functions.lit(":"),
                                        functions.col("content_hash"))))),
                        256))
                .collectAsList()) {
            contents.put(row.getString(0), row.getString(1));
        }
        return contents;
    }

    private static Map<String, Long> countBy(Dataset<Row> rows, String column) {
        Map<String, Long> counts = new HashMap<>();
        for (Row row : rows.groupBy(column).count().collectAsList()) {
            counts.put(row.getString(0), row.getLong(1));
        }
        return counts;
    }

    /** The ledger of this run. Each unit's rows name the attempt whose quarantine rows are current for it. */
    private void appendTallies(
            String attempt,
            Map<String, String> attempts,
            Set<String> unitsWithRows,
            Map<Side, SliceTallies> tallies,
            Map<Side, Map<String, String>> fingerprints,
            boolean slicesAreUnits,
            Instant readAt) {
        List<Row> rows = new ArrayList<>();
        tallies.forEach((side, slices) -> {
            for (String slice : slices.slices()) {
                SliceTally tally = slices.tally(slice);
                String unit = slicesAreUnits ? slice : "*";
                rows.add(row(
                        attempts.getOrDefault(unit, attempt),
                        side.code(),
                        unit,
                        new SliceCount(slice, tally.count(), tally.sum(), tally.rejected()),
                        fingerprints.getOrDefault(side, Map.of()).getOrDefault(unit, ""),
                        readAt));
            }
        });
        if (!slicesAreUnits) {
            Set<String> units = new TreeSet<>(unitsWithRows);
            fingerprints.values().forEach(side -> units.addAll(side.keySet()));
            String together = String.join(",", sides.stream().map(Side::code).toList());
            for (String unit : units) {
                SliceCount nothing = new SliceCount("*", 0, SliceTally.EMPTY.sum(), 0);
                rows.add(row(attempts.getOrDefault(unit, attempt), together, unit, nothing, "", readAt));
            }
        }
        tables.appendTallies(rows);
    }

    private Row row(String attempt, String side, String unit, SliceCount count, String fingerprint, Instant readAt) {
        return SystemTables.tally(
                attempt,
                job.runId(),
                JOB,
                side,
                unit,
                count,
                "read",
                fingerprint,
                contract.version(),
                job.configHash(),
                0,
                null,
                readAt);
    }
}
