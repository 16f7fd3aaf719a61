package tallystick.shape;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import tallystick.contract.CanonicalType;
import tallystick.contract.Field;

/**
 * A struct of a side bound to a canonical struct. Fields of nested wire structs may land in this struct, and nested
 * canonical structs may be gathered from fields of this wire struct.
 *
 * <p>Recursive types make this a graph: it is complete only when binding is.
 */
public final class BoundStruct implements Serializable {
    private static final long serialVersionUID = 1;

    /** A member of the wire struct, in the order of its declaration. */
    public sealed interface Member extends Serializable {
        SideField field();
    }

    /**
     * A wire field and the canonical field it stands for.
     *
     * @param slots the positions to go down from the canonical struct: one for a field of its own, more for a field of
     *     a struct gathered here
     * @param path the canonical field's name, dotted, relative to the canonical struct
     */
    public record Bound(SideField field, int[] slots, Field target, String path, Binding binding) implements Member {}

    /**
     * A nested wire struct whose members stand for fields of this canonical struct.
     *
     * @param inline whether its members stand directly among those of the outer struct (embedded, flattened)
     * @param optional whether it is behind a pointer or Option
     */
    public record Spread(
            SideField field, boolean inline, boolean optional, boolean denyUnknownFields, List<Member> members)
            implements Member {}

    /** A wire field that is bound to nothing; only where unknown fields are declared to be ignored. */
    public record Dropped(SideField field) implements Member {}

    /** A canonical struct gathered from fields of this wire struct: where it is, and how many fields it has. */
    public record Gathered(int[] slots, int fields) implements Serializable {}

    private final CanonicalType.StructType type;
    private final String wireName;
    private final boolean denyUnknownFields;
    private final List<Member> members = new ArrayList<>();
    private final List<Gathered> gathered = new ArrayList<>();
    private final List<Field> unbound = new ArrayList<>();

    BoundStruct(CanonicalType.StructType type, String wireName, boolean denyUnknownFields) {
        this.type = type;
        this.wireName = wireName;
        this.denyUnknownFields = denyUnknownFields;
    }

    /** The canonical struct. */
    public CanonicalType.StructType type() {
        return type;
    }

    /** The name of the side's type. */
    public String wireName() {
        return wireName;
    }

    public boolean denyUnknownFields() {
        return denyUnknownFields;
    }

    /** The wire struct's members in the order of their declaration. */
    public List<Member> members() {
        return members;
    }

    /** Structs inside the canonical struct that have no wire struct of their own, outer ones first. */
    public List<Gathered> gathered() {
        return gathered;
    }

    /** Canonical fields directly in this struct that the side has no field for. */
    public List<Field> unbound() {
        return unbound;
    }
}
