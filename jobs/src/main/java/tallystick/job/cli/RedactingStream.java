package tallystick.job.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tallystick.contract.Redaction;

/** Passes text on line by line, without the secrets. */
final class RedactingStream extends OutputStream {
    private final OutputStream out;
    private final Redaction redaction;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    RedactingStream(OutputStream out, Redaction redaction) {
        this.out = out;
        this.redaction = redaction;
    }

    @Override
    public synchronized void write(int value) throws IOException {
        line.write(value);
        if (value == '\n' || value == '\r') {
            pass();
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        int start = offset;
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                line.write(bytes, start, i + 1 - start);
                start = i + 1;
                pass();
            }
        }
        line.write(bytes, start, offset + length - start);
    }

    /** Passes on what there is of a line; a bar that is drawn over itself must be seen. */
    @Override
    public synchronized void flush() throws IOException {
        pass();
        out.flush();
    }

    @Override
    public synchronized void close() throws IOException {
        flush();
        out.close();
    }

    private void pass() throws IOException {
        if (line.size() > 0) {
            out.write(redaction.filter(line.toString(StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
            line.reset();
        }
    }
}
