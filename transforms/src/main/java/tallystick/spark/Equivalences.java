package tallystick.spark;

import tallystick.contract.CanonicalType;
import tallystick.contract.CanonicalType.Alternative;
import tallystick.contract.CanonicalType.ListType;
import tallystick.contract.CanonicalType.MapType;
import tallystick.contract.CanonicalType.TupleType;
import tallystick.contract.CanonicalType.UnionType;
import tallystick.contract.Contract;
import tallystick.contract.Field;

/** Where a contract declares equivalences. */
final class Equivalences {
    private Equivalences() {}

    /** Whether any field, at any depth, declares one. */
    static boolean any(Contract contract) {
        if (within(contract.record())) {
            return true;
        }
        for (CanonicalType type : contract.types().values()) {
            if (within(type)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a field within values of the type declares one; what references refer to is not looked at. */
    static boolean within(CanonicalType type) {
        if (type instanceof CanonicalType.StructType struct) {
            for (Field field : struct.fields()) {
                if (!field.equivalences().isEmpty() || within(field.type())) {
                    return true;
                }
            }
        } else if (type instanceof ListType list) {
            return within(list.element());
        } else if (type instanceof MapType map) {
            return within(map.value());
        } else if (type instanceof TupleType tuple) {
            return tuple.elements().stream().anyMatch(Equivalences::within);
        } else if (type instanceof UnionType union) {
            for (Alternative alternative : union.alternatives()) {
                CanonicalType payload = alternative.payload();
                if (payload != null && within(payload)) {
                    return true;
                }
            }
        }
        return false;
    }
}
