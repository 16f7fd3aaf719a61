package tallystick.check.tally;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.execution.ColumnarToRowExec;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.InputAdapter;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.WholeStageCodegenExec;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.Option;
import tallystick.canonical.CanonicalEncoder;
import tallystick.contract.Contract;
import tallystick.contract.Field;
import tallystick.spark.CanonicalSchema;
import tallystick.spark.RowEncoder;
import tallystick.spark.RowReader;
import tallystick.store.Compression;
import tallystick.store.FileEntry;
import tallystick.store.FileStore;
import tallystick.store.Listing;
import tallystick.store.StoreException;
import tallystick.store.Unit;
import tallystick.store.UnitId;
import tallystick.store.UnitLayout;

/**
 * A side that is a table: Parquet files, a Delta table, or the canonical table. A Delta table is read at the version
 * it has when the scan is made, so that what is listed is what is read.
 */
public final class TableScan implements SideScan {
    private static final int USUAL = CanonicalEncoder.DEFAULT_MAX_RECORD_BYTES;

    private final SparkSession spark;
    private final String format;
    private final String root;
    private final UnitLayout layout;
    private final Contract contract;
    private final Map<String, String> columns;
    private final boolean canonical;
    private final long version;
    private final int maxRecordBytes;

    /** The columns that the Parquet files of those units have together: their footers are read once. */
    private record Footers(Set<String> units, StructType columns) {
        static final Footers NONE = new Footers(Set.of(), new StructType());
    }

    private volatile Footers footers = Footers.NONE;

    /** How many units the pinned version of a Delta table has; -1 before it was listed. */
    private volatile int listedUnits = -1;

    private TableScan(
            SparkSession spark,
            String format,
            String root,
            UnitLayout layout,
            Contract contract,
            Map<String, String> columns,
            boolean canonical,
            long version,
            int maxRecordBytes) {
        this.spark = spark;
        this.format = format;
        this.root = root;
        this.layout = layout;
        this.contract = contract;
        this.columns = columns;
        this.canonical = canonical;
        this.version = version;
        this.maxRecordBytes = maxRecordBytes;
    }

    /** The same scan with another limit of a record's canonical bytes; a longer one is rejected. */
    public TableScan limitedTo(int bytes) {
        return new TableScan(spark, format, root, layout, contract, columns, canonical, version, bytes);
    }

    /** Parquet files in folders. {@code columns}: canonical field to column, where the names differ. */
    public static TableScan parquet(
            SparkSession spark, String path, UnitLayout layout, Contract contract, Map<String, String> columns) {
        return new TableScan(spark, "parquet", path, layout, contract, columns, false, -1, USUAL);
    }

    /** A Delta table whose partition folders are its units. */
    public static TableScan delta(
            SparkSession spark, String path, UnitLayout layout, Contract contract, Map<String, String> columns) {
        return new TableScan(spark, "delta", path, layout, contract, columns, false, newest(spark, path), USUAL);
    }

    /** The canonical table, whose units are in {@code _unit}. */
    public static TableScan canonical(SparkSession spark, String path, Contract contract) {
        return new TableScan(
                spark, "delta", path, UnitLayout.FOLDERS, contract, Map.of(), true, newest(spark, path), USUAL);
    }

    private static long newest(SparkSession spark, String path) {
        return DeltaLog.forTable(spark, path)
                .update(false, Option.empty(), Option.empty())
                .version();
    }

    @Override
    public OptionalLong tableVersion() {
        return version < 0 ? OptionalLong.empty() : OptionalLong.of(version);
    }

    @Override
    public boolean endsAtIncomplete() {
        return true;
    }

    @Override
    public Listing list() {
        if (!format.equals("delta")) {
            return new FileStore(root, layout, null, Compression.NONE)
                    .list(spark.sparkContext().hadoopConfiguration());
        }
        DeltaLog log = DeltaLog.forTable(spark, root);
        Snapshot snapshot = log.getSnapshotAt(version, log.getSnapshotAt$default$2(), log.getSnapshotAt$default$3());
        Map<String, List<FileEntry>> units = new HashMap<>();
        for (AddFile file : snapshot.allFiles().collectAsList()) {
            String deletions =
                    file.deletionVector() == null ? "" : file.deletionVector().uniqueId();
            String path = decoded(file.path());
            String unit = canonical ? file.partitionValues().apply(CanonicalSchema.UNIT) : unit(layout, path);
            units.computeIfAbsent(unit, id -> new ArrayList<>())
                    .add(new FileEntry(path, file.size(), file.modificationTime() + deletions));
        }
        List<Unit> listed = new ArrayList<>();
        units.forEach((unit, files) -> listed.add(new Unit(unit, files)));
        listedUnits = listed.size();
        return new Listing(listed);
    }

    private static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    /** Delta and Spark name files by URI: percent-encoded. */
    private static String decoded(String uri) {
        try {
            String path = new URI(uri).getPath();
            return path == null ? uri : path;
        } catch (URISyntaxException e) {
            return uri;
        }
    }

    @Override
    public <T> JavaRDD<T> scan(List<Unit> units, Task<T> task) {
        if (units.stream().allMatch(unit -> unit.files().isEmpty())) {
            return JavaSparkContext.fromSparkContext(spark.sparkContext()).emptyRDD();
        }
        QueryExecution query = (format.equals("delta") ? read(units) : readable(units)).queryExecution();
        Optional<FileSourceScanExec> inBatches = inBatches(query.executedPlan());
        StructType schema = inBatches.map(SparkPlan::schema).orElseGet(query.analyzed()::schema);
        List<String> problems = RowReader.problems(contract, schema, columns);
        if (!problems.isEmpty()) {
            throw new StoreException(
                    StoreException.Kind.CONFIGURATION,
                    "the table at " + root + " cannot be read as contract " + contract.name() + ": "
                            + String.join("; ", problems)
                            + ". Correct the contract, name the column in the mapping, or convert the table.");
        }
        Set<String> wanted = new HashSet<>();
        units.forEach(unit -> wanted.add(unit.id()));
        String path = rootPath();
        Contract admits = contract;
        Map<String, String> names = columns;
        UnitLayout folders = layout;
        int longest = maxRecordBytes;
        int unitColumn = canonical ? schema.fieldIndex(CanonicalSchema.UNIT) : -1;
        if (inBatches.isPresent()) {
            return inBatches
                    .get()
                    .executeColumnar()
                    .toJavaRDD()
                    .mapPartitions((Iterator<ColumnarBatch> given) -> task.run(new BatchCursor(
                            given, new RowEncoder(admits, schema, names, longest), unitColumn, path, folders, wanted)));
        }
        return query.toRdd()
                .toJavaRDD()
                .mapPartitions((Iterator<InternalRow> given) -> task.run(new RowCursor(
                        given, new RowEncoder(admits, schema, names, longest), unitColumn, path, folders, wanted)));
    }

    /**
     * The scan at the bottom of the plan, if it yields column batches and nothing above it does more than make rows of
     * them and choose columns: then the columns can be encoded as they lie in memory. With deletion vectors there is a
     * filter above it.
     */
    private static Optional<FileSourceScanExec> inBatches(SparkPlan plan) {
        SparkPlan at = plan;
        while (at instanceof WholeStageCodegenExec
                || at instanceof InputAdapter
                || at instanceof ColumnarToRowExec
                || at instanceof ProjectExec project && choosesColumns(project)) {
            at = at.children().head();
        }
        return at instanceof FileSourceScanExec scan && scan.supportsColumnar() ? Optional.of(scan) : Optional.empty();
    }

    private static boolean choosesColumns(ProjectExec project) {
        return project.projectList().forall(column -> column instanceof AttributeReference);
    }

    /** Spark looks at files before any task does; what it cannot make anything of is told apart from the rest. */
    private Dataset<Row> readable(List<Unit> units) {
        try {
            return read(units);
        } catch (StoreException e) {
            throw e;
        } catch (Exception e) { // Spark throws checked exceptions without saying so
            Map<String, String> unreadable = new TreeMap<>();
            for (Unit unit : units) {
                for (FileEntry file : unit.files()) {
                    if (isGone(file)) {
                        unreadable.putIfAbsent(unit.id(), file.path() + ": is gone");
                    }
                }
            }
            if (unreadable.isEmpty()) {
                probe(units, unreadable);
            }
            if (unreadable.isEmpty()) {
                throw e;
            }
            throw new UnreadableUnitsException(unreadable, e);
        }
    }

    private boolean isGone(FileEntry file) {
        Path path = new Path(new Path(root), new Path(null, null, file.path()));
        try {
            return !path.getFileSystem(spark.sparkContext().hadoopConfiguration())
                    .exists(path);
        } catch (java.io.IOException e) {
            return false;
        }
    }

    private void probe(List<Unit> units, Map<String, String> unreadable) {
        for (Unit unit : units) {
            for (FileEntry file : unit.files()) {
                try {
                    footers = Footers.NONE;
                    read(List.of(new Unit(unit.id(), List.of(file))));
                } catch (Exception e) {
                    unreadable.putIfAbsent(unit.id(), file.path() + ": cannot be read: " + TableCursor.why(e));
                }
            }
        }
        // The columns of one file are not those of its unit.
        footers = Footers.NONE;
    }

    private Dataset<Row> read(List<Unit> units) {
        if (!format.equals("delta")) {
            String[] files = units.stream()
                    .flatMap(unit -> unit.files().stream())
                    .map(file -> new Path(new Path(root), new Path(null, null, file.path())).toString())
                    .toArray(String[]::new);
            Set<String> ids = units.stream().map(Unit::id).collect(Collectors.toSet());
            Footers known = footers;
            if (known.units().containsAll(ids)) {
                return project(reader().schema(known.columns()).parquet(files));
            }
            Dataset<Row> read = parquet(files);
            footers = new Footers(ids, read.schema());
            return project(read);
        }
        Dataset<Row> table =
                spark.read().format("delta").option("versionAsOf", version).load(root);
        if (canonical) {
            // The whole table is read without a filter on thousands of names.
            Dataset<Row> chosen = isWhole(units)
                    ? table
                    : table.where(functions
                            .col(CanonicalSchema.UNIT)
                            .isInCollection(units.stream().map(Unit::id).toList()));
            return project(chosen);
        }
        if (isWhole(units)) {
            return project(table);
        }
        // Only their files are looked at, so that those of a unit that cannot be read are not.
        Set<String> wanted = new HashSet<>();
        units.forEach(unit -> unit.files().forEach(file -> wanted.add(file.path())));
        DeltaLog log = DeltaLog.forTable(spark, root);
        Snapshot snapshot = log.getSnapshotAt(version, log.getSnapshotAt$default$2(), log.getSnapshotAt$default$3());
        List<AddFile> files = snapshot.allFiles().collectAsList().stream()
                .filter(file -> wanted.contains(decoded(file.path())))
                .toList();
        return project(log.createDataFrame(
                snapshot,
                scala.collection.JavaConverters.asScalaBuffer(files).toSeq(),
                log.createDataFrame$default$3(),
                log.createDataFrame$default$4()));
    }

    /** Of files by their own names: brackets and stars in them are no patterns. */
    private DataFrameReader reader() {
        return spark.read().option("basePath", root).option("__globPaths__", "false");
    }

    private boolean isWhole(List<Unit> units) {
        return units.size() == (listedUnits < 0 ? list().units().size() : listedUnits);
    }

    /**
     * The columns that any of the files has: by default Spark takes those of one file for the columns of all, and drops
     * without a word what only others have.
     */
    private Dataset<Row> parquet(String[] files) {
        DataFrameReader reader = reader().option("mergeSchema", String.valueOf(files.length > 1));
        try {
            return reader.parquet(files);
        } catch (Exception e) { // Spark throws checked exceptions without saying so
            Throwable root = e;
            boolean merging = false;
            while (true) {
                merging |= String.valueOf(root.getMessage()).contains("CANNOT_MERGE_SCHEMAS");
                if (root.getCause() == null) {
                    break;
                }
                root = root.getCause();
            }
            String why = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
            if (merging) {
                throw new StoreException(
                        StoreException.Kind.CONFIGURATION,
                        "the Parquet files in " + this.root + " do not have the same columns: " + why
                                + " Convert those that differ, or verify them as a store of their own.",
                        e);
            }
            if (why.contains("Illegal Parquet type") || why.contains("Parquet type not supported")) {
                throw new StoreException(
                        StoreException.Kind.CONFIGURATION,
                        "the Parquet files in " + this.root + " have a column that Spark cannot read: " + why
                                + " Convert it; a timestamp to microseconds, with its nanoseconds in a column"
                                + " <name>__nanos.",
                        e);
            }
            throw e;
        }
    }

    /** Only the columns that the record is made of are read. */
    private Dataset<Row> project(Dataset<Row> table) {
        Set<String> wanted = new HashSet<>();
        wanted.add(CanonicalSchema.RESIDUE);
        for (Field field : contract.record().fields()) {
            String column = columns.getOrDefault(field.name(), field.name());
            wanted.add(column.toLowerCase(Locale.ROOT));
            wanted.add(CanonicalSchema.nanos(column).toLowerCase(Locale.ROOT));
            wanted.add(CanonicalSchema.offset(column).toLowerCase(Locale.ROOT));
        }
        if (canonical) {
            wanted.add(CanonicalSchema.UNIT);
        }
        Column[] kept = java.util.Arrays.stream(table.columns())
                .filter(name -> wanted.contains(name.toLowerCase(Locale.ROOT)))
                .map(name -> table.col("`" + name.replace("`", "``") + "`"))
                .toArray(Column[]::new);
        return table.select(kept);
    }

    private String rootPath() {
        Path path = new Path(root);
        try {
            return path.getFileSystem(spark.sparkContext().hadoopConfiguration())
                    .makeQualified(path)
                    .toUri()
                    .getPath();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The unit of a file, by its path below the root. */
    static String unit(UnitLayout layout, String relative) {
        return layout.unitOf(folder(relative)).orElse(UnitId.encode(folder(relative)));
    }
}
