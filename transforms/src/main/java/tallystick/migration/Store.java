package tallystick.migration;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tallystick.store.Compression;

/**
 * Where a side's records are.
 *
 * @param path the root: an absolute path, or a URI of any Hadoop file system
 * @param units which folders below the path are units, for example {@code day={day}}; when empty, each folder that
 *     directly holds files
 * @param filedBy what the placeholders of {@code units} say of the records in the folder: placeholder to slice
 *     expression, for example {@code day} to {@code day(departed)}; a record that says otherwise is misfiled
 * @param include a glob of file names; when empty, all but those that begin with {@code _} or {@code .}
 * @param compression of files; AUTO for tables
 */
public record Store(
        Kind kind,
        String path,
        Optional<String> units,
        Map<String, String> filedBy,
        Optional<String> include,
        Compression compression) {
    public Store {
        filedBy = Collections.unmodifiableMap(new TreeMap<>(filedBy));
    }

    /** What is at the path. */
    public enum Kind {
        /** Files of records in a dialect. */
        FILES,
        /** Parquet files whose columns are the canonical ones. */
        PARQUET,
        /** A Delta table whose columns are the canonical ones. */
        DELTA;

        /** Whether records are rows of typed columns, so that there is no dialect, framing or shape. */
        public boolean isTable() {
            return this != FILES;
        }
    }
}
