package tallystick.job.verify;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;
import tallystick.canonical.SliceFunction;
import tallystick.check.compare.Side;
import tallystick.check.tally.RecordCursor;
import tallystick.check.tally.SideScan;
import tallystick.check.tally.SideTally;
import tallystick.check.tally.Tallying;
import tallystick.check.tally.UnreadableUnitsException;
import tallystick.job.run.Progress;
import tallystick.job.run.StateFiles;
import tallystick.migration.Waves;
import tallystick.store.Unit;

/**
 * Tallies a side wave by wave. Each finished wave is kept under the run's folder, so that a run that was killed and is
 * started again under its id goes on where it was; a wave whose inputs, contract or mapping are no longer the same is
 * read again.
 */
final class TallyWaves {
    private static final int FEW_TASKS = 32;

    private final JavaSparkContext context;
    private final StateFiles home;
    private final String runId;
    private final String configHash;
    private final Waves limits;
    private final Consumer<Step> steps;

    TallyWaves(
            JavaSparkContext context,
            StateFiles home,
            String runId,
            String configHash,
            Waves limits,
            Consumer<Step> steps) {
        this.context = context;
        this.home = home;
        this.runId = runId;
        this.configHash = configHash;
        this.limits = limits;
        this.steps = steps;
    }

    /** How many waves those units make. */
    List<List<Unit>> plan(List<Unit> units) {
        List<List<Unit>> waves = new ArrayList<>();
        List<Unit> wave = new ArrayList<>();
        long bytes = 0;
        for (Unit unit : units) {
            if (!wave.isEmpty() && (wave.size() == limits.units() || bytes + unit.bytes() > limits.bytes())) {
                waves.add(wave);
                wave = new ArrayList<>();
                bytes = 0;
            }
            wave.add(unit);
            bytes += unit.bytes();
        }
        if (!wave.isEmpty()) {
            waves.add(wave);
        }
        return Collections.unmodifiableList(waves);
    }

    /** The tally of all units of a side. */
    SideTally tally(
            Side side,
            SideScan scan,
            int semantics,
            List<Unit> units,
            Optional<SliceFunction> slices,
            Progress progress) {
        SideTally whole = new SideTally();
        List<List<Unit>> waves = plan(units);
        for (int wave = 0; wave < waves.size(); wave++) {
            List<Unit> given = waves.get(wave);
            String path = folder(runId) + "/" + side.code() + "-" + String.format("%06d", wave);
            String identity = identity(given, semantics);
            Optional<SideTally> kept = kept(path, identity);
            long bytes = given.stream().mapToLong(Unit::bytes).sum();
            String title = side.code() + " wave " + (wave + 1) + "/" + waves.size();
            SideTally tally;
            if (kept.isPresent()) {
                tally = kept.get();
                progress.wave(title + ": taken from the earlier start of this run", given.size(), bytes);
            } else {
                context.setJobDescription("verify: tally " + title + ", " + given.size() + " units");
                tally = read(scan, given, slices);
                if (tally.incomplete().isEmpty()) {
                    home.write(path, bytes(identity, tally));
                }
                steps.accept(Step.WAVE_TALLIED);
                progress.wave(
                        title + ": " + tally.slices().records() + " records, "
                                + tally.slices().rejected() + " rejected",
                        given.size(),
                        bytes);
            }
            whole.merge(tally);
        }
        if (slices.isEmpty()) {
            units.forEach(unit -> whole.slices().slot(unit.id()));
        }
        whole.joinParts();
        return whole;
    }

    /** Notes that the run was started; whether it is the first start of it, or the first after one that came to its end. */
    boolean begin() {
        return home.create(folder(runId) + "/started", new byte[0]);
    }

    /** Forgets the kept waves of a run that came to its end: started again, it reads again. */
    void forget() {
        home.delete(folder(runId));
    }

    private static String folder(String runId) {
        return "runs/" + runId + "/tallies";
    }

    private SideTally read(SideScan scan, List<Unit> units, Optional<SliceFunction> slices) {
        Map<String, String> incomplete = new TreeMap<>();
        List<Unit> left = units;
        while (true) {
            try {
                SideTally tally = readOnce(scan, left, slices);
                if (tally.incomplete().isEmpty() || !scan.endsAtIncomplete()) {
                    incomplete.forEach(tally::incomplete);
                    return tally;
                }
                incomplete.putAll(tally.incomplete());
            } catch (UnreadableUnitsException e) {
                incomplete.putAll(e.units());
            }
            left = left.stream()
                    .filter(unit -> !incomplete.containsKey(unit.id()))
                    .toList();
        }
    }

    private SideTally readOnce(SideScan scan, List<Unit> units, Optional<SliceFunction> slices) {
        JavaRDD<byte[]> parts = scan.scan(units, new TallyTask(slices.orElse(null)));
        if (slices.isPresent() && parts.getNumPartitions() > FEW_TASKS) {
            // Each task may have met every slice: the tasks' tallies together could be more than a driver takes.
            return tally(parts.treeReduce(TallyWaves::merged));
        }
        SideTally whole = new SideTally();
        // Each task's tally is merged as it comes, and only once: results of failed attempts never come here.
        ClassTag<byte[]> bytes = ClassTag$.MODULE$.apply(byte[].class);
        context.sc().runJob(parts.rdd(), new First(), new Merge(whole), bytes);
        return whole;
    }

    private static byte[] merged(byte[] first, byte[] second) {
        SideTally sum = tally(first);
        sum.merge(tally(second));
        return bytes(sum);
    }

    private static SideTally tally(byte[] bytes) {
        try {
            return SideTally.read(new DataInputStream(new ByteArrayInputStream(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(SideTally tally) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            tally.write(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private Optional<SideTally> kept(String path, String identity) {
        Optional<byte[]> bytes = home.read(path);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.get()))) {
            return in.readUTF().equals(identity) ? Optional.of(SideTally.read(in)) : Optional.empty();
        } catch (IOException e) {
            // Whatever cannot be read whole is read again from the side itself.
            return Optional.empty();
        }
    }

    /** What a kept wave stands for: its inputs, and what they are judged by. */
    private String identity(List<Unit> units, int semantics) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((configHash + '\n' + semantics + '\n').getBytes(StandardCharsets.UTF_8));
            for (Unit unit : units) {
                digest.update((unit.id() + '\n' + unit.fingerprint() + '\n').getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String identity, SideTally tally) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(identity);
            tally.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private record TallyTask(@org.jspecify.annotations.Nullable SliceFunction slices) implements SideScan.Task<byte[]> {
        @Override
        public Iterator<byte[]> run(RecordCursor cursor) {
            return List.of(bytes(Tallying.run(cursor, Optional.ofNullable(slices))))
                    .iterator();
        }
    }

    private static final class First extends AbstractFunction1<scala.collection.Iterator<byte[]>, byte[]>
            implements java.io.Serializable {
        private static final long serialVersionUID = 1;

        @Override
        public byte[] apply(scala.collection.Iterator<byte[]> results) {
            return results.next();
        }
    }

    private static final class Merge extends AbstractFunction2<Object, byte[], BoxedUnit> {
        private final SideTally whole;

        Merge(SideTally whole) {
            this.whole = whole;
        }

        @Override
        public BoxedUnit apply(Object partition, byte[] bytes) {
            whole.merge(tally(bytes));
            return BoxedUnit.UNIT;
        }
    }
}
