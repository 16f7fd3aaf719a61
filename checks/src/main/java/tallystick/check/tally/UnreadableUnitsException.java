package tallystick.check.tally;

import java.util.Map;
import java.util.TreeMap;

/** Units that cannot be read, found before any task could start: a file is gone, or is no file of the table's format. */
@SuppressWarnings("serial") // stays in the driver
public final class UnreadableUnitsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Map<String, String> units;

    /** @param units unit to reason; not empty */
    public UnreadableUnitsException(Map<String, String> units, Throwable cause) {
        super(units.toString(), cause);
        this.units = new TreeMap<>(units);
    }

    /** Unit to reason. */
    public Map<String, String> units() {
        return new TreeMap<>(units);
    }
}
