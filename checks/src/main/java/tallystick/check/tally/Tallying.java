package tallystick.check.tally;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.Optional;
import tallystick.canonical.ByteRange;
import tallystick.canonical.SliceFunction;

/** Tallies what one cursor reads: one pass, no Spark row, no garbage but what the decoder makes. */
public final class Tallying {
    private static final Hasher128 XXH3 = Hashing.xxh3_128();

    private Tallying() {}

    /**
     * Reads the cursor to its end.
     *
     * @param slices the slice of a record, or empty where the unit is the slice
     */
    public static SideTally run(RecordCursor cursor, Optional<SliceFunction> slices) {
        SideTally tally = new SideTally();
        SliceTallies tallies = tally.slices();
        String unit = "";
        int slot = -1;
        for (RecordCursor.State state = cursor.advance(); state != RecordCursor.State.END; state = cursor.advance()) {
            if (!cursor.unit().equals(unit)) {
                unit = cursor.unit();
                slot = slices.isEmpty() ? tallies.slot(unit) : -1;
            }
            if (state == RecordCursor.State.INCOMPLETE) {
                tally.incomplete(unit, cursor.incomplete());
                continue;
            }
            if (state == RecordCursor.State.REJECTED) {
                tallies.reject(slices.isEmpty() ? slot : tallies.slot(rejectedSlice(unit)));
                continue;
            }
            ByteRange bytes = cursor.canonical();
            HashValue128 digest = XXH3.hashBytesTo128Bits(bytes.array(), bytes.offset(), bytes.length());
            int target = slices.isEmpty() ? slot : tallies.slot(slices.get().apply(cursor.record()));
            tallies.add(target, digest.getMostSignificantBits(), digest.getLeastSignificantBits());
        }
        tally.addRules(cursor.rules());
        tally.addRouted(cursor.routed());
        tally.addParts(cursor.parts());
        return tally;
    }

    /** The slice of records that have none because they could not be decoded. */
    public static String rejectedSlice(String unit) {
        return "unit:" + unit;
    }
}
