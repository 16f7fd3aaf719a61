package tallystick.wire.wrap;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.xerial.snappy.Snappy;

/** One block of Snappy: the length of what comes out as a varint, and the data. */
final class SnappyStep implements Step {
    /** What the densest element, of three bytes, makes is 64 bytes long. */
    private static final int DENSEST = 32;

    @Override
    public void unwrap(Span in, Span out, int most) throws UnwrapException {
        try {
            long length =
                    in.length() == 0 ? 0 : Snappy.uncompressedLength(in.bytes, in.from, in.length()) & 0xffffffffL;
            if (in.length() == 0 || length > (long) DENSEST * in.length()) {
                throw new UnwrapException(
                        "it says that " + length + " bytes come out of " + in.length() + ", which cannot be");
            }
            if (length > most) {
                throw UnwrapException.tooLong(most);
            }
            byte[] room = out.room((int) length);
            out.made(Snappy.uncompress(in.bytes, in.from, in.length(), room, 0));
        } catch (IOException e) {
            throw new UnwrapException("it is truncated or corrupt: " + e.getMessage());
        }
    }

    @Override
    public void wrap(Span in, Span out) {
        try {
            byte[] room = out.room(Snappy.maxCompressedLength(in.length()));
            out.made(Snappy.compress(in.bytes, in.from, in.length(), room, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
