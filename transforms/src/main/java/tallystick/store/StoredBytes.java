package tallystick.store;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.xxhash.XXHashFactory;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.security.AccessControlException;
import org.xerial.snappy.SnappyFramedInputStream;

/** The stored bytes of a file up to its listed size; says so when the file is shorter or longer. */
final class StoredBytes extends InputStream {
    private final InputStream in;
    private final FileEntry file;
    private long at;
    /** Whether the store failed, rather than what is stored. */
    private boolean failed;

    StoredBytes(InputStream in, FileEntry file, long at) {
        this.in = in;
        this.file = file;
        this.at = at;
    }

    /** What the bytes are when they are decompressed; closing it closes the file. */
    InputStream decompressed(Compression compression) throws IOException {
        try {
            return decompressing(compression);
        } catch (IncompleteInputException e) {
            throw e;
        } catch (IOException e) {
            throw failed ? e : corrupt(compression.name().toLowerCase(Locale.ROOT), e);
        }
    }

    private InputStream decompressing(Compression compression) throws IOException {
        return switch (compression) {
            case NONE, AUTO -> this;
            case GZIP -> new GzipInput(this);
            case ZSTD -> new ZstdInputStreamNoFinalizer(this);
            case SNAPPY -> new Explaining("snappy", new SnappyFramedInputStream(this, true));
            case LZ4 ->
                new Explaining(
                        "lz4",
                        new LZ4FrameInputStream(
                                this,
                                LZ4Factory.safeInstance().safeDecompressor(),
                                XXHashFactory.fastestInstance().hash32()));
        };
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
        int count;
        try {
            count = in.read(into, offset, (int) Math.min(length, left));
        } catch (IOException e) {
            failed = true;
            throw e;
        }
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
            throw new IncompleteInputException("grew while it was read; it was listed with " + file.size() + " bytes");
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** What went wrong with a file, said of that file; whatever is its own fault is an {@link IncompleteInputException}. */
    static IOException explained(IOException e, String path) {
        if (e instanceof IncompleteInputException) {
            return e.getMessage() != null && e.getMessage().startsWith(path + ": ")
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

    /** Says that a file is at fault which a library cannot decompress, unless it was the store. */
    private final class Explaining extends InputStream {
        private final String format;
        private final InputStream decompressed;

        Explaining(String format, InputStream decompressed) {
            this.format = format;
            this.decompressed = decompressed;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                return decompressed.read(into, offset, length);
            } catch (IncompleteInputException e) {
                throw e;
            } catch (IOException e) {
                throw failed ? e : corrupt(format, e);
            } catch (RuntimeException e) {
                throw corrupt(format, e);
            }
        }

        @Override
        public void close() throws IOException {
            decompressed.close();
        }
    }

    private IncompleteInputException corrupt(String format, Exception e) {
        return new IncompleteInputException(
                "truncated or corrupt " + format + " before byte " + at + ": " + e.getMessage(), e);
    }
}
