package tallystick.contract;

import java.io.Serializable;
import java.util.Set;

/**
 * A field of a struct.
 *
 * @param id permanent, 1 or more, unique within the struct, never used again for another field
 * @param name an identifier, unique within the struct ignoring case; it may change, the id may not
 * @param equivalences the rules by which different wire values mean the same here
 */
public record Field(int id, String name, CanonicalType type, Presence presence, Set<Equivalence> equivalences)
        implements Serializable {
    public Field {
        equivalences = Set.copyOf(equivalences);
        if (id < 1) {
            throw new IllegalArgumentException("field " + name + " has id " + id + "; ids start at 1");
        }
    }

    /** A field without equivalences. */
    public Field(int id, String name, CanonicalType type, Presence presence) {
        this(id, name, type, presence, Set.of());
    }

    public boolean has(Equivalence equivalence) {
        return equivalences.contains(equivalence);
    }
}
