package tallystick.wire;

/**
 * The declared number of what bytes mean, raised by hand when the meaning of a decoder, a mapping or the canonical form
 * changes. The build is provenance only: two builds of one number give the same tallies.
 */
public final class Semantics {
    /** Of the canonical form: bytes, columns and mapping. */
    private static final int CANONICAL = 1;

    private Semantics() {}

    /** Of records that a dialect decodes. */
    public static int of(Dialect dialect) {
        return 1000 * CANONICAL + dialect.semantics();
    }

    /** Of rows of canonical columns. */
    public static int ofTables() {
        return 1000 * CANONICAL;
    }
}
