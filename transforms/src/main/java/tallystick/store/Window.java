package tallystick.store;

import com.dynatrace.hash4j.hashing.HashStream128;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The part of a file's decompressed bytes that is in memory: {@code [position, limit)} of the buffer is not read yet. */
final class Window implements Closeable {
    static final int CHUNK = 1 << 20;
    private static final int SMALL = 1 << 12;

    private final StoredBytes stored;
    private final InputStream in;
    private final int most;

    byte[] buffer;
    int position;
    int limit;
    /** The offset in the file of the buffer's first byte. */
    private long base;

    private boolean finished;

    /**
     * @param in the decompressed bytes of {@code stored}
     * @param start the offset in the file of the first byte of {@code in}
     * @param most how long the longest record is that has to be held
     */
    Window(StoredBytes stored, InputStream in, long start, long expected, int most) {
        this.stored = stored;
        this.in = in;
        this.base = start;
        this.most = most;
        this.buffer = new byte[(int) Math.min(CHUNK, Math.max(0, expected) + SMALL)];
    }

    /** How many bytes are there. */
    int there() {
        return limit - position;
    }

    /** The offset in the file of the byte at that index of the buffer. */
    long offset(int index) {
        return base + index;
    }

    /** The offset in the file of the first byte not read yet. */
    long offset() {
        return base + position;
    }

    /** Whether the end was reached, and everything before it read. */
    boolean isFinished() {
        return finished && position == limit;
    }

    /** Gets more bytes behind those that are there, which move to the start of the buffer; whether there were any. */
    boolean more() throws IOException {
        compact();
        return fill();
    }

    /** Gets more until so many bytes are there; whether they are, rather than the end. */
    boolean more(long wanted) throws IOException {
        while (there() < wanted) {
            if (!more()) {
                return false;
            }
        }
        return true;
    }

    /** Reads more behind the limit; whether there was any. */
    boolean fill() throws IOException {
        if (finished) {
            return false;
        }
        if (limit == buffer.length) {
            buffer = Arrays.copyOf(buffer, (int) Math.min(2L * buffer.length, most + CHUNK));
        }
        int count = in.read(buffer, limit, buffer.length - limit);
        if (count < 0) {
            return false;
        }
        limit += count;
        return true;
    }

    private void compact() {
        if (position > 0) {
            System.arraycopy(buffer, position, buffer, 0, limit - position);
            base += position;
            limit -= position;
            position = 0;
        }
    }

    /** Goes over that many bytes, or to the end; how many it were. They are hashed, if there is a hash, and not held. */
    long skip(long count, @Nullable HashStream128 hashed) throws IOException {
        long skipped = 0;
        while (true) {
            int step = (int) Math.min(count - skipped, there());
            if (hashed != null) {
                hashed.putBytes(buffer, position, step);
            }
            position += step;
            skipped += step;
            if (skipped == count || !more()) {
                return skipped;
            }
        }
    }

    /** The end of the data was reached: it must be the end of the file as it was listed. */
    void finish() throws IOException {
        if (!finished) {
            finished = true;
            stored.checkEnd();
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
