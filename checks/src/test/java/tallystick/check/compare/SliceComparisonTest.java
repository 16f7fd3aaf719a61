package tallystick.check.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tallystick.check.tally.SliceTallies;

class SliceComparisonTest {
    private final SliceTallies first = new SliceTallies();
    private final SliceTallies second = new SliceTallies();

    @Test
    void equalTalliesOfAtLeastOneRecordMatch() {
        add(first, "a", 7);
        add(second, "a", 7);
        assertThat(only(false, Map.of(), Map.of()).verdict()).isEqualTo(Verdict.MATCH);
    }

    @Test
    void differentContentDiffersAndSaysHow() {
        add(first, "a", 7);
        add(second, "a", 8);
        SliceVerdict verdict = only(false, Map.of(), Map.of());
        assertThat(verdict.verdict()).isEqualTo(Verdict.DIFFER);
        assertThat(verdict.why()).isEqualTo("same number of records, different content");
    }

    @Test
    void rejectedRecordsDifferThoughTalliesAreEqual() {
        add(first, "a", 7);
        add(second, "a", 7);
        second.reject(second.slot("a"));
        SliceVerdict verdict = only(false, Map.of(), Map.of());
        assertThat(verdict.verdict()).isEqualTo(Verdict.DIFFER);
        assertThat(verdict.why()).isEqualTo("0 rejected in source, 1 in target");
    }

    @Test
    void anIncompleteUnitIsNeverAMatch() {
        add(first, "a", 7);
        add(second, "a", 7);
        SliceVerdict verdict = only(false, Map.of(), Map.of("a", "truncated gzip"));
        assertThat(verdict.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(verdict.why()).isEqualTo("target: truncated gzip");
    }

    @Test
    void anIncompleteUnitThatNobodyReadIsASliceToo() {
        List<SliceVerdict> verdicts = compare(true, true, Map.of("gone", "no permission"), Map.of());
        assertThat(verdicts).singleElement().extracting(SliceVerdict::verdict).isEqualTo(Verdict.INCOMPLETE);
    }

    @Test
    void withSlicesByValueOneIncompleteUnitLeavesAllIncomplete() {
        add(first, "2013-01-01", 7);
        add(second, "2013-01-01", 7);
        List<SliceVerdict> verdicts = compare(false, false, Map.of("part-9", "truncated"), Map.of());
        assertThat(verdicts).singleElement().extracting(SliceVerdict::verdict).isEqualTo(Verdict.INCOMPLETE);
    }

    @Test
    void anEmptySliceMatchesOnlyWhenThatIsAllowed() {
        first.slot("a");
        second.slot("a");
        assertThat(only(false, Map.of(), Map.of()).verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(only(true, Map.of(), Map.of()).verdict()).isEqualTo(Verdict.MATCH);
    }

    @Test
    void aUnitThatOnlyOneSideListsIsNeverAMatch() {
        add(first, "a", 7);
        assertThat(only(true, Map.of(), Map.of()).verdict()).isEqualTo(Verdict.DIFFER);
        SliceTallies empty = new SliceTallies();
        empty.slot("b");
        assertThat(new SliceComparison(true, true)
                        .compare("source", empty, Map.of(), "target", new SliceTallies(), Map.of()))
                .singleElement()
                .extracting(SliceVerdict::verdict)
                .isEqualTo(Verdict.INCOMPLETE);
    }

    @Test
    void aWholeIsAsBadAsItsWorstPartAndProofGoesFirst() {
        assertThat(Verdict.MATCH.and(Verdict.INCOMPLETE)).isEqualTo(Verdict.INCOMPLETE);
        assertThat(Verdict.INCOMPLETE.and(Verdict.DIFFER)).isEqualTo(Verdict.DIFFER);
        assertThat(Verdict.DIFFER.and(Verdict.ERROR)).isEqualTo(Verdict.ERROR);
        assertThat(Verdict.MATCH.and(Verdict.MATCH)).isEqualTo(Verdict.MATCH);
    }

    private SliceVerdict only(boolean allowEmpty, Map<String, String> a, Map<String, String> b) {
        List<SliceVerdict> verdicts = compare(allowEmpty, true, a, b);
        assertThat(verdicts).hasSize(1);
        return verdicts.get(0);
    }

    private List<SliceVerdict> compare(
            boolean allowEmpty, boolean slicesAreUnits, Map<String, String> a, Map<String, String> b) {
        return new SliceComparison(allowEmpty, slicesAreUnits).compare("source", first, a, "target", second, b);
    }

    private static void add(SliceTallies tallies, String slice, long digest) {
        tallies.add(tallies.slot(slice), digest, digest);
    }
}
