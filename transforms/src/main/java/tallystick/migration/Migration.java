package tallystick.migration;

import java.util.List;
import java.util.Map;

/**
 * What is carried from where to where, and what must hold: docs/spec/migration.md. All paths are absolute, or URIs of a
 * Hadoop file system.
 *
 * @param name the folder below the state root, so letters, digits, dots, hyphens and underscores
 * @param contract the local path of the contract file
 * @param state the state root
 * @param canonical the canonical Delta table
 * @param slices functions of the canonical row that make up the unit of verdict; empty: the unit
 */
public record Migration(
        String name,
        String contract,
        String state,
        String canonical,
        Side source,
        Side target,
        List<Mapping> mapping,
        List<String> slices,
        Limits limits,
        Waves waves,
        List<Check> checks,
        Gates gates) {
    public Migration {
        mapping = List.copyOf(mapping);
        slices = List.copyOf(slices);
        checks = List.copyOf(checks);
    }

    public Side side(SideName side) {
        return side == SideName.SOURCE ? source : target;
    }

    /** Where everything that runs of this migration leave behind is: {@code <state>/<name>}. */
    public String home() {
        return state + "/" + name;
    }

    /** Whether the unit of verdict is the unit. */
    public boolean slicesAreUnits() {
        return slices.isEmpty();
    }

    /** Canonical path to wire path, of the fields that the side calls otherwise. */
    public Map<String, String> mapping(SideName side) {
        return Mapping.on(side, mapping);
    }
}
