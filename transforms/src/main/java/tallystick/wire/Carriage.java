package tallystick.wire;

/**
 * How a dialect carries a canonical field through a record shape.
 *
 * @param how exact, by rule, lossy or not at all
 * @param why one sentence; empty when exact
 */
public record Carriage(How how, String why) {
    /** From best to worst. */
    public enum How {
        EXACT,
        BY_RULE,
        LOSSY,
        IMPOSSIBLE;

        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        }
    }

    /** Carried exactly. */
    public static final Carriage EXACT = new Carriage(How.EXACT, "");
}
