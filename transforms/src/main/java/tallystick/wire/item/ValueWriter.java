package tallystick.wire.item;

import tallystick.canonical.RecordBuffer;
import tallystick.wire.Reason;

/** One action of an encode plan: writes one node. Immutable but for what a recursive type needs. */
public abstract class ValueWriter {
    /** Writes a node that has a value; what cannot be written is a finding, and what stands there then does not matter. */
    protected abstract void write(Output out, int node);

    /** Writes the lack of a value; false where this type always has one. */
    protected boolean writeNil(Output out) {
        return false;
    }

    /** Whether Go's omitempty drops this value: false, 0, "", nothing in it. */
    protected boolean isEmpty(Output out, int node) {
        return false;
    }

    /** Writes the zero of the type; false where there is none to write. */
    protected boolean writeZero(Output out) {
        return false;
    }

    /** Writes what stands in a list, tuple or map: a value, or nil where the side's type has it. */
    final void element(Output out, int node) {
        if (out.buffer.kind(node) > RecordBuffer.NULL) {
            write(out, node);
        } else if (!writeNil(out)) {
            out.find(Reason.LOSSY_SOURCE, "null, which the side's type does not have");
        }
    }
}
