package tallystick.job.quality;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import tallystick.check.quality.CheckResult;
import tallystick.check.quality.FailingRows;
import tallystick.check.quality.PlannedCheck;
import tallystick.check.quality.QualityOutcome;
import tallystick.check.quality.QualityPlan;
import tallystick.check.quality.QualitySuite;
import tallystick.check.quality.QualitySummary;
import tallystick.check.quality.QualityTables;
import tallystick.check.quality.Status;
import tallystick.check.quarantine.Provenance;
import tallystick.check.quarantine.QuarantineTable;
import tallystick.job.run.Build;
import tallystick.job.run.ExitCode;
import tallystick.job.run.Job;
import tallystick.job.run.JobContext;
import tallystick.job.run.JobException;
import tallystick.job.run.SliceCount;
import tallystick.job.run.StateFiles;
import tallystick.job.run.SystemTables;
import tallystick.job.run.Verdict;
import tallystick.migration.Check.Level;
import tallystick.migration.Migration;
import tallystick.spark.CanonicalSchema;
import tallystick.store.DeltaTables;

/**
 * Evaluates the declared checks on one version of the canonical table, stores results, metrics and failing rows, and
 * prints a summary. In the order in which it writes: quarantine, metrics, results, tallies (the rows in quarantine count
 * from then on), the run, the verdict.
 */
public final class QualityJob implements Job {
    private static final String JOB = "quality";

    @Override
    public ExitCode run(JobContext context) {
        Migration migration = context.migration();
        if (migration.checks().isEmpty()) {
            throw new JobException(
                    ExitCode.USAGE,
                    "the migration " + migration.name()
                            + " declares no checks, and a run without any would prove nothing; add some under checks:");
        }
        SparkSession spark = context.spark();
        if (!DeltaTables.exists(spark, migration.canonical())) {
            throw new JobException(
                    ExitCode.USAGE,
                    "there is no canonical table at " + migration.canonical() + " yet; run backfill first");
        }
        Instant started = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Provenance provenance = new Provenance(
                context.runId(),
                JOB + "-" + context.runId() + "-" + started.toEpochMilli(),
                migration.name(),
                context.contract().name(),
                context.contract().version(),
                context.configHash(),
                Build.version(),
                started);
        return new Run(context, spark, provenance).run();
    }

    private static final class Run {
        private final JobContext context;
        private final Migration migration;
        private final SparkSession spark;
        private final Provenance provenance;
        private final StateFiles home;
        private final long version;
        private final Dataset<Row> table;

        Run(JobContext context, SparkSession spark, Provenance provenance) {
            this.context = context;
            this.migration = context.migration();
            this.spark = spark;
            this.provenance = provenance;
            this.home = new StateFiles(spark.sparkContext().hadoopConfiguration(), migration.home());
            this.version = DeltaTables.version(spark, migration.canonical());
            this.table =
                    spark.read().format("delta").option("versionAsOf", version).load(migration.canonical());
        }

        ExitCode run() {
            describe("evaluates the checks of " + migration.name());
            List<PlannedCheck> plan = QualityPlan.of(context.contract(), table, migration.checks());
            QualityOutcome outcome = new QualitySuite(migration.gates().allowEmpty()).evaluate(table, plan);

            describe("stores the rows that fail");
            Map<PlannedCheck, Long> stored = store(outcome);
            new QualityTables(spark, home.root()).append(outcome, stored, provenance, version);
            long quarantined = commit();

            ExitCode code = code(outcome);
            String message = message(outcome);
            Verdict verdict = verdict(outcome, stored, quarantined, code, message);
            new SystemTables(spark, home).appendRun(verdict, 0);
            verdict.write(home);

            print(outcome, stored, quarantined, verdict);
            return code;
        }

        private void print(QualityOutcome outcome, Map<PlannedCheck, Long> stored, long quarantined, Verdict verdict) {
            if (context.json()) {
                context.out().println(verdict.json());
                return;
            }
            context.out()
                    .printf(
                            Locale.ROOT,
                            "Quality of %s: %,d rows of version %d of the canonical table%n%n",
                            migration.name(),
                            outcome.rows(),
                            version);
            context.out().print(QualitySummary.of(outcome, stored));
            context.out().println();
            context.out().println(verdict.message());
            if (quarantined > 0) {
                context.out().println("The rows that fail: quarantine list MIGRATION --phase quality");
            }
        }

        private void describe(String what) {
            spark.sparkContext().setJobDescription("quality: " + what);
        }

        private Map<PlannedCheck, Long> store(QualityOutcome outcome) {
            FailingRows failing = new FailingRows(
                    table, context.contract(), outcome, migration.limits().maxFindingsPerSlice());
            if (failing.checks().isEmpty()) {
                return Map.of();
            }
            QuarantineTable quarantine = new QuarantineTable(spark, home.resolve("quarantine"));
            quarantine.append(failing.rows(migration.slices()), provenance);
            return failing.assertStored(quarantine.ofAttempt(provenance.attemptId()));
        }

        /**
         * Names the attempt in the tallies, for each unit of the table and for each that an earlier attempt found
         * something in, so that what it found there counts no more.
         *
         * @return how many rows are in quarantine now
         */
        private long commit() {
            SystemTables system = new SystemTables(spark, home);
            Map<String, Long> rows = new LinkedHashMap<>();
            for (Row earlier : system.tallies()
                    .where(col("job").equalTo(JOB))
                    .select("unit")
                    .distinct()
                    .collectAsList()) {
                rows.put(earlier.getString(0), 0L);
            }
            rows.putAll(byUnit(table, CanonicalSchema.UNIT));
            Map<String, Long> rejected = byUnit(
                    new QuarantineTable(spark, home.resolve("quarantine")).ofAttempt(provenance.attemptId()), "unit");
            List<Row> tallies = new ArrayList<>();
            rows.forEach((unit, number) -> tallies.add(SystemTables.tally(
                    provenance.attemptId(),
                    provenance.runId(),
                    JOB,
                    "canonical",
                    unit,
                    new SliceCount(unit, number, "", rejected.getOrDefault(unit, 0L)),
                    0,
                    "read",
                    "",
                    provenance.contractVersion(),
                    provenance.configHash(),
                    0,
                    version,
                    provenance.detectedAt())));
            system.appendTallies(tallies);
            return rejected.values().stream().mapToLong(Long::longValue).sum();
        }

        private static Map<String, Long> byUnit(Dataset<Row> rows, String unit) {
            Map<String, Long> counts = new HashMap<>();
            for (Row row : rows.groupBy(col(unit)).agg(count(lit(1))).collectAsList()) {
                counts.put(row.getString(0), row.getLong(1));
            }
            return counts;
        }

        /** What is proven bad comes before what is not known. */
        private static ExitCode code(QualityOutcome outcome) {
            if (outcome.failed(Level.FAIL) > 0) {
                return ExitCode.QUALITY;
            }
            return outcome.count(Status.NOT_EVALUATED) > 0 ? ExitCode.INCOMPLETE : ExitCode.OK;
        }

        private static String message(QualityOutcome outcome) {
            List<String> parts = new ArrayList<>();
            part(parts, outcome.failed(Level.FAIL), "failed");
            part(parts, outcome.failed(Level.WARN), "failed as a warning");
            part(parts, outcome.count(Status.NOT_EVALUATED), "could not be evaluated");
            part(parts, outcome.count(Status.PASSED), "passed");
            return "Of " + outcome.results().size() + " checks, " + String.join(", ", parts) + ".";
        }

        private static void part(List<String> parts, long number, String what) {
            if (number > 0) {
                parts.add(number + " " + what);
            }
        }

        private Verdict verdict(
                QualityOutcome outcome,
                Map<PlannedCheck, Long> stored,
                long quarantined,
                ExitCode code,
                String message) {
            List<Map<String, Object>> checks = new ArrayList<>();
            for (CheckResult result : outcome.results()) {
                Map<String, Object> check = new LinkedHashMap<>();
                check.put("check", result.check().title().name());
                check.put("level", result.check().title().level().name().toLowerCase(Locale.ROOT));
                check.put("status", result.status().code());
                check.put("message", result.message());
                result.counts().ifPresent(counts -> {
                    check.put("evaluated", counts.evaluated());
                    check.put("nulls", counts.nulls());
                    check.put("failed", counts.failed());
                    check.put("quarantined", stored.getOrDefault(result.check(), 0L));
                });
                checks.add(check);
            }
            return new Verdict(
                    provenance.runId(),
                    JOB,
                    migration.name(),
                    new Verdict.ContractName(provenance.dataset(), provenance.contractVersion()),
                    provenance.configHash(),
                    provenance.build(),
                    provenance.detectedAt().toString(),
                    Instant.now().truncatedTo(ChronoUnit.MICROS).toString(),
                    switch (code) {
                        case OK -> "MATCH";
                        case QUALITY -> "DIFFER";
                        default -> "INCOMPLETE";
                    },
                    code.number(),
                    message,
                    "read",
                    Map.of(
                            "rows",
                            outcome.rows(),
                            "records",
                            outcome.rows(),
                            "quarantined",
                            quarantined,
                            "checks",
                            (long) outcome.results().size(),
                            "checks_failed",
                            outcome.count(Status.FAILED),
                            "checks_not_evaluated",
                            outcome.count(Status.NOT_EVALUATED)),
                    List.of(),
                    Map.of("table_version", version, "checks", checks));
        }
    }
}
