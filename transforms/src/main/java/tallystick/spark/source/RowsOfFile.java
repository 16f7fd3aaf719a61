package tallystick.spark.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;
import scala.collection.AbstractIterator;
import tallystick.spark.records.Handling;
import tallystick.spark.records.PayloadReader;
import tallystick.spark.records.RowPlan;
import tallystick.store.Compression;
import tallystick.store.FileEntry;
import tallystick.store.FileSplit;
import tallystick.store.RecordReader;
import tallystick.wire.Finding;

/** The rows of a file, or of a part of it; rows are reused. A file that cannot be read to its end is an IOException. */
final class RowsOfFile extends AbstractIterator<InternalRow> {
    private final Handling.Mode mode;
    private final String path;
    private final PayloadReader rows;
    private final RecordReader records;
    private @Nullable InternalRow next;
    private boolean ended;

    RowsOfFile(RowPlan plan, StructType columns, Configuration configuration, PartitionedFile file) {
        Path whole = file.toPath();
        this.mode = plan.handling().mode();
        this.path = whole.toString();
        Compression compression = plan.compression().of(whole.getName());
        FileEntry entry = new FileEntry(whole.getName(), file.fileSize(), "");
        FileSplit split = new FileSplit("", entry, compression, file.start(), file.start() + file.length());
        try {
            this.records = RecordReader.open(configuration, whole.getParent().toString(), split, plan.framing());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.rows = new PayloadReader(plan, columns);
        rows.begin();
        TaskContext task = TaskContext.get();
        if (task != null) {
            task.addTaskCompletionListener((TaskCompletionListener) ignored -> close());
        }
    }

    @Override
    public boolean hasNext() {
        try {
            while (next == null && !ended) {
                if (records.next()) {
                    next = row();
                } else {
                    ended = true;
                    close();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return next != null;
    }

    @Override
    public InternalRow next() {
        InternalRow row = hasNext() ? next : null;
        if (row == null) {
            throw new NoSuchElementException();
        }
        next = null;
        return row;
    }

    /** The row of the record that is read; null when it gets none. */
    private @Nullable InternalRow row() {
        Finding fault;
        if (records.isFaulty()) {
            fault = records.fault();
        } else {
            InternalRow row = rows.row(records.bytes(), records.from(), records.to());
            if (row != null) {
                return row;
            }
            fault = rows.fault();
        }
        return switch (mode) {
            case DROPMALFORMED -> null;
            case PERMISSIVE -> {
                byte[] raw = records.isHeld() && rows.showsMalformed()
                        ? Arrays.copyOfRange(records.raw(), records.rawFrom(), records.rawTo())
                        : null;
                yield rows.malformed(raw, fault, records.offset());
            }
            case FAILFAST ->
                throw new IllegalArgumentException(path + ": malformed record: "
                        + PayloadReader.sentence(fault, records.offset())
                        + "; correct the schema or options, or write mode PERMISSIVE to see it in its columns");
        };
    }

    private void close() {
        try {
            records.close();
        } catch (IOException e) {
            // What was to be read of it was read.
        }
        rows.close();
    }
}
