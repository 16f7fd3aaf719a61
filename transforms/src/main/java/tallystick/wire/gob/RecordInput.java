package tallystick.wire.gob;

import tallystick.canonical.RecordBuffer;
import tallystick.wire.FieldPath;
import tallystick.wire.Findings;
import tallystick.wire.Reason;
import tallystick.wire.RuleCounts;

/** A frame on its way into a record buffer. */
final class RecordInput extends GobInput {
    final RecordBuffer buffer;
    final Findings findings;
    final RuleCounts rules;
    final FieldPath path = new FieldPath();

    RecordInput(WireTypes types, int deepest, RecordBuffer buffer, Findings findings, RuleCounts rules) {
        super(types, deepest);
        this.buffer = buffer;
        this.findings = findings;
        this.rules = rules;
    }

    void find(Reason reason, int at, String detail) {
        findings.add(reason, path.toString(), offset(at), detail);
    }

    void find(Reason reason, String name, int at, String detail) {
        findings.add(reason, path.with(name), offset(at), detail);
    }
}
