package tallystick.job.run;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Small files of a run's state on any file system that Hadoop knows, written so that a reader sees a whole file or none.
 *
 * <p>Local disks are used without Hadoop's checksum files: a process killed between a file and its checksum would leave
 * a file that cannot be read.
 */
public final class StateFiles {
    private final FileSystem fs;
    private final Path root;
    private final boolean local;
    private final boolean objects;

    /**
     * @param root the folder that all paths are relative to; it need not be there
     */
    public StateFiles(Configuration configuration, String root) {
        Path path = new Path(root);
        try {
            FileSystem found = path.getFileSystem(configuration);
            this.root = found.makeQualified(path);
            this.local = found instanceof LocalFileSystem;
            this.fs = found instanceof LocalFileSystem checked ? checked.getRawFileSystem() : found;
            String scheme = this.root.toUri().getScheme();
            this.objects = scheme != null && scheme.toLowerCase(Locale.ROOT).startsWith("s3");
        } catch (IOException e) {
            throw outside("the state root " + root + " cannot be reached", e);
        }
    }

    /** The folder as a URI. */
    public String root() {
        return root.toString();
    }

    /** A path of this folder as a URI. */
    public String resolve(String path) {
        return below(path).toString();
    }

    /** A name may hold colons, as the run ids of schedulers do; it is no URI. */
    private Path below(String path) {
        return new Path(root, new Path(null, null, path));
    }

    /** Whether creating a file can decide between two processes here; see docs/spec/tables.md. */
    public boolean createsAtomically() {
        return !objects;
    }

    /** Content of a file: an object as JSON, names with underscores. */
    public static byte[] json(Object value) {
        return Json.bytes(value);
    }

    /** The file's bytes, or empty if it is not there. */
    public Optional<byte[]> read(String path) {
        try (InputStream in = fs.open(below(path))) {
            return Optional.of(in.readAllBytes());
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw outside(resolve(path) + " cannot be read", e);
        }
    }

    /** Writes a file as a whole, in place of any that is there. */
    public void write(String path, byte[] content) {
        Path target = below(path);
        try {
            if (objects) {
                writeDirectly(target, content);
                return;
            }
            Path temporary = temporary(target);
            writeDirectly(temporary, content);
            if (local) {
                Files.move(
                        java.nio.file.Path.of(temporary.toUri()),
                        java.nio.file.Path.of(target.toUri()),
                        java.nio.file.StandardCopyOption.ATOMIC_MOVE);
            } else if (!fs.rename(temporary, target)) {
                fs.delete(target, false);
                if (!fs.rename(temporary, target)) {
                    throw new IOException("rename was refused");
                }
            }
        } catch (IOException e) {
            throw outside(resolve(path) + " cannot be written", e);
        }
    }

    /** Writes a file as a whole unless one is there; whether it was written. Of several callers at once, one succeeds. */
    public boolean create(String path, byte[] content) {
        Path target = below(path);
        try {
            if (local) {
                Path temporary = temporary(target);
                writeDirectly(temporary, content);
                java.nio.file.Path source = java.nio.file.Path.of(temporary.toUri());
                try {
                    Files.createLink(java.nio.file.Path.of(target.toUri()), source);
                    return true;
                } catch (FileAlreadyExistsException e) {
                    return false;
                } finally {
                    Files.delete(source);
                }
            }
            try (OutputStream out = fs.create(target, false)) {
                out.write(content);
                return true;
            } catch (org.apache.hadoop.fs.FileAlreadyExistsException e) {
                return false;
            }
        } catch (IOException e) {
            throw outside(resolve(path) + " cannot be written", e);
        }
    }

    private static Path temporary(Path target) {
        return new Path(
                target.getParent(), new Path(null, null, "." + target.getName() + "." + UUID.randomUUID() + ".tmp"));
    }

    private void writeDirectly(Path target, byte[] content) throws IOException {
        if (local) {
            // Hadoop would start a process for each file, to set its permissions.
            java.nio.file.Path file = java.nio.file.Path.of(target.toUri());
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            return;
        }
        fs.mkdirs(target.getParent());
        try (OutputStream out = fs.create(target, true)) {
            out.write(content);
        }
    }

    /** The names of the visible files in a folder, sorted; none if it is not there. */
    public List<String> names(String folder) {
        try {
            List<String> names = new ArrayList<>();
            for (FileStatus status : fs.listStatus(below(folder))) {
                String name = status.getPath().getName();
                if (!name.startsWith(".")) {
                    names.add(name);
                }
            }
            names.sort(null);
            return names;
        } catch (FileNotFoundException e) {
            return List.of();
        } catch (IOException e) {
            throw outside(resolve(folder) + " cannot be listed", e);
        }
    }

    /** Deletes a file or folder; nothing happens if it is not there. */
    public void delete(String path) {
        try {
            fs.delete(below(path), true);
        } catch (FileNotFoundException e) {
            // gone already
        } catch (IOException e) {
            throw outside(resolve(path) + " cannot be deleted", e);
        }
    }

    private static JobException outside(String what, IOException e) {
        return new JobException(ExitCode.OUTSIDE, what + ": " + e.getMessage(), e);
    }
}
