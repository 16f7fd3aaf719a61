package tallystick.wire.item;

import tallystick.canonical.RecordBuffer;
import tallystick.shape.BoundRecord;
import tallystick.wire.Findings;
import tallystick.wire.PlannedDecoder;

/** Reads one record, all of whose bytes it must be. */
final class ItemDecoder extends PlannedDecoder<Input> {
    private final Coding coding;
    private final Manner manner;
    private final StructReader plan;

    ItemDecoder(BoundRecord record, Coding coding, Manner manner) {
        super(record);
        this.coding = coding;
        this.manner = manner;
        this.plan = DecodePlan.compile(record, coding, manner);
    }

    @Override
    protected Input input(RecordBuffer buffer, Findings findings) {
        return new Input(
                coding, manner, buffer, findings, rules, record.options().maxDepth());
    }

    @Override
    protected boolean read(Input in) {
        plan.root(in);
        in.finish();
        return true;
    }
}
