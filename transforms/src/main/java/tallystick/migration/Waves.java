package tallystick.migration;

/**
 * How much one Spark job and one commit take together; a unit larger than that is a wave of its own.
 *
 * @param bytes as stored
 * @param units at most
 */
public record Waves(long bytes, int units) {
    public static final Waves DEFAULT = new Waves(64L << 30, 2000);
}
