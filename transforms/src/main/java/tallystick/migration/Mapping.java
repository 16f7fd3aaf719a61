package tallystick.migration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A canonical field that a side calls otherwise.
 *
 * @param field the dotted canonical path
 * @param source the dotted path in the source's records; empty when it is the same
 * @param target the dotted path in the target's records; empty when it is the same
 */
public record Mapping(String field, Optional<String> source, Optional<String> target) {
    public Optional<String> on(SideName side) {
        return side == SideName.SOURCE ? source : target;
    }

    /** Canonical path to wire path, of the fields that the side calls otherwise. */
    static Map<String, String> on(SideName side, List<Mapping> mappings) {
        Map<String, String> paths = new LinkedHashMap<>();
        for (Mapping mapping : mappings) {
            mapping.on(side).ifPresent(path -> paths.put(mapping.field(), path));
        }
        return paths;
    }
}
