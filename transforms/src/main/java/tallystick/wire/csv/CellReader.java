package tallystick.wire.csv;

/** Reads a cell as one value. */
interface CellReader {
    /** Sets the node to the value, or finds why there is none. */
    void read(Cell cell, int node);
}
