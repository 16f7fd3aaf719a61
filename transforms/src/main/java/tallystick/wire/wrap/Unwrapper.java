package tallystick.wire.wrap;

import java.util.List;
import tallystick.wire.Finding;
import tallystick.wire.Reason;

/** Takes from each record what is wrapped around it, the outermost first. Not safe for use by several threads. */
public final class Unwrapper implements AutoCloseable {
    private final List<Wrapping> wrappings;
    private final List<Step> steps;
    private final List<Span> spans;
    private final Span stored = new Span();
    private final int most;
    private Span record = stored;
    private Finding fault = new Finding(Reason.MALFORMED, "", -1, "");

    /** @param most how many bytes may come out of a step */
    public Unwrapper(List<Wrapping> wrappings, int most) {
        this.wrappings = List.copyOf(wrappings);
        this.steps = wrappings.stream().map(Step::of).toList();
        this.spans = wrappings.stream().map(wrapping -> new Span()).toList();
        this.most = most;
    }

    /** Takes off everything; whether it was as declared. */
    public boolean unwrap(byte[] bytes, int from, int to) {
        stored.set(bytes, from, to);
        record = stored;
        for (int i = 0; i < steps.size(); i++) {
            Span made = spans.get(i);
            try {
                steps.get(i).unwrap(record, made, most);
            } catch (UnwrapException e) {
                fault = new Finding(
                        e.reason(), "", -1, "unwrap step " + wrappings.get(i).word() + ": " + e.getMessage());
                return false;
            }
            record = made;
        }
        return true;
    }

    /** The array that holds the unwrapped record, until the next call of {@link #unwrap}. */
    public byte[] bytes() {
        return record.bytes;
    }

    public int from() {
        return record.from;
    }

    public int to() {
        return record.to;
    }

    /** What was not as declared, after {@link #unwrap} returned false: MALFORMED or OVERSIZE. */
    public Finding fault() {
        return fault;
    }

    @Override
    public void close() {
        steps.forEach(Step::close);
    }
}
