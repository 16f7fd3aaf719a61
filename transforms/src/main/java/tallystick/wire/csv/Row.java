package tallystick.wire.csv;

import tallystick.canonical.ByteSink;
import tallystick.canonical.RecordBuffer;
import tallystick.wire.FieldPath;
import tallystick.wire.Findings;
import tallystick.wire.Reason;
import tallystick.wire.text.MomentText;
import tallystick.wire.text.ShortestFloat;

/** The row that is being written, and what is found on the way. */
final class Row {
    final MomentText moment = new MomentText();
    final ShortestFloat floats = new ShortestFloat();
    final FieldPath path = new FieldPath();
    /** The text of the cell being written. */
    final ByteSink text = new ByteSink(64);

    RecordBuffer buffer = new RecordBuffer();
    Findings findings = new Findings();

    void reset(RecordBuffer newBuffer, Findings newFindings) {
        buffer = newBuffer;
        findings = newFindings;
        path.clear();
    }

    void find(Reason reason, String detail) {
        findings.add(reason, path.toString(), -1, detail);
    }

    void write(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            text.write(ascii.charAt(i));
        }
    }
}
