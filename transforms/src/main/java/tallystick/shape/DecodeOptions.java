package tallystick.shape;

import java.io.Serializable;

/**
 * What a side declares about reading it.
 *
 * @param ignoreUnknownFields whether a field that the shape does not name is dropped and counted, rather than a finding
 * @param lastDuplicateWins whether the last of duplicate keys is taken and counted, rather than a finding
 * @param maxDepth how deep containers may nest, 1 to 1,000
 * @param dialect how the program uses the library
 */
public record DecodeOptions(
        boolean ignoreUnknownFields, boolean lastDuplicateWins, int maxDepth, DialectOptions dialect)
        implements Serializable {
    /** Unknown fields and duplicate keys are findings; depth 1,000. */
    public static final DecodeOptions STRICT = new DecodeOptions(false, false, 1000);

    /** Of a dialect that has no options. */
    public DecodeOptions(boolean ignoreUnknownFields, boolean lastDuplicateWins, int maxDepth) {
        this(ignoreUnknownFields, lastDuplicateWins, maxDepth, DialectOptions.NONE);
    }
}
