package tallystick.check.compare;

import tallystick.check.tally.SliceTally;

/**
 * The verdict of one slice between two sides.
 *
 * @param slice its id
 * @param first the tally of the first side of the pair
 * @param second the tally of the second
 * @param why one sentence; empty for a plain match
 */
public record SliceVerdict(String slice, Verdict verdict, SliceTally first, SliceTally second, String why) {}
