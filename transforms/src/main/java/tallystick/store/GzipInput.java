package tallystick.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses gzip (RFC 1952), all members to the end of the stream. The JDK's stream takes {@code available() == 0}
 * for the end of the file, which on remote stores loses members without an error; this one reads until there is no
 * more, and checks each member's length and checksum.
 */
final class GzipInput extends InputStream {
    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] buffer = new byte[64 * 1024];
    private int position;
    private int limit;
    private long consumed;
    private boolean inMember;
    private boolean ended;
    private boolean started;

    GzipInput(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            if (!inMember && !startMember()) {
                ended = true;
                return -1;
            }
            try {
                int count = inflater.inflate(into, offset, length);
                if (count > 0) {
                    crc.update(into, offset, count);
                    return count;
                }
                if (inflater.finished()) {
                    endMember();
                } else if (inflater.needsDictionary()) {
                    throw corrupt("it needs a dictionary");
                } else if (inflater.needsInput()) {
                    if (!fill()) {
                        throw truncated();
                    }
                    inflater.setInput(buffer, position, limit - position);
                }
            } catch (DataFormatException e) {
                throw new IncompleteInputException("corrupt gzip near byte " + at() + ": " + e.getMessage(), e);
            }
        }
        return -1;
    }

    private boolean startMember() throws IOException {
        int first = next();
        if (first < 0) {
            if (!started) {
                throw truncated();
            }
            return false;
        }
        if (first != 0x1f || required() != 0x8b) {
            throw corrupt(started ? "what follows a member is no member" : "it does not begin as gzip does");
        }
        started = true;
        crc.reset();
        crc.update(0x1f);
        crc.update(0x8b);
        if (header() != 8) {
            throw corrupt("unknown method");
        }
        int flags = header();
        skip(6);
        if ((flags & 4) != 0) {
            skip(header() | header() << 8);
        }
        if ((flags & 8) != 0) {
            skipText();
        }
        if ((flags & 16) != 0) {
            skipText();
        }
        if ((flags & 2) != 0) {
            long sum = crc.getValue() & 0xffff;
            if (sum != (required() | required() << 8)) {
                throw corrupt("the checksum of its header is wrong");
            }
        }
        inflater.reset();
        inflater.setInput(buffer, position, limit - position);
        crc.reset();
        inMember = true;
        return true;
    }

    private void endMember() throws IOException {
        position = limit - inflater.getRemaining();
        long checksum = word();
        long size = word();
        if (checksum != crc.getValue()) {
            throw corrupt("the checksum is wrong");
        }
        if (size != (inflater.getBytesWritten() & 0xffffffffL)) {
            throw corrupt("the length is wrong");
        }
        inMember = false;
    }

    private long word() throws IOException {
        return required() | (long) required() << 8 | (long) required() << 16 | (long) required() << 24;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            header();
        }
    }

    private void skipText() throws IOException {
        while (header() != 0) {
            continue;
        }
    }

    /** A byte of a member's header, which may have a checksum of its own. */
    private int header() throws IOException {
        int value = required();
        crc.update(value);
        return value;
    }

    private int required() throws IOException {
        int value = next();
        if (value < 0) {
            throw truncated();
        }
        return value;
    }

    private int next() throws IOException {
        return position < limit || fill() ? buffer[position++] & 0xff : -1;
    }

    private boolean fill() throws IOException {
        consumed += limit;
        position = 0;
        limit = 0;
        int count = in.read(buffer, 0, buffer.length);
        limit = Math.max(0, count);
        return count > 0;
    }

    private long at() {
        return consumed + (inMember ? limit - inflater.getRemaining() : position);
    }

    private IncompleteInputException truncated() {
        return new IncompleteInputException(
                "truncated gzip: it ends at byte " + (consumed + limit) + " inside a member");
    }

    private IncompleteInputException corrupt(String why) {
        return new IncompleteInputException("corrupt gzip near byte " + at() + ": " + why);
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
