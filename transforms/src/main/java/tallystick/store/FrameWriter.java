package tallystick.store;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** Lays records into a file as a {@link Layout} says, so that a {@link RecordReader} finds them again. */
public final class FrameWriter {
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Layout layout;
    private final byte[] number = new byte[10];

    public FrameWriter(Layout layout) {
        this.layout = layout;
    }

    /** Whether a file takes no more than one record. */
    public boolean isOneRecordFile() {
        return layout instanceof Layout.WholeFile;
    }

    /** A file begins. */
    public void begin(OutputStream out) throws IOException {
        if (layout instanceof Layout.Lines lines && lines.bom()) {
            out.write(MARK);
        }
    }

    /** Writes one record. */
    public void write(byte[] record, int from, int to, OutputStream out) throws IOException {
        int length = to - from;
        if (layout instanceof Layout.Lengths lengths) {
            out.write(number, 0, prefix(lengths, length));
            if (lengths.checksum().isBefore()) {
                checksum(lengths, record, from, length, out);
            }
            out.write(record, from, length);
            if (lengths.checksum().isAfter()) {
                checksum(lengths, record, from, length, out);
            }
            return;
        }
        out.write(record, from, length);
        if (layout instanceof Layout.Lines lines) {
            if (lines.crlf()) {
                out.write('\r');
            }
            out.write('\n');
        }
    }

    private int prefix(Layout.Lengths lengths, int length) {
        switch (lengths.prefix()) {
            case U32:
                return fixed(lengths.order(), length, 4);
            case U64:
                return fixed(lengths.order(), length, 8);
            default:
                int count = 0;
                int rest = length;
                while (rest > 0x7f) {
                    number[count++] = (byte) (rest | 0x80);
                    rest >>>= 7;
                }
                number[count++] = (byte) rest;
                return count;
        }
    }

    private void checksum(Layout.Lengths lengths, byte[] record, int from, int length, OutputStream out)
            throws IOException {
        Checksum checksum = lengths.checksum().isCastagnoli() ? new CRC32C() : new CRC32();
        checksum.update(record, from, length);
        out.write(number, 0, fixed(lengths.order(), checksum.getValue(), 4));
    }

    private int fixed(Layout.Order order, long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            number[order == Layout.Order.LITTLE ? i : bytes - 1 - i] = (byte) (value >>> 8 * i);
        }
        return bytes;
    }
}
