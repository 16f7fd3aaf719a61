package tallystick.wire.gob;

import tallystick.canonical.ByteSink;
import tallystick.canonical.RecordBuffer;
import tallystick.shape.BoundRecord;
import tallystick.wire.Findings;
import tallystick.wire.PlannedEncoder;

/** Writes records as one Go Encoder does: each type is defined before the first value that needs it. */
final class GobEncoder extends PlannedEncoder<GobOutput> {
    private final StructWriter plan;
    private final GoType type;

    GobEncoder(BoundRecord record) {
        super(record, new GobOutput(new TypeIds()));
        EncodePlan plans = new EncodePlan(record);
        this.type = plans.type();
        this.plan = plans.root();
    }

    @Override
    public void begin() {
        out.types.begin();
    }

    @Override
    protected void write() {
        out.integer(out.types.describe(type, out));
        plan.write(out, 0);
    }

    @Override
    public boolean encode(RecordBuffer record, ByteSink into, Findings findings) {
        if (!super.encode(record, into, findings)) {
            out.types.takeBack();
            return false;
        }
        out.flush();
        out.types.keep();
        return true;
    }
}
