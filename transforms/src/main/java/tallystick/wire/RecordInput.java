package tallystick.wire;

import java.util.Map;
import tallystick.canonical.RecordBuffer;

/** The bytes of one record on their way into a record buffer, and where findings go. Formats add how they read. */
public abstract class RecordInput {
    private static final long MOST_TRIED_PER_BYTE = 256;
    private static final long MOST_TRIED = 16_000_000;

    public final RecordBuffer buffer;
    public final Findings findings;
    public final RuleCounts rules;
    public final FieldPath path = new FieldPath();
    private final Malformed malformed = new Malformed();

    public byte[] bytes = new byte[0];
    /** Where the next byte is. */
    public int pos;
    /** Where the bytes end that may be read. */
    public int end;

    private int start;

    /** How many variants of an untagged union are being tried, one inside the other: what is found then is not told. */
    public int trying;

    private long tried;

    protected RecordInput(RecordBuffer buffer, Findings findings, RuleCounts rules) {
        this.buffer = buffer;
        this.findings = findings;
        this.rules = rules;
    }

    /** Takes the record in {@code input[from, to)}. */
    public void reset(byte[] input, int from, int to) {
        bytes = input;
        start = from;
        pos = from;
        end = to;
        trying = 0;
        tried = 0;
        path.clear();
    }

    /** The offset that findings show for that place: counted from the start of the record. */
    public int offset(int place) {
        return place - start;
    }

    /** What stands before the details of {@link #fail}: which field is being read. */
    protected String failing() {
        return path.toString();
    }

    /** The record cannot be read on from that place; to be thrown. */
    public final Malformed fail(Reason reason, int place, String detail) {
        return failed(reason, place, false, detail);
    }

    public final Malformed fail(int place, String detail) {
        return fail(Reason.MALFORMED, place, detail);
    }

    /** The record is sound as far as it goes, which is not far enough; to be thrown. */
    protected final Malformed ended(int place, String detail) {
        return failed(Reason.MALFORMED, place, true, detail);
    }

    private Malformed failed(Reason reason, int place, boolean ended, String detail) {
        String here = failing();
        return malformed.set(reason, offset(place), ended, here.isEmpty() ? detail : here + ": " + detail);
    }

    /** Something about the value at that place. */
    public final void find(Reason reason, int place, String detail) {
        findings.add(reason, path.toString(), offset(place), detail);
    }

    /** Something about what has that name inside of the value. */
    public final void find(Reason reason, String name, int place, String detail) {
        findings.add(reason, path.with(name), offset(place), detail);
    }

    /** Goes down to the value of a map whose key is in that node, or is not shown but counted. */
    public final void enterKey(int key, int position) {
        if (buffer.kind(key) == RecordBuffer.TEXT) {
            path.enter(buffer.bytes(key), buffer.offset(key), buffer.length(key));
        } else {
            path.enter(position);
        }
    }

    /** Makes the integer in the node, which was read at that place, the id of the variant that it stands for. */
    public final void setVariant(int node, int place, Map<Long, Integer> ids) {
        Integer id = buffer.kind(node) == RecordBuffer.INT ? ids.get(buffer.integer(node)) : null;
        if (id == null) {
            find(Reason.RANGE, place, buffer.big(node) + " is none of the enum's values");
            buffer.absent(node);
        } else {
            buffer.setInt(node, id);
        }
    }

    /**
     * Ends a trial that began there. Alternatives within alternatives that fail at their ends take time exponential in
     * their depth, in serde too; a record that asks for that is refused.
     */
    public final void endTrial(int from) {
        trying--;
        tried += pos - from;
        if (tried > MOST_TRIED_PER_BYTE * (end - start) + MOST_TRIED) {
            throw fail(Reason.OVERSIZE, from, "untagged variants within untagged variants take too many trials");
        }
    }
}
