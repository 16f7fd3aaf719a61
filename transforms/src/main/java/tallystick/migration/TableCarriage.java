package tallystick.migration;

import java.util.LinkedHashMap;
import java.util.Map;
import tallystick.contract.CanonicalType;
import tallystick.contract.CanonicalType.ListType;
import tallystick.contract.CanonicalType.MapType;
import tallystick.contract.CanonicalType.Scalar;
import tallystick.contract.CanonicalType.StructType;
import tallystick.contract.CanonicalType.TimestampType;
import tallystick.contract.CanonicalType.TupleType;
import tallystick.contract.CanonicalType.UnionType;
import tallystick.contract.Contract;
import tallystick.contract.Field;
import tallystick.contract.Presence;
import tallystick.wire.Carriage;
import tallystick.wire.Carriage.How;

/** How a table whose columns are the canonical ones carries each field, as far as that can be known without looking at it. */
final class TableCarriage {
    private TableCarriage() {}

    /** For each top-level field of the contract, in its order. */
    static Map<String, Carriage> of(Contract contract) {
        Map<String, Carriage> carriage = new LinkedHashMap<>();
        for (Field field : contract.record().fields()) {
            carriage.put(field.name(), of(contract, field));
        }
        return carriage;
    }

    private static Carriage of(Contract contract, Field field) {
        if (field.presence() == Presence.TRISTATE) {
            return lossy("null and absent are one NULL where the table has no column _residue");
        }
        CanonicalType type = contract.resolve(field.type());
        if (type instanceof TimestampType timestamp) {
            if (timestamp.keepsOffset()) {
                return lossy("the offset is lost where the table has no column " + field.name() + "__offset");
            }
            return timestamp.precision() > 6
                    ? lossy("nanoseconds are lost where the table has no column " + field.name() + "__nanos")
                    : Carriage.EXACT;
        }
        if (type == Scalar.STRING) {
            return Carriage.EXACT;
        }
        if (type == Scalar.DATETIME) {
            return lossy("nanoseconds are lost where the table has no column _residue");
        }
        if (type instanceof ListType
                || type instanceof MapType
                || type instanceof StructType
                || type instanceof TupleType
                || type instanceof UnionType) {
            return new Carriage(
                    How.BY_RULE,
                    "nested values are what their columns say; what columns cannot say needs the column _residue");
        }
        return Carriage.EXACT;
    }

    private static Carriage lossy(String why) {
        return new Carriage(How.LOSSY, why);
    }
}
