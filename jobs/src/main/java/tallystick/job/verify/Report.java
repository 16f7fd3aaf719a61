package tallystick.job.verify;

import java.io.PrintStream;
import java.util.Map;
import tallystick.job.run.JobContext;
import tallystick.job.run.StateFiles;
import tallystick.job.run.Verdict;

/** What {@code verify} prints. */
final class Report {
    private static final int MOST = 20;

    private Report() {}

    static void print(
            JobContext job, StateFiles home, Verdict verdict, Map<String, Object> pairs, Findings.Outcome located) {
        PrintStream out = job.out();
        if (job.json()) {
            out.println(new String(tallystick.job.run.Json.bytes(verdict), java.nio.charset.StandardCharsets.UTF_8));
            return;
        }
        out.println("verify " + verdict.migration() + ": " + verdict.outcome() + " - " + verdict.message());
        pairs.forEach((pair, verdicts) -> out.println("  " + pair.replace(",", " against ") + ": slices " + verdicts));
        if (!located.reasons().isEmpty()) {
            out.println("  findings by reason: " + located.reasons());
        }
        verdict.units().stream()
                .limit(MOST)
                .forEach(unit -> out.println("  " + unit.outcome() + " " + unit.unit() + ": " + unit.reason()
                        + (unit.quarantined() > 0 ? " (" + unit.quarantined() + " records)" : "")));
        if (verdict.units().size() > MOST) {
            out.println("  ... and " + (verdict.units().size() - MOST) + " more slices, see the verdict");
        }
        if (!located.capped().isEmpty()) {
            out.println("  of " + located.capped().size()
                    + " slices only limits.max_findings_per_slice records are stored; counts are exact");
        }
        out.println("  verdict: " + home.resolve(Verdict.path(verdict.runId())));
        if (located.total() > 0) {
            out.println("  next: tallystick quarantine list <migration file>");
        }
    }
}
