package tallystick.job.run;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run ended with: the content of {@code verdict.json}, as docs/spec/tables.md describes it.
 *
 * @param runId of the run
 * @param job {@code backfill}, {@code verify} ...
 * @param migration its name
 * @param contract name and version
 * @param configHash of the migration file as resolved
 * @param build of this program
 * @param startedAt ISO 8601, UTC
 * @param finishedAt the same
 * @param outcome MATCH, DIFFER, INCOMPLETE or ERROR
 * @param exitCode of the process
 * @param message one sentence
 * @param basis {@code read} or {@code ledger}
 * @param counts the denominators, exact
 * @param units those that are not MATCH, at most {@link #MOST_UNITS}
 * @param details what only this job says
 */
public record Verdict(
        String runId,
        String job,
        String migration,
        ContractName contract,
        String configHash,
        String build,
        String startedAt,
        String finishedAt,
        String outcome,
        int exitCode,
        String message,
        String basis,
        Map<String, Long> counts,
        List<UnitVerdict> units,
        Map<String, Object> details) {
    /** How many units are named. */
    public static final int MOST_UNITS = 10_000;

    /** Which contract. */
    public record ContractName(String name, int version) {}

    /** What became of one unit. */
    public record UnitVerdict(String unit, String outcome, String reason, long records, long rows, long quarantined) {}

    public Verdict {
        counts = new TreeMap<>(counts);
        units = units.size() > MOST_UNITS ? List.copyOf(units.subList(0, MOST_UNITS)) : List.copyOf(units);
        details = new TreeMap<>(details);
    }

    /**
     * Writes {@code runs/<run id>/verdict.json}, whole or not at all.
     *
     * @param home the folder of the migration
     */
    public void write(StateFiles home) {
        home.write(path(runId), Json.bytes(this));
    }

    /** The content of the file. */
    public String json() {
        return new String(Json.bytes(this), java.nio.charset.StandardCharsets.UTF_8);
    }

    /** The path of a run's verdict in the folder of the migration. */
    public static String path(String runId) {
        return "runs/" + runId + "/verdict.json";
    }
}
