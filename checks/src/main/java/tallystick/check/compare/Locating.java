package tallystick.check.compare;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.util.CollectionAccumulator;
import org.jspecify.annotations.Nullable;
import tallystick.canonical.Digest;
import tallystick.canonical.SliceFunction;
import tallystick.check.tally.SideScan;
import tallystick.contract.Contract;
import tallystick.store.Unit;

/**
 * Finds the records that differ: reads the differing slices of all sides again, once to know which key buckets differ and
 * once to bring the records of those buckets together by key in one shuffle, and pairs them.
 */
public final class Locating implements Serializable {
    private static final long serialVersionUID = 1;

    private final Contract contract;
    private final List<Side> sides;
    private final @Nullable SliceFunction slices;
    private final int mostOfASlice;

    /**
     * @param sides those compared, in the order of {@link Side}
     * @param slices the slice of a record, or empty where the unit is the slice
     * @param mostOfASlice how many records of a slice each task yields
     */
    public Locating(Contract contract, List<Side> sides, Optional<SliceFunction> slices, int mostOfASlice) {
        this.contract = contract;
        this.sides = List.copyOf(sides);
        this.slices = slices.orElse(null);
        this.mostOfASlice = mostOfASlice;
    }

    /**
     * The differing and rejected records. Finds the differing buckets at once, the records when they are asked for.
     *
     * @param scans one for each side
     * @param units one list for each side: the units that can hold a differing slice
     * @param differing the slices that differ
     * @param incomplete gets, once the result was walked, unit, line feed and reason of what could not be read to its end
     * @throws tallystick.check.tally.UnreadableUnitsException if that is known before any task starts
     */
    public JavaRDD<Located> locate(
            SparkSession spark,
            List<SideScan> scans,
            List<List<Unit>> units,
            Set<String> differing,
            CollectionAccumulator<String> incomplete) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Broadcast<Set<String>> wanted = context.broadcast(Set.copyOf(differing));
        BitSet buckets = differingBuckets(scans, units, wanted, incomplete);
        List<JavaRDD<InternalRow>> candidates = new ArrayList<>();
        for (int side = 0; side < scans.size(); side++) {
            CandidateTask task =
                    new CandidateTask(contract, side, wanted, buckets, Optional.ofNullable(slices), incomplete);
            candidates.add(scans.get(side).scan(units.get(side), task));
        }
        Dataset<Row> rows = spark.internalCreateDataFrame(
                context.union(candidates.toArray(JavaRDD[]::new)).rdd(), Candidate.SCHEMA, false);
        // Records of one slice and key meet in one task, sorted, so that pairing streams through them; rejected
        // records, which have no key, come first.
        Column[] order = {
            functions.col("rejection").isNull(),
            functions.col("slice"),
            unsigned("key_high"),
            unsigned("key_low"),
            functions.col("row_high"),
            functions.col("row_low"),
            functions.col("side"),
            functions.col("file"),
            functions.col("offset")
        };
        Dataset<Row> sorted = rows.repartition(functions.col("key_high"), functions.col("key_low"))
                .sortWithinPartitions(order);
        return sorted.queryExecution().toRdd().toJavaRDD().mapPartitions(this::pair);
    }

    /** In the order of {@link #rank}: which records of a slice are stored must not depend on the number of tasks. */
    private static Column unsigned(String column) {
        return functions.col(column).bitwiseXOR(functions.lit(Long.MIN_VALUE));
    }

    private static String rank(String kind, Candidate candidate, int copy) {
        return kind + new Digest(candidate.keyHigh(), candidate.keyLow()).hex() + String.format("%03d", copy);
    }

    private BitSet differingBuckets(
            List<SideScan> scans,
            List<List<Unit>> units,
            Broadcast<Set<String>> wanted,
            CollectionAccumulator<String> incomplete) {
        List<KeyBuckets> sums = new ArrayList<>();
        BitSet differing = new BitSet(KeyBuckets.SIZE);
        for (int side = 0; side < scans.size(); side++) {
            BucketTask task = new BucketTask(wanted, Optional.ofNullable(slices), incomplete);
            KeyBuckets sum = KeyBuckets.of(scans.get(side)
                    .scan(units.get(side), task)
                    .treeAggregate(new KeyBuckets().toBytes(), Locating::merged, Locating::merged));
            for (KeyBuckets other : sums) {
                differing.or(sum.differing(other));
            }
            sums.add(sum);
        }
        return differing;
    }

    private static byte[] merged(byte[] first, byte[] second) {
        KeyBuckets sum = KeyBuckets.of(first);
        sum.merge(KeyBuckets.of(second));
        return sum.toBytes();
    }

    private Iterator<Located> pair(Iterator<InternalRow> sorted) {
        return new Pairs(sorted);
    }

    /** Rejected records as they come, then the differences of the others, then the counts. */
    private final class Pairs implements Iterator<Located> {
        private final Iterator<InternalRow> sorted;
        private final Quarantining quarantining = new Quarantining(contract, sides);
        private final Map<String, Long> rejections = new HashMap<>();
        private @Nullable Candidate ahead;
        private @Nullable Candidate rejected;
        private final int[] copies = new int[sides.size()];
        private @Nullable Differences differences;
        private boolean counted;

        Pairs(Iterator<InternalRow> sorted) {
            this.sorted = sorted;
            ahead = read();
        }

        /** How many rejected rows of the same table say the same and came before; records of files differ by their offsets. */
        private int copy(Candidate candidate) {
            if (candidate.offset() >= 0) {
                return 0;
            }
            Candidate before = rejected;
            if (before == null
                    || !before.slice().equals(candidate.slice())
                    || before.keyHigh() != candidate.keyHigh()
                    || before.keyLow() != candidate.keyLow()) {
                Arrays.fill(copies, 0);
            }
            rejected = candidate;
            return copies[candidate.side()]++;
        }

        private @Nullable Candidate read() {
            return sorted.hasNext() ? Candidate.of(sorted.next()) : null;
        }

        @Override
        public boolean hasNext() {
            return !counted;
        }

        @Override
        public Located next() {
            if (counted) {
                throw new NoSuchElementException("no more records");
            }
            for (Candidate candidate = ahead; candidate != null; candidate = ahead) {
                byte[] rejection = candidate.rejection();
                if (rejection == null) {
                    break;
                }
                ahead = read();
                int copy = copy(candidate);
                if (rejections.merge(candidate.slice(), 1L, Long::sum) <= mostOfASlice) {
                    return new Located(
                            quarantining.rejected(candidate, rejection, copy), rank("0", candidate, copy), null);
                }
            }
            Differences pairs = differences;
            if (pairs == null) {
                pairs = new Differences(new Admitted(), sides.size(), mostOfASlice);
                differences = pairs;
            }
            if (pairs.hasNext()) {
                Difference difference = pairs.next();
                String rank = rank("1", difference.any(), difference.copy());
                return new Located(quarantining.differing(difference), rank, null);
            }
            counted = true;
            Map<String, Long> counts = new HashMap<>(pairs.counts());
            rejections.forEach((slice, count) -> counts.merge(slice, count, Long::sum));
            return new Located(null, "", counts);
        }

        /** What follows the rejected records. */
        private final class Admitted implements Iterator<Candidate> {
            @Override
            public boolean hasNext() {
                return ahead != null;
            }

            @Override
            public Candidate next() {
                Candidate candidate = ahead;
                if (candidate == null) {
                    throw new NoSuchElementException("no more candidates");
                }
                ahead = read();
                return candidate;
            }
        }
    }
}
