package tallystick.wire.postcard;

import java.util.List;
import tallystick.wire.Dialect;
import tallystick.wire.serde.SerdeDialect;

/** The dialects of postcard 1. */
public final class Postcard {
    private Postcard() {}

    /** All of them. */
    public static List<Dialect> all() {
        // postcard::to_allocvec and postcard::from_bytes, without COBS.
        return List.of(new SerdeDialect("rust/postcard@1", new GroupedCoding()));
    }
}
