package tallystick.wire.bincode;

import java.util.List;
import tallystick.wire.Dialect;
import tallystick.wire.serde.SerdeDialect;

/** The dialects of bincode: two eras, each with two of its configurations, little-endian. */
public final class Bincode {
    private Bincode() {}

    /** All of them. */
    public static List<Dialect> all() {
        return List.of(
                // bincode 1.3: bincode::serialize, and DefaultOptions with_fixint_encoding.
                new SerdeDialect("rust/bincode@1", new FixedCoding()),
                // bincode 1.3: DefaultOptions::new().
                new SerdeDialect("rust/bincode@1-varint", new MarkedCoding(false)),
                // bincode 2.0: config::standard().
                new SerdeDialect("rust/bincode@2", new MarkedCoding(true)),
                // bincode 2.0: config::legacy().
                new SerdeDialect("rust/bincode@2-legacy", new FixedCoding()));
    }
}
