package tallystick.wire.json;

import tallystick.canonical.RecordBuffer;
import tallystick.shape.BoundRecord;
import tallystick.wire.Findings;
import tallystick.wire.RecordCheck;
import tallystick.wire.RecordDecoder;
import tallystick.wire.RuleCounts;

/** Reads one JSON object into the record buffer in one pass over its bytes. */
final class JsonDecoder implements RecordDecoder {
    private static final int GO_DEEPEST = 10_000;
    private static final int RUST_DEEPEST = 127;

    private final BoundRecord record;
    private final boolean go;
    private final JsonStyle.Jsoniter jsoniter;
    private final int fields;
    private final StructReader plan;
    private final RecordCheck check;
    private final RuleCounts rules = new RuleCounts();
    private JsonInput in;

    JsonDecoder(BoundRecord record, JsonStyle style) {
        if (!record.isWhole()) {
            throw new IllegalArgumentException("the record is not wholly bound; its problems were reported");
        }
        this.record = record;
        this.go = record.shape().runtime().equals("go");
        this.jsoniter = style.jsoniter();
        this.fields = record.contract().record().fields().size();
        this.plan = DecodePlan.compile(record, style);
        this.check = new RecordCheck(record.contract());
        this.in = input(new RecordBuffer(), new Findings());
    }

    private JsonInput input(RecordBuffer buffer, Findings findings) {
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
    public boolean decode(byte[] input, int from, int to, RecordBuffer into, Findings findings) {
        if (in.buffer != into || in.findings != findings) {
            in = input(into, findings);
        }
        findings.clear();
        into.reset(input, fields);
        in.reset(input, from, to);
        try {
            plan.root(in);
            if (in.peek() >= 0) {
                throw in.unexpected("the end of the record");
            }
        } catch (JsonInput.Malformed e) {
            in.reportMalformed(e);
            return false;
        }
        check.check(into, findings, rules);
        return true;
    }

    @Override
    public RuleCounts rules() {
        return rules;
    }
}
