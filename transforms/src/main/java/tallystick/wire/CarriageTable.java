package tallystick.wire;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tallystick.contract.CanonicalType;
import tallystick.contract.Contract;
import tallystick.contract.Field;

/** How each field of a contract is carried, as a dialect finds it out: of two words on one field the worse counts. */
public final class CarriageTable {
    private final Map<String, Carriage> found = new HashMap<>();

    public void put(String path, Carriage carriage) {
        found.merge(path, carriage, CarriageTable::worse);
    }

    public static Carriage worse(Carriage a, Carriage b) {
        return b.how().compareTo(a.how()) > 0 ? b : a;
    }

    public static Carriage rule(String why) {
        return new Carriage(Carriage.How.BY_RULE, why);
    }

    public static Carriage lossy(String why) {
        return new Carriage(Carriage.How.LOSSY, why);
    }

    public static Carriage impossible(String why) {
        return new Carriage(Carriage.How.IMPOSSIBLE, why);
    }

    public static String join(String prefix, String name) {
        return prefix.isEmpty() ? name : prefix + "." + name;
    }

    /** By dotted path in contract order; a struct, or a list or map of them, is named itself only when it is not exact. */
    public Map<String, Carriage> of(Contract contract) {
        Map<String, Carriage> ordered = new LinkedHashMap<>();
        order(contract, contract.record(), "", ordered, new HashSet<>());
        return ordered;
    }

    private void order(
            Contract contract,
            CanonicalType.StructType struct,
            String prefix,
            Map<String, Carriage> ordered,
            Set<CanonicalType> above) {
        for (Field field : struct.fields()) {
            String path = join(prefix, field.name());
            Carriage carriage = found.getOrDefault(path, Carriage.EXACT);
            CanonicalType.StructType inner = structIn(contract, field.type());
            boolean leaf = inner == null || above.contains(inner);
            if (leaf || carriage.how() != Carriage.How.EXACT) {
                ordered.put(path, carriage);
            }
            if (inner != null && !leaf) {
                above.add(inner);
                order(contract, inner, path, ordered, above);
                above.remove(inner);
            }
        }
    }

    /** The struct that the type is, or that its elements or values are. */
    private static CanonicalType.@Nullable StructType structIn(Contract contract, CanonicalType type) {
        CanonicalType target = contract.resolve(type);
        if (target instanceof CanonicalType.StructType struct) {
            return struct;
        }
        if (target instanceof CanonicalType.ListType list) {
            return structIn(contract, list.element());
        }
        return target instanceof CanonicalType.MapType map ? structIn(contract, map.value()) : null;
    }
}
