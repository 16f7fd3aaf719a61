package tallystick.wire.json;

import tallystick.wire.Reason;

/** One action of a decode plan: reads one JSON value into a node. Immutable but for what a recursive type needs. */
abstract class JsonReader {
    /** Whether null is among the values of the side's type; serde refuses it elsewhere, Go never does. */
    boolean takesNull = true;

    /** Whether null is a value to {@link #read} rather than the lack of one. */
    boolean readsNull() {
        return false;
    }

    /** Reads the value that comes next. Null, of whatever type, makes the node NULL: the record check says whether it may be. */
    final void value(JsonInput in, int node) {
        int c = in.peek();
        if (c == 'n' && !readsNull()) {
            int at = in.pos;
            in.literal("null");
            in.buffer.setNull(node);
            if (!takesNull) {
                in.find(Reason.PRESENCE, at, "null, which serde takes for an Option alone");
            }
        } else {
            read(in, node, c);
        }
    }

    /**
     * Reads a value that is not null.
     *
     * @param c its first byte, not consumed; -1 at the end
     */
    abstract void read(JsonInput in, int node, int c);

    static boolean isNumber(int c) {
        return c == '-' || c >= '0' && c <= '9';
    }
}
