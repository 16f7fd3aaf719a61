package tallystick.store;

import com.dynatrace.hash4j.hashing.HashStream128;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Records that are lines. They end with {@code \n} only; the last one of a file needs none. An empty line is a record of
 * no bytes.
 */
final class LineReader extends RecordReader {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final boolean crlf;
    private final boolean nulPadding;
    private final boolean wholeFile;
    private final int longest;
    private final long firstByte;

    LineReader(FileSplit split, Framing framing, Window window, Layout.Lines lines) throws IOException {
        super(split, framing, window);
        crlf = lines.crlf();
        nulPadding = lines.nulPadding();
        wholeFile = split.to() == split.file().size();
        longest = framing.maxRecordBytes() + (crlf ? 1 : 0);
        if (split.from() > 0) {
            // The record that starts at `from` is ours only if the byte before it ends another.
            skipLine(null);
        } else if (lines.bom()) {
            skipMark();
        }
        firstByte = split.from() == 0 ? 0 : window.offset();
    }

    private void skipMark() throws IOException {
        while (window.there() < 3 && window.fill()) {
            continue;
        }
        byte[] start = window.buffer;
        if (window.there() >= 3 && start[0] == (byte) 0xEF && start[1] == (byte) 0xBB && start[2] == (byte) 0xBF) {
            window.position = 3;
        }
    }

    @Override
    long firstByte() {
        return firstByte;
    }

    @Override
    boolean advance() throws IOException {
        Window bytes = window;
        if (bytes.isFinished() || !wholeFile && bytes.offset() >= split.to()) {
            return false;
        }
        if (nulPadding && !skipPadding()) {
            bytes.finish();
            return false;
        }
        int scan = bytes.position;
        while (true) {
            int newline = newline(bytes.buffer, scan, bytes.limit);
            if (newline >= 0) {
                line(bytes.position, newline);
                bytes.position = newline + 1;
                return true;
            }
            if (bytes.there() > longest) {
                skipOversize();
                return true;
            }
            scan = bytes.there();
            if (!bytes.more()) {
                boolean rest = bytes.there() > 0;
                if (rest) {
                    hold(bytes.position, nulPadding ? withoutPadding(bytes.position, bytes.limit) : bytes.limit);
                    bytes.position = bytes.limit;
                }
                bytes.finish();
                return rest;
            }
        }
    }

    private void line(int start, int newline) {
        int end = crlf && newline > start && window.buffer[newline - 1] == '\r' ? newline - 1 : newline;
        hold(start, nulPadding ? withoutPadding(start, end) : end);
    }

    /** Goes over NUL bytes; whether anything follows them. */
    private boolean skipPadding() throws IOException {
        while (true) {
            while (window.position < window.limit) {
                if (window.buffer[window.position] != 0) {
                    return true;
                }
                window.position++;
            }
            if (!window.more()) {
                return false;
            }
        }
    }

    private int withoutPadding(int start, int end) {
        int last = end;
        while (last > start && window.buffer[last - 1] == 0) {
            last--;
        }
        return last;
    }

    private void skipOversize() throws IOException {
        long start = window.offset();
        HashStream128 stream = hashing();
        long end = skipLine(stream);
        pass(start, end - start, stream.get());
    }

    /** Goes behind the next newline, or to the end; the offset of the newline or the end. */
    private long skipLine(@Nullable HashStream128 hashed) throws IOException {
        while (true) {
            int newline = newline(window.buffer, window.position, window.limit);
            int end = newline < 0 ? window.limit : newline;
            if (hashed != null) {
                hashed.putBytes(window.buffer, window.position, end - window.position);
            }
            window.position = end;
            if (newline >= 0) {
                window.position++;
                return window.offset(newline);
            }
            if (hashed == null && window.offset() >= split.to()) {
                // No record starts in this split; what begins before it is another split's.
                return window.offset();
            }
            if (!window.more()) {
                window.finish();
                return window.offset();
            }
        }
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
}
