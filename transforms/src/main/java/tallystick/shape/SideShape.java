package tallystick.shape;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import tallystick.contract.Problem;

/** The declared types of one side, and which of them a record is. To be written: see docs/spec/migration.md. */
public final class SideShape {
    private SideShape() {}

    /**
     * Reads the {@code types} and {@code record} of a side.
     *
     * @param runtime {@code go} or {@code rust}
     * @param types the mapping under {@code types}
     * @param record the name of the record's type
     * @param pointer the JSON pointer of the side in its file, for problems
     * @param problems gets everything that is wrong
     */
    public static SideShape parse(
            String runtime, JsonNode types, String record, String pointer, List<Problem> problems) {
        throw new UnsupportedOperationException();
    }
}
