package tallystick.store;

import com.dynatrace.hash4j.hashing.HashStream128;
import java.io.IOException;
import tallystick.wire.BadFrameException;
import tallystick.wire.Framer;
import tallystick.wire.RecordDecoder;

/** Records that stand one after the other in frames: from the beginning of a file to its end, or where they are lines in a part of it. */
final class FrameReader extends RecordReader {
    private final Framer framer;
    private final boolean tornTail;
    private final Header header;
    private final boolean wholeFile;
    private final long firstByte;
    /** Whether no byte follows those that are there. */
    private boolean end;

    /** Whether the last frame ended with a line feed. */
    private boolean atLine;

    /** @param header of the file, where the split is in its middle */
    FrameReader(FileSplit split, Framing framing, Window window, Framer framer, boolean tornTail, Header header)
            throws IOException {
        super(split, framing, window);
        this.framer = framer;
        this.tornTail = tornTail;
        this.header = header;
        this.wholeFile = split.to() == split.file().size();
        if (split.from() > 0) {
            // The record that starts at `from` is ours only if the byte before it ends another.
            skipLine();
            atLine = true;
            framer.resume(header.offset() < window.offset() ? Framer.Holds.HEADER : Framer.Holds.NOTHING);
        }
        firstByte = split.from() == 0 ? 0 : window.offset();
    }

    private void skipLine() throws IOException {
        while (true) {
            while (window.position < window.limit) {
                if (window.buffer[window.position++] == '\n') {
                    return;
                }
            }
            // Where no record starts in this split, what begins before it is another split's.
            if (window.offset() >= split.to() || !window.more()) {
                return;
            }
        }
    }

    @Override
    void begun(RecordDecoder decoder) {
        if (header.offset() < firstByte) {
            decoder.header(header.bytes(), 0, header.bytes().length);
        }
    }

    @Override
    long firstByte() {
        return firstByte;
    }

    @Override
    boolean advance() throws IOException {
        while (true) {
            if (!wholeFile && atLine && window.offset() >= split.to()) {
                return false;
            }
            if (window.there() == 0) {
                if (window.isFinished()) {
                    return false;
                }
                if (!window.more()) {
                    end = true;
                    window.finish();
                    return false;
                }
                continue;
            }
            long frame = frame();
            if (frame == Framer.MORE) {
                if (end) {
                    torn();
                    return true;
                }
                if (window.there() > framing.maxRecordBytes()) {
                    throw new IncompleteInputException("the record at byte " + window.offset()
                            + " is longer than limits.max_record_bytes (" + framing.maxRecordBytes()
                            + ") and does not say where it ends, so that nothing after it can be read; raise the limit if"
                            + " it is a record");
                }
                // A framer that looks at the whole record is asked a few times for it, however little comes at a time.
                end = !window.more(Math.min(2L * window.there(), framing.maxRecordBytes() + 1L));
            } else if (frame <= window.there()) {
                if (framer.holds() == Framer.Holds.RECORD) {
                    whole((int) frame);
                    return true;
                }
                if (framer.holds() == Framer.Holds.HEADER) {
                    header(window.position + framer.before(), window.position + (int) frame - framer.after());
                }
                atLine = window.buffer[window.position + (int) frame - 1] == '\n';
                window.position += (int) frame;
            } else if (frame - framer.before() - framer.after() > framing.maxRecordBytes()
                    || frame > framing.maxRecordBytes() + (long) Window.CHUNK) {
                skipOversize(frame);
                return true;
            } else if (end) {
                torn(frame);
                return true;
            } else {
                end = !window.more(frame);
            }
        }
    }

    private long frame() throws IncompleteInputException {
        try {
            return framer.frame(window.buffer, window.position, window.limit, end);
        } catch (BadFrameException e) {
            throw new IncompleteInputException(
                    "byte " + (window.offset() + e.offset()) + ", in the record that begins at " + window.offset()
                            + ": " + e.getMessage() + "; nothing after it can be read",
                    e);
        }
    }

    private void whole(int frame) {
        int start = window.position;
        atLine = window.buffer[start + frame - 1] == '\n';
        hold(start + framer.before(), start + frame - framer.after());
        if (isHeld()) {
            String wrong = framer.fault(window.buffer, start, start + frame);
            if (!wrong.isEmpty()) {
                fault(wrong);
            }
        }
        window.position = start + frame;
    }

    private void skipOversize(long frame) throws IOException {
        long start = window.offset();
        long record = frame - framer.before() - framer.after();
        long skipped = window.skip(framer.before(), null);
        HashStream128 hashed = hashing();
        long read = window.skip(record, hashed);
        skipped += read + window.skip(framer.after(), null);
        pass(start + framer.before(), read, hashed.get());
        if (skipped < frame) {
            end = true;
            endsInside(start, frame, skipped);
        }
    }

    /** The file ends inside a frame of that many bytes. */
    private void torn(long frame) throws IOException {
        int start = window.position;
        int there = window.there();
        int before = framer.before() <= there ? framer.before() : 0;
        hold(start + before, start + (int) Math.min(frame - framer.after(), there));
        endsInside(window.offset(start), frame, there);
        window.position = window.limit;
    }

    /** The file ends before the framer could tell how long the frame is. */
    private void torn() throws IOException {
        hold(window.position, window.limit);
        endsInside(window.offset(), -1, window.there());
        window.position = window.limit;
    }

    private void endsInside(long start, long frame, long there) throws IOException {
        String said = "the file ends inside its last record, which begins at byte " + start + ": "
                + (frame < 0
                        ? framer.unended().isEmpty()
                                ? there + " bytes are there and more were to come"
                                : framer.unended()
                        : "with its frame it has " + frame + " bytes, and " + there + " are there");
        if (!tornTail) {
            throw new IncompleteInputException(said
                    + (start == 0 ? "; it is the first, so framing or record may not be what the file has" : "")
                    + "; if that is how a stopped writer leaves it, declare framing.torn_tail: true");
        }
        fault(said);
        window.finish();
    }
}
