package tallystick.wire;

import tallystick.canonical.RecordBuffer;

/**
 * Decodes one record of a side, in one dialect, into the canonical record buffer of its contract: shape, mapping and
 * declared equivalences are compiled into it. Not safe for use by several threads; make one for each task.
 */
public interface RecordDecoder {
    /**
     * Decodes the record in {@code input[from, to)}.
     *
     * <p>A record is good when this returns true and {@code findings} is empty. It never throws for what the bytes
     * hold: bytes that are no record of this dialect give false and a finding MALFORMED, ENCODING or OVERSIZE; a value
     * that the contract does not admit gives a finding with its path (and the buffer holds what could be read).
     *
     * @param into reset by this method; refers to {@code input} until its next reset
     * @param findings cleared by this method
     * @return whether the buffer holds a whole record
     */
    boolean decode(byte[] input, int from, int to, RecordBuffer into, Findings findings);

    /** A file begins: what an earlier one said of its records is forgotten. */
    default void begin() {
        // Most dialects say all about a record in the record.
    }

    /**
     * The file's header, which no record was decoded before.
     *
     * @param input holds it in {@code [from, to)}; changed after the call
     * @return what is wrong with it and so with all records, for the user; empty if nothing is
     */
    default String header(byte[] input, int from, int to) {
        // Most dialects have none.
        return "";
    }

    /** A file begins, which is that one. */
    default void begin(String unit, String file) {
        begin();
    }

    /** A record that another decoder of the same file is given: takes from it what the records after it need. */
    default void pass(byte[] input, int from, int to) {
        // Most records need nothing that an earlier one said.
    }

    /**
     * Where the last record goes that was to be decoded and is none of this contract's: the name of a route. Then the
     * record was not decoded and has no finding. Empty for records of this contract, sound or not.
     */
    default String route() {
        return "";
    }

    /** How often each declared rule was applied by this decoder since it was made. */
    RuleCounts rules();
}
