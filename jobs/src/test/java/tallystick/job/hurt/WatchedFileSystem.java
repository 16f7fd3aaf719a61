package tallystick.job.hurt;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Local files under {@code watched://}; before a file is opened, a test may do something to it or to the process. */
public final class WatchedFileSystem extends RawLocalFileSystem {
    /** What is told of each opening. */
    public interface Watcher {
        /**
         * A file is about to be opened.
         *
         * @param path without scheme
         * @param time 1 when it is opened first since {@link #watch}, 2 when again
         */
        void opening(String path, int time) throws IOException;
    }

    private static final Map<String, Integer> OPENED = new ConcurrentHashMap<>();
    private static volatile Watcher watcher = (path, time) -> {};

    /** Makes the scheme known. */
    public static void register(Configuration configuration) {
        configuration.set("fs.watched.impl", WatchedFileSystem.class.getName());
    }

    /** From now on that watcher is told. */
    public static void watch(Watcher next) {
        OPENED.clear();
        watcher = next;
    }

    /** Nothing is watched any more. */
    public static void release() {
        watch((path, time) -> {});
    }

    @Override
    public String getScheme() {
        return "watched";
    }

    @Override
    public URI getUri() {
        return URI.create("watched:///");
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) throws IOException {
        String name = path.toUri().getPath();
        watcher.opening(name, OPENED.merge(name, 1, Integer::sum));
        return super.open(path, bufferSize);
    }
}
