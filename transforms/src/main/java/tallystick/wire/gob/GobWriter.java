package tallystick.wire.gob;

import tallystick.canonical.RecordBuffer;
import tallystick.wire.Reason;

/** One action of an encode plan: writes one node. Immutable but for what a recursive type needs. */
abstract class GobWriter {
    /** Writes a node that has a value; what cannot be written is a finding, and what stands there then does not matter. */
    abstract void write(GobOutput out, int node);

    /** Whether Go leaves the value out of a struct. */
    boolean isZero(GobOutput out, int node) {
        return false;
    }

    /** Writes what stands for no value among elements or in a struct; false where nothing does. */
    boolean writeNothing(GobOutput out) {
        return false;
    }

    /** Writes an element of a list or map, which has to have a value unless something stands for none. */
    void element(GobOutput out, int node) {
        if (out.buffer.kind(node) > RecordBuffer.NULL) {
            write(out, node);
        } else if (!writeNothing(out)) {
            out.find(Reason.LOSSY_SOURCE, "gob has no null for an element of this type");
        }
    }
}
