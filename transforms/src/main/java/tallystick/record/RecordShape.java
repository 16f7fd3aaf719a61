package tallystick.record;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tallystick.shape.BoundRecord;

/** One of the shapes that a side's records may have, or a route that some of its records go. */
public final class RecordShape implements Serializable {
    private static final long serialVersionUID = 1;

    private final List<Condition> when;
    private final @Nullable BoundRecord bound;
    private final String route;
    private final boolean isStripped;
    private final TreeMap<String, Serializable> constants;

    private RecordShape(
            List<Condition> when,
            @Nullable BoundRecord bound,
            String route,
            boolean isStripped,
            Map<String, Serializable> constants) {
        this.when = List.copyOf(when);
        this.bound = bound;
        this.route = route;
        this.isStripped = isStripped;
        this.constants = new TreeMap<>(constants);
    }

    /**
     * A shape of this contract's records.
     *
     * @param when all must be met; none: it is for every record that gets so far
     * @param bound to the contract, or to the contract and further fields behind its own: {@code constants}
     * @param isStripped whether the first bytes that {@code when} demands are no part of the record
     * @param constants the values of further fields, in the order of their names, which stand in the records and in no row
     */
    public static RecordShape of(
            List<Condition> when, BoundRecord bound, boolean isStripped, Map<String, Serializable> constants) {
        return new RecordShape(when, bound, "", isStripped, constants);
    }

    /** Records that go elsewhere. */
    public static RecordShape routed(List<Condition> when, String route) {
        if (route.isEmpty()) {
            throw new IllegalArgumentException("a route has a name");
        }
        return new RecordShape(when, null, route, false, Map.of());
    }

    List<Condition> when() {
        return when;
    }

    /** The record bound to the contract; empty for a route. */
    public Optional<BoundRecord> bound() {
        return Optional.ofNullable(bound);
    }

    /** The route that its records go; empty for a shape of this contract's records. */
    String route() {
        return route;
    }

    /** How many bytes stand before the record itself. */
    int stripped() {
        return isStripped ? prefix().length : 0;
    }

    /** What stands before the record itself. */
    byte[] prefix() {
        for (Condition condition : when) {
            if (isStripped && condition instanceof Condition.FirstBytes first) {
                byte[] bytes = new byte[first.bytes().size()];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = first.bytes().get(i).byteValue();
                }
                return bytes;
            }
        }
        return new byte[0];
    }

    List<Serializable> constants() {
        return List.copyOf(constants.values());
    }

    /** The name of its type, or where its records go: as in reports. */
    public String name() {
        return bound == null ? "-> " + route : bound.shape().record();
    }

    /** Whether it is the one shape of records that say nothing of which shape they have. */
    boolean isPlain() {
        return bound != null && when.isEmpty() && constants.isEmpty();
    }
}
