package tallystick.check.compare;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.CollectionAccumulator;
import org.jspecify.annotations.Nullable;
import tallystick.canonical.ByteSink;
import tallystick.canonical.Digest;
import tallystick.canonical.SliceFunction;
import tallystick.check.tally.RecordCursor;
import tallystick.check.tally.SideScan;

/** The {@link KeyBuckets} of what a cursor reads of the differing slices. */
final class BucketTask implements SideScan.Task<byte[]> {
    private static final long serialVersionUID = 1;

    private final Broadcast<Set<String>> differing;
    private final @Nullable SliceFunction slices;
    private final CollectionAccumulator<String> incomplete;

    /**
     * @param differing the slices that differ
     * @param slices the slice of a record, or empty where the unit is the slice
     * @param incomplete gets unit, line feed and reason of what cannot be read to its end any more
     */
    BucketTask(
            Broadcast<Set<String>> differing,
            Optional<SliceFunction> slices,
            CollectionAccumulator<String> incomplete) {
        this.differing = differing;
        this.slices = slices.orElse(null);
        this.incomplete = incomplete;
    }

    @Override
    public Iterator<byte[]> run(RecordCursor cursor) {
        Set<String> wanted = differing.value();
        KeyBuckets buckets = new KeyBuckets();
        ByteSink key = new ByteSink(64);
        String slice = "";
        Digest sliceDigest = digest(slice);
        for (RecordCursor.State state = cursor.advance(); state != RecordCursor.State.END; state = cursor.advance()) {
            if (state == RecordCursor.State.INCOMPLETE) {
                incomplete.add(cursor.unit() + '\n' + cursor.incomplete());
            }
            if (state != RecordCursor.State.RECORD) {
                continue;
            }
            String now = slices == null ? cursor.unit() : slices.apply(cursor.record());
            if (!wanted.contains(now)) {
                continue;
            }
            if (!now.equals(slice)) {
                slice = now;
                sliceDigest = digest(now);
            }
            key.clear();
            cursor.encodeKey(key);
            buckets.add(Digest.of(key).low(), sliceDigest, Digest.of(cursor.canonical()));
        }
        return List.of(buckets.toBytes()).iterator();
    }

    private static Digest digest(String slice) {
        byte[] bytes = slice.getBytes(StandardCharsets.UTF_8);
        return Digest.of(bytes, 0, bytes.length);
    }
}
