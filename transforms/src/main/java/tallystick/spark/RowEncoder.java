package tallystick.spark;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import tallystick.canonical.ByteSink;
import tallystick.canonical.CanonicalEncoder;
import tallystick.canonical.Cbor;
import tallystick.canonical.RecordBuffer;
import tallystick.canonical.Violation;
import tallystick.contract.CanonicalType;
import tallystick.contract.Contract;
import tallystick.contract.Field;
import tallystick.contract.Presence;
import tallystick.wire.Findings;
import tallystick.wire.Reason;
import tallystick.wire.RuleCounts;

/**
 * Encodes rows of a table as canonical bytes: what verify does with each row of a table.
 *
 * <p>Most rows go straight from their columns to bytes. A row with a residue, with a value to which a declared
 * equivalence applies, or with anything wrong goes by way of {@link RowReader} and {@link CanonicalEncoder}, which judge
 * it; the bytes are the same. Not safe for use by several threads.
 */
public final class RowEncoder {
    private static final byte[] NOTHING = {};

    private final RowReader reader;
    private final CanonicalEncoder encoder;
    private final Set<String> keyNames;
    private final RecordBuffer record = new RecordBuffer();
    private final int maxRecordBytes;
    private final int residueColumn;
    private final int room;
    private final DirectField[] byId;
    private final int[] key;

    /** As {@link RowReader#RowReader}. */
    public RowEncoder(Contract contract, StructType actual, Map<String, String> columnMapping) {
        this(contract, actual, columnMapping, CanonicalEncoder.DEFAULT_MAX_RECORD_BYTES);
    }

    public RowEncoder(Contract contract, StructType actual, Map<String, String> columnMapping, int maxRecordBytes) {
        reader = new RowReader(contract, actual, columnMapping);
        encoder = new CanonicalEncoder(contract, maxRecordBytes);
        keyNames = Set.copyOf(contract.key());
        this.maxRecordBytes = maxRecordBytes;
        residueColumn = ColumnReader.ordinal(actual, CanonicalSchema.RESIDUE);
        List<Field> fields = contract.record().fields();
        // For each field an id and a value, beside what texts and bytes make room for themselves.
        room = 2 * Cbor.MOST * (fields.size() + 1);
        DirectField[] direct = new DirectField[fields.size()];
        for (int i = 0; i < direct.length; i++) {
            direct[i] = new DirectField(contract, i, actual, columnMapping);
        }
        int[] order = IntStream.range(0, direct.length)
                .boxed()
                .sorted(Comparator.comparingInt(i -> fields.get(i).id()))
                .mapToInt(i -> i)
                .toArray();
        byId = Arrays.stream(order).mapToObj(i -> direct[i]).toArray(DirectField[]::new);
        List<Integer> positions = Arrays.stream(order).boxed().toList();
        key = contract.key().stream()
                .mapToInt(name -> positions.indexOf(contract.record().ordinal(name)))
                .toArray();
    }

    /**
     * Appends the bytes of the row's record.
     *
     * @param findings cleared by this method
     * @return whether the record was written; if not, {@code out} is as it was and {@code findings} say why
     */
    public boolean encode(InternalRow row, ByteSink out, Findings findings) {
        findings.clear();
        if (residueColumn >= 0 && !row.isNullAt(residueColumn)) {
            return read(row, findings) && judged(encoder.encode(record, out), findings);
        }
        int start = out.length();
        int end = direct(row, out, start);
        if (end < 0 || end - start > maxRecordBytes) {
            out.truncate(start);
            return read(row, findings) && judged(encoder.encode(record, out), findings);
        }
        out.advance(end - out.length());
        return true;
    }

    /** Writes the record's bytes into the sink's array at that position; where they end, or BAD. */
    private int direct(InternalRow row, ByteSink out, int start) {
        out.reserve(start + room);
        int at = start + 1;
        int entries = 0;
        if (byId.length > 23) {
            for (DirectField field : byId) {
                entries += field.hasEntry(row) ? 1 : 0;
            }
            at = Cbor.head(out.array(), start, Cbor.MAP, entries);
        }
        for (DirectField field : byId) {
            if (field.hasEntry(row)) {
                at = field.encode(row, out, at);
                if (at < 0) {
                    return DirectColumn.BAD;
                }
                entries++;
            } else if (!field.mayBeMissing(row)) {
                return DirectColumn.BAD;
            }
        }
        if (byId.length <= 23) {
            out.array()[start] = (byte) (Cbor.MAP << 5 | entries);
        }
        return at;
    }

    /** Appends the CBOR array of the key fields' encodings, in the key's order; as {@link #encode} in all else. */
    public boolean encodeKey(InternalRow row, ByteSink out, Findings findings) {
        findings.clear();
        int start = out.length();
        if (residueColumn < 0 || row.isNullAt(residueColumn)) {
            out.reserve(start + room);
            int at = Cbor.head(out.array(), start, Cbor.ARRAY, key.length);
            for (int i = 0; i < key.length && at >= 0; i++) {
                DirectField field = byId[key[i]];
                at = field.hasEntry(row) ? field.direct.encode(row, field.column, out, at) : DirectColumn.BAD;
            }
            if (at >= 0) {
                out.advance(at - out.length());
                return true;
            }
            out.truncate(start);
        }
        return read(row, findings) && judged(encoder.encodeKey(record, out), findings);
    }

    /**
     * Reads a row that was encoded as a record, valid until the next call of any method.
     *
     * @param findings cleared by this method
     * @return the record, whole or not: {@code findings} are empty when it is
     */
    public RecordBuffer record(InternalRow row, Findings findings) {
        reader.readAgain(row, record, findings);
        return record;
    }

    /** The column of residues, or -1. */
    int residueColumn() {
        return residueColumn;
    }

    /** The fields in the order of their ids. */
    DirectField[] byId() {
        return byId;
    }

    /** The positions in {@link #byId} of the key's fields. */
    int[] key() {
        return key;
    }

    int maxRecordBytes() {
        return maxRecordBytes;
    }

    /** How often each declared rule was applied by this encoder since it was made. */
    public RuleCounts rules() {
        return reader.rules();
    }

    private boolean read(InternalRow row, Findings findings) {
        return reader.read(row, record, findings);
    }

    private boolean judged(boolean encoded, Findings findings) {
        if (!encoded) {
            for (Violation violation : encoder.violations()) {
                if (violation.kind() == Violation.Kind.PRESENCE && keyNames.contains(violation.path())) {
                    findings.add(Reason.KEY_NULL, violation.path(), violation.offset(), violation.detail());
                } else {
                    findings.addAll(List.of(violation));
                }
            }
        }
        return encoded;
    }

    /** A top-level field and how it goes straight from its column to bytes. */
    final class DirectField {
        final int column;
        final int id;
        final DirectColumn direct;
        private final boolean required;

        DirectField(Contract contract, int ordinal, StructType actual, Map<String, String> columnMapping) {
            Field field = contract.record().fields().get(ordinal);
            String name = columnMapping.getOrDefault(field.name(), field.name());
            CanonicalType type = contract.resolve(field.type());
            column = ColumnReader.ordinal(actual, name);
            id = field.id();
            required = field.presence() == Presence.REQUIRED;
            DataType columnType = column < 0 ? actual : actual.fields()[column].dataType();
            DirectColumn found = DirectColumn.of(
                    type,
                    columnType,
                    CanonicalSchema.hasNanos(type) ? ColumnReader.ordinal(actual, CanonicalSchema.nanos(name)) : -1,
                    CanonicalSchema.hasOffset(type) ? ColumnReader.ordinal(actual, CanonicalSchema.offset(name)) : -1);
            if (found == null && column >= 0) {
                ColumnReader.Slot slot = new ColumnReader.Compiler(contract, new java.util.ArrayList<>())
                        .field(field, actual, column, name);
                found = new Buffered(slot, ordinal, field.presence());
            }
            boolean nestedRules = contract.types().isEmpty()
                    ? Equivalences.within(type)
                    : Equivalences.any(contract) && !(type instanceof CanonicalType.Scalar);
            direct = found == null || nestedRules ? new DirectColumn.Never() : DirectColumn.guarded(found, field);
            direct.room(room);
        }

        boolean hasEntry(InternalRow row) {
            return column >= 0 && !row.isNullAt(column);
        }

        /** Whether a row is good in which the column is NULL. */
        boolean mayBeMissing(InternalRow row) {
            return !required && direct.companionsAreNull(row);
        }

        /** Writes the field's entry at that position; where it ends, or BAD. */
        int encode(InternalRow row, ByteSink out, int at) {
            return direct.encode(row, column, out, Cbor.head(out.array(), at, Cbor.UNSIGNED, id));
        }
    }

    /** A column of parts, which goes through the buffer alone. */
    private final class Buffered extends DirectColumn {
        private final ColumnReader.Slot slot;
        private final int ordinal;
        private final boolean ownNull;

        Buffered(ColumnReader.Slot slot, int ordinal, Presence presence) {
            this.slot = slot;
            this.ordinal = ordinal;
            this.ownNull = presence == Presence.NULLABLE || presence == Presence.TRISTATE;
        }

        @Override
        int encode(InternalRow row, int column, ByteSink out, int at) {
            record.reset(NOTHING, byId.length);
            int node = record.slot(0, ordinal);
            try {
                slot.read(row, column, record, node);
            } catch (tallystick.canonical.InvalidValueException invalid) {
                return BAD;
            }
            out.advance(at - out.length());
            if ((ownNull && !record.hasValue(node)) || !encoder.encodeField(record, ordinal, out)) {
                return BAD;
            }
            out.reserve(out.length() + room);
            return out.length();
        }
    }
}
