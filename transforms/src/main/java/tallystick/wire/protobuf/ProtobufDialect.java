package tallystick.wire.protobuf;

import java.util.List;
import java.util.Map;
import tallystick.shape.BoundRecord;
import tallystick.wire.Carriage;
import tallystick.wire.Dialect;
import tallystick.wire.RecordDecoder;
import tallystick.wire.RecordEncoder;

/** Protobuf's binary form. A message does not say where it ends: in a file each stands behind its length. */
public final class ProtobufDialect implements Dialect {
    private static final List<Dialect> ALL = List.of(new ProtobufDialect("go/protobuf", "go"));

    private final String name;
    private final String runtime;

    private ProtobufDialect(String name, String runtime) {
        this.name = name;
        this.runtime = runtime;
    }

    public static List<Dialect> all() {
        return ALL;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String runtime() {
        return runtime;
    }

    @Override
    public RecordDecoder decoder(BoundRecord record) {
        return new ProtobufDecoder(record);
    }

    @Override
    public RecordEncoder encoder(BoundRecord record) {
        return new ProtobufEncoder(record);
    }

    @Override
    public boolean isDescribed() {
        return true;
    }

    @Override
    public boolean isPositional(BoundRecord record) {
        return true;
    }

    @Override
    public Map<String, Carriage> carriage(BoundRecord record) {
        return ProtobufCarriage.of(record);
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
