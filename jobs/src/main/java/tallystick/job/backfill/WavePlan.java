package tallystick.job.backfill;

import java.util.ArrayList;
import java.util.List;
import tallystick.store.Unit;

/** Cuts units into waves. Pure. */
final class WavePlan {
    private WavePlan() {}

    /**
     * Waves in the order of the units, each of at most that many bytes and units; a unit larger than that is a wave of
     * its own.
     */
    static List<List<Unit>> of(List<Unit> units, long mostBytes, int mostUnits) {
        List<List<Unit>> waves = new ArrayList<>();
        List<Unit> current = new ArrayList<>();
        long bytes = 0;
        for (Unit unit : units) {
            boolean full = current.size() >= mostUnits || bytes + unit.bytes() > mostBytes;
            if (full && !current.isEmpty()) {
                waves.add(List.copyOf(current));
                current.clear();
                bytes = 0;
            }
            current.add(unit);
            bytes += unit.bytes();
        }
        if (!current.isEmpty()) {
            waves.add(List.copyOf(current));
        }
        return waves;
    }
}
