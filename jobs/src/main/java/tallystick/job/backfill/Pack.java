package tallystick.job.backfill;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import tallystick.store.Compression;
import tallystick.store.FileEntry;
import tallystick.store.FileSplit;
import tallystick.store.Framing;
import tallystick.store.Unit;

/**
 * What one task reads: splits in the order of units, so that it writes one unit after the other.
 *
 * @param splits at least one
 */
record Pack(List<FileSplit> splits) implements Serializable {
    /** Opening a file costs about as much as reading that many bytes. */
    private static final long OPEN_COST = 256 * 1024;
    /** Compressed text is some five times longer when it is read. */
    private static final long EXPANSION = 5;

    private static final long SMALLEST = 8L << 20;
    private static final long LARGEST = 256L << 20;

    Pack {
        splits = List.copyOf(splits);
    }

    /**
     * Packs small files together and cuts large plain ones that are lines, so that there are some tasks for each core and none is large.
     *
     * @param cores how many tasks run at once
     */
    static List<Pack> of(List<Unit> units, Compression compression, Framing framing, int cores) {
        long total = 0;
        for (Unit unit : units) {
            for (FileEntry file : unit.files()) {
                total += cost(file.size(), compression.of(file.path()));
            }
        }
        long target = Math.min(LARGEST, Math.max(SMALLEST, total / (4L * Math.max(1, cores)) + 1));
        List<Pack> packs = new ArrayList<>();
        List<FileSplit> current = new ArrayList<>();
        long size = 0;
        for (Unit unit : units) {
            for (FileEntry file : unit.files()) {
                for (FileSplit split : FileSplit.of(unit.id(), file, compression, framing.splitBytes(target))) {
                    long cost = cost(split.bytes(), split.compression());
                    if (size > 0 && size + cost > target) {
                        packs.add(new Pack(current));
                        current = new ArrayList<>();
                        size = 0;
                    }
                    current.add(split);
                    size += cost;
                }
            }
        }
        if (!current.isEmpty()) {
            packs.add(new Pack(current));
        }
        return packs;
    }

    private static long cost(long bytes, Compression compression) {
        return OPEN_COST + (compression == Compression.NONE ? bytes : bytes * EXPANSION);
    }
}
