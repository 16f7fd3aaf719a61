package tallystick.wire;

import org.jspecify.annotations.Nullable;
import tallystick.canonical.RecordBuffer;
import tallystick.shape.BoundRecord;

/** Reads one record by a plan that was compiled for it, and then checks what the contract says of the whole. */
public abstract class PlannedDecoder<I extends RecordInput> implements RecordDecoder {
    protected final BoundRecord record;
    protected final RuleCounts rules = new RuleCounts();
    private final int fields;
    private final RecordCheck check;
    private @Nullable I current;

    protected PlannedDecoder(BoundRecord record) {
        if (!record.isWhole()) {
            throw new IllegalArgumentException("the record is not wholly bound; its problems were reported");
        }
        this.record = record;
        this.fields = record.contract().record().fields().size();
        this.check = new RecordCheck(record.contract());
    }

    /** Makes an input for that buffer; asked again only when the buffer or the findings are others. */
    protected abstract I input(RecordBuffer buffer, Findings findings);

    /**
     * Reads all of the record that the input holds.
     *
     * @return false if it is no record of the contract, which is found
     */
    protected abstract boolean read(I in);

    @Override
    public final boolean decode(byte[] input, int from, int to, RecordBuffer into, Findings findings) {
        I in = current;
        if (in == null || in.buffer != into || in.findings != findings) {
            in = input(into, findings);
            current = in;
        }
        findings.clear();
        into.reset(input, fields);
        in.reset(input, from, to);
        try {
            if (!read(in)) {
                return false;
            }
        } catch (Malformed e) {
            findings.clear();
            findings.add(e.reason(), "", e.at(), e.detail());
            return false;
        }
        check.check(into, findings, rules);
        return true;
    }

    @Override
    public final RuleCounts rules() {
        return rules;
    }
}
