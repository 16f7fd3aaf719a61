package tallystick.canonical;

import static tallystick.canonical.Violation.Kind.OVERSIZE;
import static tallystick.canonical.Violation.Kind.PRESENCE;

import java.util.ArrayList;
import java.util.List;
import tallystick.contract.Contract;
import tallystick.contract.Field;

/**
 * Writes records as the canonical bytes of docs/spec/canonical-form.md section 3, and is the last gate before them: a
 * record that the contract does not admit is refused.
 *
 * <p>Makes no object for a record that is good and holds no bignum beyond 64 bits. Not safe for use by several threads.
 */
public final class CanonicalEncoder {
    /** The default of the most bytes that a record may have. */
    public static final int DEFAULT_MAX_RECORD_BYTES = 16 << 20;

    private final int maxRecordBytes;
    private final TypeEncoder.StructEncoder record;
    private final int[] key;
    private final List<Violation> violations = new ArrayList<>();

    public CanonicalEncoder(Contract contract) {
        this(contract, DEFAULT_MAX_RECORD_BYTES);
    }

    public CanonicalEncoder(Contract contract, int maxRecordBytes) {
        this.maxRecordBytes = maxRecordBytes;
        this.record = new TypeEncoder.Compiler(contract).struct(contract.record());
        this.key = contract.key().stream().mapToInt(contract.record()::ordinal).toArray();
    }

    /**
     * Appends the bytes of the record. As a side effect the entries of its maps, and of json objects, get the order of
     * their bytes in the record too.
     *
     * @return whether the record was written; if not, {@code out} is as it was and {@link #violations} says why, for
     *     each top-level field that is wrong
     */
    public boolean encode(RecordBuffer buffer, ByteSink out) {
        violations.clear();
        int start = out.length();
        Field[] fields = record.fields;
        int entries = 0;
        for (int i = 0; i < fields.length; i++) {
            int state = record.state(buffer, buffer.slot(0, i), i);
            if (state == TypeEncoder.MISFIT) {
                violations.add(record.misfit(buffer, buffer.slot(0, i), i)
                        .within(fields[i].name())
                        .violation());
            } else {
                entries += state == TypeEncoder.NO_ENTRY ? 0 : 1;
            }
        }
        Cbor.head(out, Cbor.MAP, entries);
        for (int i : record.byId) {
            byte kind = buffer.kind(buffer.slot(0, i));
            if (kind > RecordBuffer.NULL || (kind == RecordBuffer.NULL && record.nullIsEntry[i])) {
                entry(buffer, i, out);
            }
            if (out.length() - start > maxRecordBytes) {
                violations.add(oversize(out.length() - start));
                break;
            }
        }
        return finish(out, start);
    }

    /** Appends the CBOR array of the key fields' encodings, in the key's order; as {@link #encode} in all else. */
    public boolean encodeKey(RecordBuffer buffer, ByteSink out) {
        violations.clear();
        int start = out.length();
        Cbor.head(out, Cbor.ARRAY, key.length);
        for (int i : key) {
            int node = buffer.slot(0, i);
            try {
                record.encoders[i].encode(buffer, node, out, 2);
            } catch (InvalidValueException invalid) {
                violations.add(invalid.within(record.fields[i].name()).violation());
            }
        }
        return finish(out, start);
    }

    /**
     * Appends the encoding of one top-level field alone, {@code F6} for a tristate null; as {@link #encode} in all else.
     *
     * @param ordinal of a field that has an entry in the record's bytes
     */
    public boolean encodeField(RecordBuffer buffer, int ordinal, ByteSink out) {
        violations.clear();
        int start = out.length();
        int node = buffer.slot(0, ordinal);
        if (buffer.kind(node) == RecordBuffer.NULL && record.nullIsEntry[ordinal]) {
            out.write(Cbor.NULL);
            return true;
        }
        try {
            record.encoders[ordinal].encode(buffer, node, out, 2);
        } catch (InvalidValueException invalid) {
            violations.add(invalid.within(record.fields[ordinal].name()).violation());
        }
        return finish(out, start);
    }

    /**
     * Appends a map from field id to encoding of some of the record's fields; as {@link #encode} in all else.
     *
     * @param which by ordinal; a field without an entry is left out
     */
    public boolean encodePartial(RecordBuffer buffer, boolean[] which, ByteSink out) {
        violations.clear();
        int start = out.length();
        int entries = 0;
        for (int i = 0; i < which.length; i++) {
            if (which[i] && record.state(buffer, buffer.slot(0, i), i) == TypeEncoder.ENTRY) {
                entries++;
            }
        }
        Cbor.head(out, Cbor.MAP, entries);
        for (int i : record.byId) {
            if (which[i] && record.state(buffer, buffer.slot(0, i), i) == TypeEncoder.ENTRY) {
                entry(buffer, i, out);
            }
        }
        return finish(out, start);
    }

    private void entry(RecordBuffer buffer, int ordinal, ByteSink out) {
        int node = buffer.slot(0, ordinal);
        record.id(ordinal, out);
        if (buffer.kind(node) == RecordBuffer.NULL) {
            out.write(Cbor.NULL);
            return;
        }
        try {
            record.encoders[ordinal].encode(buffer, node, out, 2);
        } catch (InvalidValueException invalid) {
            violations.add(invalid.within(record.fields[ordinal].name()).violation());
        }
    }

    /** Why the last call wrote nothing; empty when it did. */
    public List<Violation> violations() {
        return violations.isEmpty() ? List.of() : List.copyOf(violations);
    }

    private boolean finish(ByteSink out, int start) {
        if (violations.isEmpty()) {
            return true;
        }
        out.truncate(start);
        return false;
    }

    private Violation oversize(int length) {
        return new Violation(
                OVERSIZE,
                "",
                -1,
                "the canonical bytes are " + length + " or more, over the limit of " + maxRecordBytes);
    }

    static InvalidValueException misfit(byte kind, Field field) {
        return new InvalidValueException(
                PRESENCE,
                (kind == RecordBuffer.NULL ? "null in the " : "nothing in the ")
                        + field.presence().name().toLowerCase(java.util.Locale.ROOT) + " field " + field.name());
    }
}
