package tallystick.wire;

import tallystick.canonical.ByteSink;
import tallystick.canonical.RecordBuffer;
import tallystick.shape.BoundRecord;

/** Writes one record by a plan that was compiled for it; takes back what it wrote when anything is found. */
public abstract class PlannedEncoder<O extends RecordOutput> implements RecordEncoder {
    protected final O out;

    protected PlannedEncoder(BoundRecord record, O out) {
        if (!record.isWhole()) {
            throw new IllegalArgumentException("the record is not wholly bound; its problems were reported");
        }
        this.out = out;
    }

    /** Writes the record that {@link #out} holds. */
    protected abstract void write();

    @Override
    public boolean encode(RecordBuffer record, ByteSink into, Findings findings) {
        findings.clear();
        int start = into.length();
        out.reset(record, into, findings);
        write();
        if (!findings.isEmpty()) {
            into.truncate(start);
            return false;
        }
        return true;
    }
}
