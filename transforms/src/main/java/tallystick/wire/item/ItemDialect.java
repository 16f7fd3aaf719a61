package tallystick.wire.item;

import java.util.Map;
import java.util.Optional;
import tallystick.shape.BoundRecord;
import tallystick.wire.Carriage;
import tallystick.wire.Dialect;
import tallystick.wire.Framer;
import tallystick.wire.RecordDecoder;
import tallystick.wire.RecordEncoder;

/** A format whose values say what they are, as a library writes it. */
public final class ItemDialect implements Dialect {
    private final String name;
    private final Coding coding;
    private final Manner manner;

    public ItemDialect(String name, Coding coding, Manner manner) {
        this.name = name;
        this.coding = coding;
        this.manner = manner;
    }

    @Override
    public RecordDecoder decoder(BoundRecord record) {
        return new ItemDecoder(record, coding, manner);
    }

    @Override
    public RecordEncoder encoder(BoundRecord record) {
        return new ItemEncoder(record, coding, manner);
    }

    @Override
    public Optional<Framer> framer(BoundRecord record) {
        return Optional.of(new ItemFramer(coding, manner));
    }

    @Override
    public boolean isPositional(BoundRecord record) {
        return manner.structs() == Manner.Structs.ARRAYS;
    }

    @Override
    public Map<String, Carriage> carriage(BoundRecord record) {
        return ItemCarriage.of(record, manner);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String runtime() {
        return manner.go() ? "go" : "rust";
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
