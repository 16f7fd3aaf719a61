package tallystick.wire.gob;

import tallystick.canonical.ByteSink;
import tallystick.canonical.RecordBuffer;
import tallystick.shape.BoundRecord;
import tallystick.wire.Findings;
import tallystick.wire.RecordEncoder;

/** Writes records as one Go Encoder does: each type is defined before the first value that needs it. */
final class GobEncoder implements RecordEncoder {
    private final StructWriter plan;
    private final GoType type;
    private final TypeIds types = new TypeIds();
    private final GobOutput out = new GobOutput(types);

    GobEncoder(BoundRecord record) {
        if (!record.isWhole()) {
            throw new IllegalArgumentException("the record is not wholly bound; its problems were reported");
        }
        EncodePlan plans = new EncodePlan(record);
        this.type = plans.type();
        this.plan = plans.root();
    }

    @Override
    public void begin() {
        types.begin();
    }

    @Override
    public boolean encode(RecordBuffer record, ByteSink into, Findings findings) {
        findings.clear();
        int start = into.length();
        out.reset(record, into, findings);
        out.integer(types.describe(type, out));
        plan.write(out, 0);
        if (!findings.isEmpty()) {
            types.takeBack();
            into.truncate(start);
            return false;
        }
        out.flush();
        types.keep();
        return true;
    }
}
