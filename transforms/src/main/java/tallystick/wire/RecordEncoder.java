package tallystick.wire;

import tallystick.canonical.ByteSink;
import tallystick.canonical.RecordBuffer;

/** Encodes a canonical record as a side writes it, byte for byte as its library would. Not safe for use by several threads. */
public interface RecordEncoder {
    /** A file begins: what was written into an earlier one is not there. */
    default void begin() {
        // Most dialects write all of a record in the record.
    }

    /**
     * Appends the record to {@code out}, without framing.
     *
     * @param findings cleared by this method; gets LOSSY_SOURCE, RANGE or TYPE with the path of each value that this
     *     dialect and shape cannot carry
     * @return whether the record was written; if not, {@code out} is as it was
     */
    boolean encode(RecordBuffer record, ByteSink out, Findings findings);
}
