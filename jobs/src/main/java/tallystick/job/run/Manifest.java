package tallystick.job.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tallystick.contract.Contract;
import tallystick.contract.ContractChange;
import tallystick.contract.ContractFile;

/**
 * What a wave is about to commit; written before the commit and never changed. docs/spec/tables.md.
 *
 * @param name the file's name
 * @param runId of the run
 * @param attemptId of the wave's quarantine rows and tallies
 * @param transaction the number of the commit's transaction
 * @param tableId of the Delta table
 * @param tableVersion the newest version before the commit
 * @param migration its name
 * @param contract the contract, as it was
 * @param basis SHA-256 of everything that decides what a unit's bytes mean: contract, side, mapping, slices, limits,
 *     semantics
 * @param configHash of the migration file as resolved
 * @param semantics the number of decoder, mapping and encoding
 * @param build of this program
 * @param readAt when the bytes were read, ISO 8601
 * @param units in the commit
 * @param leftOut units that were to be in it and were not read to their end, and why
 */
public record Manifest(
        String name,
        String runId,
        String attemptId,
        long transaction,
        String tableId,
        long tableVersion,
        String migration,
        JsonNode contract,
        String basis,
        String configHash,
        int semantics,
        String build,
        String readAt,
        List<UnitResult> units,
        Map<String, String> leftOut) {
    public Manifest {
        units = List.copyOf(units);
        leftOut = new TreeMap<>(leftOut);
    }

    /** The file's bytes. */
    byte[] bytes() {
        return Json.bytes(this);
    }

    /** What the commit says about this manifest. */
    public String userMetadata() {
        return "{\"tallystick\":{\"manifest\":\"" + name + "\",\"sha256\":\"" + Json.sha256(bytes()) + "\"}}";
    }

    public int contractVersion() {
        return contract.path("version").asInt();
    }

    /**
     * Makes sure that rows written by this manifest's contract mean the same by another.
     *
     * @param table where they are
     * @throws JobException naming every change that is not compatible
     */
    public void assertCompatible(Contract now, String table) {
        if (contract.equals(ContractFile.toJson(now))) {
            return;
        }
        Optional<Contract> earlier = ContractFile.parse(contract, "", new ArrayList<>());
        if (earlier.isEmpty()) {
            return;
        }
        ContractChange change = ContractChange.between(earlier.get(), now);
        if (!change.isCompatible()) {
            throw new JobException(
                    ExitCode.USAGE,
                    "the contract " + earlier.get().name() + " changed since the last run, so that rows already in "
                            + table + " would mean something else: " + String.join("; ", change.incompatible())
                            + ". Undo that, or backfill into a new table (canonical.path) under a new migration name; while the"
                            + " contract is still a draft, remove the state and the table, and begin again");
        }
    }
}
