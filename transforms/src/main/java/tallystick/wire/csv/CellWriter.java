package tallystick.wire.csv;

/** Writes a value as the text of a cell. */
interface CellWriter {
    /** Appends the text of the node's value, or finds why there is none. */
    void write(Row row, int node);
}
