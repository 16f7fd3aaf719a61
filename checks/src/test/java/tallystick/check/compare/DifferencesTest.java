package tallystick.check.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DifferencesTest {
    private final List<Candidate> candidates = new ArrayList<>();

    @Test
    void changedMissingAndAddedRecords() {
        put(0, "a", 1, 10);
        put(1, "a", 1, 10);
        put(0, "a", 2, 20);
        put(1, "a", 2, 21);
        put(0, "a", 3, 30);
        put(1, "b", 4, 40);
        List<Difference> found = walk(2, 100).found;
        assertThat(found).extracting(DifferencesTest::rows).containsExactly("20 21", "30 -", "- 40");
        assertThat(found).extracting(Difference::repeated).containsOnly(false);
    }

    @Test
    void twoCopiesAgainstOne() {
        put(0, "a", 1, 10);
        put(0, "a", 1, 10);
        put(1, "a", 1, 10);
        List<Difference> found = walk(2, 100).found;
        assertThat(found).extracting(DifferencesTest::rows).containsExactly("10 -");
        assertThat(found.get(0).repeated()).isTrue();
    }

    @Test
    void aSliceIsCappedAndItsCountIsExact() {
        for (int key = 0; key < 50; key++) {
            put(0, "a", key, key);
            put(0, "b", key, key);
        }
        Walk walk = walk(2, 7);
        assertThat(walk.found).hasSize(14);
        assertThat(walk.counts).isEqualTo(Map.of("a", 50L, "b", 50L));
    }

    @Test
    void oneKeyWithAMillionCopiesIsCountedNotKept() {
        for (int i = 0; i < 100_000; i++) {
            put(0, "a", 1, 10);
        }
        Walk walk = walk(2, 1000);
        assertThat(walk.found).hasSize(Differences.MOST_OF_A_KEY);
        assertThat(walk.counts).isEqualTo(Map.of("a", 100_000L));
    }

    @Property(tries = 300)
    void countsAreThoseOfMultisetDifference(@ForAll Random random) {
        candidates.clear();
        Map<Long, Map<Long, long[]>> expected = new HashMap<>();
        for (int i = 0; i < 60; i++) {
            long key = random.nextInt(8);
            long row = key * 10 + random.nextInt(2);
            int side = random.nextInt(3);
            put(side, "a", key, row);
            expected.computeIfAbsent(key, k -> new HashMap<>()).computeIfAbsent(row, r -> new long[3])[side]++;
        }
        long total = 0;
        for (Map<Long, long[]> rows : expected.values()) {
            long[] left = new long[3];
            for (long[] times : rows.values()) {
                long common = Math.min(times[0], Math.min(times[1], times[2]));
                for (int side = 0; side < 3; side++) {
                    left[side] += times[side] - common;
                }
            }
            total += Math.max(left[0], Math.max(left[1], left[2]));
        }
        assertThat(walk(3, 1000).counts.getOrDefault("a", 0L)).isEqualTo(total);
    }

    private record Walk(List<Difference> found, Map<String, Long> counts) {}

    private Walk walk(int sides, int most) {
        candidates.sort(Comparator.comparing(Candidate::slice)
                .thenComparing(Candidate::keyLow)
                .thenComparing(Candidate::rowLow));
        Differences differences = new Differences(candidates.iterator(), sides, most);
        List<Difference> found = new ArrayList<>();
        differences.forEachRemaining(found::add);
        return new Walk(found, differences.counts());
    }

    private void put(int side, String slice, long key, long row) {
        candidates.add(new Candidate(side, slice, slice, 0, key, 0, row, new byte[0], null, "f", 0, null));
    }

    private static String rows(Difference difference) {
        return String.join(
                " ",
                difference.records().stream()
                        .map(r -> r.map(Candidate::rowLow).map(String::valueOf).orElse("-"))
                        .toList());
    }
}
