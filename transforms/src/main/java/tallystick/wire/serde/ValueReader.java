package tallystick.wire.serde;

/** One action of a decode plan: reads one value into a node. Immutable but for what a recursive type needs. */
abstract class ValueReader {
    abstract void read(Input in, int node);

    /** The fewest bytes that a value takes; a type that holds itself says less than it could. */
    abstract int least();
}
