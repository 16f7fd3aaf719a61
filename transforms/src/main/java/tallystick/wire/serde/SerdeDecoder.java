package tallystick.wire.serde;

import tallystick.canonical.RecordBuffer;
import tallystick.shape.BoundRecord;
import tallystick.wire.Findings;
import tallystick.wire.PlannedDecoder;

/** Reads one record, all of whose bytes it must be. */
public final class SerdeDecoder extends PlannedDecoder<Input> {
    private final StructReader plan;

    public SerdeDecoder(BoundRecord record, Coding coding) {
        super(record);
        this.plan = DecodePlan.compile(record, coding);
    }

    @Override
    protected Input input(RecordBuffer buffer, Findings findings) {
        return new Input(buffer, findings, rules, record.options().maxDepth());
    }

    @Override
    protected boolean read(Input in) {
        plan.root(in);
        in.finish();
        return true;
    }
}
