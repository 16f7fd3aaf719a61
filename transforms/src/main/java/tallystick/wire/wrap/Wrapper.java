package tallystick.wire.wrap;

import java.util.List;

/** Wraps records so that an {@link Unwrapper} of the same wrappings finds them. Not safe for use by several threads. */
public final class Wrapper implements AutoCloseable {
    private final List<Step> steps;
    private final List<Span> spans;
    private final Span given = new Span();
    private Span wrapped = given;

    /** @param wrappings each of which can be written; the outermost first */
    public Wrapper(List<Wrapping> wrappings) {
        Wrapping.unwritable(wrappings).ifPresent(wrapping -> {
            throw new IllegalArgumentException(wrapping.word() + " cannot be written");
        });
        this.steps = wrappings.stream().map(Step::of).toList();
        this.spans = wrappings.stream().map(wrapping -> new Span()).toList();
    }

    /** Puts on everything. */
    public void wrap(byte[] bytes, int from, int to) {
        given.set(bytes, from, to);
        wrapped = given;
        for (int i = steps.size() - 1; i >= 0; i--) {
            Span made = spans.get(i);
            steps.get(i).wrap(wrapped, made);
            wrapped = made;
        }
    }

    /** The array that holds the wrapped record, until the next call of {@link #wrap}. */
    public byte[] bytes() {
        return wrapped.bytes;
    }

    public int from() {
        return wrapped.from;
    }

    public int to() {
        return wrapped.to;
    }

    @Override
    public void close() {
        steps.forEach(Step::close);
    }
}
