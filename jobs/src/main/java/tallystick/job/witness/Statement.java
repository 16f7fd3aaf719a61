package tallystick.job.witness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tallystick.check.tally.SliceTallies;
import tallystick.check.tally.SliceTally;
import tallystick.contract.Contract;
import tallystick.job.run.ExitCode;
import tallystick.job.run.JobException;

/**
 * What a witness says: counts and sums per slice, computed by a program in the side's own language with its original
 * library; docs/spec/witness.md describes the file.
 *
 * @param file where it was read from
 * @param side {@code source} or {@code target}
 * @param slices tally by slice
 */
public record Statement(String file, String side, Map<String, SliceTally> slices) {
    private static final Pattern SUM = Pattern.compile("[0-9a-f]{32}");
    private static final long LARGEST = 1L << 30;

    /**
     * Reads and checks a witness file.
     *
     * @throws JobException if it is none, or speaks of another contract
     */
    public static Statement read(String file, Contract contract) {
        JsonNode root;
        try {
            Path path = Path.of(file);
            if (Files.size(path) > LARGEST) {
                throw bad(file, "is larger than 1 GiB");
            }
            root = new ObjectMapper().readTree(Files.readAllBytes(path));
        } catch (IOException | java.nio.file.InvalidPathException e) {
            throw new JobException(
                    ExitCode.USAGE,
                    "the witness file " + file + " cannot be read: " + e.getMessage()
                            + ". docs/spec/witness.md says how one is made",
                    e);
        }
        String side = root.path("side").asText();
        if (!side.equals("source") && !side.equals("target")) {
            throw bad(file, "has the side `" + side + "`; it is source or target");
        }
        String named = root.path("contract").asText();
        int version = root.path("version").asInt();
        if (!named.equals(contract.name()) || version != contract.version()) {
            throw bad(
                    file,
                    "speaks of contract " + named + " version " + version + ", the migration of " + contract.name()
                            + " version " + contract.version());
        }
        Map<String, SliceTally> slices = new TreeMap<>();
        for (JsonNode slice : root.path("slices")) {
            String name = slice.path("slice").asText();
            String sum = slice.path("sum").asText();
            JsonNode count = slice.path("count");
            if (name.isEmpty() || !SUM.matcher(sum).matches() || !count.isIntegralNumber()) {
                throw bad(file, "has a slice without name, count or sum of 32 hexadecimal digits: " + slice);
            }
            SliceTally tally = new SliceTally(
                    count.asLong(),
                    Long.parseUnsignedLong(sum.substring(0, 16), 16),
                    Long.parseUnsignedLong(sum.substring(16), 16),
                    slice.path("rejected").asLong());
            if (slices.put(name, tally) != null) {
                throw bad(file, "names the slice " + name + " twice");
            }
        }
        return new Statement(file, side, slices);
    }

    private static JobException bad(String file, String what) {
        return new JobException(ExitCode.USAGE, "the witness file " + file + " " + what);
    }

    /** Slice to sentence, where the witness and this program do not agree. A slice without records need not be named. */
    public Map<String, String> disagreements(SliceTallies ours) {
        Map<String, String> disagreements = new TreeMap<>();
        for (String slice : ours.slices()) {
            SliceTally theirs = slices.get(slice);
            SliceTally here = ours.tally(slice);
            if (theirs == null && !here.equals(SliceTally.EMPTY)) {
                disagreements.put(slice, "the witness of the " + side + " does not speak of it");
            } else if (theirs != null && (!theirs.sameRecords(here) || theirs.rejected() != here.rejected())) {
                disagreements.put(
                        slice,
                        "the witness of the " + side + " counts " + theirs.count() + " records and " + theirs.rejected()
                                + " rejected with sum " + theirs.sum() + ", this program " + here.count() + " and "
                                + here.rejected() + " with sum " + here.sum());
            }
        }
        slices.forEach((slice, theirs) -> {
            if (!ours.contains(slice) && !theirs.equals(SliceTally.EMPTY)) {
                disagreements.put(slice, "only the witness of the " + side + " has it");
            }
        });
        return disagreements;
    }
}
