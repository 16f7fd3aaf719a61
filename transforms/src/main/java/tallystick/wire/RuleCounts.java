package tallystick.wire;

import java.util.Map;
import java.util.TreeMap;

/** How often each declared rule changed a value, by {@code field path: rule}. Mergeable; not safe for use by several threads. */
public final class RuleCounts {
    private final Map<String, Long> counts = new TreeMap<>();

    public void count(String rule) {
        counts.merge(rule, 1L, Long::sum);
    }

    /** Takes over what another counted, which begins again with nothing. */
    public void take(RuleCounts other) {
        other.counts.forEach((rule, count) -> counts.merge(rule, count, Long::sum));
        other.counts.clear();
    }

    public Map<String, Long> snapshot() {
        return new TreeMap<>(counts);
    }

    public void clear() {
        counts.clear();
    }
}
