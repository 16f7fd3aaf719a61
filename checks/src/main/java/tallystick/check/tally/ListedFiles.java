package tallystick.check.tally;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.execution.datasources.FileStatusCache;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import tallystick.store.FileEntry;
import tallystick.store.Unit;

/**
 * Tells Spark of the files of units what the listing of the side says, so that it need not list them once more. What it
 * listed itself nevertheless, it keeps here.
 */
final class ListedFiles extends FileStatusCache {
    private final Map<Path, FileStatus[]> files = new LinkedHashMap<>();

    private ListedFiles() {}

    /** The files of units in a folder. */
    static ListedFiles of(Configuration configuration, String root, List<Unit> units) {
        ListedFiles listed = new ListedFiles();
        try {
            FileSystem system = new Path(root).getFileSystem(configuration);
            // Only that file system runs tasks beside their data, and only its own listing says where those are.
            boolean knowsWhere = "hdfs".equals(system.getUri().getScheme());
            for (Unit unit : units) {
                for (FileEntry file : unit.files()) {
                    Path path = system.makeQualified(path(root, file));
                    listed.files.put(path, knowsWhere ? new FileStatus[0] : new FileStatus[] {status(file, path)});
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return listed;
    }

    /** Where a file of that folder is. */
    static Path path(String root, FileEntry file) {
        return new Path(new Path(root), new Path(null, null, file.path()));
    }

    private static FileStatus status(FileEntry file, Path path) {
        // Spark cuts files by their sizes; it asks for neither blocks nor times.
        return new FileStatus(file.size(), false, 1, file.size(), 0, path);
    }

    Seq<Path> paths() {
        return JavaConverters.asScalaBuffer(List.copyOf(files.keySet())).toSeq();
    }

    @Override
    public synchronized Option<FileStatus[]> getLeafFiles(Path path) {
        FileStatus[] known = files.get(path);
        return known == null || known.length == 0 ? Option.empty() : Option.apply(known);
    }

    @Override
    public synchronized void putLeafFiles(Path path, FileStatus[] leafFiles) {
        files.put(path, leafFiles);
    }

    @Override
    public void invalidateAll() {
        // What is read is what was listed.
    }
}
