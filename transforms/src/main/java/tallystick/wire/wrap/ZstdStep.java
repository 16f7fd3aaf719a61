package tallystick.wire.wrap;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.util.Arrays;

/** RFC 8878: one frame or more. A frame need not say how much comes out of it, and is not believed when it does. */
final class ZstdStep implements Step {
    private final ZstdDecompressCtx context = new ZstdDecompressCtx();

    @Override
    public void unwrap(Span in, Span out, int most) throws UnwrapException {
        if (in.length() == 0) {
            throw new UnwrapException("it is empty");
        }
        byte[] room = out.room((int) Math.min(most, 4L * in.length()));
        while (true) {
            try {
                int usable = (int) Math.min(room.length, most);
                out.made(context.decompressByteArray(room, 0, usable, in.bytes, in.from, in.length()));
                return;
            } catch (ZstdException e) {
                if (e.getErrorCode() != Zstd.errDstSizeTooSmall()) {
                    throw new UnwrapException("it is truncated or corrupt: " + e.getMessage());
                }
                if (room.length >= most) {
                    throw UnwrapException.tooLong(most);
                }
                room = out.widen(most);
            }
        }
    }

    @Override
    public void wrap(Span in, Span out) {
        byte[] bytes = Zstd.compress(Arrays.copyOfRange(in.bytes, in.from, in.to));
        out.set(bytes, 0, bytes.length);
    }

    @Override
    public void close() {
        context.close();
    }
}
