package tallystick.wire.protobuf;

import tallystick.canonical.ByteSink;
import tallystick.canonical.RecordBuffer;
import tallystick.shape.BoundRecord;
import tallystick.wire.Findings;
import tallystick.wire.RecordEncoder;

/** Writes the record buffer as one message. */
final class ProtobufEncoder implements RecordEncoder {
    private final MessageWriter plan;
    private final WireOutput out = new WireOutput();

    ProtobufEncoder(BoundRecord record) {
        if (!record.isWhole()) {
            throw new IllegalArgumentException("the record is not wholly bound; its problems were reported");
        }
        this.plan = EncodePlan.compile(record);
    }

    @Override
    public boolean encode(RecordBuffer record, ByteSink into, Findings findings) {
        findings.clear();
        int start = into.length();
        out.reset(record, into, findings);
        plan.fields(out, 0);
        if (!findings.isEmpty()) {
            into.truncate(start);
            return false;
        }
        return true;
    }
}
