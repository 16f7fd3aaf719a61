package tallystick.wire.serde;

import tallystick.canonical.ByteSink;
import tallystick.wire.RecordOutput;
import tallystick.wire.text.MomentText;

/** Where one record is written to, and what is found on the way. */
public final class Output extends RecordOutput {
    final Coding coding;
    final MomentText moment = new MomentText();
    final long[] numbers = new long[9];
    private final ByteSink spare = new ByteSink(64);

    Output(Coding coding) {
        this.coding = coding;
    }

    void bytes(byte[] from, int offset, int length) {
        coding.unsigned(sink, 64, length);
        sink.write(from, offset, length);
    }

    /** An empty sink for a text whose length has to be known before it is written; see {@link #text}. */
    ByteSink spare() {
        spare.clear();
        return spare;
    }

    /** Writes what is in the {@link #spare} sink, after its length. */
    void text() {
        bytes(spare.array(), 0, spare.length());
    }

    /** Appends the lowest bytes of the value, the least first. */
    public static void littleEndian(ByteSink out, int count, long value) {
        out.ensure(count);
        byte[] array = out.array();
        int at = out.length();
        for (int i = 0; i < count; i++) {
            array[at + i] = (byte) (value >>> (8 * i));
        }
        out.advance(count);
    }
}
