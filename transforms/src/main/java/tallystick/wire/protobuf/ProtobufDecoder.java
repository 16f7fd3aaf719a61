package tallystick.wire.protobuf;

import tallystick.canonical.RecordBuffer;
import tallystick.shape.BoundRecord;
import tallystick.wire.Findings;
import tallystick.wire.RecordCheck;
import tallystick.wire.RecordDecoder;
import tallystick.wire.RuleCounts;

/** Reads one message, all of whose bytes it must be. */
final class ProtobufDecoder implements RecordDecoder {
    private final BoundRecord record;
    private final int fields;
    private final MessageReader plan;
    private final RecordCheck check;
    private final RuleCounts rules = new RuleCounts();
    private WireInput in;

    ProtobufDecoder(BoundRecord record) {
        if (!record.isWhole()) {
            throw new IllegalArgumentException("the record is not wholly bound; its problems were reported");
        }
        this.record = record;
        this.fields = record.contract().record().fields().size();
        this.plan = DecodePlan.compile(record);
        this.check = new RecordCheck(record.contract());
        this.in = input(new RecordBuffer(), new Findings());
    }

    private WireInput input(RecordBuffer buffer, Findings findings) {
        return new WireInput(buffer, findings, rules, record.options());
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
        } catch (WireInput.Malformed e) {
            findings.clear();
            findings.add(e.reason(), "", e.at(), e.detail());
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
