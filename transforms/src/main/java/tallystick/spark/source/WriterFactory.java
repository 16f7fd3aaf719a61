package tallystick.spark.source;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.OutputWriter;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.types.StructType;
import tallystick.spark.records.PayloadReader;
import tallystick.spark.records.PayloadWriter;
import tallystick.spark.records.RowPlan;
import tallystick.store.FrameWriter;

/** Makes the writers of files: each file is the work of a program that writes nothing else. */
final class WriterFactory extends OutputWriterFactory {
    private static final long serialVersionUID = 1;

    private final String name;
    private final RowPlan plan;

    WriterFactory(String name, RowPlan plan) {
        this.name = name;
        this.plan = plan;
    }

    @Override
    public String getFileExtension(TaskAttemptContext context) {
        return "." + name + plan.compression().ending();
    }

    @Override
    public OutputWriter newInstance(String path, StructType columns, TaskAttemptContext context) {
        try {
            Path target = new Path(path);
            OutputStream stored =
                    target.getFileSystem(context.getConfiguration()).create(target, false);
            return new RecordFile(path, columns, plan.compression().around(new BufferedOutputStream(stored, 1 << 16)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class RecordFile extends OutputWriter {
        private final String path;
        private final PayloadWriter records;
        private final FrameWriter frames;
        private final OutputStream out;

        RecordFile(String path, StructType columns, OutputStream out) throws IOException {
            this.path = path;
            this.records = new PayloadWriter(plan, columns);
            this.frames = new FrameWriter(plan.framing().layout());
            this.out = out;
            records.begin();
            frames.begin(out);
        }

        @Override
        public void write(InternalRow row) {
            if (!records.write(row)) {
                throw new IllegalArgumentException(name + ": a row cannot be written: "
                        + PayloadReader.sentence(records.fault())
                        + "; declare the record otherwise (options schema, types, contract) or change the row");
            }
            try {
                frames.write(records.bytes(), records.from(), records.to(), out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            records.close();
            try {
                out.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String path() {
            return path;
        }
    }
}
