package tallystick.wire.wrap;

import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/** One block of LZ4 behind the length of what comes out of it. */
final class Lz4BlockStep implements Step {
    private static final int LENGTH = 4;
    /** A byte of length makes at most that many bytes. */
    private static final int DENSEST = 255;

    private final LZ4SafeDecompressor decompressor = LZ4Factory.safeInstance().safeDecompressor();
    private final LZ4Compressor compressor = LZ4Factory.safeInstance().fastCompressor();

    @Override
    public void unwrap(Span in, Span out, int most) throws UnwrapException {
        if (in.length() <= LENGTH) {
            throw new UnwrapException("it has " + in.length() + " bytes, and its length and a block have more");
        }
        long length = 0;
        for (int i = LENGTH - 1; i >= 0; i--) {
            length = length << 8 | in.bytes[in.from + i] & 0xff;
        }
        if (length > (long) DENSEST * in.length()) {
            throw new UnwrapException(
                    "it says that " + length + " bytes come out of " + in.length() + ", which cannot be");
        }
        if (length > most) {
            throw UnwrapException.tooLong(most);
        }
        byte[] room = out.room((int) length);
        int made;
        try {
            made = decompressor.decompress(in.bytes, in.from + LENGTH, in.length() - LENGTH, room, 0, (int) length);
        } catch (LZ4Exception e) {
            throw new UnwrapException("it is truncated or corrupt: " + e.getMessage());
        }
        if (made != length) {
            throw new UnwrapException("it says that " + length + " bytes come out of it, and " + made + " do");
        }
        out.made(made);
    }

    @Override
    public void wrap(Span in, Span out) {
        byte[] room = out.room(LENGTH + compressor.maxCompressedLength(in.length()));
        for (int i = 0; i < LENGTH; i++) {
            room[i] = (byte) (in.length() >>> 8 * i);
        }
        int made = compressor.compress(in.bytes, in.from, in.length(), room, LENGTH);
        out.made(LENGTH + made);
    }
}
