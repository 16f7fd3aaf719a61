package tallystick.canonical;

import java.util.List;
import tallystick.contract.Contract;

/**
 * Reads canonical bytes, and refuses everything that is not the one encoding of a record of the contract. Lengths,
 * counts and depth are checked before memory is taken. Not safe for use by several threads.
 */
public final class CanonicalDecoder {
    private final TypeDecoder.StructDecoder record;
    private final int fields;
    private final CborInput in = new CborInput();
    private List<Violation> violations = List.of();

    public CanonicalDecoder(Contract contract) {
        this.record = new TypeDecoder.StructDecoder(contract.record(), new TypeDecoder.Compiler(contract));
        this.fields = contract.record().fields().size();
    }

    /**
     * Decodes the record in {@code bytes[from, to)}. It never throws for what the bytes hold.
     *
     * @param into reset by this method; refers to {@code bytes} until its next reset
     * @return whether the buffer holds the record; if not, {@link #violations} says why and where
     */
    public boolean decode(byte[] bytes, int from, int to, RecordBuffer into) {
        into.reset(bytes, fields);
        into.rollback(1);
        in.over(bytes, from, to);
        try {
            record.decode(in, into, 0, 1);
            violations = List.of();
        } catch (InvalidValueException invalid) {
            violations = List.of(invalid.violation());
            return false;
        }
        return atEnd(to);
    }

    /**
     * Decodes a map from field id to encoding of some of a record's fields into their slots.
     *
     * @param into a buffer that was reset to {@code bytes}
     * @param which set to true by ordinal for the fields that are there, false for all others
     * @return whether the bytes are such a map; if not, {@link #violations} says why and where
     */
    public boolean decodePartial(byte[] bytes, RecordBuffer into, boolean[] which) {
        in.over(bytes, 0, bytes.length);
        try {
            record.decodePartial(in, into, which);
            violations = List.of();
        } catch (InvalidValueException invalid) {
            violations = List.of(invalid.violation());
            return false;
        }
        return atEnd(bytes.length);
    }

    /** Why the last call refused the bytes: the first thing found. Empty when it did not. */
    public List<Violation> violations() {
        return violations;
    }

    private boolean atEnd(int to) {
        if (in.position == to) {
            return true;
        }
        in.start = in.position;
        violations = List.of(in.malformed("bytes after the record").violation());
        return false;
    }
}
