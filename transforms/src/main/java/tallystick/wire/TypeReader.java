package tallystick.wire;

import java.util.Optional;

/**
 * Reads of which type a record says it is, in formats whose records do, before it is known what shape it has. Not safe
 * for use by several threads.
 */
public interface TypeReader {
    /** A file begins: what an earlier one said of its records is forgotten. */
    void begin();

    /** The name of the record's type; empty if it has none, or if the bytes are no record. Must be asked of each record. */
    String type(byte[] input, int from, int to);

    /** What is wrong with the record that was asked of last, if its bytes are none. */
    Optional<Finding> fault();
}
