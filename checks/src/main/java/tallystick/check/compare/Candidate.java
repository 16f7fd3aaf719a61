package tallystick.check.compare;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * A record that was read again because its slice and its bucket differ, as it travels between tasks.
 *
 * @param side the position of its side among those compared
 * @param slice of the record
 * @param unit it came from
 * @param keyHigh the upper half of the key digest
 * @param keyLow the lower half
 * @param rowHigh the upper half of the row digest
 * @param rowLow the lower half
 * @param canonical its canonical bytes, or null for a record that was rejected
 * @param raw the bytes as stored, or null for tables
 * @param file relative to the side's root; empty for a table that does not say
 * @param offset of its first byte in the decompressed file, or -1
 * @param rejection why it was rejected, as {@link Rejection} writes it, or null
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Candidate(
        int side,
        String slice,
        String unit,
        long keyHigh,
        long keyLow,
        long rowHigh,
        long rowLow,
        byte @Nullable [] canonical,
        byte @Nullable [] raw,
        String file,
        long offset,
        byte @Nullable [] rejection) {
    /** The columns, for sorting by key and then by row. */
    public static final StructType SCHEMA = new StructType()
            .add("slice", DataTypes.StringType, false)
            .add("key_high", DataTypes.LongType, false)
            .add("key_low", DataTypes.LongType, false)
            .add("row_high", DataTypes.LongType, false)
            .add("row_low", DataTypes.LongType, false)
            .add("side", DataTypes.IntegerType, false)
            .add("unit", DataTypes.StringType, false)
            .add("file", DataTypes.StringType, false)
            .add("offset", DataTypes.LongType, false)
            .add("canonical", DataTypes.BinaryType, true)
            .add("raw", DataTypes.BinaryType, true)
            .add("rejection", DataTypes.BinaryType, true);

    /** The row of {@link #SCHEMA}. */
    public InternalRow toRow() {
        return new GenericInternalRow(new Object[] {
            UTF8String.fromString(slice),
            keyHigh,
            keyLow,
            rowHigh,
            rowLow,
            side,
            UTF8String.fromString(unit),
            UTF8String.fromString(file),
            offset,
            canonical,
            raw,
            rejection
        });
    }

    /** What {@link #toRow} made; copies what the row may reuse. */
    public static Candidate of(InternalRow row) {
        return new Candidate(
                row.getInt(5),
                row.getUTF8String(0).toString(),
                row.getUTF8String(6).toString(),
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.isNullAt(9) ? null : row.getBinary(9),
                row.isNullAt(10) ? null : row.getBinary(10),
                row.getUTF8String(7).toString(),
                row.getLong(8),
                row.isNullAt(11) ? null : row.getBinary(11));
    }

    /** Whether both are of one slice and key. */
    public boolean sameKey(Candidate other) {
        return keyHigh == other.keyHigh && keyLow == other.keyLow && slice.equals(other.slice);
    }

    /** Whether both mean the same record. */
    public boolean sameRow(Candidate other) {
        return rowHigh == other.rowHigh && rowLow == other.rowLow && sameKey(other);
    }
}
