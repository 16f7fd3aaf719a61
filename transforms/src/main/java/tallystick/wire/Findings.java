package tallystick.wire;

import java.util.ArrayList;
import java.util.List;
import tallystick.canonical.Violation;

/** What decoding one record found; reused from record to record, empty for most. At most {@value #MOST} are kept, all are counted. */
public final class Findings {
    /** How many findings of one record are kept. */
    public static final int MOST = 64;

    private final List<Finding> kept = new ArrayList<>();
    private int count;

    public void clear() {
        kept.clear();
        count = 0;
    }

    public void add(Reason reason, String path, int offset, String detail) {
        add(new Finding(reason, path, offset, detail));
    }

    public void add(Finding finding) {
        count++;
        if (kept.size() < MOST) {
            kept.add(finding);
        }
    }

    /** Adds what the canonical form objects to, under the reason codes of the same names. */
    public void addAll(List<Violation> violations) {
        for (Violation violation : violations) {
            add(Reason.valueOf(violation.kind().name()), violation.path(), violation.offset(), violation.detail());
        }
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** How many were added, kept or not. */
    public int count() {
        return count;
    }

    /** Whether one of that path was added and kept. */
    public boolean names(String path) {
        for (Finding finding : kept) {
            if (finding.path().equals(path)) {
                return true;
            }
        }
        return false;
    }

    /** Takes back all but the first {@code newCount}: for a decoder that tried an alternative. */
    public void truncate(int newCount) {
        count = Math.min(count, newCount);
        while (kept.size() > count) {
            kept.remove(kept.size() - 1);
        }
    }

    /** The kept ones, in the order they were found. */
    public List<Finding> list() {
        return List.copyOf(kept);
    }
}
