package tallystick.store;

import com.dynatrace.hash4j.hashing.HashStream128;
import java.io.IOException;

/** One record a file: an empty file is a record of no bytes. */
final class WholeFileReader extends RecordReader {
    private boolean read;

    WholeFileReader(FileSplit split, Framing framing, Window window) {
        super(split, framing, window);
    }

    @Override
    long firstByte() {
        return 0;
    }

    @Override
    boolean advance() throws IOException {
        if (read) {
            return false;
        }
        read = true;
        while (window.more()) {
            if (window.there() > framing.maxRecordBytes()) {
                HashStream128 hashed = hashing();
                long bytes = window.skip(Long.MAX_VALUE, hashed);
                pass(0, bytes, hashed.get());
                window.finish();
                return true;
            }
        }
        hold(window.position, window.limit);
        window.position = window.limit;
        window.finish();
        return true;
    }
}
