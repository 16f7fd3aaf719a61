package tallystick.store;

import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import tallystick.wire.BadFrameException;
import tallystick.wire.Framer;

/** Before each record its length, and before or after it a checksum, if there is one. */
final class LengthFramer implements Framer {
    private static final int CRC_BYTES = 4;
    private static final int LONGEST_VARINT = 10;

    private final Layout.Lengths layout;
    private final Checksum checksum;
    private int before;

    LengthFramer(Layout.Lengths layout) {
        this.layout = layout;
        this.checksum = layout.checksum().isCastagnoli() ? new CRC32C() : new CRC32();
    }

    @Override
    public long frame(byte[] input, int from, int limit, boolean end) throws BadFrameException {
        long length = layout.prefix() == Layout.Prefix.VARINT ? varint(input, from, limit) : fixed(input, from, limit);
        if (before == 0) {
            return MORE;
        }
        if (layout.checksum().isBefore()) {
            before += CRC_BYTES;
        }
        // Lengths that no file can have are as good as the longest that a number here can hold.
        long most = Long.MAX_VALUE - before - after();
        return before + after() + (length < 0 || length > most ? most : length);
    }

    /** Reads the length and sets how long it is itself, 0 when it is not all there. */
    private long varint(byte[] input, int from, int limit) throws BadFrameException {
        before = 0;
        long value = 0;
        for (int i = 0; i < LONGEST_VARINT && from + i < limit; i++) {
            int read = input[from + i];
            if (i == LONGEST_VARINT - 1 && (read & 0xff) > 1) {
                throw new BadFrameException(i, "the length of the record is a varint of more than 64 bits");
            }
            value |= (read & 0x7fL) << 7 * i;
            if (read >= 0) {
                before = i + 1;
                return value;
            }
        }
        return value;
    }

    private long fixed(byte[] input, int from, int limit) {
        int bytes = layout.prefix() == Layout.Prefix.U32 ? 4 : 8;
        before = limit - from < bytes ? 0 : bytes;
        return before == 0 ? 0 : number(input, from, bytes);
    }

    private long number(byte[] input, int from, int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            int at = layout.order() == Layout.Order.BIG ? from + i : from + bytes - 1 - i;
            value = value << 8 | input[at] & 0xff;
        }
        return value;
    }

    @Override
    public int before() {
        return before;
    }

    @Override
    public int after() {
        return layout.checksum().isAfter() ? CRC_BYTES : 0;
    }

    @Override
    public String fault(byte[] input, int from, int to) {
        if (layout.checksum() == Layout.Checksum.NONE) {
            return "";
        }
        int start = from + before;
        int end = to - after();
        checksum.reset();
        checksum.update(input, start, end - start);
        long stored = number(input, layout.checksum().isBefore() ? start - CRC_BYTES : end, CRC_BYTES);
        return stored == checksum.getValue()
                ? ""
                : String.format(
                        "the %s of the record is %08x, but %08x is stored %s it",
                        layout.checksum().isCastagnoli() ? "CRC-32C" : "CRC-32",
                        checksum.getValue(),
                        stored,
                        layout.checksum().isBefore() ? "before" : "after");
    }
}
