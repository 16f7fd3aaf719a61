package tallystick.check.quality;

import java.util.Locale;

/** How a check ended. */
public enum Status {
    /** It was evaluated, and what it asks for holds. */
    PASSED,
    /** It was evaluated, and what it asks for does not hold. */
    FAILED,
    /** It could not be evaluated; nothing is known. Never a success. */
    NOT_EVALUATED;

    /** The word in tables: lower case with an underscore. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
