package tallystick.wire.protobuf;

/** Writes the value of a field, an element or an entry. Immutable but for what a recursive message needs. */
abstract class ValueWriter {
    abstract int wire();

    /** Whether a field that says nothing of having a value leaves the node's out. */
    abstract boolean isDefault(WireOutput out, int node);

    /** Writes what follows the tag; what cannot be written is a finding, and what stands there then does not matter. */
    abstract void write(WireOutput out, int node, int number);

    /** Whether null is one of its values. */
    boolean hasNull() {
        return false;
    }

    final void tagged(WireOutput out, int node, int number) {
        out.tag(number, wire());
        write(out, node, number);
    }
}
