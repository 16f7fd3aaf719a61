package tallystick.wire.item;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import tallystick.canonical.ByteSink;
import tallystick.wire.RecordOutput;
import tallystick.wire.text.MomentText;

/** Where one record is written to, and what is found on the way. */
public final class Output extends RecordOutput {
    public final Coding coding;
    final Manner manner;
    public final MomentText moment = new MomentText();
    final long[] numbers = new long[9];
    private final ByteSink spare = new ByteSink(64);

    Output(Coding coding, Manner manner) {
        this.coding = coding;
        this.manner = manner;
    }

    /** The whole number that the node, a decimal without digits after the point, is. */
    public BigInteger wholeDecimal(int node) {
        return Writers.Int.decimal(buffer, node);
    }

    public void nil() {
        coding.nil(sink);
    }

    public void integer(long value) {
        coding.integer(sink, value);
    }

    public void text(byte[] from, int offset, int length) {
        coding.text(sink, length);
        sink.write(from, offset, length);
    }

    void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        text(utf8, 0, utf8.length);
    }

    public void bytes(byte[] from, int offset, int length) {
        coding.bytes(sink, length);
        sink.write(from, offset, length);
    }

    /** An empty sink for a text whose length has to be known before it is written; see {@link #spareText}. */
    public ByteSink spare() {
        spare.clear();
        return spare;
    }

    /** Writes what is in the {@link #spare} sink as a text. */
    public void spareText() {
        text(spare.array(), 0, spare.length());
    }

    /** Writes what is in the {@link #spare} sink as bytes. */
    public void spareBytes() {
        bytes(spare.array(), 0, spare.length());
    }
}
