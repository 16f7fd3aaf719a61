package tallystick.wire.item;

import tallystick.shape.BoundRecord;
import tallystick.wire.PlannedEncoder;

/** Writes the record buffer as one value. */
final class ItemEncoder extends PlannedEncoder<Output> {
    private final StructWriter plan;

    ItemEncoder(BoundRecord record, Coding coding, Manner manner) {
        super(record, new Output(coding, manner));
        this.plan = EncodePlan.compile(record, coding, manner);
    }

    @Override
    protected void write() {
        plan.write(out, 0);
    }
}
