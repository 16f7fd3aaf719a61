package tallystick.wire.json;

import tallystick.shape.BoundRecord;
import tallystick.wire.PlannedEncoder;

/** Writes the record buffer as one JSON object. */
final class JsonEncoder extends PlannedEncoder<JsonOutput> {
    private final StructWriter plan;

    JsonEncoder(BoundRecord record, JsonStyle style) {
        super(record, new JsonOutput(style));
        this.plan = EncodePlan.compile(record, style);
    }

    @Override
    protected void write() {
        plan.write(out, 0);
    }
}
