package tallystick.store;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import tallystick.canonical.RecordBuffer;
import tallystick.wire.Finding;
import tallystick.wire.Findings;
import tallystick.wire.Reason;
import tallystick.wire.RecordDecoder;
import tallystick.wire.RuleCounts;
import tallystick.wire.wrap.Unwrapper;

/**
 * Reads the records that start in one split, without making an object for each.
 *
 * <pre>{@code
 * try (RecordReader reader = RecordReader.open(configuration, root, split, framing)) {
 *     reader.begin(decoder);
 *     while (reader.next()) {
 *         if (reader.isFaulty()) { ... } else { use(reader.bytes(), reader.from(), reader.to()); }
 *     }
 *     Coverage coverage = reader.coverage();
 * }
 * }</pre>
 *
 * <p>A record that is too long, torn or wrapped otherwise than declared is faulty, and reading goes on behind it. All offsets are those of the decompressed file. Not safe for use by several threads.
 */
public abstract sealed class RecordReader implements Closeable permits LineReader, FrameReader, WholeFileReader {
    private static final Finding NO_FAULT = new Finding(Reason.MALFORMED, "", -1, "");

    final FileSplit split;
    final Framing framing;
    final Window window;
    private final @Nullable Unwrapper unwrapper;

    private @Nullable RecordDecoder told;
    private long headerOffset = Long.MAX_VALUE;
    private String headerFault = "";
    private int from;
    private int to;
    /** What follows is set only where there is something to unwrap. */
    private byte[] unwrapped = new byte[0];

    private int rawFrom;
    private int rawTo;
    private long offset;
    private boolean held;
    private long length;
    private String hash = "";
    private boolean faulty;
    private Finding fault = NO_FAULT;
    private long records;

    RecordReader(FileSplit split, Framing framing, Window window) {
        this.split = split;
        this.framing = framing;
        this.window = window;
        this.unwrapper = framing.unwrap().isEmpty() ? null : new Unwrapper(framing.unwrap(), framing.maxRecordBytes());
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
            StoredBytes stored = new StoredBytes(file, split.file(), start);
            InputStream in = stored.decompressed(split.compression());
            closing = in;
            long expected = split.compression() == Compression.NONE ? split.bytes() : Long.MAX_VALUE / 2;
            Window window = new Window(stored, in, start, expected, framing.maxRecordBytes());
            boolean resumed = split.from() > 0 && framing.layout() instanceof Layout.Concatenated;
            return of(split, framing, window, resumed ? headerOf(configuration, root, split, framing) : new Header());
        } catch (IOException | RuntimeException e) {
            if (closing != null) {
                closing.close();
            }
            if (e instanceof RuntimeException runtime) {
                throw runtime;
            }
            throw StoredBytes.explained((IOException) e, split.file().path());
        }
    }

    /** The header of the file that a split is in the middle of. */
    private static Header headerOf(Configuration configuration, String root, FileSplit split, Framing framing)
            throws IOException {
        FileSplit whole = new FileSplit(
                split.unit(), split.file(), split.compression(), 0, split.file().size());
        try (RecordReader reader = open(configuration, root, whole, framing)) {
            Header header = new Header();
            reader.begin(header);
            reader.next();
            header.offset = reader.headerOffset;
            return header;
        }
    }

    /** Keeps what a decoder is told of a file: nothing, of most. */
    static final class Header implements RecordDecoder {
        private byte[] bytes = new byte[0];
        private long offset = Long.MAX_VALUE;

        byte[] bytes() {
            return bytes;
        }

        /** Where it begins. */
        long offset() {
            return offset;
        }

        @Override
        public String header(byte[] input, int from, int to) {
            bytes = Arrays.copyOfRange(input, from, to);
            return "";
        }

        @Override
        public boolean decode(byte[] input, int from, int to, RecordBuffer into, Findings findings) {
            throw new UnsupportedOperationException("only the header is read here");
        }

        @Override
        public RuleCounts rules() {
            return new RuleCounts();
        }
    }

    private static RecordReader of(FileSplit split, Framing framing, Window window, Header header) throws IOException {
        Layout layout = framing.layout();
        if (layout instanceof Layout.Lines lines) {
            return new LineReader(split, framing, window, lines);
        }
        boolean part = split.from() != 0 || split.to() != split.file().size();
        if (part && !layout.isSplittable()) {
            throw new IllegalArgumentException(
                    split.file().path() + " is to be read in parts, but its records are no lines: " + layout);
        }
        if (layout instanceof Layout.Lengths lengths) {
            return new FrameReader(split, framing, window, new LengthFramer(lengths), lengths.tornTail(), header);
        }
        if (layout instanceof Layout.Concatenated concatenated) {
            return new FrameReader(split, framing, window, framing.framers().make(), concatenated.tornTail(), header);
        }
        return new WholeFileReader(split, framing, window);
    }

    /** Has the decoder forget what earlier files said, and tells it what this one says. Before the first {@link #next}. */
    public final void begin(RecordDecoder decoder) {
        decoder.begin(split.unit(), split.file().path());
        told = decoder;
        begun(decoder);
    }

    /** The decoder is to be told what the file says before this split. */
    void begun(RecordDecoder decoder) {
        // Most splits begin where their file does, or their file says nothing.
    }

    /** Tells the decoder the header of the file. */
    final void header(int start, int end) {
        headerOffset = window.offset(start);
        if (told != null) {
            headerFault = told.header(window.buffer, start, end);
        }
    }

    /**
     * Goes to the next record that starts in the split.
     *
     * @return whether there is one
     * @throws IncompleteInputException if the file cannot be read to its end or is not as long as it was listed
     */
    public final boolean next() throws IOException {
        try {
            faulty = false;
            held = true;
            boolean there = advance();
            if (there) {
                records++;
                if (unwrapper != null) {
                    unwrap(unwrapper);
                }
            } else if (records == 0 && window.isFinished() && !headerFault.isEmpty()) {
                throw new IncompleteInputException(
                        headerFault + ", and nothing follows it; if it is a record, declare options: {header: false}");
            }
            return there;
        } catch (IOException e) {
            throw StoredBytes.explained(e, split.file().path());
        }
    }

    private void unwrap(Unwrapper steps) {
        rawFrom = from;
        rawTo = to;
        unwrapped = window.buffer;
        if (faulty) {
            return;
        }
        if (steps.unwrap(window.buffer, from, to)) {
            unwrapped = steps.bytes();
            from = steps.from();
            to = steps.to();
        } else {
            faulty = true;
            fault = steps.fault();
        }
    }

    /** Goes to the next record and says what it is with one of {@link #hold}, {@link #pass} and {@link #fault}. */
    abstract boolean advance() throws IOException;

    /** The record is in the buffer; it is too long if it is longer than records may be. */
    final void hold(int start, int end) {
        from = start;
        to = end;
        offset = window.offset(start);
        if (end - start > framing.maxRecordBytes()) {
            pass(offset, (long) end - start, Hashing.xxh3_128().hashBytesTo128Bits(window.buffer, start, end - start));
        }
    }

    /** The record was longer than records may be and is not in memory. */
    final void pass(long start, long bytes, HashValue128 hashed) {
        offset = start;
        held = false;
        length = bytes;
        hash = String.format("%016x%016x", hashed.getMostSignificantBits(), hashed.getLeastSignificantBits());
        faulty = true;
        fault = new Finding(
                Reason.OVERSIZE,
                "",
                -1,
                "the record has " + bytes + " bytes, more than limits.max_record_bytes (" + framing.maxRecordBytes()
                        + "); raise the limit if it is a record");
    }

    /** What was held or passed is no record. */
    final void fault(String why) {
        faulty = true;
        fault = new Finding(Reason.MALFORMED, "", -1, why);
    }

    static HashStream128 hashing() {
        return Hashing.xxh3_128().hashStream();
    }

    /** Where the first record that starts in the split starts. */
    abstract long firstByte();

    /** Whether what is there is no record that a decoder could be given; {@link #fault} says why. */
    public final boolean isFaulty() {
        return faulty;
    }

    /** Why it is none: OVERSIZE or MALFORMED. Of a record that is not faulty it says nothing. */
    public final Finding fault() {
        return fault;
    }

    /** Whether the bytes are in memory; else only {@link #length} and {@link #hash} are known of them. */
    public final boolean isHeld() {
        return held;
    }

    /** The array that holds the record, unwrapped, valid until the next call of {@link #next}. */
    public final byte[] bytes() {
        return unwrapper == null ? window.buffer : unwrapped;
    }

    /** Where the record starts in {@link #bytes}. */
    public final int from() {
        return from;
    }

    /** Where it ends. */
    public final int to() {
        return to;
    }

    /** The array that holds the record as it is stored, if {@link #isHeld}: the same as {@link #bytes} when nothing is unwrapped. */
    public final byte[] raw() {
        return window.buffer;
    }

    /** Where it starts in {@link #raw}. */
    public final int rawFrom() {
        return unwrapper == null ? from : rawFrom;
    }

    /** Where it ends. */
    public final int rawTo() {
        return unwrapper == null ? to : rawTo;
    }

    /** The decompressed offset in its file of the record's first byte, behind whatever of its frame stands before it. */
    public final long offset() {
        return offset;
    }

    /** How many bytes a record has that is not held. */
    public final long length() {
        return length;
    }

    /** XXH3-128 of the bytes of a record that is not held, 32 hexadecimal digits. */
    public final String hash() {
        return hash;
    }

    /** What was read, once {@link #next} has returned false. */
    public final Coverage coverage() {
        boolean none = split.from() > 0 && records == 0 && firstByte() >= split.to();
        return new Coverage(split, none ? -1 : firstByte(), none ? -1 : window.offset(), records);
    }

    @Override
    public final void close() throws IOException {
        if (unwrapper != null) {
            unwrapper.close();
        }
        window.close();
    }
}
