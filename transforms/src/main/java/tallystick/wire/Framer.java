package tallystick.wire;

/**
 * Finds where records lie in a file that is not made of lines. Made for one file, which it is shown from its beginning to
 * its end; may keep what the file said. Not safe for use by several threads.
 */
public interface Framer {
    /** What a frame holds. */
    enum Holds {
        RECORD,
        /** What a decoder is told before the first record of the file. */
        HEADER,
        /** No more than what may stand between records, such as a comment. */
        NOTHING
    }

    /** Not enough bytes are there to tell. */
    long MORE = 0;

    /**
     * Looks at the frame that starts at {@code from}: the record and whatever stands around it.
     *
     * @param limit where the bytes that are there end
     * @param end whether the file ends at {@code limit}
     * @return how many bytes the frame has, at least one, which may be more than are there; or {@link #MORE}: when
     *     {@code end}, the file ends inside the record
     * @throws BadFrameException if neither this record's end nor anything after it can be found
     */
    long frame(byte[] input, int from, int limit, boolean end) throws BadFrameException;

    /** Where the record of the last frame starts, counted from the start of the frame: there, unless something stands around it. */
    default int before() {
        return 0;
    }

    /** How many bytes of the last frame follow its record. */
    default int after() {
        return 0;
    }

    /**
     * The first byte that will be shown is not the file's first.
     *
     * @param passed HEADER if the header lies before it, NOTHING if only what may stand between records does
     */
    default void resume(Holds passed) {
        throw new UnsupportedOperationException("records of this dialect are found from the beginning of a file alone");
    }

    /** What the last frame holds. Only what holds a record may be longer than the bytes that are there. */
    default Holds holds() {
        return Holds.RECORD;
    }

    /** When the file ended inside a frame: what had begun there and did not end, for the user; empty if that is plain. */
    default String unended() {
        return "";
    }

    /**
     * Looks at the last frame once more, now that it is there from its first byte to its last.
     *
     * @return what is wrong with its record though the next one can be found, for the user; empty if nothing is
     */
    default String fault(byte[] input, int from, int to) {
        return "";
    }
}
