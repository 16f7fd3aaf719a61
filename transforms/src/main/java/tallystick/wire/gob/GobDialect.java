package tallystick.wire.gob;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tallystick.shape.BoundRecord;
import tallystick.wire.Carriage;
import tallystick.wire.Dialect;
import tallystick.wire.Framer;
import tallystick.wire.RecordDecoder;
import tallystick.wire.RecordEncoder;
import tallystick.wire.TypeReader;

/**
 * Streams of encoding/gob. There are no eras: versions of Go differ in the first type id that they hand out, and ids mean
 * only what their stream says they do.
 */
public final class GobDialect implements Dialect {
    private static final GobDialect ONLY = new GobDialect();

    private GobDialect() {}

    /** The one there is. */
    public static List<Dialect> all() {
        return List.of(ONLY);
    }

    @Override
    public String name() {
        return "go/encoding-gob";
    }

    @Override
    public String runtime() {
        return "go";
    }

    @Override
    public RecordDecoder decoder(BoundRecord record) {
        return new GobDecoder(record);
    }

    @Override
    public RecordEncoder encoder(BoundRecord record) {
        return new GobEncoder(record);
    }

    @Override
    public Optional<Framer> framer(BoundRecord record) {
        return Optional.of(new GobFramer());
    }

    @Override
    public Optional<TypeReader> typeReader() {
        return Optional.of(new GobTypeReader());
    }

    @Override
    public Map<String, Carriage> carriage(BoundRecord record) {
        return GobCarriage.of(record);
    }

    @Override
    public int semantics() {
        return 1;
    }

    @Override
    public String toString() {
        return name();
    }
}
