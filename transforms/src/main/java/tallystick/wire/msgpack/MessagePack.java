package tallystick.wire.msgpack;

import java.util.EnumSet;
import java.util.List;
import tallystick.wire.Dialect;
import tallystick.wire.item.Freedom;
import tallystick.wire.item.ItemDialect;
import tallystick.wire.item.Manner;

/** The dialects of MessagePack. */
public final class MessagePack {
    private static final PackCoding CODING = new PackCoding();

    /** rmp-serde reads what is there and lets serde take what it takes; it reads structs either way. */
    private static final Manner RMP = new Manner(
            false, Manner.Structs.ARRAYS, Manner.Order.VALUES, false, EnumSet.allOf(Freedom.class), new RmpTypes());

    private MessagePack() {}

    /** All of them. */
    public static List<Dialect> all() {
        return List.of(
                // rmp-serde 1: to_vec.
                new ItemDialect("rust/rmp-serde@1", CODING, RMP),
                // rmp-serde 1: to_vec_named.
                new ItemDialect("rust/rmp-serde@1-named", CODING, RMP.writing(Manner.Structs.MAPS)));
    }
}
