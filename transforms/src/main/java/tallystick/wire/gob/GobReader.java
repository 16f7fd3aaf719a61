package tallystick.wire.gob;

/** One action of a decode plan: reads one value of a type of the stream into a node. Immutable but for what a recursive type needs. */
abstract class GobReader {
    abstract void read(GobInput in, int node);
}
