package tallystick.check.tally;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.InMemoryFileIndex;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Function2;
import scala.Option;
import scala.collection.JavaConverters;
import tallystick.store.Compression;
import tallystick.store.FileEntry;
import tallystick.store.FileStore;
import tallystick.store.Listing;
import tallystick.store.StoreException;
import tallystick.store.Unit;
import tallystick.store.UnitLayout;

/**
 * Parquet files in folders. A folder {@code name=value} is a column of the files below it, unless the files have that
 * column themselves: then what they say is read, where Spark would show what the folder says.
 */
final class ParquetFiles implements TableFiles {
    private static final ParquetFileFormat FORMAT = new ParquetFileFormat();
    private static final scala.collection.immutable.Map<String, String> NO_OPTIONS =
            scala.collection.immutable.Map$.MODULE$.empty();

    private final SparkSession spark;
    private final String root;
    private final UnitLayout layout;
    private final Set<String> wanted;

    /** What the Parquet files of those units have together: their footers are read once. */
    private record Footers(Set<String> units, StructType columns, boolean folders) {
        static final Footers NONE = new Footers(Set.of(), new StructType(), true);
    }

    private volatile Footers footers = Footers.NONE;

    /** @param wanted the columns that records are made of, in lower case */
    ParquetFiles(SparkSession spark, String root, UnitLayout layout, Set<String> wanted) {
        this.spark = spark;
        this.root = root;
        this.layout = layout;
        this.wanted = Set.copyOf(wanted);
    }

    @Override
    public String root() {
        return root;
    }

    @Override
    public OptionalLong version() {
        return OptionalLong.empty();
    }

    @Override
    public Listing list() {
        return new FileStore(root, layout, null, Compression.NONE).list(configuration());
    }

    @Override
    public FileUnits units() {
        return FileUnits.of(layout);
    }

    private Configuration configuration() {
        return spark.sparkContext().hadoopConfiguration();
    }

    /** Spark looks at files before any task does; what it cannot make anything of is told apart from the rest. */
    @Override
    public Dataset<Row> read(List<Unit> units) {
        try {
            return readable(units);
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
        Path path = ListedFiles.path(root, file);
        try {
            return !path.getFileSystem(configuration()).exists(path);
        } catch (IOException e) {
            return false;
        }
    }

    private void probe(List<Unit> units, Map<String, String> unreadable) {
        for (Unit unit : units) {
            for (FileEntry file : unit.files()) {
                try {
                    footers = Footers.NONE;
                    readable(List.of(new Unit(unit.id(), List.of(file))));
                } catch (Exception e) {
                    unreadable.putIfAbsent(unit.id(), file.path() + ": cannot be read: " + TableCursor.why(e));
                }
            }
        }
        // The columns of one file are not those of its unit.
        footers = Footers.NONE;
    }

    private Dataset<Row> readable(List<Unit> units) {
        ListedFiles files = ListedFiles.of(configuration(), root, units);
        Set<String> ids = units.stream().map(Unit::id).collect(Collectors.toSet());
        Footers known = footers;
        if (!known.units().containsAll(ids)) {
            known = footersOf(ids, files);
            footers = known;
        }
        StructType columns = known.columns();
        InMemoryFileIndex index = index(files, known.folders(), Option.apply(columns));
        StructType inFolders = index.partitionSchema();
        Function2<String, String, Object> same = spark.sessionState().conf().resolver();
        StructType inFiles = new StructType(Arrays.stream(columns.fields())
                .filter(column -> Arrays.stream(inFolders.fieldNames())
                        .noneMatch(folder -> (boolean) same.apply(folder, column.name())))
                .toArray(StructField[]::new));
        return spark.baseRelationToDataFrame(relation(index, inFiles));
    }

    /** Files by their own names, and what Spark makes of their folders; it asks the file system only for what is not listed. */
    private InMemoryFileIndex index(ListedFiles files, boolean folders, Option<StructType> columns) {
        return new InMemoryFileIndex(
                spark,
                files.paths(),
                folders ? NO_OPTIONS.updated("basePath", root) : NO_OPTIONS.updated("recursiveFileLookup", "true"),
                columns,
                files,
                Option.empty(),
                Option.empty());
    }

    private HadoopFsRelation relation(InMemoryFileIndex index, StructType inFiles) {
        return new HadoopFsRelation(index, index.partitionSchema(), inFiles, Option.empty(), FORMAT, NO_OPTIONS, spark);
    }

    private Footers footersOf(Set<String> units, ListedFiles files) {
        InMemoryFileIndex index = index(files, true, Option.empty());
        HadoopFsRelation relation = relation(index, merged(index));
        Set<String> folders = new TreeSet<>();
        Set<String> both = new TreeSet<>();
        for (String column : relation.partitionSchema().fieldNames()) {
            if (wanted.contains(column.toLowerCase(Locale.ROOT))) {
                folders.add(column.toLowerCase(Locale.ROOT));
            }
        }
        JavaConverters.asJavaCollection(relation.overlappedPartCols().keys())
                .forEach(column -> both.add(column.toLowerCase(Locale.ROOT)));
        both.retainAll(folders);
        if (both.isEmpty()) {
            return new Footers(units, relation.schema(), true);
        }
        if (!both.equals(folders)) {
            Set<String> alone = new TreeSet<>(folders);
            alone.removeAll(both);
            throw new StoreException(
                    StoreException.Kind.CONFIGURATION,
                    "the Parquet files in " + root + " have the column " + String.join(", ", both)
                            + ", which their folders name too, while " + String.join(", ", alone)
                            + " is only in the names of folders; both kinds cannot be read together. Write "
                            + String.join(", ", alone) + " into the files, or rename the folders of "
                            + String.join(", ", both) + ".");
        }
        return new Footers(units, relation.dataSchema(), false);
    }

    /**
     * The columns that any of the files has: by default Spark takes those of one file for the columns of all, and drops
     * without a word what only others have.
     */
    private StructType merged(InMemoryFileIndex index) {
        try {
            return FORMAT.inferSchema(spark, NO_OPTIONS.updated("mergeSchema", "true"), index.allFiles())
                    .get()
                    .asNullable();
        } catch (Exception e) { // Spark throws checked exceptions without saying so
            Throwable bottom = e;
            boolean differ = false;
            while (true) {
                differ |= String.valueOf(bottom.getMessage()).contains("CANNOT_MERGE_SCHEMAS");
                if (bottom.getCause() == null) {
                    break;
                }
                bottom = bottom.getCause();
            }
            String why = String.valueOf(bottom.getMessage()).lines().findFirst().orElse("");
            if (differ) {
                throw new StoreException(
                        StoreException.Kind.CONFIGURATION,
                        "the Parquet files in " + root + " do not have the same columns: " + why
                                + " Convert those that differ, or verify them as a store of their own.",
                        e);
            }
            if (why.contains("Illegal Parquet type") || why.contains("Parquet type not supported")) {
                throw new StoreException(
                        StoreException.Kind.CONFIGURATION,
                        "the Parquet files in " + root + " have a column that Spark cannot read: " + why
                                + " Convert it; a timestamp to microseconds, with its nanoseconds in a column"
                                + " <name>__nanos.",
                        e);
            }
            throw e;
        }
    }
}
