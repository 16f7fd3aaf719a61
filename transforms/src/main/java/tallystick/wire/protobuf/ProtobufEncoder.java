package tallystick.wire.protobuf;

import tallystick.shape.BoundRecord;
import tallystick.wire.PlannedEncoder;

/** Writes the record buffer as one message. */
final class ProtobufEncoder extends PlannedEncoder<WireOutput> {
    private final MessageWriter plan;

    ProtobufEncoder(BoundRecord record) {
        super(record, new WireOutput());
        this.plan = EncodePlan.compile(record);
    }

    @Override
    protected void write() {
        plan.fields(out, 0);
    }
}
