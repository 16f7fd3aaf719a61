package tallystick.store;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a file: the records that start in it.
 *
 * @param unit the id of the unit
 * @param file the whole file
 * @param compression of the file, never AUTO
 * @param from the first byte; 0 unless the file is plain
 * @param to the byte after the last; the file's size unless it is plain
 */
public record FileSplit(String unit, FileEntry file, Compression compression, long from, long to)
        implements Serializable {

    /** The file in parts of at most that many bytes; compressed files are one part. */
    public static List<FileSplit> of(String unit, FileEntry file, Compression compression, long most) {
        Compression actual = compression.of(file.path());
        List<FileSplit> splits = new ArrayList<>();
        long step = actual == Compression.NONE ? Math.max(1, most) : Long.MAX_VALUE;
        long from = 0;
        do {
            long to = file.size() - from <= step ? file.size() : from + step;
            splits.add(new FileSplit(unit, file, actual, from, to));
            from = to;
        } while (from < file.size());
        return splits;
    }

    public long bytes() {
        return to - from;
    }
}
