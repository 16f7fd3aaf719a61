package tallystick.store;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.xerial.snappy.SnappyFramedOutputStream;

/** How files are compressed. */
public enum Compression {
    /** By the ending of each file's name, or not at all. */
    AUTO(""),
    NONE(""),
    GZIP(".gz"),
    ZSTD(".zst"),
    /** Snappy's framing format. */
    SNAPPY(".sz"),
    /** LZ4's frame format. */
    LZ4(".lz4");

    private final String ending;

    Compression(String ending) {
        this.ending = ending;
    }

    /** What the names of such files end with. */
    public String ending() {
        return ending;
    }

    /** What a file of that name is, never AUTO. */
    public Compression of(String name) {
        if (this != AUTO) {
            return this;
        }
        for (Compression compression : values()) {
            if (!compression.ending.isEmpty() && name.endsWith(compression.ending)) {
                return compression;
            }
        }
        return NONE;
    }

    /** What is written to the stream goes compressed into that one, which it closes. */
    public OutputStream around(OutputStream stored) throws IOException {
        return Writing.into(stored, this);
    }

    /** Apart, since loading it loads the libraries, which are not there where migrations are only checked. */
    private static final class Writing {
        private Writing() {}

        static OutputStream into(OutputStream stored, Compression compression) throws IOException {
            return switch (compression) {
                case NONE, AUTO -> stored;
                case GZIP -> new GZIPOutputStream(stored, 1 << 16);
                case ZSTD -> new BufferedOutputStream(new ZstdOutputStreamNoFinalizer(stored), 1 << 16);
                case SNAPPY -> new SnappyFramedOutputStream(stored);
                case LZ4 -> new LZ4FrameOutputStream(stored);
            };
        }
    }
}
