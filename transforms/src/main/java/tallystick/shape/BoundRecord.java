package tallystick.shape;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import tallystick.contract.Contract;
import tallystick.contract.Problem;

/** A side's record shape bound to a contract: for each wire field its canonical field. */
public final class BoundRecord implements Serializable {
    private static final long serialVersionUID = 1;

    private final Contract contract;
    private final SideShape shape;
    private final DecodeOptions options;
    private final BoundStruct root;
    private final List<String> unbound;
    private final boolean whole;

    BoundRecord(
            Contract contract,
            SideShape shape,
            DecodeOptions options,
            BoundStruct root,
            List<String> unbound,
            boolean whole) {
        this.contract = contract;
        this.shape = shape;
        this.options = options;
        this.root = root;
        this.unbound = List.copyOf(unbound);
        this.whole = whole;
    }

    /**
     * Binds wire fields to canonical fields.
     *
     * <p>A path goes down through structs, and through lists, maps, pointers and options to the struct inside. A path
     * whose first part is a type of the contract (of the side) speaks of that type wherever it occurs.
     *
     * @param mapping canonical path to wire path, both dotted; what is not named binds to the same name. A variant of an
     *     enum or union is named like a field of it.
     * @param pointer the JSON pointer of the side in its file, for problems
     * @param problems gets everything that is wrong: a canonical field without a wire field, a wire field without a
     *     canonical one, a type that cannot become the other
     * @return the binding; of no use to a dialect when problems of severity ERROR were added
     */
    public static BoundRecord bind(
            Contract contract,
            SideShape shape,
            Map<String, String> mapping,
            DecodeOptions options,
            String pointer,
            List<Problem> problems) {
        return new Binder(contract, shape, mapping, options, pointer, problems).bind();
    }

    public Contract contract() {
        return contract;
    }

    public SideShape shape() {
        return shape;
    }

    public DecodeOptions options() {
        return options;
    }

    /** The record itself. */
    public BoundStruct root() {
        return root;
    }

    /** The dotted paths of wire fields that are bound to no field of the contract, which were reported. */
    public List<String> unbound() {
        return unbound;
    }

    /** Whether everything is bound, so that a dialect can compile it. */
    public boolean isWhole() {
        return whole;
    }
}
