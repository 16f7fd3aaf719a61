package tallystick.check.quarantine;

import java.util.Locale;

/** What was being done to a record when something was found. */
public enum Phase {
    /** Its bytes were no record of the dialect. */
    DECODE,
    /** It was decoded, but the contract does not admit it. */
    VALIDATE,
    /** A canonical record was to be written in a side's dialect. */
    ENCODE,
    /** Two sides were compared. */
    COMPARE,
    /** A declared quality check was evaluated. */
    QUALITY;

    /** The code in tables: lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
