package tallystick.contract;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * The canonical schema of one dataset.
 *
 * @param name of the dataset
 * @param version 1 or more; raised with each change
 * @param record the fields of a record
 * @param key names of top-level required fields that identify a record, in the order of the key digest; never empty
 * @param types the named types that a {@link CanonicalType.Ref} may point to
 */
public record Contract(
        String name, int version, CanonicalType.StructType record, List<String> key, Map<String, CanonicalType> types)
        implements Serializable {
    public Contract {
        key = List.copyOf(key);
        types = Map.copyOf(types);
    }

    /** The type itself, or what it refers to. */
    public CanonicalType resolve(CanonicalType type) {
        if (type instanceof CanonicalType.Ref ref) {
            CanonicalType target = types.get(ref.name());
            if (target == null) {
                throw new IllegalArgumentException(
                        "contract " + name + " names the type " + ref.name() + " but does not declare it");
            }
            return target;
        }
        return type;
    }
}
