package tallystick.check.compare;

import tallystick.wire.Reason;

/**
 * One field in which two records of the same key differ.
 *
 * @param path dotted; list positions in brackets, map keys in braces
 * @param reason what kind of difference it looks like
 * @param first the value on the first side, as people read it; {@code absent} or {@code null} when there is none
 * @param second the value on the second side
 */
public record FieldDifference(String path, Reason reason, String first, String second) {}
