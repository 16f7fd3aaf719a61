package tallystick.wire.serde;

import tallystick.canonical.RecordBuffer;
import tallystick.wire.Reason;

/** One action of an encode plan: writes one node. Immutable but for what a recursive type needs. */
abstract class ValueWriter {
    /** Writes a node that has a value; what cannot be written is a finding, and what stands there then does not matter. */
    abstract void write(Output out, int node);

    /** Writes a node that may have none: NULL, or ABSENT. */
    void value(Output out, int node) {
        byte kind = out.buffer.kind(node);
        if (kind > RecordBuffer.NULL) {
            write(out, node);
        } else {
            out.find(
                    Reason.LOSSY_SOURCE,
                    (kind == RecordBuffer.NULL ? "null" : "absence") + " cannot be written: the side's type always has"
                            + " a value");
        }
    }
}
