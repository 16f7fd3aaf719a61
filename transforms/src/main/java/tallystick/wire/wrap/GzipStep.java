package tallystick.wire.wrap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;

/** RFC 1952: one member or more, nothing else. */
final class GzipStep implements Step {
    private static final int HEADER = 10;
    private static final int TRAILER = 8;

    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();

    @Override
    public void unwrap(Span in, Span out, int most) throws UnwrapException {
        int at = in.from;
        int made = 0;
        do {
            inflater.reset();
            inflater.setInput(in.bytes, at = header(in, at), in.to - at);
            int start = made;
            made = inflate(out, made, most);
            at = in.to - inflater.getRemaining();
            trailer(in, at, out.room(made), start, made);
            at += TRAILER;
        } while (at < in.to);
        out.made(made);
    }

    private int inflate(Span out, int before, int most) throws UnwrapException {
        int made = before;
        byte[] room = out.room(1);
        try {
            while (true) {
                made += inflater.inflate(room, made, room.length - made);
                if (inflater.finished()) {
                    if (made > most) {
                        throw UnwrapException.tooLong(most);
                    }
                    return made;
                }
                if (made > most) {
                    throw UnwrapException.tooLong(most);
                }
                if (made == room.length) {
                    room = out.widen(most + 1);
                } else if (inflater.needsInput()) {
                    throw truncated();
                } else if (inflater.needsDictionary()) {
                    throw new UnwrapException("it needs a dictionary");
                }
            }
        } catch (DataFormatException e) {
            throw new UnwrapException("its data are corrupt: " + e.getMessage());
        }
    }

    /** Where the data begin behind the header of a member. */
    private int header(Span in, int start) throws UnwrapException {
        byte[] bytes = in.bytes;
        if (in.to - start < HEADER) {
            throw in.to - start >= 2 && !isMember(bytes, start) ? noMember() : truncated();
        }
        if (!isMember(bytes, start) || bytes[start + 2] != 8) {
            throw noMember();
        }
        int flags = bytes[start + 3];
        int at = start + HEADER;
        if ((flags & 4) != 0) {
            need(in, at, 2);
            at += 2 + (bytes[at] & 0xff | (bytes[at + 1] & 0xff) << 8);
        }
        for (int text = 8; text <= 16; text *= 2) {
            if ((flags & text) != 0) {
                do {
                    need(in, at, 1);
                } while (bytes[at++] != 0);
            }
        }
        if ((flags & 2) != 0) {
            need(in, at, 2);
            crc.reset();
            crc.update(bytes, start, at - start);
            if ((crc.getValue() & 0xffff) != (bytes[at] & 0xff | (bytes[at + 1] & 0xff) << 8)) {
                throw new UnwrapException("the checksum of its header is wrong");
            }
            at += 2;
        }
        need(in, at, 0);
        return at;
    }

    private static boolean isMember(byte[] bytes, int at) {
        return bytes[at] == 0x1f && bytes[at + 1] == (byte) 0x8b;
    }

    private void trailer(Span in, int at, byte[] made, int from, int to) throws UnwrapException {
        need(in, at, TRAILER);
        crc.reset();
        crc.update(made, from, to - from);
        if (word(in.bytes, at) != (int) crc.getValue()) {
            throw new UnwrapException("its checksum is wrong");
        }
        if (word(in.bytes, at + 4) != to - from) {
            throw new UnwrapException("its length is wrong");
        }
    }

    private static int word(byte[] bytes, int at) {
        return bytes[at] & 0xff
                | (bytes[at + 1] & 0xff) << 8
                | (bytes[at + 2] & 0xff) << 16
                | (bytes[at + 3] & 0xff) << 24;
    }

    private static void need(Span in, int at, int bytes) throws UnwrapException {
        if (in.to - at < bytes) {
            throw truncated();
        }
    }

    private static UnwrapException truncated() {
        return new UnwrapException("it ends inside a member");
    }

    private static UnwrapException noMember() {
        return new UnwrapException("it does not begin as gzip does, or more follows its last member");
    }

    @Override
    public void wrap(Span in, Span out) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(in.bytes, in.from, in.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.set(bytes.toByteArray(), 0, bytes.size());
    }

    @Override
    public void close() {
        inflater.end();
    }
}
