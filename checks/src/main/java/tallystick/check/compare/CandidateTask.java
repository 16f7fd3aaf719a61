package tallystick.check.compare;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.util.CollectionAccumulator;
import org.jspecify.annotations.Nullable;
import tallystick.canonical.ByteSink;
import tallystick.canonical.Digest;
import tallystick.canonical.JsonView;
import tallystick.canonical.SliceFunction;
import tallystick.check.tally.RecordCursor;
import tallystick.check.tally.SideScan;
import tallystick.check.tally.Tallying;
import tallystick.contract.Contract;

/** Of what a cursor reads, keeps the records whose slice and bucket both differ, and all that are rejected. */
final class CandidateTask implements SideScan.Task<InternalRow> {
    private static final long serialVersionUID = 1;

    private final Contract contract;
    private final int side;
    private final Broadcast<Set<String>> differing;
    private final BitSet buckets;
    private final @Nullable SliceFunction slices;
    private final CollectionAccumulator<String> incomplete;

    /**
     * @param contract of the records
     * @param side the position of the cursor's side among those compared
     * @param differing the slices that differ
     * @param buckets the key buckets that differ
     * @param slices the slice of a record, or empty where the unit is the slice
     * @param incomplete gets unit, line feed and reason of what cannot be read to its end any more
     */
    CandidateTask(
            Contract contract,
            int side,
            Broadcast<Set<String>> differing,
            BitSet buckets,
            Optional<SliceFunction> slices,
            CollectionAccumulator<String> incomplete) {
        this.contract = contract;
        this.side = side;
        this.differing = differing;
        this.buckets = buckets;
        this.slices = slices.orElse(null);
        this.incomplete = incomplete;
    }

    @Override
    public Iterator<InternalRow> run(RecordCursor cursor) {
        return new Walk(cursor, differing.value());
    }

    private final class Walk implements Iterator<InternalRow> {
        private final RecordCursor cursor;
        private final Set<String> wanted;
        private final ByteSink key = new ByteSink(64);
        private final ByteSink raw = new ByteSink(1024);
        private final JsonView view = new JsonView(contract);
        private @Nullable InternalRow ahead;
        private boolean ended;

        Walk(RecordCursor cursor, Set<String> wanted) {
            this.cursor = cursor;
            this.wanted = wanted;
        }

        @Override
        public boolean hasNext() {
            while (ahead == null && !ended) {
                switch (cursor.advance()) {
                    case RECORD -> ahead = record();
                    case REJECTED -> ahead = rejected();
                    case INCOMPLETE -> incomplete.add(cursor.unit() + '\n' + cursor.incomplete());
                    case END -> ended = true;
                }
            }
            return ahead != null;
        }

        @Override
        public InternalRow next() {
            if (!hasNext() || ahead == null) {
                throw new NoSuchElementException("no more candidates");
            }
            InternalRow row = ahead;
            ahead = null;
            return row;
        }

        private @Nullable InternalRow record() {
            if (slices == null && !wanted.contains(cursor.unit())) {
                return null;
            }
            key.clear();
            cursor.encodeKey(key);
            Digest keyDigest = Digest.of(key);
            if (!buckets.get(KeyBuckets.bucket(keyDigest.low()))) {
                return null;
            }
            String slice = slices == null ? cursor.unit() : slices.apply(cursor.record());
            if (!wanted.contains(slice)) {
                return null;
            }
            Digest row = Digest.of(cursor.canonical());
            return new Candidate(
                            side,
                            slice,
                            cursor.unit(),
                            keyDigest.high(),
                            keyDigest.low(),
                            row.high(),
                            row.low(),
                            cursor.canonical().copy(),
                            raw(),
                            cursor.file(),
                            cursor.offset(),
                            null)
                    .toRow();
        }

        private InternalRow rejected() {
            String slice = slices == null ? cursor.unit() : Tallying.rejectedSlice(cursor.unit());
            byte[] stored = raw();
            Rejection rejection = Rejection.of(cursor, view);
            boolean whole = cursor.isWhole();
            Digest row = whole ? Digest.of(cursor.canonical()) : new Digest(0, 0);
            if (whole) {
                key.clear();
                cursor.encodeKey(key);
            }
            Digest spread = whole ? Digest.of(key) : place(rejection);
            return new Candidate(
                            side,
                            slice,
                            cursor.unit(),
                            spread.high(),
                            spread.low(),
                            row.high(),
                            row.low(),
                            whole ? cursor.canonical().copy() : null,
                            stored,
                            cursor.file(),
                            cursor.offset(),
                            rejection.toBytes())
                    .toRow();
        }

        /** Where the record stands; a row of a table, which has no place of its own, by what it says. */
        private Digest place(Rejection rejection) {
            String place = cursor.file() + '\n' + (cursor.offset() < 0 ? rejection.shown() : cursor.offset());
            byte[] bytes = place.getBytes(StandardCharsets.UTF_8);
            return Digest.of(bytes, 0, bytes.length);
        }

        private byte @Nullable [] raw() {
            raw.clear();
            cursor.raw(raw);
            return raw.length() == 0 ? null : raw.copy();
        }
    }
}
