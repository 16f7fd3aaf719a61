package tallystick.wire;

import tallystick.canonical.ByteSink;
import tallystick.canonical.RecordBuffer;

/** Where one record is written to, and what is found on the way. Formats add how they write. */
public abstract class RecordOutput {
    public final FieldPath path = new FieldPath();
    public RecordBuffer buffer = new RecordBuffer();
    public Findings findings = new Findings();
    public ByteSink sink = new ByteSink(0);

    /** Takes the record that is to be written, and where to. */
    public void reset(RecordBuffer newBuffer, ByteSink newSink, Findings newFindings) {
        buffer = newBuffer;
        sink = newSink;
        findings = newFindings;
        path.clear();
    }

    /** Something about the value that is being written. */
    public final void find(Reason reason, String detail) {
        findings.add(reason, path.toString(), -1, detail);
    }
}
