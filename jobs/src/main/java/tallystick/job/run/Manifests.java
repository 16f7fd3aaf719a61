package tallystick.job.run;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** The manifests of one migration's backfill. */
public final class Manifests {
    private static final String FOLDER = "manifests";
    private static final String JSON = ".json";
    private static final String COMMITTED = ".committed";

    private final StateFiles state;

    /** @param state the folder of the job; manifests are in {@code manifests} below it */
    public Manifests(StateFiles state) {
        this.state = state;
    }

    /**
     * A manifest and, if it is known to be committed, the version it became.
     *
     * @param version of the canonical table, or empty while that is not known
     */
    public record Entry(Manifest manifest, OptionalLong version) {}

    /** The name of a wave's manifest; names sort in the order of commits. */
    public static String name(long epoch, int wave) {
        return String.format("%08d-%06d", epoch, wave) + JSON;
    }

    /** All manifests, oldest first. */
    public List<Entry> all() {
        List<String> names = state.names(FOLDER);
        Set<String> there = new HashSet<>(names);
        List<Entry> entries = new ArrayList<>();
        for (String name : names) {
            if (name.endsWith(JSON)) {
                String path = FOLDER + "/" + name;
                Manifest manifest = Json.read(state.read(path).orElseThrow(), Manifest.class, state.resolve(path));
                OptionalLong version = there.contains(name + COMMITTED)
                        ? OptionalLong.of(Long.parseLong(
                                new String(state.read(path + COMMITTED).orElseThrow(), StandardCharsets.UTF_8).strip()))
                        : OptionalLong.empty();
                entries.add(new Entry(manifest, version));
            }
        }
        return entries;
    }

    /** Writes a new manifest. */
    public void write(Manifest manifest) {
        if (!state.create(FOLDER + "/" + manifest.name(), manifest.bytes())) {
            throw new JobException(
                    ExitCode.LEASE_HELD,
                    state.resolve(FOLDER + "/" + manifest.name())
                            + " is there already: another run works with the same lease; this run stops");
        }
    }

    /** Writes down that the manifest's commit was seen in the table. */
    public void markCommitted(Manifest manifest, long version) {
        state.write(
                FOLDER + "/" + manifest.name() + COMMITTED,
                Long.toString(version).getBytes(StandardCharsets.UTF_8));
    }

    /** Takes away a manifest whose commit can never happen any more. */
    public void discard(Manifest manifest) {
        state.delete(FOLDER + "/" + manifest.name());
    }
}
