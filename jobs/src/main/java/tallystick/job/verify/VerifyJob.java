package tallystick.job.verify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.CollectionAccumulator;
import tallystick.canonical.SliceFunction;
import tallystick.check.compare.Located;
import tallystick.check.compare.Locating;
import tallystick.check.compare.Side;
import tallystick.check.compare.SliceComparison;
import tallystick.check.compare.SliceVerdict;
import tallystick.check.tally.SideScan;
import tallystick.check.tally.SideTally;
import tallystick.check.tally.UnreadableUnitsException;
import tallystick.contract.Contract;
import tallystick.job.run.Build;
import tallystick.job.run.ExitCode;
import tallystick.job.run.Job;
import tallystick.job.run.JobContext;
import tallystick.job.run.JobException;
import tallystick.job.run.Manifests;
import tallystick.job.run.MeaningSettings;
import tallystick.job.run.Progress;
import tallystick.job.run.StateFiles;
import tallystick.job.run.Verdict;
import tallystick.job.witness.Statement;
import tallystick.migration.Migration;
import tallystick.migration.SideName;
import tallystick.store.Glob;
import tallystick.store.Listing;
import tallystick.store.StoreException;
import tallystick.store.Unit;
import tallystick.wire.Carriage;

/** {@code verify}: reads two or three sides again, compares their tallies, and finds the records that differ. */
public final class VerifyJob implements Job {
    /** One side before it is read. */
    private record Planned(Side side, SideScan scan, List<Unit> units) {}

    /** One side while it is compared. */
    private record Compared(
            Side side, SideScan scan, Listing listing, SideTally tally, Map<String, String> incomplete) {}

    /** Two sides and what all their slices came to. */
    private record Pair(Compared first, Compared second, List<SliceVerdict> verdicts) {
        String name() {
            return first.side().code() + "," + second.side().code();
        }
    }

    private static final String FILTERED = "filtered_";

    private final Consumer<Step> steps;

    public VerifyJob() {
        this(step -> {});
    }

    /** @param steps is told of each step when it was made */
    VerifyJob(Consumer<Step> steps) {
        this.steps = steps;
    }

    @Override
    public ExitCode run(JobContext job) {
        Instant started = Instant.now();
        List<Side> sides = Scans.sides(job.option("sides"));
        Optional<Glob> wanted = job.option("slices").map(Glob::of);
        Migration migration = job.migration();
        Contract contract = job.contract();
        Optional<SliceFunction> slices = migration.slicesAreUnits()
                ? Optional.empty()
                : Optional.of(SliceFunction.compile(contract, migration.slices()));
        List<Statement> witnesses = new ArrayList<>();
        for (String file :
                job.option("witness").map(files -> files.split(",", -1)).orElse(new String[0])) {
            witnesses.add(Statement.read(file, contract));
        }
        SparkSession spark = job.spark();
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        StateFiles home = new StateFiles(context.hadoopConfiguration(), migration.home());
        MeaningSettings.assertOn(spark);
        TallyWaves waves = new TallyWaves(context, home, job.runId(), job.configHash(), migration.waves(), steps);
        if (sides.contains(Side.CANONICAL)) {
            assertTableIsOfContract(context, migration, contract);
        }
        try {
            boolean resumed = !waves.begin();
            List<Compared> compared = tally(job, waves, sides, slices, wanted);
            List<Pair> pairs =
                    compare(compared, slices.isEmpty(), migration.gates().allowEmpty());
            Map<String, String> disagreements = disagreements(witnesses, compared, wanted);
            Findings findings = new Findings(
                    job,
                    home,
                    compared.stream().map(side -> read(job, side)).toList(),
                    new Findings.Extent(slices.isEmpty(), slices.isPresent() || wanted.isEmpty(), resumed),
                    started,
                    steps);
            Findings.Outcome located = locate(job, findings, compared, pairs, slices, wanted);
            ExitCode code = end(job, home, started, compared, judged(pairs, wanted), disagreements, located, wanted);
            waves.forget();
            return code;
        } catch (StoreException e) {
            throw JobException.of(e);
        } finally {
            context.setJobDescription(null);
        }
    }

    /** What a backfill wrote by another contract is not compared as if it were of this one. */
    private static void assertTableIsOfContract(JavaSparkContext context, Migration migration, Contract contract) {
        StateFiles backfill = new StateFiles(context.hadoopConfiguration(), migration.home() + "/backfill");
        new Manifests(backfill)
                .all().stream()
                        .filter(entry -> entry.version().isPresent())
                        .max(Comparator.comparingLong(entry -> entry.version().getAsLong()))
                        .ifPresent(entry -> entry.manifest().assertCompatible(contract, migration.canonical()));
    }

    // ---- tallies

    private List<Compared> tally(
            JobContext job, TallyWaves waves, List<Side> sides, Optional<SliceFunction> slices, Optional<Glob> wanted) {
        Predicate<Unit> choice =
                unit -> slices.isPresent() || wanted.isEmpty() || wanted.get().matches(unit.id());
        List<Planned> planned = new ArrayList<>();
        long units = 0;
        long bytes = 0;
        String example = "";
        for (Side side : sides) {
            SideScan scan = Scans.of(job, side);
            Listing listing = scan.list();
            List<Unit> chosen = listing.units().stream().filter(choice).toList();
            planned.add(new Planned(side, scan, chosen));
            example = listing.units().stream().findFirst().map(Unit::id).orElse(example);
            units += chosen.size();
            bytes += chosen.stream().mapToLong(Unit::bytes).sum();
        }
        if (units == 0) {
            throw new JobException(ExitCode.USAGE, "--slices matches no unit of any side; units are as " + example);
        }
        steps.accept(Step.PLANNED);
        Progress progress = Progress.onStandardError(units, bytes);
        for (Planned plan : planned) {
            Scans.layout(job, plan.side())
                    .ifPresent(layout -> progress.sayIfNotCut(plan.side().code(), layout, plan.units()));
        }
        List<SideTally> tallies = AtOnce.all(planned.stream()
                .<Callable<SideTally>>map(plan -> () -> waves.tally(
                        plan.side(), plan.scan(), Scans.semantics(job, plan.side()), plan.units(), slices, progress))
                .toList());
        List<Compared> compared = new ArrayList<>();
        for (int i = 0; i < planned.size(); i++) {
            Planned plan = planned.get(i);
            SideTally tally = tallies.get(i);
            Map<String, String> incomplete = new TreeMap<>(tally.incomplete());
            compared.add(new Compared(plan.side(), plan.scan(), new Listing(plan.units()), tally, incomplete));
        }
        steps.accept(Step.TALLIED);
        for (Compared side : compared) {
            changes(side, choice).forEach(side.incomplete()::putIfAbsent);
        }
        steps.accept(Step.LISTED_AGAIN);
        return compared;
    }

    /** What was listed before must still be what is there now, no less and no more. Unit to what happened to it. */
    private static Map<String, String> changes(Compared side, Predicate<Unit> choice) {
        Listing now;
        try {
            now = side.scan().list();
        } catch (StoreException e) {
            if (e.kind() == StoreException.Kind.OUTSIDE) {
                throw e;
            }
            Map<String, String> all = new TreeMap<>();
            side.listing()
                    .units()
                    .forEach(unit -> all.put(unit.id(), "changed while it was read: now " + e.getMessage()));
            return all;
        }
        Map<String, String> changes = new TreeMap<>(side.listing().changesUntil(now));
        now.units().stream()
                .filter(unit ->
                        choice.test(unit) && side.listing().unit(unit.id()).isEmpty())
                .forEach(unit -> changes.put(unit.id(), "appeared while the others were read"));
        return changes;
    }

    private static List<Pair> compare(List<Compared> compared, boolean slicesAreUnits, boolean allowEmpty) {
        SliceComparison comparison = new SliceComparison(allowEmpty, slicesAreUnits);
        List<Pair> pairs = new ArrayList<>();
        for (int first = 0; first < compared.size(); first++) {
            for (int second = first + 1; second < compared.size(); second++) {
                Compared a = compared.get(first);
                Compared b = compared.get(second);
                pairs.add(new Pair(
                        a,
                        b,
                        comparison.compare(
                                a.side().code(),
                                a.tally().slices(),
                                a.incomplete(),
                                b.side().code(),
                                b.tally().slices(),
                                b.incomplete())));
            }
        }
        return pairs;
    }

    /** The pairs with the slices that were asked for. */
    private static List<Pair> judged(List<Pair> pairs, Optional<Glob> wanted) {
        List<Pair> judged = new ArrayList<>();
        for (Pair pair : pairs) {
            List<SliceVerdict> verdicts = pair.verdicts().stream()
                    .filter(verdict -> wanted.isEmpty() || wanted.get().matches(verdict.slice()))
                    .toList();
            if (verdicts.isEmpty()) {
                throw new JobException(ExitCode.USAGE, "--slices matches no slice of either side");
            }
            judged.add(new Pair(pair.first(), pair.second(), verdicts));
        }
        return judged;
    }

    private static Map<String, String> disagreements(
            List<Statement> witnesses, List<Compared> compared, Optional<Glob> wanted) {
        Map<String, String> disagreements = new TreeMap<>();
        for (Statement witness : witnesses) {
            Compared side = compared.stream()
                    .filter(candidate -> candidate.side().code().equals(witness.side()))
                    .findFirst()
                    .orElseThrow(() -> new JobException(
                            ExitCode.USAGE,
                            "the witness file " + witness.file() + " speaks of the " + witness.side()
                                    + ", which is not among the sides compared"));
            witness.disagreements(side.tally().slices()).forEach((slice, why) -> {
                if (wanted.isEmpty() || wanted.get().matches(slice)) {
                    disagreements.merge(slice, why, (a, b) -> a + "; " + b);
                }
            });
        }
        return disagreements;
    }

    // ---- the records that differ

    private static Findings.Read read(JobContext job, Compared side) {
        Map<String, String> units = new HashMap<>();
        side.listing().units().forEach(unit -> units.put(unit.id(), unit.fingerprint()));
        return new Findings.Read(
                side.side(),
                side.tally().slices(),
                side.tally().filtered(),
                units,
                Scans.semantics(job, side.side()),
                side.scan().tableVersion());
    }

    /** Where slices are functions of the record all are looked through, also those that were not asked for: they share units. */
    private Findings.Outcome locate(
            JobContext job,
            Findings findings,
            List<Compared> compared,
            List<Pair> pairs,
            Optional<SliceFunction> slices,
            Optional<Glob> wanted) {
        Set<String> unreadable = new HashSet<>();
        compared.forEach(side -> unreadable.addAll(side.incomplete().keySet()));
        Predicate<String> incomplete = slices.isPresent() ? slice -> !unreadable.isEmpty() : unreadable::contains;
        Set<String> differing = new TreeSet<>();
        for (Pair pair : pairs) {
            pair.verdicts().stream()
                    .filter(v -> v.verdict() == tallystick.check.compare.Verdict.DIFFER)
                    .filter(v -> !incomplete.test(v.slice()))
                    .forEach(v -> differing.add(v.slice()));
        }
        if (differing.isEmpty()) {
            return findings.none(incomplete);
        }
        List<List<Unit>> units = new ArrayList<>();
        for (Compared side : compared) {
            units.add(side.listing().units().stream()
                    .filter(unit -> slices.isPresent() || differing.contains(unit.id()))
                    .toList());
        }
        Locating locating = new Locating(
                job.contract(),
                compared.stream().map(Compared::side).toList(),
                slices,
                job.migration().limits().maxFindingsPerSlice());
        JavaSparkContext context = JavaSparkContext.fromSparkContext(job.spark().sparkContext());
        context.setJobDescription("verify: find the records that differ in " + differing.size() + " slices");
        CollectionAccumulator<String> gone = context.sc().collectionAccumulator("units that became unreadable");
        JavaRDD<Located> located;
        try {
            List<SideScan> scans = compared.stream().map(Compared::scan).toList();
            located = locating.locate(job.spark(), scans, units, differing, gone);
        } catch (UnreadableUnitsException e) {
            e.units().forEach((unit, reason) -> gone.add(unit + '\n' + reason));
            located = context.emptyRDD();
        }
        Predicate<Unit> choice =
                unit -> slices.isPresent() || wanted.isEmpty() || wanted.get().matches(unit.id());
        return findings.record(
                located, differing, incomplete, () -> unsettled(compared, choice, differing, gone.value(), slices));
    }

    /** The slices of which the second reading is worth nothing, because its inputs were not those of the first. */
    private static Map<String, String> unsettled(
            List<Compared> compared,
            Predicate<Unit> choice,
            Set<String> differing,
            List<String> gone,
            Optional<SliceFunction> slices) {
        Map<String, String> units = new TreeMap<>();
        for (Compared side : compared) {
            changes(side, choice)
                    .forEach((unit, why) -> units.putIfAbsent(unit, side.side().code() + ": " + why));
        }
        for (String line : gone) {
            int end = line.indexOf('\n');
            units.putIfAbsent(line.substring(0, end), line.substring(end + 1));
        }
        boolean partly = !gone.isEmpty()
                && compared.stream().anyMatch(side -> side.scan().endsAtIncomplete());
        if (units.isEmpty() || slices.isEmpty() && !partly) {
            return units;
        }
        Map.Entry<String, String> any = units.entrySet().iterator().next();
        Map<String, String> all = new TreeMap<>();
        differing.forEach(slice -> all.put(slice, "unit " + any.getKey() + ": " + any.getValue()));
        return all;
    }

    // ---- the end

    private ExitCode end(
            JobContext job,
            StateFiles home,
            Instant started,
            List<Compared> compared,
            List<Pair> pairs,
            Map<String, String> disagreements,
            Findings.Outcome located,
            Optional<Glob> wanted) {
        tallystick.check.compare.Verdict whole = tallystick.check.compare.Verdict.MATCH;
        Map<String, Long> counts = new TreeMap<>();
        Map<String, Verdict.UnitVerdict> named = new TreeMap<>();
        Map<String, Object> byPair = new LinkedHashMap<>();
        Map<String, Object> routed = new TreeMap<>();
        for (Pair pair : pairs) {
            Map<String, Long> verdicts = new TreeMap<>();
            for (SliceVerdict verdict : pair.verdicts()) {
                tallystick.check.compare.Verdict judged = verdict.verdict();
                String why = verdict.why();
                if (disagreements.containsKey(verdict.slice())) {
                    judged = judged.and(tallystick.check.compare.Verdict.DIFFER);
                    why = (why.isEmpty() ? "" : why + "; ") + disagreements.get(verdict.slice());
                }
                if (located.moved().containsKey(verdict.slice())) {
                    judged = tallystick.check.compare.Verdict.INCOMPLETE;
                    why = located.moved().get(verdict.slice());
                }
                whole = whole.and(judged);
                verdicts.merge(judged.name(), 1L, Long::sum);
                if (judged != tallystick.check.compare.Verdict.MATCH) {
                    String reason = pair.name() + ": " + why;
                    named.merge(
                            verdict.slice(),
                            new Verdict.UnitVerdict(
                                    verdict.slice(),
                                    judged.name(),
                                    reason,
                                    verdict.first().count(),
                                    verdict.second().count(),
                                    located.counts().getOrDefault(verdict.slice(), 0L)),
                            (a, b) -> new Verdict.UnitVerdict(
                                    a.unit(),
                                    tallystick.check.compare.Verdict.valueOf(a.outcome())
                                            .and(tallystick.check.compare.Verdict.valueOf(b.outcome()))
                                            .name(),
                                    a.reason() + "; " + b.reason(),
                                    a.records(),
                                    Math.max(a.rows(), b.rows()),
                                    a.quarantined()));
                }
            }
            byPair.put(pair.name(), verdicts);
        }
        if (!disagreements.isEmpty()) {
            whole = whole.and(tallystick.check.compare.Verdict.DIFFER);
        }
        for (Compared side : compared) {
            counts.put(
                    "units_" + side.side().code(), (long) side.listing().units().size());
            counts.put("records_" + side.side().code(), side.tally().slices().records());
            counts.put("rejected_" + side.side().code(), side.tally().slices().rejected());
            long filtered = side.tally().filtered().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            if (filtered > 0) {
                counts.put(FILTERED + side.side().code(), filtered);
                routed.put(side.side().code(), side.tally().routed());
            }
        }
        counts.put(
                "slices",
                pairs.stream().mapToLong(p -> p.verdicts().size()).max().orElse(0));
        counts.put("slices_not_matching", (long) named.size());
        counts.put(
                "records",
                compared.stream()
                        .mapToLong(c -> c.tally().slices().records())
                        .max()
                        .orElse(0));
        long found = located.counts().entrySet().stream()
                .filter(slice -> wanted.isEmpty() || wanted.get().matches(slice.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        counts.put("quarantined", found);
        counts.put("units_done", (long) compared.get(0).listing().units().size());
        Set<String> unprovable = unprovable(job, compared);
        String message = message(whole, named.size(), counts, unprovable, disagreements);
        Map<String, Object> details = new TreeMap<>();
        details.put("sides", compared.stream().map(c -> c.side().code()).toList());
        details.put("pairs", byPair);
        details.put("unprovable_fields", List.copyOf(unprovable));
        details.put("rules_applied", rules(compared));
        details.put("routed", routed);
        details.put("findings_by_reason", located.reasons());
        details.put("capped_slices", List.copyOf(located.capped()));
        details.put("witness_disagreements", disagreements);
        ExitCode code = code(whole);
        Verdict verdict = new Verdict(
                job.runId(),
                "verify",
                job.migration().name(),
                new Verdict.ContractName(job.contract().name(), job.contract().version()),
                job.configHash(),
                Build.version(),
                started.toString(),
                Instant.now().toString(),
                whole.name(),
                code.number(),
                message,
                "read",
                counts,
                named.values().stream()
                        .sorted(Comparator.comparing(Verdict.UnitVerdict::unit))
                        .toList(),
                details);
        verdict.write(home);
        steps.accept(Step.JUDGED);
        new tallystick.job.run.SystemTables(job.spark(), home)
                .appendRun(
                        verdict,
                        compared.stream().mapToLong(c -> c.listing().bytes()).sum());
        steps.accept(Step.RECORDED);
        Report.print(job, home, verdict, byPair, located);
        return code;
    }

    private static String message(
            tallystick.check.compare.Verdict whole,
            int notMatching,
            Map<String, Long> counts,
            Set<String> unprovable,
            Map<String, String> disagreements) {
        if (whole == tallystick.check.compare.Verdict.MATCH) {
            return "all " + counts.get("slices") + " slices match, " + counts.get("records") + " records each side"
                    + filtered(counts)
                    + (unprovable.isEmpty() ? "" : "; MATCH (" + unprovable.size() + " fields unprovable)");
        }
        return notMatching + " of " + counts.get("slices") + " slices do not match; " + counts.get("quarantined")
                + " records differ or were rejected"
                + filtered(counts)
                + (disagreements.isEmpty() ? "" : "; a witness disagrees in " + disagreements.size() + " slices");
    }

    /** How many records of which side were not compared, because they go elsewhere. */
    private static String filtered(Map<String, Long> counts) {
        StringBuilder text = new StringBuilder();
        counts.forEach((name, count) -> {
            if (name.startsWith(FILTERED)) {
                text.append("; ")
                        .append(count)
                        .append(" more of the ")
                        .append(name.substring(FILTERED.length()))
                        .append(" go elsewhere");
            }
        });
        return text.toString();
    }

    private static Set<String> unprovable(JobContext job, List<Compared> compared) {
        Set<String> fields = new TreeSet<>();
        for (Compared side : compared) {
            if (side.side() != Side.CANONICAL) {
                SideName name = side.side() == Side.SOURCE ? SideName.SOURCE : SideName.TARGET;
                job.loaded().carriage().getOrDefault(name, Map.of()).forEach((field, carriage) -> {
                    if (carriage.how().compareTo(Carriage.How.LOSSY) >= 0) {
                        fields.add(field);
                    }
                });
            }
        }
        return fields;
    }

    private static Map<String, Map<String, Long>> rules(List<Compared> compared) {
        Map<String, Map<String, Long>> rules = new TreeMap<>();
        for (Compared side : compared) {
            rules.put(side.side().code(), side.tally().rules());
        }
        return rules;
    }

    private static ExitCode code(tallystick.check.compare.Verdict verdict) {
        return switch (verdict) {
            case MATCH -> ExitCode.OK;
            case DIFFER -> ExitCode.DIFFER;
            case INCOMPLETE -> ExitCode.INCOMPLETE;
            case ERROR -> ExitCode.CRASH;
        };
    }
}
