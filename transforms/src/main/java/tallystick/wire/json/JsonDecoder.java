package tallystick.wire.json;

import tallystick.canonical.RecordBuffer;
import tallystick.shape.BoundRecord;
import tallystick.wire.Findings;
import tallystick.wire.PlannedDecoder;

/** Reads one JSON object into the record buffer in one pass over its bytes. */
final class JsonDecoder extends PlannedDecoder<JsonInput> {
    private static final int GO_DEEPEST = 10_000;
    private static final int RUST_DEEPEST = 127;

    private final boolean go;
    private final JsonStyle.Jsoniter jsoniter;
    private final StructReader plan;

    JsonDecoder(BoundRecord record, JsonStyle style) {
        super(record);
        this.go = record.shape().runtime().equals("go");
        this.jsoniter = style.jsoniter();
        this.plan = DecodePlan.compile(record, style);
    }

    @Override
    protected JsonInput input(RecordBuffer buffer, Findings findings) {
        return new JsonInput(
                buffer,
                findings,
                rules,
                go ? GO_DEEPEST : RUST_DEEPEST,
                // serde_json passes over values without recursion, so without a limit.
                go ? GO_DEEPEST : Integer.MAX_VALUE,
                go ? "nested deeper than the 10,000 that Go reads" : "nested deeper than the 127 that serde_json reads",
                record.options().maxDepth(),
                jsoniter);
    }

    @Override
    protected boolean read(JsonInput in) {
        plan.root(in);
        if (in.peek() >= 0) {
            throw in.unexpected("the end of the record");
        }
        return true;
    }
}
