package tallystick.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The units of a side at one moment, sorted by id. */
public final class Listing {
    private final Map<String, Unit> units = new TreeMap<>();

    public Listing(List<Unit> units) {
        for (Unit unit : units) {
            this.units.put(unit.id(), unit);
        }
    }

    public List<Unit> units() {
        return List.copyOf(units.values());
    }

    public Optional<Unit> unit(String id) {
        return Optional.ofNullable(units.get(id));
    }

    public long files() {
        return units.values().stream().mapToLong(unit -> unit.files().size()).sum();
    }

    public long bytes() {
        return units.values().stream().mapToLong(Unit::bytes).sum();
    }

    /**
     * How units of this listing differ from the same units of a later one, by unit id, in words. Units that only the
     * later listing has are not named.
     */
    public Map<String, String> changesUntil(Listing later) {
        Map<String, String> changes = new TreeMap<>();
        for (Unit unit : units.values()) {
            Unit now = later.units.get(unit.id());
            if (now == null) {
                changes.put(unit.id(), "its folder vanished while it was read");
            } else if (!now.fingerprint().equals(unit.fingerprint())) {
                changes.put(unit.id(), "changed while it was read: " + difference(unit, now));
            }
        }
        return changes;
    }

    private static String difference(Unit before, Unit after) {
        Map<String, FileEntry> now = new HashMap<>();
        after.files().forEach(file -> now.put(file.path(), file));
        List<String> parts = new ArrayList<>();
        for (FileEntry file : before.files()) {
            FileEntry other = now.remove(file.path());
            if (other == null) {
                parts.add(file.path() + " is gone");
            } else if (other.size() != file.size()) {
                parts.add(file.path() + " had " + file.size() + " bytes, has " + other.size());
            } else if (!other.stamp().equals(file.stamp())) {
                parts.add(file.path() + " was written again");
            }
        }
        now.values().stream()
                .sorted(Comparator.comparing(FileEntry::path))
                .forEach(file -> parts.add(file.path() + " is new"));
        int most = 3;
        return String.join("; ", parts.subList(0, Math.min(most, parts.size())))
                + (parts.size() > most ? "; and " + (parts.size() - most) + " more" : "");
    }
}
