package tallystick.check.tally;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;
import org.apache.spark.sql.delta.DeltaColumnMapping;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.JavaConverters;
import tallystick.store.FileEntry;
import tallystick.store.Listing;
import tallystick.store.Unit;

/**
 * A Delta table at the version that it has when this is made. A version never changes, so its log is read once and
 * what is listed is what is read. A file's unit follows from its partition values: its path need not show them.
 */
final class DeltaFiles implements TableFiles {
    private final String root;
    private final DeltaLog log;
    private final Snapshot snapshot;
    private final List<AddFile> files;
    private final Listing listing;
    private final FileUnits units;

    /** @param folders what their folders would say of the files' units */
    DeltaFiles(SparkSession spark, String root, FileUnits folders) {
        this.root = root;
        log = DeltaLog.forTable(spark, root);
        snapshot = log.update(false, Option.empty(), Option.empty());
        files = snapshot.allFiles().collectAsList();
        Map<String, List<FileEntry>> listed = new HashMap<>();
        Map<String, String> exceptions = new HashMap<>();
        for (AddFile file : files) {
            String path = TableFiles.decoded(file.path());
            String unit = folders.ofFolder(folder(file));
            if (!unit.equals(folders.of(path))) {
                exceptions.put(path, unit);
            }
            String deletions =
                    file.deletionVector() == null ? "" : file.deletionVector().uniqueId();
            listed.computeIfAbsent(unit, id -> new ArrayList<>())
                    .add(new FileEntry(path, file.size(), file.modificationTime() + deletions));
        }
        List<Unit> found = new ArrayList<>();
        listed.forEach((unit, entries) -> found.add(new Unit(unit, entries)));
        listing = new Listing(found);
        units = folders.but(exceptions);
    }

    /** Where a file of those partition values lies in a table whose paths show them. */
    private String folder(AddFile file) {
        StructType partitions = snapshot.metadata().partitionSchema();
        StringBuilder folder = new StringBuilder();
        for (StructField column : partitions.fields()) {
            String value = file.partitionValues()
                    .get(DeltaColumnMapping.getPhysicalName(column))
                    .getOrElse(() -> null);
            folder.append(folder.length() == 0 ? "" : "/")
                    .append(ExternalCatalogUtils.getPartitionPathString(column.name(), value));
        }
        return folder.toString();
    }

    @Override
    public String root() {
        return root;
    }

    @Override
    public OptionalLong version() {
        return OptionalLong.of(snapshot.version());
    }

    @Override
    public Listing list() {
        return listing;
    }

    @Override
    public FileUnits units() {
        return units;
    }

    /** Only the files of those units are looked at, so that those of a unit that cannot be read are not. */
    @Override
    public Dataset<Row> read(List<Unit> wanted) {
        List<AddFile> chosen = files;
        if (wanted.size() < listing.units().size()) {
            Set<String> paths = new HashSet<>();
            wanted.forEach(unit -> unit.files().forEach(file -> paths.add(file.path())));
            chosen = files.stream()
                    .filter(file -> paths.contains(TableFiles.decoded(file.path())))
                    .toList();
        }
        return log.createDataFrame(
                snapshot,
                JavaConverters.asScalaBuffer(chosen).toSeq(),
                log.createDataFrame$default$3(),
                log.createDataFrame$default$4());
    }
}
