package tallystick.check.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tallystick.check.tally.SliceTallies;
import tallystick.check.tally.SliceTally;

/** Turns the tallies of two sides into verdicts, by the rules of docs/spec/verify.md. Pure. */
public final class SliceComparison {
    private final boolean allowEmpty;
    private final boolean slicesAreUnits;

    /**
     * @param allowEmpty whether a slice without records on either side is a match
     * @param slicesAreUnits whether a slice is a unit; otherwise an incomplete unit leaves every slice incomplete,
     *     because its records could have fallen into any
     */
    public SliceComparison(boolean allowEmpty, boolean slicesAreUnits) {
        this.allowEmpty = allowEmpty;
        this.slicesAreUnits = slicesAreUnits;
    }

    /**
     * The verdicts of all slices that either side knows, sorted by slice.
     *
     * @param firstIncomplete unit to reason, of the first side: units not read to their end, or that moved
     * @param secondIncomplete the same of the second
     */
    public List<SliceVerdict> compare(
            String firstName,
            SliceTallies first,
            Map<String, String> firstIncomplete,
            String secondName,
            SliceTallies second,
            Map<String, String> secondIncomplete) {
        TreeSet<String> slices = new TreeSet<>(first.slices());
        slices.addAll(second.slices());
        if (slicesAreUnits) {
            slices.addAll(firstIncomplete.keySet());
            slices.addAll(secondIncomplete.keySet());
        }
        List<SliceVerdict> verdicts = new ArrayList<>(slices.size());
        for (String slice : slices) {
            String incomplete = incomplete(slice, firstName, firstIncomplete);
            if (incomplete.isEmpty()) {
                incomplete = incomplete(slice, secondName, secondIncomplete);
            }
            verdicts.add(compare(
                    slice,
                    incomplete,
                    firstName,
                    first.tally(slice),
                    first.contains(slice),
                    secondName,
                    second.tally(slice),
                    second.contains(slice)));
        }
        return verdicts;
    }

    private String incomplete(String slice, String side, Map<String, String> units) {
        if (units.isEmpty()) {
            return "";
        }
        if (slicesAreUnits) {
            String reason = units.get(slice);
            return reason == null ? "" : side + ": " + reason;
        }
        Map.Entry<String, String> any = units.entrySet().iterator().next();
        return side + ": unit " + any.getKey() + ": " + any.getValue();
    }

    private SliceVerdict compare(
            String slice,
            String incomplete,
            String firstName,
            SliceTally first,
            boolean firstListed,
            String secondName,
            SliceTally second,
            boolean secondListed) {
        if (!incomplete.isEmpty()) {
            return new SliceVerdict(slice, Verdict.INCOMPLETE, first, second, incomplete);
        }
        if (first.rejected() + second.rejected() > 0) {
            String why =
                    first.rejected() + " rejected in " + firstName + ", " + second.rejected() + " in " + secondName;
            return new SliceVerdict(slice, Verdict.DIFFER, first, second, why);
        }
        if (!first.sameRecords(second)) {
            String why = firstListed && secondListed
                    ? first.count() == second.count()
                            ? "same number of records, different content"
                            : first.count() + " records in " + firstName + ", " + second.count() + " in " + secondName
                    : "is not in " + (firstListed ? secondName : firstName);
            return new SliceVerdict(slice, Verdict.DIFFER, first, second, why);
        }
        if (!firstListed || !secondListed) {
            String why = "is not in " + (firstListed ? secondName : firstName);
            return new SliceVerdict(slice, Verdict.INCOMPLETE, first, second, why);
        }
        if (first.count() == 0 && !allowEmpty) {
            return new SliceVerdict(slice, Verdict.INCOMPLETE, first, second, "no records on either side");
        }
        return new SliceVerdict(slice, Verdict.MATCH, first, second, "");
    }
}
