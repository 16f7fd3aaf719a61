package tallystick.wire.postcard;

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

/** postcard 1 as it writes and reads with serde, without COBS. */
public final class PostcardDialect implements Dialect {
    /** {@code postcard::to_allocvec} and {@code postcard::from_bytes}. */
    public static final PostcardDialect PLAIN = new PostcardDialect();

    private final Coding coding = new GroupedCoding();

    private PostcardDialect() {}

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
        return "rust/postcard@1";
    }

    @Override
    public String runtime() {
        return "rust";
    }

    @Override
    public int semantics() {
        return 1;
    }
}
