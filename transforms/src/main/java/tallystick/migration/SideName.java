package tallystick.migration;

import java.util.Locale;

/** Which half of a migration. */
public enum SideName {
    SOURCE,
    TARGET;

    /** As in files, tables and reports. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
