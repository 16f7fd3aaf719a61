package tallystick.shape;

import java.util.List;
import java.util.Map;
import tallystick.contract.Contract;
import tallystick.contract.Problem;

/** A side's record shape bound to a contract: for each wire field its canonical field. To be written. */
public final class BoundRecord {
    private BoundRecord() {}

    /**
     * Binds wire fields to canonical fields.
     *
     * @param mapping canonical path to wire path, both dotted; what is not named binds to the same name
     * @param pointer the JSON pointer of the side in its file, for problems
     * @param problems gets everything that is wrong: a canonical field without a wire field, a wire field without a
     *     canonical one, a type that cannot become the other
     */
    public static BoundRecord bind(
            Contract contract,
            SideShape shape,
            Map<String, String> mapping,
            DecodeOptions options,
            String pointer,
            List<Problem> problems) {
        throw new UnsupportedOperationException();
    }
}
