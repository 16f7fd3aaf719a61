package tallystick.wire.protobuf;

import tallystick.canonical.RecordBuffer;
import tallystick.shape.BoundRecord;
import tallystick.wire.Findings;
import tallystick.wire.PlannedDecoder;

/** Reads one message, all of whose bytes it must be. */
final class ProtobufDecoder extends PlannedDecoder<WireInput> {
    private final MessageReader plan;

    ProtobufDecoder(BoundRecord record) {
        super(record);
        this.plan = DecodePlan.compile(record);
    }

    @Override
    protected WireInput input(RecordBuffer buffer, Findings findings) {
        return new WireInput(buffer, findings, rules, record.options());
    }

    @Override
    protected boolean read(WireInput in) {
        plan.root(in);
        return true;
    }
}
