package tallystick.wire.serde;

import java.util.Map;
import java.util.Optional;
import tallystick.shape.BoundRecord;
import tallystick.wire.Carriage;
import tallystick.wire.Dialect;
import tallystick.wire.Framer;
import tallystick.wire.RecordDecoder;
import tallystick.wire.RecordEncoder;

/** A format of serde without names and types: what sets one apart from another is how it writes numbers. */
public final class SerdeDialect implements Dialect {
    private final String name;
    private final Coding coding;

    public SerdeDialect(String name, Coding coding) {
        this.name = name;
        this.coding = coding;
    }

    @Override
    public RecordDecoder decoder(BoundRecord record) {
        return new SerdeDecoder(record, coding);
    }

    @Override
    public RecordEncoder encoder(BoundRecord record) {
        return new SerdeEncoder(record, coding);
    }

    @Override
    public Optional<Framer> framer(BoundRecord record) {
        return Optional.of(new SerdeFramer(record, coding));
    }

    @Override
    public boolean endsByShape() {
        return true;
    }

    @Override
    public boolean isPositional(BoundRecord record) {
        return true;
    }

    @Override
    public Map<String, Carriage> carriage(BoundRecord record) {
        return SerdeCarriage.of(record);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String runtime() {
        return "rust";
    }

    @Override
    public int semantics() {
        return 1;
    }

    @Override
    public String toString() {
        return name;
    }
}
