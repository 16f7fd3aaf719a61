package tallystick.check.tally;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.execution.ColumnarToRowExec;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.InputAdapter;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.WholeStageCodegenExec;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import tallystick.canonical.CanonicalEncoder;
import tallystick.contract.Contract;
import tallystick.contract.Field;
import tallystick.spark.CanonicalSchema;
import tallystick.spark.RowEncoder;
import tallystick.spark.RowReader;
import tallystick.store.Listing;
import tallystick.store.StoreException;
import tallystick.store.Unit;
import tallystick.store.UnitLayout;

/**
 * A side that is a table: Parquet files, a Delta table, or the canonical table. A Delta table is read at the version
 * it has when the scan is made.
 */
public final class TableScan implements SideScan {
    private static final int USUAL = CanonicalEncoder.DEFAULT_MAX_RECORD_BYTES;

    private final SparkSession spark;
    private final TableFiles files;
    private final Contract contract;
    private final Map<String, String> columns;
    private final int maxRecordBytes;

    private TableScan(
            SparkSession spark, TableFiles files, Contract contract, Map<String, String> columns, int maxRecordBytes) {
        this.spark = spark;
        this.files = files;
        this.contract = contract;
        this.columns = columns;
        this.maxRecordBytes = maxRecordBytes;
    }

    /** The same scan with another limit of a record's canonical bytes; a longer one is rejected. */
    public TableScan limitedTo(int bytes) {
        return new TableScan(spark, files, contract, columns, bytes);
    }

    /** Parquet files in folders. {@code columns}: canonical field to column, where the names differ. */
    public static TableScan parquet(
            SparkSession spark, String path, UnitLayout layout, Contract contract, Map<String, String> columns) {
        ParquetFiles files = new ParquetFiles(spark, path, layout, wanted(contract, columns));
        return new TableScan(spark, files, contract, columns, USUAL);
    }

    /** A Delta table whose partitions are its units. */
    public static TableScan delta(
            SparkSession spark, String path, UnitLayout layout, Contract contract, Map<String, String> columns) {
        return new TableScan(spark, new DeltaFiles(spark, path, FileUnits.of(layout)), contract, columns, USUAL);
    }

    /** The canonical table, whose units are in {@code _unit}. */
    public static TableScan canonical(SparkSession spark, String path, Contract contract) {
        return new TableScan(spark, new DeltaFiles(spark, path, FileUnits.ofCanonical()), contract, Map.of(), USUAL);
    }

    @Override
    public OptionalLong tableVersion() {
        return files.version();
    }

    @Override
    public boolean endsAtIncomplete() {
        return true;
    }

    @Override
    public Listing list() {
        return files.list();
    }

    @Override
    public <T> JavaRDD<T> scan(List<Unit> units, Task<T> task) {
        if (units.stream().allMatch(unit -> unit.files().isEmpty())) {
            return JavaSparkContext.fromSparkContext(spark.sparkContext()).emptyRDD();
        }
        QueryExecution query = project(files.read(units)).queryExecution();
        Optional<FileSourceScanExec> inBatches = inBatches(query.executedPlan());
        StructType schema = inBatches.map(SparkPlan::schema).orElseGet(query.analyzed()::schema);
        List<String> problems = RowReader.problems(contract, schema, columns);
        if (!problems.isEmpty()) {
            throw new StoreException(
                    StoreException.Kind.CONFIGURATION,
                    "the table at " + files.root() + " cannot be read as contract " + contract.name() + ": "
                            + String.join("; ", problems)
                            + ". Correct the contract, name the column in the mapping, or convert the table.");
        }
        Set<String> wanted = new HashSet<>();
        units.forEach(unit -> wanted.add(unit.id()));
        TableReading reading = new TableReading(
                rootPath(),
                files.units(),
                wanted,
                Int96Times.in(spark.sparkContext().hadoopConfiguration(), schema));
        Contract admits = contract;
        Map<String, String> names = columns;
        int longest = maxRecordBytes;
        if (inBatches.isPresent()) {
            return inBatches
                    .get()
                    .executeColumnar()
                    .toJavaRDD()
                    .mapPartitions((Iterator<ColumnarBatch> given) ->
                            task.run(new BatchCursor(given, new RowEncoder(admits, schema, names, longest), reading)));
        }
        return query.toRdd()
                .toJavaRDD()
                .mapPartitions((Iterator<InternalRow> given) ->
                        task.run(new RowCursor(given, new RowEncoder(admits, schema, names, longest), reading)));
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

    /** The columns that records are made of, in lower case. */
    private static Set<String> wanted(Contract contract, Map<String, String> columns) {
        Set<String> wanted = new HashSet<>();
        wanted.add(CanonicalSchema.RESIDUE);
        for (Field field : contract.record().fields()) {
            String column = columns.getOrDefault(field.name(), field.name());
            wanted.add(column.toLowerCase(Locale.ROOT));
            wanted.add(CanonicalSchema.nanos(column).toLowerCase(Locale.ROOT));
            wanted.add(CanonicalSchema.offset(column).toLowerCase(Locale.ROOT));
        }
        return wanted;
    }

    /** Only the columns that the record is made of are read. */
    private Dataset<Row> project(Dataset<Row> table) {
        Set<String> wanted = wanted(contract, columns);
        Column[] kept = Arrays.stream(table.columns())
                .filter(name -> wanted.contains(name.toLowerCase(Locale.ROOT)))
                .map(name -> table.col("`" + name.replace("`", "``") + "`"))
                .toArray(Column[]::new);
        return table.select(kept);
    }

    private String rootPath() {
        Path path = new Path(files.root());
        try {
            return path.getFileSystem(spark.sparkContext().hadoopConfiguration())
                    .makeQualified(path)
                    .toUri()
                    .getPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
