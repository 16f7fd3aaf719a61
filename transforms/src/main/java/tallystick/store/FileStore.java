package tallystick.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.security.AccessControlException;
import org.jspecify.annotations.Nullable;

/**
 * The files of a side on any file system that Hadoop knows.
 *
 * <p>Folders and files whose names begin with {@code .} or {@code _} are hidden (a folder as {@code _x=1} is not);
 * an include pattern decides about file names alone.
 */
public final class FileStore implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int DEEPEST = 64;
    /** Stores without folders: one flat listing is cheaper than one request for each folder. */
    private static final Set<String> FLAT = Set.of("s3a", "s3", "s3n", "gs");

    private final String root;
    private final UnitLayout layout;
    private final @Nullable String include;
    private final Compression compression;

    /**
     * @param root a path or URI
     * @param include a glob on file names, or null for all that are not hidden
     */
    public FileStore(String root, UnitLayout layout, @Nullable String include, Compression compression) {
        this.root = root;
        this.layout = layout;
        this.include = include;
        this.compression = compression;
    }

    public String root() {
        return root;
    }

    public Compression compression() {
        return compression;
    }

    /** Whether a folder at that path, relative to the root, could be a unit. */
    public boolean admits(String folder) {
        return layout.isEachFolder() || layout.isUnitFolder(folder);
    }

    /**
     * All units.
     *
     * @throws StoreException if the root is not there or cannot be listed, if it lists no file at all, or if a file
     *     lies outside the layout
     */
    public Listing list(Configuration configuration) {
        Listing listing = listOrEmpty(configuration);
        if (listing.files() == 0) {
            throw new StoreException(
                    StoreException.Kind.CONFIGURATION,
                    root + " lists no file" + (include == null ? "" : " that matches " + include)
                            + ": nothing can be proven about nothing. Check the path"
                            + (include == null ? "" : ", the include pattern") + " and the units layout (" + layout
                            + ")");
        }
        return listing;
    }

    /** As {@link #list}, but a root without files is an empty listing. A root that is not there is still an error. */
    public Listing listOrEmpty(Configuration configuration) {
        Path path = new Path(root);
        try {
            FileSystem fs = path.getFileSystem(configuration);
            FileStatus status = fs.getFileStatus(path);
            if (!status.isDirectory()) {
                throw new StoreException(
                        StoreException.Kind.CONFIGURATION,
                        root + " is a file; store.path names the folder that holds the units");
            }
            Found found = new Found();
            if (FLAT.contains(fs.getScheme() == null ? "" : fs.getScheme().toLowerCase(Locale.ROOT))) {
                flat(fs, status.getPath(), found);
            } else {
                walk(fs, status.getPath(), "", 0, found);
            }
            return found.listing();
        } catch (FileNotFoundException e) {
            throw new StoreException(StoreException.Kind.CONFIGURATION, root + " is not there; check store.path", e);
        } catch (AccessControlException | java.nio.file.AccessDeniedException e) {
            throw new StoreException(
                    StoreException.Kind.OUTSIDE, "access to " + root + " was refused: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new StoreException(StoreException.Kind.OUTSIDE, root + " could not be listed: " + e.getMessage(), e);
        }
    }

    /**
     * The units of those ids once more; a unit whose folder is gone is not among them.
     *
     * @throws StoreException if a folder cannot be listed
     */
    public Listing listAgain(Configuration configuration, Collection<String> unitIds) {
        Path path = new Path(root);
        ForkJoinPool requests = new ForkJoinPool(16);
        try {
            FileSystem fs = path.getFileSystem(configuration);
            Path qualified = fs.makeQualified(path);
            return new Listing(requests.submit(() -> unitIds.parallelStream()
                            .flatMap(id -> again(fs, qualified, UnitId.decode(id)).stream())
                            .toList())
                    .get());
        } catch (IOException e) {
            throw new StoreException(StoreException.Kind.OUTSIDE, root + " could not be listed: " + e.getMessage(), e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StoreException store) {
                throw store;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(StoreException.Kind.OUTSIDE, "listing " + root + " was interrupted", e);
        } finally {
            requests.shutdown();
        }
    }

    private Optional<Unit> again(FileSystem fs, Path qualified, String folder) {
        Path path = folder.isEmpty() ? qualified : new Path(qualified, new Path(null, null, folder));
        Found found = new Found();
        try {
            if (layout.isEachFolder()) {
                for (FileStatus status : fs.listStatus(path)) {
                    if (!status.isDirectory()) {
                        found.file(folder, status.getPath().getName(), status);
                    }
                }
            } else {
                found.unit(folder);
                walk(fs, path, folder, 0, found);
            }
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StoreException(StoreException.Kind.OUTSIDE, path + " could not be listed: " + e.getMessage(), e);
        }
        return found.listing().unit(UnitId.encode(folder));
    }

    private void walk(FileSystem fs, Path folder, String relative, int depth, Found found) throws IOException {
        if (depth > DEEPEST) {
            throw new StoreException(
                    StoreException.Kind.CONFIGURATION,
                    folder + " lies more than " + DEEPEST + " folders deep; is there a link that leads back?");
        }
        if (layout.isUnitFolder(relative)) {
            found.unit(relative);
        }
        for (FileStatus status : fs.listStatus(folder)) {
            String name = status.getPath().getName();
            String path = relative.isEmpty() ? name : relative + "/" + name;
            if (status.isDirectory()) {
                if (!isHiddenFolder(name)) {
                    walk(fs, status.getPath(), path, depth + 1, found);
                }
            } else {
                found.file(relative, name, status);
            }
        }
    }

    private void flat(FileSystem fs, Path folder, Found found) throws IOException {
        String prefix = folder.toUri().getPath();
        String start = prefix.endsWith("/") ? prefix : prefix + "/";
        RemoteIterator<? extends FileStatus> files = fs.listFiles(folder, true);
        while (files.hasNext()) {
            FileStatus status = files.next();
            String path = status.getPath().toUri().getPath().substring(start.length());
            int slash = path.lastIndexOf('/');
            String relative = slash < 0 ? "" : path.substring(0, slash);
            boolean hidden = false;
            for (String name : relative.split("/")) {
                hidden |= isHiddenFolder(name);
            }
            if (!hidden) {
                found.file(relative, path.substring(slash + 1), status);
            }
        }
    }

    private static boolean isHiddenFolder(String name) {
        return name.startsWith(".") || name.startsWith("_") && name.indexOf('=') < 0;
    }

    private static String stamp(FileStatus status) {
        if (status instanceof EtagSource source) {
            String etag = source.getEtag();
            if (etag != null && !etag.isEmpty()) {
                return etag;
            }
        }
        return Long.toString(status.getModificationTime());
    }

    /** What a walk has found so far. */
    private final class Found {
        private final Map<String, List<FileEntry>> units = new TreeMap<>();
        private final List<String> strays = new ArrayList<>();
        private final @Nullable Glob glob = include == null ? null : Glob.of(include);

        void unit(String folder) {
            units.computeIfAbsent(folder, key -> new ArrayList<>());
        }

        void file(String folder, String name, FileStatus status) {
            boolean wanted = glob == null ? !name.startsWith(".") && !name.startsWith("_") : glob.matches(name);
            if (!wanted) {
                return;
            }
            String path = folder.isEmpty() ? name : folder + "/" + name;
            Optional<String> unit = layout.unitFolder(folder);
            if (unit.isPresent()) {
                units.computeIfAbsent(unit.get(), key -> new ArrayList<>())
                        .add(new FileEntry(path, status.getLen(), stamp(status)));
            } else {
                strays.add(path);
            }
        }

        Listing listing() {
            if (!strays.isEmpty()) {
                throw new StoreException(
                        StoreException.Kind.CONFIGURATION,
                        strays.size() + (strays.size() == 1 ? " file lies" : " files lie")
                                + " outside the units layout "
                                + layout + " below " + root + ", as " + strays.get(0)
                                + ", and would be lost; change store.units, or leave such names out with store.include");
            }
            List<Unit> result = new ArrayList<>(units.size());
            units.forEach((folder, files) -> result.add(new Unit(UnitId.encode(folder), files)));
            return new Listing(result);
        }
    }
}
