package tallystick.job.export;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import tallystick.canonical.Tally;
import tallystick.check.quarantine.Provenance;
import tallystick.check.quarantine.QuarantineRow;
import tallystick.check.quarantine.QuarantineTable;
import tallystick.job.backfill.BackfillJob;
import tallystick.job.backfill.SideReading;
import tallystick.job.run.Build;
import tallystick.job.run.ExitCode;
import tallystick.job.run.Job;
import tallystick.job.run.JobContext;
import tallystick.job.run.JobException;
import tallystick.job.run.Lease;
import tallystick.job.run.MeaningSettings;
import tallystick.job.run.SliceCount;
import tallystick.job.run.StateFiles;
import tallystick.job.run.SystemTables;
import tallystick.job.run.Verdict;
import tallystick.migration.Format;
import tallystick.migration.Migration;
import tallystick.migration.SideName;
import tallystick.migration.Store;
import tallystick.record.RecordShapes;
import tallystick.spark.CanonicalSchema;
import tallystick.store.Compression;
import tallystick.store.DeltaTables;
import tallystick.store.FileEntry;
import tallystick.store.FileStore;
import tallystick.store.Framing;
import tallystick.store.Glob;
import tallystick.store.Layout;
import tallystick.store.StoreException;
import tallystick.store.Unit;
import tallystick.store.UnitId;
import tallystick.wire.wrap.Wrapping;

/**
 * {@code export}: rows of the canonical table are written in a side's dialect into unit folders, read back through the
 * side's decoder, and published by a manifest. Readers that look into the folder before the manifest is there see files
 * of an export that has not ended.
 */
public final class ExportJob implements Job {
    private static final String JOB = "export";
    private static final int MOST_DETAILS = 100;

    @Override
    public ExitCode run(JobContext context) throws IOException {
        SideName side = side(context);
        Migration migration = context.migration();
        Store store = migration.side(side).store();
        if (store.kind().isTable()) {
            throw new JobException(
                    ExitCode.USAGE,
                    "the " + side.code() + " is a table of the canonical columns; there is nothing to encode. Copy "
                            + migration.canonical());
        }
        Wrapping.unwritable(migration.side(side).requireFormat().unwrap()).ifPresent(step -> {
            throw new JobException(
                    ExitCode.USAGE,
                    "the " + side.code() + " is unwrapped by the step " + step.word()
                            + ", which does not say what stood there, so that it cannot be written"
                            + (step instanceof Wrapping.Confluent ? "; name the schema's id: {confluent: 42}" : ""));
        });
        if (!context.records(side).isWritable()) {
            throw new JobException(
                    ExitCode.USAGE,
                    "the records of the " + side.code()
                            + " have several shapes, and none is declared to be the one that"
                            + " is written. Write write: true beside the record that new ones shall be");
        }
        SparkSession spark = context.spark();
        MeaningSettings.assertOn(spark);
        if (!DeltaTables.exists(spark, migration.canonical())) {
            throw new JobException(
                    ExitCode.USAGE, "there is no canonical table at " + migration.canonical() + "; run backfill first");
        }
        Configuration configuration = spark.sessionState().newHadoopConf();
        StateFiles home = new StateFiles(configuration, migration.home());
        StateFiles folder = new StateFiles(
                configuration, context.option("out").orElse(migration.home() + "/" + JOB + "/" + side.code()));
        StateFiles work = new StateFiles(configuration, migration.home() + "/" + JOB);
        try (Lease lease = Lease.acquire(work, context.runId())) {
            return new Export(context, side, spark, configuration, home, folder, work, lease).run();
        } catch (StoreException e) {
            throw JobException.of(e);
        }
    }

    private static SideName side(JobContext context) {
        String to = context.option("to").orElse("");
        for (SideName side : SideName.values()) {
            if (side.code().equals(to)) {
                return side;
            }
        }
        throw new JobException(
                ExitCode.USAGE,
                "--to " + (to.isEmpty() ? "is missing" : to + " is no side") + "; write --to source or --to target");
    }

    /** One export. */
    private static final class Export {
        private final JobContext context;
        private final SideName side;
        private final SparkSession spark;
        private final Configuration configuration;
        private final StateFiles home;
        private final StateFiles folder;
        private final StateFiles work;
        private final Migration migration;
        private final Format format;
        private final RecordShapes records;
        private final Store store;
        private final String attempt;
        private final Instant startedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);

        Export(
                JobContext context,
                SideName side,
                SparkSession spark,
                Configuration configuration,
                StateFiles home,
                StateFiles folder,
                StateFiles work,
                Lease lease) {
            this.context = context;
            this.side = side;
            this.spark = spark;
            this.configuration = configuration;
            this.home = home;
            this.folder = folder;
            this.work = work;
            this.migration = context.migration();
            this.format = migration.side(side).requireFormat();
            this.records = context.records(side);
            this.store = migration.side(side).store();
            // Files are named after it, and not every file system takes the colons of a scheduler's run id.
            this.attempt = context.runId().replace(':', '-') + "-x" + lease.epoch();
        }

        /** How records are written, and read back. A record may grow by its escapes; it is still one that the side wrote. */
        private Framing framing() {
            return format.framing(records, 1 << 30);
        }

        ExitCode run() throws IOException {
            Set<String> earlier = filesOfEarlierExports();
            long version = DeltaTables.version(spark, migration.canonical());
            Dataset<Row> rows =
                    spark.read().format("delta").option("versionAsOf", version).load(migration.canonical());
            Map<String, Long> expected =
                    DeltaTables.rowsByPartition(spark, migration.canonical(), version, CanonicalSchema.UNIT);
            checkLayout(expected.keySet());

            spark.sparkContext().setJobDescription("export " + migration.name() + ": encode");
            List<EncodeTask.Result> results = encode(rows);
            List<ExportManifest.ExportedUnit> units = account(expected, results);
            spark.sparkContext().setJobDescription("export " + migration.name() + ": read back");
            List<ExportManifest.ExportedUnit> proven = readBack(units);

            ExportManifest manifest = new ExportManifest(
                    context.runId(),
                    attempt,
                    side.code(),
                    format.dialect(),
                    migration.canonical(),
                    version,
                    context.contract().name(),
                    context.contract().version(),
                    proven);
            List<QuarantineRow> details = new ArrayList<>();
            results.forEach(result -> details.addAll(result.details()));
            if (!details.isEmpty()) {
                new QuarantineTable(spark, home.resolve("quarantine"))
                        .append(
                                JavaSparkContext.fromSparkContext(spark.sparkContext())
                                        .parallelize(details, 1),
                                provenance());
            }
            folder.write(ExportManifest.NAME, StateFiles.json(manifest));
            Set<String> published = new HashSet<>();
            proven.forEach(unit -> unit.files().forEach(file -> published.add(file.path())));
            earlier.addAll(filesOfThisAttempt());
            for (String path : earlier) {
                if (!published.contains(path)) {
                    folder.delete(path);
                }
            }
            return finish(manifest, version);
        }

        /** What is in the folder already; all of it must be an export's. */
        private Set<String> filesOfEarlierExports() throws IOException {
            Set<String> files = new TreeSet<>();
            if (folder.read(ExportManifest.NAME).isPresent()) {
                files.addAll(files("part-"));
                Set<String> others = files("");
                others.removeAll(files);
                refuseOthers(others);
                return files;
            }
            Set<String> others = files("");
            // Files of an export that was killed before it could publish have its names.
            others.removeIf(path -> path.substring(path.lastIndexOf('/') + 1).startsWith("part-") && isOurs(path));
            refuseOthers(others);
            return files("part-");
        }

        private boolean isOurs(String path) {
            return path.matches(".*part-.*-x[0-9]+-[0-9]{5}-[0-9]+-[0-9]+\\..*");
        }

        private void refuseOthers(Set<String> others) {
            if (!others.isEmpty()) {
                throw new JobException(
                        ExitCode.USAGE,
                        folder.root() + " holds files that no export wrote, as "
                                + others.iterator().next() + "; name an empty folder with --out");
            }
        }

        private Set<String> filesOfThisAttempt() throws IOException {
            return files("part-" + attempt + "-");
        }

        private Set<String> files(String prefix) throws IOException {
            Set<String> paths = new TreeSet<>();
            Path root = new Path(folder.root());
            FileSystem fs = root.getFileSystem(configuration);
            if (!fs.exists(root)) {
                return paths;
            }
            String start = fs.makeQualified(root).toUri().getPath() + "/";
            RemoteIterator<LocatedFileStatus> all = fs.listFiles(root, true);
            while (all.hasNext()) {
                Path path = all.next().getPath();
                boolean hidden =
                        path.getName().startsWith("_") || path.getName().startsWith(".");
                if (!hidden && path.getName().startsWith(prefix)) {
                    paths.add(path.toUri().getPath().substring(start.length()));
                }
            }
            return paths;
        }

        private void checkLayout(Set<String> units) {
            FileStore layout = BackfillJob.store(store);
            for (String unit : units) {
                if (!layout.admits(UnitId.decode(unit))) {
                    throw new JobException(
                            ExitCode.USAGE,
                            "unit " + unit + " does not fit the " + side.code() + "'s store.units ("
                                    + store.units().orElse("each folder that directly holds files")
                                    + "), so it could not be read back; mend that");
                }
            }
        }

        /** The ending of what an export writes, before that of a compression. */
        private String kind() {
            return format.dialect().endsWith("csv")
                    ? ".csv"
                    : format.layout() instanceof Layout.Lines ? ".json" : ".bin";
        }

        private Compression compression() {
            if (store.compression() != Compression.AUTO) {
                return store.compression();
            }
            for (Compression candidate : Compression.values()) {
                if (candidate != Compression.AUTO && included("part-0" + kind() + candidate.ending())) {
                    return candidate;
                }
            }
            throw new JobException(
                    ExitCode.USAGE,
                    "no name that an export would give matches store.include "
                            + store.include().orElse("") + " of the " + side.code()
                            + "; names are part-*" + kind() + ", and with .gz, .zst, .sz or .lz4 behind it");
        }

        private boolean included(String name) {
            return store.include()
                    .map(include -> Glob.of(include).matches(name))
                    .orElse(true);
        }

        private List<EncodeTask.Result> encode(Dataset<Row> rows) {
            Compression compression = compression();
            EncodeTask.Output output = new EncodeTask.Output(
                    context.contract(),
                    records,
                    rows.schema(),
                    folder.root(),
                    attempt,
                    kind() + compression.ending(),
                    compression,
                    framing(),
                    side == SideName.TARGET,
                    MOST_DETAILS);
            Broadcast<SerializableConfiguration> hadoop = JavaSparkContext.fromSparkContext(spark.sparkContext())
                    .broadcast(new SerializableConfiguration(configuration));
            return rows.queryExecution()
                    .toRdd()
                    .toJavaRDD()
                    .mapPartitionsWithIndex(
                            (partition, part) -> {
                                try (EncodeTask task = new EncodeTask(
                                        hadoop.value().value(),
                                        output,
                                        partition,
                                        TaskContext.get().taskAttemptId())) {
                                    Iterator<EncodeTask.Result> one =
                                            List.of(task.write(part)).iterator();
                                    return one;
                                }
                            },
                            false)
                    .collect();
        }

        /** Nothing may be lost: of each unit, the table's log counts what was written and refused. */
        private List<ExportManifest.ExportedUnit> account(Map<String, Long> expected, List<EncodeTask.Result> results) {
            Map<String, Tally> tallies = new TreeMap<>();
            Map<String, Long> refused = new TreeMap<>();
            Map<String, List<ExportManifest.WrittenFile>> files = new TreeMap<>();
            for (EncodeTask.Result result : results) {
                result.refused().forEach((unit, count) -> refused.merge(unit, count, Long::sum));
                for (ExportedFile file : result.files()) {
                    tallies.merge(file.unit(), new Tally(file.records(), file.sumHigh(), file.sumLow()), Tally::plus);
                    files.computeIfAbsent(file.unit(), key -> new ArrayList<>())
                            .add(new ExportManifest.WrittenFile(file.path(), file.bytes(), file.records()));
                }
            }
            List<ExportManifest.ExportedUnit> units = new ArrayList<>();
            Set<String> ids = new TreeSet<>(expected.keySet());
            ids.addAll(tallies.keySet());
            for (String id : ids) {
                long rows = expected.getOrDefault(id, 0L);
                Tally tally = tallies.getOrDefault(id, Tally.EMPTY);
                long not = refused.getOrDefault(id, 0L);
                if (rows != tally.count() + not) {
                    throw new IllegalStateException("unit " + id + " cannot be accounted for, nothing was published: "
                            + rows + " rows are in the table, " + tally.count() + " were written and " + not
                            + " refused");
                }
                units.add(new ExportManifest.ExportedUnit(
                        id, rows, tally.count(), not, tally.sumHex(), "", files.getOrDefault(id, List.of())));
            }
            return units;
        }

        private List<ExportManifest.ExportedUnit> readBack(List<ExportManifest.ExportedUnit> units) throws IOException {
            FileStore written = new FileStore(folder.root(), BackfillJob.layout(store), null, compression());
            Path root = new Path(folder.root());
            FileSystem fs = root.getFileSystem(configuration);
            List<Unit> toRead = new ArrayList<>();
            for (ExportManifest.ExportedUnit unit : units) {
                List<FileEntry> entries = new ArrayList<>();
                for (ExportManifest.WrittenFile file : unit.files()) {
                    FileStatus status = fs.getFileStatus(new Path(root, new Path(null, null, file.path())));
                    entries.add(
                            new FileEntry(file.path(), status.getLen(), Long.toString(status.getModificationTime())));
                }
                toRead.add(new Unit(unit.unit(), entries));
            }
            Map<String, SideReading.UnitReading> readings =
                    SideReading.read(spark, written, toRead, framing(), records, work, provenance());
            List<ExportManifest.ExportedUnit> proven = new ArrayList<>();
            for (ExportManifest.ExportedUnit unit : units) {
                SideReading.UnitReading reading = readings.get(unit.unit());
                String difference = "";
                if (reading == null || !reading.incomplete().isEmpty()) {
                    difference = reading == null ? "was not read" : reading.incomplete();
                } else if (reading.tally().rejected() > 0) {
                    difference = reading.tally().rejected() + " records cannot be decoded";
                } else if (reading.tally().count() != unit.records()
                        || !reading.tally().sum().equals(unit.sum())) {
                    difference = "reads back as " + reading.tally().count() + " records of sum "
                            + reading.tally().sum();
                }
                proven.add(new ExportManifest.ExportedUnit(
                        unit.unit(),
                        unit.rows(),
                        unit.records(),
                        unit.refused(),
                        unit.sum(),
                        difference,
                        unit.files()));
            }
            return proven;
        }

        private Provenance provenance() {
            return new Provenance(
                    context.runId(),
                    attempt,
                    migration.name(),
                    context.contract().name(),
                    context.contract().version(),
                    context.configHash(),
                    Build.version(),
                    startedAt);
        }

        private ExitCode finish(ExportManifest manifest, long version) {
            long rows = 0;
            long records = 0;
            long refused = 0;
            long bytes = 0;
            int differing = 0;
            List<Verdict.UnitVerdict> verdicts = new ArrayList<>();
            List<Row> tallies = new ArrayList<>();
            for (ExportManifest.ExportedUnit unit : manifest.units()) {
                rows += unit.rows();
                records += unit.records();
                refused += unit.refused();
                bytes += unit.files().stream()
                        .mapToLong(ExportManifest.WrittenFile::bytes)
                        .sum();
                String reason = unit.refused() > 0
                        ? unit.refused() + " rows cannot be carried by " + manifest.dialect()
                        : unit.readBack();
                if (!reason.isEmpty()) {
                    differing++;
                    verdicts.add(new Verdict.UnitVerdict(
                            unit.unit(), "DIFFER", reason, unit.records(), unit.rows(), unit.refused()));
                }
                tallies.add(SystemTables.tally(
                        attempt,
                        context.runId(),
                        JOB,
                        side.code(),
                        unit.unit(),
                        new SliceCount(unit.unit(), unit.records(), unit.sum(), unit.refused()),
                        0,
                        "read",
                        "",
                        manifest.contractVersion(),
                        context.configHash(),
                        0,
                        version,
                        startedAt));
            }
            boolean empty = rows == 0 && !migration.gates().allowEmpty();
            String message = records + " records of " + manifest.units().size() + " units are in " + folder.root()
                    + (refused > 0 ? "; " + refused + " rows cannot be carried and are in quarantine" : "")
                    + (differing > 0 && refused == 0 ? "; " + differing + " units read back otherwise" : "")
                    + (empty ? "; the table is empty" : "");
            String outcome = differing > 0 ? "DIFFER" : empty ? "INCOMPLETE" : "MATCH";
            ExitCode code = differing > 0 ? ExitCode.DIFFER : empty ? ExitCode.INCOMPLETE : ExitCode.OK;
            SystemTables tables = new SystemTables(spark, home);
            if (!tallies.isEmpty()) {
                tables.appendTallies(tallies);
            }
            Verdict verdict = new Verdict(
                    context.runId(),
                    JOB,
                    migration.name(),
                    new Verdict.ContractName(manifest.contract(), manifest.contractVersion()),
                    context.configHash(),
                    Build.version(),
                    startedAt.truncatedTo(ChronoUnit.MILLIS).toString(),
                    Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
                    outcome,
                    code.number(),
                    message,
                    "read",
                    Map.of(
                            "units_listed", (long) manifest.units().size(),
                            "units_done", (long) manifest.units().size(),
                            "records", records,
                            "rows", rows,
                            "quarantined", refused),
                    verdicts,
                    Map.of("folder", folder.root(), "table_version", version));
            verdict.write(home);
            tables.appendRun(verdict, bytes);
            if (context.json()) {
                context.out().println(verdict.json());
            } else {
                context.out().println(outcome + "  " + message);
                for (Verdict.UnitVerdict unit : verdicts.subList(0, Math.min(10, verdicts.size()))) {
                    context.out().println("  " + unit.unit() + "  DIFFER  " + unit.reason());
                }
            }
            return code;
        }
    }
}
