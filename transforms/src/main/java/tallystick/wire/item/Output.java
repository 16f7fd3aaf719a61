package tallystick.wire.item;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import tallystick.canonical.ByteSink;
import tallystick.canonical.RecordBuffer;
import tallystick.wire.FieldPath;
import tallystick.wire.Findings;
import tallystick.wire.Reason;
import tallystick.wire.text.MomentText;

/** Where one record is written to, and what is found on the way. */
public final class Output {
    public final Coding coding;
    final Manner manner;
    public final FieldPath path = new FieldPath();
    public final MomentText moment = new MomentText();
    final long[] numbers = new long[9];
    private final ByteSink spare = new ByteSink(64);
    public RecordBuffer buffer = new RecordBuffer();
    public Findings findings = new Findings();
    public ByteSink sink = new ByteSink(0);

    Output(Coding coding, Manner manner) {
        this.coding = coding;
        this.manner = manner;
    }

    void reset(RecordBuffer newBuffer, ByteSink newSink, Findings newFindings) {
        buffer = newBuffer;
        sink = newSink;
        findings = newFindings;
        path.clear();
    }

    public void find(Reason reason, String detail) {
        findings.add(reason, path.toString(), -1, detail);
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
