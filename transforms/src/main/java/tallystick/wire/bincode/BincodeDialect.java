package tallystick.wire.bincode;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tallystick.shape.BoundRecord;
import tallystick.wire.Carriage;
import tallystick.wire.Dialect;
import tallystick.wire.Framer;
import tallystick.wire.RecordDecoder;
import tallystick.wire.RecordEncoder;
import tallystick.wire.serde.Coding;
import tallystick.wire.serde.SerdeCarriage;
import tallystick.wire.serde.SerdeDecoder;
import tallystick.wire.serde.SerdeEncoder;
import tallystick.wire.serde.SerdeFramer;

/** bincode as one era of it writes and reads by one of its configurations, little-endian. */
public final class BincodeDialect implements Dialect {
    /** bincode 1.3: {@code bincode::serialize}, and {@code DefaultOptions} {@code with_fixint_encoding}. */
    public static final BincodeDialect V1 = new BincodeDialect("rust/bincode@1", new FixedCoding());
    /** bincode 1.3: {@code DefaultOptions::new()}. */
    public static final BincodeDialect V1_VARINT = new BincodeDialect("rust/bincode@1-varint", new MarkedCoding(false));
    /** bincode 2.0: {@code config::standard()}. */
    public static final BincodeDialect V2 = new BincodeDialect("rust/bincode@2", new MarkedCoding(true));
    /** bincode 2.0: {@code config::legacy()}. */
    public static final BincodeDialect V2_LEGACY = new BincodeDialect("rust/bincode@2-legacy", new FixedCoding());

    private final String text;
    private final Coding coding;

    private BincodeDialect(String text, Coding coding) {
        this.text = text;
        this.coding = coding;
    }

    /** All of them. */
    public static List<Dialect> all() {
        return List.of(V1, V1_VARINT, V2, V2_LEGACY);
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
    public Map<String, Carriage> carriage(BoundRecord record) {
        return SerdeCarriage.of(record);
    }

    @Override
    public String name() {
        return text;
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
        return text;
    }
}
