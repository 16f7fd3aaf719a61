package tallystick.wire.item;

import tallystick.canonical.RecordBuffer;
import tallystick.shape.BoundRecord;
import tallystick.wire.Findings;
import tallystick.wire.RecordCheck;
import tallystick.wire.RecordDecoder;
import tallystick.wire.RuleCounts;

/** Reads one record, all of whose bytes it must be. */
final class ItemDecoder implements RecordDecoder {
    private final BoundRecord record;
    private final Coding coding;
    private final Manner manner;
    private final int fields;
    private final StructReader plan;
    private final RecordCheck check;
    private final RuleCounts rules = new RuleCounts();
    private Input in;

    ItemDecoder(BoundRecord record, Coding coding, Manner manner) {
        if (!record.isWhole()) {
            throw new IllegalArgumentException("the record is not wholly bound; its problems were reported");
        }
        this.record = record;
        this.coding = coding;
        this.manner = manner;
        this.fields = record.contract().record().fields().size();
        this.plan = DecodePlan.compile(record, coding, manner);
        this.check = new RecordCheck(record.contract());
        this.in = input(new RecordBuffer(), new Findings());
    }

    private Input input(RecordBuffer buffer, Findings findings) {
        return new Input(
                coding, manner, buffer, findings, rules, record.options().maxDepth());
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
            in.finish();
        } catch (Input.Malformed e) {
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
