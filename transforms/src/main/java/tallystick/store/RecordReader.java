package tallystick.store;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;

/**
 * Reads the records that start in one split, without making an object for each.
 *
 * <pre>{@code
 * try (RecordReader reader = RecordReader.open(configuration, root, split, framing)) {
 *     while (reader.next()) {
 *         if (reader.isOversize()) { ... } else { use(reader.bytes(), reader.from(), reader.to()); }
 *     }
 *     Coverage coverage = reader.coverage();
 * }
 * }</pre>
 *
 * <p>Lines end with {@code \n} only; the last line of a file needs none. An empty line is a record of no bytes.
 * All offsets are those of the decompressed file. Not safe for use by several threads.
 */
public final class RecordReader implements Closeable {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int CHUNK = 1 << 20;
    private static final int SMALL = 1 << 12;

    private final FileSplit split;
    private final Framing framing;
    private final Bounded stored;
    private final InputStream in;

    private byte[] buffer;
    /** The offset in the file of the buffer's first byte. */
    private long base;

    private int position;
    private int limit;
    private boolean atEnd;

    private int from;
    private int to;
    private long offset;
    private boolean oversize;
    private long length;
    private String hash = "";

    private final long firstByte;
    private long records;

    private RecordReader(FileSplit split, Framing framing, Bounded stored, InputStream in, long start)
            throws IOException {
        this.split = split;
        this.framing = framing;
        this.stored = stored;
        this.in = in;
        this.base = start;
        this.buffer = new byte
                [(int) Math.min(CHUNK, split.compression() == Compression.NONE ? split.bytes() + SMALL : CHUNK)];
        if (split.from() > 0) {
            // The record that starts at `from` is ours only if the byte before it ends another.
            skipLine(null);
        } else if (framing.bom()) {
            while (limit < 3 && fill()) {
                continue;
            }
            if (limit >= 3 && buffer[0] == (byte) 0xEF && buffer[1] == (byte) 0xBB && buffer[2] == (byte) 0xBF) {
                position = 3;
            }
        }
        firstByte = split.from() == 0 ? 0 : base + position;
    }

    /**
     * Opens a split.
     *
     * @param root of the side, which the file's path is relative to
     * @throws IncompleteInputException if the file is gone, may not be read, is truncated or corrupt
     * @throws IOException if the store failed; a retry may help
     */
    public static RecordReader open(Configuration configuration, String root, FileSplit split, Framing framing)
            throws IOException {
        if (split.compression() == Compression.ZSTD && split.file().size() == 0) {
            throw new IncompleteInputException(split.file().path() + ": truncated zstd: the file is empty");
        }
        Path path = new Path(new Path(root), new Path(null, null, split.file().path()));
        FileSystem fs = path.getFileSystem(configuration);
        InputStream closing = null;
        try {
            FSDataInputStream file = fs.open(path);
            closing = file;
            long start = Math.max(0, split.from() - 1);
            if (start > 0) {
                file.seek(start);
            }
            Bounded stored = new Bounded(file, split.file(), start);
            InputStream in =
                    switch (split.compression()) {
                        case NONE, AUTO -> stored;
                        case GZIP -> new GzipInput(stored);
                        case ZSTD -> new ZstdInputStreamNoFinalizer(stored);
                    };
            closing = in;
            return new RecordReader(split, framing, stored, in, start);
        } catch (IOException | RuntimeException e) {
            if (closing != null) {
                closing.close();
            }
            if (e instanceof RuntimeException runtime) {
                throw runtime;
            }
            throw explained((IOException) e, split.file().path());
        }
    }

    /**
     * Goes to the next record that starts in the split.
     *
     * @return whether there is one
     * @throws IncompleteInputException if the file cannot be read to its end or is not as long as it was listed
     */
    public boolean next() throws IOException {
        try {
            return advance();
        } catch (IOException e) {
            throw explained(e, split.file().path());
        }
    }

    private boolean advance() throws IOException {
        oversize = false;
        boolean wholeFile = split.to() == split.file().size();
        if (atEnd && position == limit || !wholeFile && base + position >= split.to()) {
            return false;
        }
        int longest = framing.maxRecordBytes() + (framing.crlf() ? 1 : 0);
        int scan = position;
        while (true) {
            int newline = newline(buffer, scan, limit);
            if (newline >= 0) {
                return record(newline, newline + 1);
            }
            if (limit - position > longest) {
                return skipOversize();
            }
            scan = limit - position;
            compact();
            if (!fill()) {
                if (limit == position) {
                    finish();
                    return false;
                }
                return record(limit, limit);
            }
        }
    }

    private boolean record(int end, int after) throws IOException {
        from = position;
        to = framing.crlf() && after > end && end > from && buffer[end - 1] == '\r' ? end - 1 : end;
        offset = base + from;
        position = after;
        records++;
        if (to - from > framing.maxRecordBytes()) {
            oversize = true;
            length = (long) to - from;
            hash = hex(Hashing.xxh3_128().hashBytesTo128Bits(buffer, from, to - from));
        }
        if (after == end) {
            finish();
        }
        return true;
    }

    private boolean skipOversize() throws IOException {
        offset = base + position;
        HashStream128 stream = Hashing.xxh3_128().hashStream();
        long end = skipLine(stream);
        oversize = true;
        length = end - offset;
        hash = hex(stream.get());
        records++;
        return true;
    }

    /** Goes behind the next newline, or to the end; the offset of the newline or the end. */
    private long skipLine(@org.jspecify.annotations.Nullable HashStream128 hashed) throws IOException {
        while (true) {
            int newline = newline(buffer, position, limit);
            int end = newline < 0 ? limit : newline;
            if (hashed != null) {
                hashed.putBytes(buffer, position, end - position);
            }
            position = end;
            if (newline >= 0) {
                position++;
                return base + newline;
            }
            if (hashed == null && base + position >= split.to()) {
                // No record starts in this split; what begins before it is another split's.
                return base + position;
            }
            compact();
            if (!fill()) {
                finish();
                return base + position;
            }
        }
    }

    private void compact() {
        if (position > 0) {
            System.arraycopy(buffer, position, buffer, 0, limit - position);
            base += position;
            limit -= position;
            position = 0;
        }
    }

    /** Reads more behind the limit; whether there was any. */
    private boolean fill() throws IOException {
        if (atEnd) {
            return false;
        }
        if (limit == buffer.length) {
            buffer = Arrays.copyOf(
                    buffer, Math.min(Math.multiplyExact(buffer.length, 2), framing.maxRecordBytes() + CHUNK));
        }
        int count = in.read(buffer, limit, buffer.length - limit);
        if (count < 0) {
            return false;
        }
        limit += count;
        return true;
    }

    /** The end of the data was reached: it must be the end of the file as it was listed. */
    private void finish() throws IOException {
        if (!atEnd) {
            atEnd = true;
            stored.checkEnd();
        }
    }

    /** Whether the record is longer than allowed; then its bytes are not here, only {@link #length} and {@link #hash}. */
    public boolean isOversize() {
        return oversize;
    }

    /** The array that holds the record, valid until the next call of {@link #next}. */
    public byte[] bytes() {
        return buffer;
    }

    /** Where the record starts in {@link #bytes}. */
    public int from() {
        return from;
    }

    /** Where it ends. */
    public int to() {
        return to;
    }

    /** The decompressed offset of the record's first byte in its file. */
    public long offset() {
        return offset;
    }

    /** How long an oversize record is, up to its newline. */
    public long length() {
        return length;
    }

    /** XXH3-128 of an oversize record's bytes, 32 hexadecimal digits. */
    public String hash() {
        return hash;
    }

    /** What was read, once {@link #next} has returned false. */
    public Coverage coverage() {
        boolean none = split.from() > 0 && records == 0 && firstByte >= split.to();
        return new Coverage(split, none ? -1 : firstByte, none ? -1 : base + position, records);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private static IOException explained(IOException e, String path) {
        if (e instanceof IncompleteInputException) {
            return e.getMessage() != null && e.getMessage().startsWith(path)
                    ? e
                    : new IncompleteInputException(path + ": " + e.getMessage(), e);
        }
        if (e instanceof FileNotFoundException
                        && e.getMessage() != null
                        && e.getMessage().contains("Permission denied")
                || e instanceof AccessControlException
                || e instanceof java.nio.file.AccessDeniedException) {
            return new IncompleteInputException(path + ": no permission to read it", e);
        }
        if (e instanceof FileNotFoundException) {
            return new IncompleteInputException(path + ": is gone", e);
        }
        if (e instanceof ZstdIOException zstd) {
            String why = String.valueOf(zstd.getMessage());
            return new IncompleteInputException(
                    path + (why.startsWith("Truncated") ? ": truncated zstd" : ": corrupt zstd: " + why), e);
        }
        if (e instanceof ChecksumException || e instanceof EOFException) {
            return new IncompleteInputException(path + ": corrupt: " + e.getMessage(), e);
        }
        return e;
    }

    private static String hex(HashValue128 value) {
        return String.format("%016x%016x", value.getMostSignificantBits(), value.getLeastSignificantBits());
    }

    /** The index of the first newline in the range, or -1; eight bytes a step. */
    private static int newline(byte[] bytes, int from, int to) {
        int at = from;
        for (int last = to - 8; at <= last; at += 8) {
            long word = (long) LONGS.get(bytes, at) ^ 0x0A0A0A0A0A0A0A0AL;
            long zeros = (word - 0x0101010101010101L) & ~word & 0x8080808080808080L;
            if (zeros != 0) {
                return at + (Long.numberOfTrailingZeros(zeros) >>> 3);
            }
        }
        for (; at < to; at++) {
            if (bytes[at] == '\n') {
                return at;
            }
        }
        return -1;
    }

    /** The stored bytes up to the listed size; says so when the file is shorter or longer. */
    private static final class Bounded extends InputStream {
        private final InputStream in;
        private final FileEntry file;
        private long at;

        Bounded(InputStream in, FileEntry file, long at) {
            this.in = in;
            this.file = file;
            this.at = at;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            long left = file.size() - at;
            if (left <= 0) {
                return -1;
            }
            int count = in.read(into, offset, (int) Math.min(length, left));
            if (count < 0) {
                throw new IncompleteInputException("ends at byte " + at + ", but was listed with " + file.size());
            }
            at += count;
            return count;
        }

        void checkEnd() throws IOException {
            if (at != file.size()) {
                throw new IncompleteInputException("the compressed data end at byte " + at + " of " + file.size());
            }
            if (in.read() >= 0) {
                throw new IncompleteInputException(
                        "grew while it was read; it was listed with " + file.size() + " bytes");
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
