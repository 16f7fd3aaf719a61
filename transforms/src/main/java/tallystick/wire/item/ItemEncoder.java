package tallystick.wire.item;

import tallystick.canonical.ByteSink;
import tallystick.canonical.RecordBuffer;
import tallystick.shape.BoundRecord;
import tallystick.wire.Findings;
import tallystick.wire.RecordEncoder;

/** Writes the record buffer as one value. */
final class ItemEncoder implements RecordEncoder {
    private final StructWriter plan;
    private final Output out;

    ItemEncoder(BoundRecord record, Coding coding, Manner manner) {
        if (!record.isWhole()) {
            throw new IllegalArgumentException("the record is not wholly bound; its problems were reported");
        }
        this.plan = EncodePlan.compile(record, coding, manner);
        this.out = new Output(coding, manner);
    }

    @Override
    public boolean encode(RecordBuffer record, ByteSink into, Findings findings) {
        findings.clear();
        int start = into.length();
        out.reset(record, into, findings);
        plan.write(out, 0);
        if (!findings.isEmpty()) {
            into.truncate(start);
            return false;
        }
        return true;
    }
}
