package tallystick.job.backfill;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import tallystick.check.tally.Filing;
import tallystick.job.run.ExitCode;
import tallystick.job.run.Job;
import tallystick.job.run.JobContext;
import tallystick.job.run.JobException;
import tallystick.job.run.Verdict;
import tallystick.migration.Format;
import tallystick.migration.Migration;
import tallystick.migration.SideName;
import tallystick.migration.Store;
import tallystick.store.FileStore;
import tallystick.store.Glob;
import tallystick.store.UnitLayout;

/** {@code backfill}: the source's files become rows of the canonical table. */
public final class BackfillJob implements Job {
    private static final int MOST_UNITS_PRINTED = 10;

    @Override
    public ExitCode run(JobContext context) {
        Backfill.Request request = request(context);
        Verdict verdict = new Backfill(context.spark(), request, step -> {}).run();
        ExitCode code = codeOf(verdict);
        if (verdict.outcome().equals("ERROR")) {
            throw new JobException(code, verdict.message());
        }
        print(context, verdict);
        return code;
    }

    private static Backfill.Request request(JobContext context) {
        Migration migration = context.migration();
        if (migration.source().store().kind().isTable()) {
            throw new JobException(
                    ExitCode.USAGE,
                    "the source is a table of canonical columns already; backfill reads files. Point canonical.path at the"
                            + " table and run verify");
        }
        Format format = migration.source().requireFormat();
        Store store = migration.source().store();
        SidePlan plan = new SidePlan(
                context.records(SideName.SOURCE),
                migration.slices(),
                Filing.of(context.contract(), layout(store), store.filedBy()).orElse(null));
        return new Backfill.Request(
                migration.name(),
                migration.home(),
                migration.canonical(),
                store(store),
                format.framing(plan.records(), migration.limits().maxRecordBytes()),
                plan,
                plan.basis(migration, SideName.SOURCE),
                context.configHash(),
                migration.waves().bytes(),
                migration.waves().units(),
                migration.gates().allowEmpty(),
                migration.gates().maxQuarantined(),
                globs(context.option("units").orElse("")),
                context.flag("force"),
                context.runId());
    }

    /** The files of a side. */
    public static FileStore store(Store store) {
        return new FileStore(store.path(), layout(store), store.include().orElse(null), store.compression());
    }

    /** Which folders of a side are units. */
    public static UnitLayout layout(Store store) {
        return store.units().map(UnitLayout::of).orElse(UnitLayout.FOLDERS);
    }

    /** Patterns separated by commas; commas inside braces belong to a pattern. */
    static List<Glob> globs(String expression) {
        List<Glob> globs = new ArrayList<>();
        int braces = 0;
        int start = 0;
        for (int i = 0; i <= expression.length(); i++) {
            char c = i < expression.length() ? expression.charAt(i) : ',';
            braces += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (c == ',' && braces <= 0 || i == expression.length()) {
                String pattern = expression.substring(start, i).strip();
                if (!pattern.isEmpty()) {
                    try {
                        globs.add(Glob.of(pattern));
                    } catch (IllegalArgumentException e) {
                        throw new JobException(ExitCode.USAGE, "--units: " + e.getMessage(), e);
                    }
                }
                start = i + 1;
            }
        }
        return globs;
    }

    private static ExitCode codeOf(Verdict verdict) {
        for (ExitCode code : ExitCode.values()) {
            if (code.number() == verdict.exitCode()) {
                return code;
            }
        }
        throw new IllegalStateException("no exit code " + verdict.exitCode());
    }

    private static void print(JobContext context, Verdict verdict) {
        PrintStream out = context.out();
        if (context.json()) {
            out.println(verdict.json());
            return;
        }
        out.println(verdict.outcome() + "  " + verdict.message());
        List<Verdict.UnitVerdict> units = verdict.units();
        for (Verdict.UnitVerdict unit : units.subList(0, Math.min(MOST_UNITS_PRINTED, units.size()))) {
            out.println("  " + unit.unit() + "  " + unit.outcome() + "  " + unit.reason());
        }
        if (units.size() > MOST_UNITS_PRINTED) {
            out.println("  and " + (units.size() - MOST_UNITS_PRINTED) + " more units, in verdict.json");
        }
        out.println("rows " + verdict.counts().getOrDefault("rows", 0L) + ", quarantined "
                + verdict.counts().getOrDefault("quarantined", 0L) + ", table "
                + context.migration().canonical());
    }
}
