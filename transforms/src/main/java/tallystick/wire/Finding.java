package tallystick.wire;

/**
 * One fact about one record as it was read.
 *
 * @param reason what kind of fact
 * @param path the field, dotted, list positions in brackets ({@code legs[2].fare}); empty for the record itself
 * @param offset of the first byte concerned, from the start of the record; -1 when it has no place
 * @param detail what is wrong, what was expected and how to mend it, in one sentence; holds no secret
 */
public record Finding(Reason reason, String path, int offset, String detail) {}
