package tallystick.migration;

/**
 * What must hold for a run to be accepted.
 *
 * @param allowEmpty whether a slice without any record may match
 * @param maxQuarantined how many records a backfill may put into quarantine
 */
public record Gates(boolean allowEmpty, long maxQuarantined) {
    public static final Gates DEFAULT = new Gates(false, 0);
}
