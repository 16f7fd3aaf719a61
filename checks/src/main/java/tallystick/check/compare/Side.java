package tallystick.check.compare;

import java.util.Locale;

/** The three places where a dataset is. */
public enum Side {
    SOURCE,
    CANONICAL,
    TARGET;

    /** The name in reports and tables. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
