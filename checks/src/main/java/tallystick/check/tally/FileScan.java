package tallystick.check.tally;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import tallystick.contract.Contract;
import tallystick.store.FileSplit;
import tallystick.store.FileStore;
import tallystick.store.Framing;
import tallystick.store.Listing;
import tallystick.store.Unit;
import tallystick.wire.RecordDecoder;

/** A side of files: small files packed into tasks, large plain ones split if they are lines. */
public final class FileScan implements SideScan {
    /** Makes the side's decoder in a task. */
    public interface Decoders extends Serializable {
        RecordDecoder make();
    }

    /** How many bytes a task is given, as stored, unless there are too few for all cores. */
    private static final long TASK_BYTES = 64L << 20;

    private static final long SMALLEST_SPLIT = 1L << 20;

    /** What opening a file costs, in bytes that could be read instead: keeps a task from being given too many. */
    private static final long OPENING = 1L << 20;

    private final JavaSparkContext context;
    private final FileStore store;
    private final Framing framing;
    private final Decoders decoders;
    private final Contract contract;

    public FileScan(JavaSparkContext context, FileStore store, Framing framing, Decoders decoders, Contract contract) {
        this.context = context;
        this.store = store;
        this.framing = framing;
        this.decoders = decoders;
        this.contract = contract;
    }

    @Override
    public Listing list() {
        return store.list(context.hadoopConfiguration());
    }

    @Override
    public <T> JavaRDD<T> scan(List<Unit> units, Task<T> task) {
        List<List<FileSplit>> packs = packs(units);
        Configuration configuration = context.hadoopConfiguration();
        SerializableConfiguration hadoop = new SerializableConfiguration(configuration);
        String root = store.root();
        Framing framed = framing;
        Decoders made = decoders;
        Contract admits = contract;
        return context.parallelize(packs, Math.max(1, packs.size())).mapPartitions(given -> {
            List<FileSplit> splits = new ArrayList<>();
            given.forEachRemaining(splits::addAll);
            FileCursor cursor = new FileCursor(hadoop.value(), root, splits, framed, made.make(), admits);
            TaskCompletionListener closing = ended -> cursor.close();
            TaskContext.get().addTaskCompletionListener(closing);
            return task.run(cursor);
        });
    }

    /** The splits of each task: whole units stay together in order where they can, so that a task sees few slices. */
    private List<List<FileSplit>> packs(List<Unit> units) {
        long bytes = units.stream()
                .mapToLong(unit -> unit.bytes() + OPENING * unit.files().size())
                .sum();
        long most = Math.max(SMALLEST_SPLIT, Math.min(TASK_BYTES, bytes / (4L * context.defaultParallelism()) + 1));
        List<List<FileSplit>> packs = new ArrayList<>();
        List<FileSplit> pack = new ArrayList<>();
        long size = 0;
        for (Iterator<FileSplit> splits = splits(units, most).iterator(); splits.hasNext(); ) {
            FileSplit split = splits.next();
            if (!pack.isEmpty() && size + split.bytes() + OPENING > most) {
                packs.add(pack);
                pack = new ArrayList<>();
                size = 0;
            }
            pack.add(split);
            size += split.bytes() + OPENING;
        }
        if (!pack.isEmpty()) {
            packs.add(pack);
        }
        return Collections.unmodifiableList(packs);
    }

    private List<FileSplit> splits(List<Unit> units, long most) {
        List<FileSplit> splits = new ArrayList<>();
        long splitBytes = framing.splitBytes(most);
        for (Unit unit : units) {
            unit.files().forEach(file -> splits.addAll(FileSplit.of(unit.id(), file, store.compression(), splitBytes)));
        }
        return splits;
    }
}
