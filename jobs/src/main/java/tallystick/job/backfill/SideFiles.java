package tallystick.job.backfill;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import tallystick.check.quarantine.QuarantineTable;

/**
 * The files in which tasks leave what is not a row of the table: rejected records and a summary. They are written under
 * a name of the task attempt and renamed when it ends to a name of the partition, so of several attempts one counts.
 */
final class SideFiles {
    private SideFiles() {}

    static String rejects(String folder, int partition) {
        return folder + "/rejects-" + String.format("%06d", partition);
    }

    static String summary(String folder, int partition) {
        return folder + "/summary-" + String.format("%06d", partition);
    }

    /** Local disks without checksum files: see {@link tallystick.job.run.StateFiles}. */
    static FileSystem fileSystem(Configuration configuration, Path path) throws IOException {
        FileSystem fs = path.getFileSystem(configuration);
        return fs instanceof LocalFileSystem local ? local.getRawFileSystem() : fs;
    }

    /** Opens a new file. Local ones without Hadoop, which would start a process for each to set its permissions. */
    static OutputStream create(Configuration configuration, Path path) throws IOException {
        FileSystem fs = fileSystem(configuration, path);
        if (fs instanceof RawLocalFileSystem) {
            java.nio.file.Path file = java.nio.file.Path.of(path.toUri().getPath());
            Files.createDirectories(file.getParent());
            return Files.newOutputStream(file);
        }
        return fs.create(path, true);
    }

    /** Puts a finished file under its name, in place of one that an earlier attempt left. */
    static void publish(FileSystem fs, Path temporary, Path target) throws IOException {
        if (fs.exists(target)) {
            fs.delete(target, false);
        }
        if (!fs.rename(temporary, target) && !fs.exists(target)) {
            throw new IOException("cannot rename " + temporary + " to " + target);
        }
    }

    /** Writes quarantine rows; makes no file when there is none. */
    static final class RejectWriter implements Closeable {
        private final Configuration configuration;
        private final Path target;
        private final Path temporary;
        private final UnsafeProjection projection = UnsafeProjection.create(QuarantineTable.SCHEMA);
        private @org.jspecify.annotations.Nullable DataOutputStream out;

        RejectWriter(Configuration configuration, String path, long attempt) {
            this.configuration = configuration;
            this.target = new Path(path);
            this.temporary = new Path(target.getParent(), "." + target.getName() + "." + attempt);
        }

        void write(InternalRow row) throws IOException {
            if (out == null) {
                out = new DataOutputStream(new BufferedOutputStream(create(configuration, temporary), 1 << 16));
            }
            byte[] bytes = projection.apply(row).getBytes();
            out.writeInt(bytes.length);
            out.write(bytes);
        }

        void publish() throws IOException {
            FileSystem fs = fileSystem(configuration, target);
            if (out != null) {
                out.close();
                out = null;
                SideFiles.publish(fs, temporary, target);
            } else if (fs.exists(target)) {
                fs.delete(target, false);
            }
        }

        @Override
        public void close() throws IOException {
            if (out != null) {
                out.close();
            }
        }
    }

    /** The rows of a file, one at a time; the row is reused. */
    static Iterator<InternalRow> rejected(Configuration configuration, String path) throws IOException {
        Path file = new Path(path);
        DataInputStream in = new DataInputStream(
                new BufferedInputStream(fileSystem(configuration, file).open(file), 1 << 16));
        return new Iterator<>() {
            private int next = length();

            private int length() throws IOException {
                try {
                    return in.readInt();
                } catch (EOFException e) {
                    in.close();
                    return -1;
                }
            }

            @Override
            public boolean hasNext() {
                return next >= 0;
            }

            @Override
            public InternalRow next() {
                if (next < 0) {
                    throw new NoSuchElementException();
                }
                try {
                    byte[] bytes = new byte[next];
                    in.readFully(bytes);
                    next = length();
                    UnsafeRow row = new UnsafeRow(QuarantineTable.SCHEMA.length());
                    row.pointTo(bytes, bytes.length);
                    return row;
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
        };
    }
}
