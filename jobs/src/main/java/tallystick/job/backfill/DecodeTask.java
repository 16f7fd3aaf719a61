package tallystick.job.backfill;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;
import tallystick.canonical.ByteSink;
import tallystick.canonical.CanonicalEncoder;
import tallystick.canonical.Digest;
import tallystick.canonical.JsonView;
import tallystick.canonical.RecordBuffer;
import tallystick.canonical.SliceFunction;
import tallystick.check.quarantine.Detail;
import tallystick.check.quarantine.Phase;
import tallystick.check.quarantine.Provenance;
import tallystick.check.quarantine.QuarantineRow;
import tallystick.check.quarantine.SideRecord;
import tallystick.check.tally.Filing;
import tallystick.store.FileSplit;
import tallystick.store.Framing;
import tallystick.store.IncompleteInputException;
import tallystick.store.RecordReader;
import tallystick.wire.Finding;
import tallystick.wire.Findings;
import tallystick.wire.Reason;
import tallystick.wire.RecordDecoder;

/**
 * Reads a pack and gives the rows of its good records, one unit after the other. Rejected records and the summary go to
 * side files, which are there once the last row was taken. Rows are reused.
 */
final class DecodeTask implements Iterator<InternalRow> {
    private final Configuration configuration;
    private final WaveInput input;
    private final Provenance provenance;
    private final int partition;
    private final long attempt;
    private final Iterator<FileSplit> splits;

    private final RecordDecoder decoder;
    private final RecordPlan.RowWriting rows;
    private final CanonicalEncoder encoder;
    private final JsonView shown;
    private final @Nullable SliceFunction slices;
    private final @Nullable Filing filing;
    private final RecordBuffer record = new RecordBuffer();
    private final Findings findings = new Findings();
    private final ByteSink canonical = new ByteSink(4096);
    private final SideFiles.RejectWriter rejects;
    private final TaskSummary summary = new TaskSummary();

    private @Nullable RecordReader reader;
    private @Nullable FileSplit split;
    private UnitTally tally = new UnitTally();
    private int unitSlot;
    private UTF8String unit = UTF8String.EMPTY_UTF8;
    private UTF8String file = UTF8String.EMPTY_UTF8;
    private @Nullable InternalRow next;
    private boolean ended;

    /**
     * What all tasks of a wave share.
     *
     * @param root of the side
     * @param folder of the side files, as a URI
     */
    record WaveInput(RecordPlan plan, String root, Framing framing, String folder, Provenance provenance)
            implements java.io.Serializable {}

    DecodeTask(Configuration configuration, WaveInput input, int partition, Pack pack, TaskContext context) {
        this.configuration = configuration;
        this.input = input;
        this.provenance = input.provenance();
        this.partition = partition;
        this.attempt = context.taskAttemptId();
        this.splits = pack.splits().iterator();
        RecordPlan plan = input.plan();
        this.decoder = plan.decoder();
        this.rows = plan.rows();
        this.encoder = new CanonicalEncoder(plan.contract(), input.framing().maxRecordBytes());
        this.shown = new JsonView(plan.contract());
        this.slices = plan.slices().isEmpty() ? null : SliceFunction.compile(plan.contract(), plan.slices());
        this.filing = plan.filing().orElse(null);
        this.rejects = new SideFiles.RejectWriter(configuration, SideFiles.rejects(input.folder(), partition), attempt);
        context.addTaskCompletionListener((TaskCompletionListener) ignored -> close());
    }

    @Override
    public boolean hasNext() {
        try {
            while (next == null && !ended) {
                if (reader == null && !openNext()) {
                    finish();
                    ended = true;
                    return false;
                }
                advance();
            }
            return next != null;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public InternalRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        InternalRow row = java.util.Objects.requireNonNull(next);
        next = null;
        return row;
    }

    /** Opens the next split that is worth reading; whether there is one. */
    private boolean openNext() throws IOException {
        while (splits.hasNext()) {
            FileSplit candidate = splits.next();
            enter(candidate);
            if (summary.incomplete.containsKey(candidate.unit())) {
                continue;
            }
            try {
                reader = RecordReader.open(configuration, input.root(), candidate, input.framing());
                reader.begin(decoder);
                return true;
            } catch (IncompleteInputException e) {
                summary.incomplete.put(candidate.unit(), String.valueOf(e.getMessage()));
            }
        }
        return false;
    }

    private void enter(FileSplit candidate) {
        if (split == null || !split.unit().equals(candidate.unit())) {
            leaveUnit();
            tally = summary.unit(candidate.unit());
            unit = UTF8String.fromString(candidate.unit());
            unitSlot = slices == null ? tally.slices.slot(candidate.unit()) : -1;
        }
        split = candidate;
        file = UTF8String.fromString(candidate.file().path());
    }

    private void leaveUnit() {
        if (split != null) {
            tally.addRules(decoder.rules().snapshot());
            decoder.rules().clear();
        }
    }

    /** Reads records of the open split until there is a row, or the split ends. */
    private void advance() throws IOException {
        RecordReader from = java.util.Objects.requireNonNull(reader);
        try {
            while (from.next()) {
                tally.records++;
                if (from.isFaulty()) {
                    reject(from, Phase.DECODE, List.of(Detail.of(from.fault())));
                } else if (decode(from)) {
                    return;
                }
            }
            summary.coverages.add(from.coverage());
        } catch (IncompleteInputException e) {
            summary.incomplete.putIfAbsent(
                    java.util.Objects.requireNonNull(split).unit(), String.valueOf(e.getMessage()));
        }
        from.close();
        reader = null;
    }

    private boolean decode(RecordReader from) throws IOException {
        boolean whole = decoder.decode(from.bytes(), from.from(), from.to(), record, findings);
        if (!decoder.route().isEmpty()) {
            tally.route(decoder.route());
            return false;
        }
        if (!whole || !findings.isEmpty()) {
            reject(from, whole ? Phase.VALIDATE : Phase.DECODE, details(findings));
            return false;
        }
        canonical.clear();
        if (!encoder.encode(record, canonical)) {
            findings.addAll(encoder.violations());
            reject(from, Phase.VALIDATE, details(findings));
            return false;
        }
        if (filing != null
                && !filing.admits(java.util.Objects.requireNonNull(split).unit(), record, findings)) {
            reject(from, Phase.VALIDATE, details(findings));
            return false;
        }
        Digest digest = Digest.of(canonical);
        int slot = slices == null ? unitSlot : tally.slices.slot(slices.apply(record));
        tally.slices.add(slot, digest.high(), digest.low());
        tally.rows++;
        next = rows.row(record, unit, file, from.offset());
        return true;
    }

    private static List<Detail> details(Findings findings) {
        List<Detail> details = new ArrayList<>();
        for (Finding finding : findings.list()) {
            details.add(Detail.of(finding));
        }
        if (details.isEmpty()) {
            details.add(new Detail(
                    "", Reason.MALFORMED, null, null, null, null, "the bytes are no record of this dialect"));
        }
        return details;
    }

    private void reject(RecordReader from, Phase phase, List<Detail> details) throws IOException {
        boolean decoded = phase == Phase.VALIDATE;
        String path = java.util.Objects.requireNonNull(split).file().path();
        SideRecord source = from.isHeld()
                ? SideRecord.ofBytes(
                        from.raw(),
                        from.rawFrom(),
                        from.rawTo(),
                        decoded ? shown.record(record) : null,
                        null,
                        path,
                        from.offset())
                : SideRecord.ofAddress(path, from.offset(), from.length(), from.hash());
        quarantine(phase, decoded ? shown.key(record) : null, details, source);
    }

    private void quarantine(Phase phase, @Nullable String key, List<Detail> details, SideRecord source)
            throws IOException {
        String unitId = java.util.Objects.requireNonNull(split).unit();
        String slice = slices == null ? unitId : "unit:" + unitId;
        QuarantineRow row = new QuarantineRow(
                unitId, slice, key, null, phase, details.get(0).reason(), details, source, null, null, 0);
        rejects.write(row.toRow(provenance));
        tally.slices.reject(tally.slices.slot(slice));
        tally.quarantined++;
    }

    private void finish() throws IOException {
        leaveUnit();
        rejects.publish();
        Path target = new Path(SideFiles.summary(input.folder(), partition));
        Path temporary = new Path(target.getParent(), "." + target.getName() + "." + attempt);
        try (OutputStream out = SideFiles.create(configuration, temporary)) {
            out.write(summary.bytes());
        }
        SideFiles.publish(SideFiles.fileSystem(configuration, target), temporary, target);
    }

    private void close() {
        try {
            if (reader != null) {
                reader.close();
            }
            rejects.close();
        } catch (IOException e) {
            // The task is over either way; what it published is whole.
        }
    }
}
