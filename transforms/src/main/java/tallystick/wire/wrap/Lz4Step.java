package tallystick.wire.wrap;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.xxhash.XXHashFactory;

/** The frame format of LZ4. Frames whose blocks refer to blocks before them are not read: no library for the JVM does. */
final class Lz4Step implements Step {
    @Override
    public void unwrap(Span in, Span out, int most) throws UnwrapException {
        int made = 0;
        byte[] room = out.room(1);
        try (LZ4FrameInputStream lz4 = new LZ4FrameInputStream(
                new ByteArrayInputStream(in.bytes, in.from, in.length()),
                LZ4Factory.safeInstance().safeDecompressor(),
                XXHashFactory.safeInstance().hash32())) {
            while (true) {
                if (made == room.length) {
                    room = out.widen(most + 1);
                }
                int count = lz4.read(room, made, room.length - made);
                if (count < 0) {
                    out.made(made);
                    return;
                }
                made += count;
                if (made > most) {
                    throw UnwrapException.tooLong(most);
                }
            }
        } catch (IOException | RuntimeException e) {
            // The library throws bare RuntimeExceptions for headers it does not know.
            throw new UnwrapException("it is truncated, corrupt or not readable: " + e.getMessage());
        }
    }

    @Override
    public void wrap(Span in, Span out) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (LZ4FrameOutputStream lz4 = new LZ4FrameOutputStream(bytes, LZ4FrameOutputStream.BLOCKSIZE.SIZE_64KB)) {
            lz4.write(in.bytes, in.from, in.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.set(bytes.toByteArray(), 0, bytes.size());
    }
}
