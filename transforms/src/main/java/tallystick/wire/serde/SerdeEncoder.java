package tallystick.wire.serde;

import tallystick.shape.BoundRecord;
import tallystick.wire.PlannedEncoder;

/** Writes the record buffer, value after value. */
public final class SerdeEncoder extends PlannedEncoder<Output> {
    private final StructWriter plan;

    public SerdeEncoder(BoundRecord record, Coding coding) {
        super(record, new Output(coding));
        this.plan = EncodePlan.compile(record);
    }

    @Override
    protected void write() {
        plan.write(out, 0);
    }
}
