package tallystick.migration;

/**
 * What one record may take.
 *
 * @param maxRecordBytes of a record as stored and of its canonical bytes, 1 to 1 GiB; longer ones are skipped and become a finding
 * @param maxDepth how deep containers nest, 1 to 1,000
 * @param maxFindingsPerSlice how many differing records of a slice are stored; counts stay exact
 */
public record Limits(int maxRecordBytes, int maxDepth, int maxFindingsPerSlice) {
    public static final Limits DEFAULT = new Limits(16 << 20, 1000, 1000);
}
