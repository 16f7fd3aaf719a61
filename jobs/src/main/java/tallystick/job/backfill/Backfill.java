package tallystick.job.backfill;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.util.SerializableConfiguration;
import tallystick.check.quarantine.Provenance;
import tallystick.check.quarantine.QuarantineTable;
import tallystick.check.tally.SliceTally;
import tallystick.contract.ContractFile;
import tallystick.job.run.Build;
import tallystick.job.run.ExitCode;
import tallystick.job.run.JobException;
import tallystick.job.run.Lease;
import tallystick.job.run.Manifest;
import tallystick.job.run.Manifests;
import tallystick.job.run.MeaningSettings;
import tallystick.job.run.Progress;
import tallystick.job.run.SliceCount;
import tallystick.job.run.StateFiles;
import tallystick.job.run.SystemTables;
import tallystick.job.run.UnitResult;
import tallystick.job.run.Verdict;
import tallystick.store.Coverage;
import tallystick.store.FileEntry;
import tallystick.store.FileStore;
import tallystick.store.Framing;
import tallystick.store.Glob;
import tallystick.store.Listing;
import tallystick.store.StoreException;
import tallystick.store.Unit;

/**
 * One run of a backfill: lists the source, finds what is new or changed since what manifests say, and writes it in waves.
 * docs/spec/tables.md says what a wave leaves behind and in which order.
 */
final class Backfill {
    /**
     * What to do.
     *
     * @param migration its name
     * @param home where everything of the migration is, as a URI
     * @param canonical the canonical table, as a URI
     * @param store the source's files
     * @param plan how bytes become rows
     * @param basis SHA-256 of everything that decides what bytes mean, see {@link Manifest}
     * @param configHash of the migration file as resolved
     * @param waveBytes at most in a wave
     * @param waveUnits at most in a wave
     * @param allowEmpty whether a unit without records is fine
     * @param maxQuarantined how many records may be in quarantine
     * @param units patterns of unit ids; empty for all
     * @param force whether units are done again that need not be
     * @param runId of this run
     */
    record Request(
            String migration,
            String home,
            String canonical,
            FileStore store,
            Framing framing,
            RecordPlan plan,
            String basis,
            String configHash,
            long waveBytes,
            int waveUnits,
            boolean allowEmpty,
            long maxQuarantined,
            List<Glob> units,
            boolean force,
            String runId) {
        Request {
            units = List.copyOf(units);
        }
    }

    private static final String JOB = "backfill";
    private static final long NUMBERS_OF_A_LEASE = 1_000_000;

    private final SparkSession spark;
    private final Request request;
    private final Consumer<Step> steps;
    private final Instant startedAt = Instant.now();
    private final Configuration configuration;
    private final StateFiles home;
    private final StateFiles work;
    private final Manifests manifests;
    private final JsonNode contract;

    private final Map<String, String> incomplete = new TreeMap<>();
    private int waves;
    private long bytesDone;
    private final Set<String> done = new TreeSet<>();

    /** A unit as the newest counting manifest has it. */
    private record Known(UnitResult result, Manifest manifest) {}

    /** @param steps is told of each step when it was made */
    Backfill(SparkSession spark, Request request, Consumer<Step> steps) {
        this.spark = spark;
        this.request = request;
        this.steps = steps;
        this.configuration = spark.sessionState().newHadoopConf();
        this.home = new StateFiles(configuration, request.home());
        this.work = new StateFiles(configuration, request.home() + "/" + JOB);
        this.manifests = new Manifests(work);
        this.contract = ContractFile.toJson(request.plan().contract());
    }

    /**
     * Runs, and writes the verdict.
     *
     * @return what verdict.json says; of a run that could not get the lease, what it would say
     */
    Verdict run() {
        try {
            MeaningSettings.assertOn(spark);
            spark.conf().set("spark.databricks.delta.stats.collect", "true");
            spark.conf().set("spark.databricks.delta.autoCompact.enabled", "false");
            spark.conf().set("spark.databricks.delta.optimizeWrite.enabled", "false");
            try (Lease lease = Lease.acquire(work, request.runId())) {
                Verdict verdict = underLease(lease);
                verdict.write(home);
                new SystemTables(spark, home).appendRun(verdict, bytesDone);
                return verdict;
            }
        } catch (StoreException e) {
            return failed(JobException.of(e));
        } catch (JobException e) {
            return failed(e);
        }
    }

    private Verdict failed(JobException e) {
        Verdict verdict = verdict("ERROR", e.code(), String.valueOf(e.getMessage()), Map.of(), List.of(), Map.of());
        if (e.code() != ExitCode.LEASE_HELD) {
            try {
                verdict.write(home);
            } catch (JobException unwritten) {
                // A store that refuses refuses this too; what failed first is what there is to say.
                e.addSuppressed(unwritten);
            }
        }
        return verdict;
    }

    private Verdict underLease(Lease lease) {
        work.delete("attempts");
        describe("list " + request.store().root());
        Listing listing = request.store().list(configuration);
        CanonicalTable table = CanonicalTable.open(
                spark, request.canonical(), request.plan().schema(), "tallystick/" + request.migration());
        long firstNumber = Math.multiplyExact(lease.epoch(), NUMBERS_OF_A_LEASE);
        List<Manifests.Entry> entries = settle(table, firstNumber);
        checkContract(entries);
        table.evolve(request.plan().schema());
        Map<String, Known> known = known(table, entries);
        projectTallies(entries);

        Set<String> selected = select(listing, known);
        List<Unit> todo = new ArrayList<>();
        List<String> removals = new ArrayList<>();
        Set<String> vanished = new TreeSet<>();
        for (String id : selected) {
            Optional<Unit> unit = listing.unit(id);
            if (unit.isEmpty()) {
                boolean named = request.units().stream().anyMatch(glob -> glob.isLiteral() && glob.matches(id));
                if (request.force() && named) {
                    removals.add(id);
                } else {
                    vanished.add(id);
                }
            } else if (request.force() || !isCurrent(unit.get(), known.get(id))) {
                todo.add(unit.get());
            }
        }

        List<List<Unit>> plan = new ArrayList<>(WavePlan.of(todo, request.waveBytes(), request.waveUnits()));
        Progress progress = Progress.onStandardError(
                todo.size() + (long) removals.size(),
                todo.stream().mapToLong(Unit::bytes).sum());
        progress.sayIfNotCut("source", request.framing().layout(), todo);
        if (!removals.isEmpty()) {
            runWave(lease, table, List.of(), removals, firstNumber, progress, plan.size() + 1, known);
        }
        for (List<Unit> wave : plan) {
            runWave(
                    lease,
                    table,
                    wave,
                    List.of(),
                    firstNumber,
                    progress,
                    plan.size() + (removals.isEmpty() ? 0 : 1),
                    known);
        }
        return judge(listing, selected, known, vanished, todo.isEmpty() && removals.isEmpty());
    }

    /** Finds out which manifests were committed, whatever a killed run left behind. */
    private List<Manifests.Entry> settle(CanonicalTable table, long fence) {
        List<Manifests.Entry> entries = manifests.all();
        List<Manifests.Entry> settled = new ArrayList<>();
        long before = Long.MIN_VALUE;
        for (Manifests.Entry entry : entries) {
            Manifest manifest = entry.manifest();
            if (!manifest.tableId().equals(table.id())) {
                continue;
            }
            if (entry.version().isPresent()) {
                settled.add(entry);
                continue;
            }
            if (before == Long.MIN_VALUE) {
                // From here on the run that wrote it can commit it no more, so what is found is final.
                before = table.fence(fence);
            }
            OptionalLong version = committedAs(table, manifest, before);
            if (version.isPresent()) {
                manifests.markCommitted(manifest, version.getAsLong());
                settled.add(new Manifests.Entry(manifest, version));
            } else {
                manifests.discard(manifest);
            }
        }
        settled.sort((a, b) -> Long.compare(a.version().getAsLong(), b.version().getAsLong()));
        return settled;
    }

    private static OptionalLong committedAs(CanonicalTable table, Manifest manifest, long newestTransaction) {
        long newest = table.version();
        for (long version = manifest.tableVersion() + 1; version <= newest; version++) {
            if (table.read(version).userMetadata().equals(manifest.userMetadata())) {
                return OptionalLong.of(version);
            }
        }
        // The log's old files may have been cleaned up; the table's state still names the newest transaction.
        return newestTransaction == manifest.transaction()
                ? OptionalLong.of(manifest.tableVersion() + 1)
                : OptionalLong.empty();
    }

    private void checkContract(List<Manifests.Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        entries.get(entries.size() - 1)
                .manifest()
                .assertCompatible(request.plan().contract(), request.canonical());
    }

    private Map<String, Known> known(CanonicalTable table, List<Manifests.Entry> entries) {
        Map<String, Known> known = new TreeMap<>();
        for (Manifests.Entry entry : entries) {
            for (UnitResult unit : entry.manifest().units()) {
                if (unit.removed()) {
                    known.remove(unit.unit());
                } else {
                    known.put(unit.unit(), new Known(unit, entry.manifest()));
                }
            }
        }
        Map<String, Long> rows = known.isEmpty() ? Map.of() : table.rowsByUnit();
        // What somebody else changed in the table (RESTORE, DELETE) is done again.
        known.values()
                .removeIf(unit -> rows.getOrDefault(unit.result().unit(), 0L)
                        != unit.result().rows());
        return known;
    }

    private boolean isCurrent(Unit unit, @org.jspecify.annotations.Nullable Known known) {
        return known != null
                && known.result().fingerprint().equals(unit.fingerprint())
                && known.manifest().basis().equals(request.basis());
    }

    private Set<String> select(Listing listing, Map<String, Known> known) {
        Set<String> ids = new TreeSet<>(known.keySet());
        listing.units().forEach(unit -> ids.add(unit.id()));
        if (request.units().isEmpty()) {
            return ids;
        }
        Set<String> selected = new TreeSet<>();
        for (Glob glob : request.units()) {
            List<String> matching = ids.stream().filter(glob::matches).toList();
            if (matching.isEmpty()) {
                throw new JobException(
                        ExitCode.USAGE,
                        "--units " + glob + " matches none of the " + ids.size() + " units, which are as "
                                + ids.stream().limit(3).collect(Collectors.joining(", ")));
            }
            selected.addAll(matching);
        }
        return selected;
    }

    private void runWave(
            Lease lease,
            CanonicalTable table,
            List<Unit> wave,
            List<String> removals,
            long firstNumber,
            Progress progress,
            int waveCount,
            Map<String, Known> known) {
        lease.assertHeld();
        int number = ++waves;
        String attempt = request.runId() + "-e" + lease.epoch() + "-w" + number;
        String title = "wave " + number + " of " + waveCount;
        Instant readAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Provenance provenance = new Provenance(
                request.runId(),
                attempt,
                request.migration(),
                request.plan().contract().name(),
                request.plan().contract().version(),
                request.configHash(),
                Build.version(),
                readAt);
        String folder = "attempts/" + attempt;
        long waveBytes = wave.stream().mapToLong(Unit::bytes).sum();
        steps.accept(Step.PLANNED);

        CanonicalTable.Replacement replacement = table.replace(firstNumber + number);
        TaskSummary summary = new TaskSummary();
        wave.forEach(unit -> summary.unit(unit.id()));
        List<Pack> packs = Pack.of(
                wave,
                request.store().compression(),
                request.framing(),
                spark.sparkContext().defaultParallelism());
        describe(title + ": decode " + wave.size() + " units");
        if (!packs.isEmpty()) {
            try (ProgressPoll ignored = new ProgressPoll(spark, progress, waveBytes, packs.size())) {
                replacement.write(
                        rows(packs, provenance, folder), request.plan().schema());
            } catch (RuntimeException e) {
                throw explained(e);
            }
            for (int partition = 0; partition < packs.size(); partition++) {
                summary.merge(readSummary(folder, partition));
            }
        }
        steps.accept(Step.FILES_WRITTEN);

        Map<String, String> leftOut = new TreeMap<>(summary.incomplete);
        Map<String, Long> rowsWritten = replacement.rowsByUnit();
        Map<String, Long> quarantined = quarantine(packs.size(), folder, attempt, summary, leftOut.keySet(), title);
        steps.accept(Step.QUARANTINED);

        List<UnitResult> results = new ArrayList<>();
        for (String id : removals) {
            results.add(new UnitResult(id, "", true, 0, 0, 0, 0, 0, 0, Map.of(), List.of(), Map.of()));
        }
        for (Unit unit : wave) {
            if (!leftOut.containsKey(unit.id())) {
                results.add(account(
                        unit,
                        summary,
                        rowsWritten.getOrDefault(unit.id(), 0L),
                        quarantined.getOrDefault(unit.id(), 0L)));
            }
        }

        Listing before = new Listing(wave);
        Manifest manifest;
        while (true) {
            manifest = new Manifest(
                    Manifests.name(lease.epoch(), number),
                    request.runId(),
                    attempt,
                    firstNumber + number,
                    table.id(),
                    replacement.readVersion(),
                    request.migration(),
                    contract,
                    request.basis(),
                    request.configHash(),
                    request.plan().semantics(),
                    Build.version(),
                    readAt.toString(),
                    results,
                    leftOut);
            manifests.write(manifest);
            steps.accept(Step.MANIFEST_WRITTEN);
            Listing after = request.store()
                    .listAgain(configuration, wave.stream().map(Unit::id).toList());
            Map<String, String> changed = new TreeMap<>(before.changesUntil(after));
            changed.keySet().removeAll(leftOut.keySet());
            if (changed.isEmpty()) {
                break;
            }
            // The manifest would name units that may not be committed: it goes, and one without them takes its place.
            manifests.discard(manifest);
            leftOut.putAll(changed);
            results.removeIf(result -> changed.containsKey(result.unit()));
        }
        steps.accept(Step.LISTED_AGAIN);

        if (!results.isEmpty()) {
            commit(lease, table, replacement, manifest, title);
        } else {
            manifests.discard(manifest);
        }
        incomplete.putAll(leftOut);
        for (UnitResult result : results) {
            done.add(result.unit());
            if (result.removed()) {
                known.remove(result.unit());
            } else {
                known.put(result.unit(), new Known(result, manifest));
            }
        }
        bytesDone += waveBytes;
        work.delete(folder);
        progress.wave(
                line(title, wave.size() + removals.size(), results, leftOut),
                wave.size() + (long) removals.size(),
                waveBytes);
    }

    private static String line(String title, int units, List<UnitResult> results, Map<String, String> leftOut) {
        long rows = results.stream().mapToLong(UnitResult::rows).sum();
        long rejected = results.stream().mapToLong(UnitResult::quarantined).sum();
        long filtered = results.stream().mapToLong(UnitResult::filtered).sum();
        return title + ": " + units + (units == 1 ? " unit, " : " units, ") + rows + " rows"
                + (rejected == 0 ? "" : ", " + rejected + " quarantined")
                + (filtered == 0 ? "" : ", " + filtered + " routed")
                + (leftOut.isEmpty() ? "" : ", " + leftOut.size() + " incomplete");
    }

    private JavaRDD<InternalRow> rows(List<Pack> packs, Provenance provenance, String folder) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Broadcast<SerializableConfiguration> hadoop = context.broadcast(new SerializableConfiguration(configuration));
        DecodeTask.WaveInput input = new DecodeTask.WaveInput(
                request.plan(), request.store().root(), request.framing(), work.resolve(folder), provenance);
        return context.parallelize(packs, packs.size())
                .mapPartitionsWithIndex(
                        (partition, pack) -> new DecodeTask(
                                hadoop.value().value(),
                                input,
                                partition,
                                pack.next(),
                                org.apache.spark.TaskContext.get()),
                        false);
    }

    private TaskSummary readSummary(String folder, int partition) {
        Path path = new Path(work.resolve(SideFiles.summary(folder, partition)));
        try (InputStream in = SideFiles.fileSystem(configuration, path).open(path)) {
            return TaskSummary.read(in);
        } catch (IOException e) {
            throw new JobException(ExitCode.OUTSIDE, "the summary of a task is not readable: " + e.getMessage(), e);
        }
    }

    /** Appends the attempt's rejected records to the table and reads them back; how many of each unit there are. */
    private Map<String, Long> quarantine(
            int tasks, String folder, String attempt, TaskSummary summary, Set<String> leftOut, String title) {
        long rejected = summary.units.entrySet().stream()
                .filter(unit -> !leftOut.contains(unit.getKey()))
                .mapToLong(unit -> unit.getValue().quarantined)
                .sum();
        if (rejected == 0) {
            return Map.of();
        }
        Set<String> there = new LinkedHashSet<>(work.names(folder));
        List<String> files = new ArrayList<>();
        for (int partition = 0; partition < tasks; partition++) {
            String path = SideFiles.rejects(folder, partition);
            if (there.contains(path.substring(folder.length() + 1))) {
                files.add(work.resolve(path));
            }
        }
        describe(title + ": quarantine " + rejected + " records");
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Broadcast<SerializableConfiguration> hadoop = context.broadcast(new SerializableConfiguration(configuration));
        int unitColumn = QuarantineTable.SCHEMA.fieldIndex("unit");
        Set<String> skipped = new TreeSet<>(leftOut);
        int slices = Math.max(1, Math.min(files.size(), spark.sparkContext().defaultParallelism()));
        QuarantineTable table = new QuarantineTable(spark, home.resolve("quarantine"));
        table.appendRows(context.parallelize(files, slices)
                .flatMap(file -> SideFiles.rejected(hadoop.value().value(), file))
                .filter(row -> !skipped.contains(row.getString(unitColumn))));
        Map<String, Long> counts = new HashMap<>();
        for (Row row : table.ofAttempt(attempt).groupBy("unit").count().collectAsList()) {
            counts.put(row.getString(0), row.getLong(1));
        }
        return counts;
    }

    /** Proves of one unit that nothing was lost, from counts of independent places. */
    private UnitResult account(Unit unit, TaskSummary summary, long rows, long quarantined) {
        UnitTally tally = summary.unit(unit.id());
        Map<String, List<Coverage>> byFile = new HashMap<>();
        long records = 0;
        for (Coverage coverage : summary.coverages) {
            if (coverage.split().unit().equals(unit.id())) {
                byFile.computeIfAbsent(coverage.split().file().path(), key -> new ArrayList<>())
                        .add(coverage);
                records += coverage.records();
            }
        }
        for (FileEntry file : unit.files()) {
            List<Coverage> coverages = byFile.remove(file.path());
            Optional<String> gap =
                    coverages == null ? Optional.of(file.path() + ": was read by no task") : Coverage.gap(coverages);
            if (gap.isPresent()) {
                throw unaccounted(unit.id(), gap.get());
            }
        }
        if (!byFile.isEmpty()) {
            throw unaccounted(unit.id(), "files were read that it does not have: " + byFile.keySet());
        }
        if (records != rows + quarantined + tally.filtered()) {
            throw unaccounted(
                    unit.id(),
                    records + " records were read, " + rows + " rows written, " + quarantined
                            + " records quarantined and " + tally.filtered() + " routed");
        }
        if (tally.slices.records() != rows || tally.slices.rejected() != quarantined) {
            throw unaccounted(
                    unit.id(),
                    "the tally holds " + tally.slices.records() + " records and " + tally.slices.rejected()
                            + " rejected ones, not " + rows + " and " + quarantined);
        }
        List<SliceCount> slices = new ArrayList<>();
        for (String slice : tally.slices.slices()) {
            SliceTally count = tally.slices.tally(slice);
            slices.add(new SliceCount(slice, count.count(), count.sum(), count.rejected()));
        }
        return new UnitResult(
                unit.id(),
                unit.fingerprint(),
                false,
                unit.files().size(),
                unit.bytes(),
                records,
                rows,
                quarantined,
                tally.filtered(),
                tally.routed,
                slices,
                tally.rules);
    }

    private static IllegalStateException unaccounted(String unit, String why) {
        return new IllegalStateException("unit " + unit + " cannot be accounted for, nothing was committed: " + why);
    }

    private void commit(
            Lease lease,
            CanonicalTable table,
            CanonicalTable.Replacement replacement,
            Manifest manifest,
            String title) {
        describe(title + ": commit");
        List<String> units = manifest.units().stream().map(UnitResult::unit).toList();
        lease.assertHeld();
        long version;
        try {
            version = replacement.commit(units, manifest.userMetadata());
        } catch (java.util.ConcurrentModificationException e) {
            lease.assertHeld();
            throw new JobException(
                    ExitCode.OUTSIDE,
                    table.path()
                            + " was changed by somebody else during the commit; nothing of this wave was committed."
                            + " Run again",
                    e);
        }
        steps.accept(Step.COMMITTED);
        CanonicalTable.Commit commit = table.read(version);
        Map<String, Long> expected = new TreeMap<>();
        for (UnitResult unit : manifest.units()) {
            if (unit.rows() > 0) {
                expected.put(unit.unit(), unit.rows());
            }
        }
        if (version <= manifest.tableVersion()
                || !commit.userMetadata().equals(manifest.userMetadata())
                || !commit.rowsByUnit().equals(expected)) {
            throw new IllegalStateException("version " + version + " of " + table.path() + " is not the commit of "
                    + manifest.name() + "; its log says " + commit);
        }
        manifests.markCommitted(manifest, version);
        steps.accept(Step.MARKED);
        appendTallies(manifest, version);
        steps.accept(Step.TALLIED);
    }

    /** Makes sure that the tallies of what was committed last are in their table, should the last run have been killed. */
    private void projectTallies(List<Manifests.Entry> entries) {
        if (!entries.isEmpty()) {
            Manifests.Entry newest = entries.get(entries.size() - 1);
            appendTallies(newest.manifest(), newest.version().getAsLong());
        }
    }

    private void appendTallies(Manifest manifest, long version) {
        List<Row> rows = new ArrayList<>();
        for (UnitResult unit : manifest.units()) {
            List<SliceCount> slices = unit.slices().isEmpty()
                    ? List.of(new SliceCount(unit.unit(), 0, "0".repeat(32), 0))
                    : unit.slices();
            boolean ofUnit = slices.stream().anyMatch(slice -> slice.slice().equals(unit.unit()));
            String whole = ofUnit ? unit.unit() : SystemTables.NO_SLICE;
            if (!ofUnit && unit.filtered() > 0) {
                slices = new ArrayList<>(slices);
                slices.add(new SliceCount(whole, 0, "0".repeat(32), 0));
            }
            for (SliceCount slice : slices) {
                rows.add(SystemTables.tally(
                        manifest.attemptId(),
                        manifest.runId(),
                        JOB,
                        "source",
                        unit.unit(),
                        slice,
                        slice.slice().equals(whole) ? unit.filtered() : 0,
                        "read",
                        unit.fingerprint(),
                        manifest.contractVersion(),
                        manifest.configHash(),
                        manifest.semantics(),
                        version,
                        Instant.parse(manifest.readAt())));
            }
        }
        new SystemTables(spark, home)
                .appendTalliesOnce(rows, "tallystick/" + JOB + "/" + manifest.tableId(), manifest.transaction());
    }

    private Verdict judge(
            Listing listing, Set<String> selected, Map<String, Known> known, Set<String> vanished, boolean nothing) {
        long records = 0;
        long rows = 0;
        long quarantined = 0;
        long unchanged = 0;
        Map<String, Long> routed = new TreeMap<>();
        List<Verdict.UnitVerdict> units = new ArrayList<>();
        Map<String, Long> rules = new TreeMap<>();
        Set<String> empty = new TreeSet<>();
        for (String id : selected) {
            Known unit = known.get(id);
            String reason = "";
            String outcome = "MATCH";
            if (incomplete.containsKey(id)) {
                outcome = "INCOMPLETE";
                reason = incomplete.get(id) + (unit == null ? "" : "; its earlier rows stay");
            } else if (vanished.contains(id)) {
                outcome = "INCOMPLETE";
                reason = "its folder is gone from the source; its rows stay. To take them out: --units " + id
                        + " --force";
            } else if (unit != null && unit.result().quarantined() > 0) {
                outcome = "DIFFER";
                reason = unit.result().quarantined() + " of " + unit.result().records() + " records are in quarantine";
            } else if (unit != null && unit.result().records() == 0 && !request.allowEmpty()) {
                outcome = "INCOMPLETE";
                reason = "it holds no record; if that is as it should be, declare gates.allow_empty";
                empty.add(id);
            }
            if (unit != null) {
                records += unit.result().records();
                rows += unit.result().rows();
                quarantined += unit.result().quarantined();
                unit.result().rules().forEach((rule, count) -> rules.merge(rule, count, Long::sum));
                unit.result().routed().forEach((route, count) -> routed.merge(route, count, Long::sum));
                if (!done.contains(id) && !incomplete.containsKey(id) && !vanished.contains(id)) {
                    unchanged++;
                }
            }
            if (!outcome.equals("MATCH")) {
                units.add(new Verdict.UnitVerdict(
                        id,
                        outcome,
                        reason,
                        unit == null ? 0 : unit.result().records(),
                        unit == null ? 0 : unit.result().rows(),
                        unit == null ? 0 : unit.result().quarantined()));
            }
        }
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("units_listed", (long) listing.units().size());
        counts.put("units_selected", (long) selected.size());
        counts.put("units_done", (long) done.size());
        counts.put("units_unchanged", unchanged);
        counts.put("units_incomplete", (long) incomplete.size());
        counts.put("units_vanished", (long) vanished.size());
        counts.put("units_empty", (long) empty.size());
        counts.put("records", records);
        counts.put("rows", rows);
        counts.put("quarantined", quarantined);
        long filtered = routed.values().stream().mapToLong(Long::longValue).sum();
        counts.put("filtered", filtered);

        List<String> message = new ArrayList<>();
        if (nothing && incomplete.isEmpty()) {
            message.add("nothing to do: " + unchanged + (unchanged == 1 ? " unit is" : " units are") + " as "
                    + (unchanged == 1 ? "it was" : "they were"));
        } else {
            message.add(done.size() + (done.size() == 1 ? " unit" : " units") + " done, " + unchanged + " unchanged");
        }
        if (filtered > 0) {
            message.add(filtered + " of " + records + " records go elsewhere ("
                    + routed.entrySet().stream()
                            .map(route -> route.getKey() + " " + route.getValue())
                            .collect(Collectors.joining(", "))
                    + ")");
        }
        if (quarantined > 0) {
            message.add(quarantined + " of " + records + " records are in quarantine");
        }
        if (!incomplete.isEmpty()) {
            message.add(incomplete.size() + (incomplete.size() == 1 ? " unit is" : " units are") + " incomplete, as "
                    + first(incomplete));
        }
        if (!vanished.isEmpty()) {
            message.add(vanished.size() + (vanished.size() == 1 ? " unit is" : " units are")
                    + " gone from the source, as " + vanished.iterator().next() + "; their rows stay");
        }
        if (!empty.isEmpty()) {
            message.add(empty.size() + (empty.size() == 1 ? " unit holds" : " units hold") + " no record, as "
                    + empty.iterator().next());
        }
        boolean differ = quarantined > request.maxQuarantined();
        boolean lacking = !incomplete.isEmpty() || !vanished.isEmpty() || !empty.isEmpty();
        String outcome = differ ? "DIFFER" : lacking ? "INCOMPLETE" : "MATCH";
        ExitCode code = differ ? ExitCode.DIFFER : lacking ? ExitCode.INCOMPLETE : ExitCode.OK;
        return verdict(
                outcome,
                code,
                String.join("; ", message),
                counts,
                units,
                filtered == 0 ? Map.of("rules", rules) : Map.of("rules", rules, "routed", routed));
    }

    private static String first(Map<String, String> reasons) {
        Map.Entry<String, String> any = reasons.entrySet().iterator().next();
        return any.getKey() + " (" + any.getValue() + ")";
    }

    private Verdict verdict(
            String outcome,
            ExitCode code,
            String message,
            Map<String, Long> counts,
            List<Verdict.UnitVerdict> units,
            Map<String, Object> details) {
        return new Verdict(
                request.runId(),
                JOB,
                request.migration(),
                new Verdict.ContractName(
                        request.plan().contract().name(),
                        request.plan().contract().version()),
                request.configHash(),
                Build.version(),
                startedAt.truncatedTo(ChronoUnit.MILLIS).toString(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
                outcome,
                code.number(),
                message,
                "read",
                counts,
                units,
                details);
    }

    /** A store that failed in a task is no crash of this program. */
    private static RuntimeException explained(RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof UncheckedIOException) {
                return new JobException(ExitCode.OUTSIDE, "a task failed to read or write: " + cause.getMessage(), e);
            }
        }
        return e;
    }

    private void describe(String what) {
        spark.sparkContext().setJobDescription("backfill " + request.migration() + ": " + what);
    }
}
