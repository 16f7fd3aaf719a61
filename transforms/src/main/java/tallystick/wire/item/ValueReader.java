package tallystick.wire.item;

import tallystick.wire.Reason;

/** One action of a decode plan: reads one value into a node. Immutable but for what a recursive type needs. */
public abstract class ValueReader {
    /** Reads the value that comes next. */
    final void next(Input in, int node) {
        in.head();
        value(in, node);
    }

    /** Reads the value whose head was read, whatever its kind. Nil makes the node NULL: the record check says whether it may be. */
    void value(Input in, int node) {
        if (in.kind == Kind.TAG && in.manner.skipsTags()) {
            in.untag();
        }
        if (in.kind == Kind.NIL) {
            in.buffer.setNull(node);
            if (!in.manner.go()) {
                in.find(Reason.PRESENCE, in.at, "nil, which serde takes for an Option alone");
            }
        } else {
            read(in, node);
        }
    }

    /** Reads the value whose head was read, which is not nil. */
    protected abstract void read(Input in, int node);
}
