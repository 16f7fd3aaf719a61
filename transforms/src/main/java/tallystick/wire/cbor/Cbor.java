package tallystick.wire.cbor;

import java.util.List;
import java.util.Set;
import tallystick.wire.Dialect;
import tallystick.wire.item.Freedom;
import tallystick.wire.item.ItemDialect;
import tallystick.wire.item.Manner;
import tallystick.wire.item.SerdeTypes;

/** The dialects of CBOR. */
public final class Cbor {
    private static final Manner CIBORIUM = new Manner(
            false,
            Manner.Structs.MAPS,
            Manner.Order.VALUES,
            true,
            Set.of(
                    Freedom.BYTES_FROM_ARRAY,
                    Freedom.LIST_FROM_BYTES,
                    Freedom.SINGLE_FROM_REAL,
                    Freedom.NAME_FROM_BYTES),
            new SerdeTypes());

    private Cbor() {}

    /** All of them. */
    public static List<Dialect> all() {
        return List.of(new ItemDialect("rust/ciborium@0.2", new CborCoding(), CIBORIUM));
    }
}
