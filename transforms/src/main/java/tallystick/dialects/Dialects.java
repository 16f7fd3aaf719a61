package tallystick.dialects;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tallystick.wire.Dialect;
import tallystick.wire.bincode.Bincode;
import tallystick.wire.cbor.Cbor;
import tallystick.wire.csv.CsvDialect;
import tallystick.wire.gob.GobDialect;
import tallystick.wire.json.JsonDialect;
import tallystick.wire.msgpack.MessagePack;
import tallystick.wire.postcard.Postcard;
import tallystick.wire.protobuf.ProtobufDialect;

/**
 * Every dialect there is. To add one: write its package under {@code tallystick.wire}, add its line here, and a page
 * under docs/dialects.
 */
public final class Dialects {
    private static final List<Dialect> ALL = Stream.of(
                    JsonDialect.all(),
                    GobDialect.all(),
                    Bincode.all(),
                    Postcard.all(),
                    CsvDialect.all(),
                    MessagePack.all(),
                    Cbor.all(),
                    ProtobufDialect.all())
            .flatMap(List::stream)
            .toList();

    private Dialects() {}

    public static List<Dialect> all() {
        return ALL;
    }

    /** The dialect of that name. */
    public static Optional<Dialect> named(String name) {
        return ALL.stream().filter(dialect -> dialect.name().equals(name)).findFirst();
    }
}
