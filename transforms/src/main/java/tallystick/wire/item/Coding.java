package tallystick.wire.item;

import java.math.BigInteger;
import tallystick.canonical.ByteSink;

/** How a format writes the heads of values. A head that cannot be is {@link Input#malformed}. */
public interface Coding {
    /** Reads the head at {@link Input#pos} into the input's fields; contents of texts, bytes and extensions come after it. */
    void head(Input in);

    /** Whether an array or map without a count ends here; then passes over its end. */
    boolean ends(Input in);

    void nil(ByteSink out);

    void bool(ByteSink out, boolean value);

    /** Writes an integer in as few bytes as there can be. */
    void integer(ByteSink out, long value);

    /** Writes an integer of 64 bits without sign in as few bytes as there can be. */
    void unsigned(ByteSink out, long bits);

    /** Writes an integer beyond 64 bits with their sign; those of formats that have no more are of 64 bits without one. */
    default void big(ByteSink out, BigInteger value) {
        unsigned(out, value.longValue());
    }

    void single(ByteSink out, float value);

    void real(ByteSink out, double value);

    /** Writes the head of a text of that many bytes. */
    void text(ByteSink out, int length);

    /** Writes the head of that many bytes. */
    void bytes(ByteSink out, int length);

    /** Writes the head of an array of that many elements. */
    void array(ByteSink out, int count);

    /** Writes the head of a map of that many entries. */
    void map(ByteSink out, int count);

    /** Begins a map into which serde flattens fields, so that the library does not know how many there are. */
    default void flattened(ByteSink out, int count) {
        map(out, count);
    }

    /** Ends it. */
    default void flattenedEnd(ByteSink out) {
        // Most formats count.
    }
}
