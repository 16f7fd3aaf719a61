package tallystick.wire.protobuf;

/** Reads the value of a field, an element or an entry. Immutable but for what a recursive message needs. */
abstract class ValueReader {
    /** The wire type that its tag has. */
    abstract int wire();

    /** Makes the node what it is when nothing stands on the wire. */
    abstract void initial(WireInput in, int node);

    /** Reads what follows the tag, over what an earlier occurrence left in the node. */
    abstract void read(WireInput in, int node, int number);

    /** Called when the entry of a map was read, with or without a value. */
    void complete(WireInput in, int node) {
        // Most values are whole by themselves.
    }

    /** Whether a further occurrence adds to the one before, rather than to replace it. */
    boolean merges() {
        return false;
    }
}
