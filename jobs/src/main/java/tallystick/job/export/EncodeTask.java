package tallystick.job.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import tallystick.canonical.ByteSink;
import tallystick.canonical.CanonicalEncoder;
import tallystick.canonical.Digest;
import tallystick.canonical.JsonView;
import tallystick.canonical.RecordBuffer;
import tallystick.canonical.Tally;
import tallystick.check.quarantine.Detail;
import tallystick.check.quarantine.Phase;
import tallystick.check.quarantine.QuarantineRow;
import tallystick.check.quarantine.SideRecord;
import tallystick.contract.Contract;
import tallystick.record.RecordShapes;
import tallystick.spark.CanonicalSchema;
import tallystick.spark.RowReader;
import tallystick.store.Compression;
import tallystick.store.FrameWriter;
import tallystick.store.Framing;
import tallystick.store.UnitId;
import tallystick.wire.Finding;
import tallystick.wire.Findings;
import tallystick.wire.Reason;
import tallystick.wire.RecordEncoder;
import tallystick.wire.wrap.Wrapper;

/** Writes the rows of one task into files, one for each unit that it meets. */
final class EncodeTask implements AutoCloseable {
    /**
     * What all tasks share.
     *
     * @param folder of the export, as a URI
     * @param ending of file names
     * @param compression never AUTO
     * @param mostDetails how many refused records of a unit a task keeps
     */
    record Output(
            Contract contract,
            RecordShapes records,
            StructType columns,
            String folder,
            String attempt,
            String ending,
            Compression compression,
            Framing framing,
            boolean toTarget,
            int mostDetails)
            implements Serializable {}

    /** What a task did. */
    record Result(List<ExportedFile> files, Map<String, Long> refused, List<QuarantineRow> details)
            implements Serializable {}

    private final Configuration configuration;
    private final Output output;
    private final String task;
    private final int unitColumn;
    private final int fileColumn;
    private final int offsetColumn;
    private final RowReader reader;
    private final CanonicalEncoder canonical;
    private final RecordEncoder encoder;
    private final JsonView shown;
    private final RecordBuffer record = new RecordBuffer();
    private final Findings findings = new Findings();
    private final ByteSink bytes = new ByteSink(1024);
    private final ByteSink encoded = new ByteSink(1024);
    private final Wrapper wrapper;
    private final FrameWriter frames;

    private final List<ExportedFile> files = new ArrayList<>();
    private final Map<String, Long> refused = new TreeMap<>();
    private final List<QuarantineRow> details = new ArrayList<>();

    private @Nullable OutputStream out;
    private String unit = "";
    private String path = "";
    private long count;
    private long high;
    private long low;

    EncodeTask(Configuration configuration, Output output, int partition, long attempt) {
        this.configuration = configuration;
        this.output = output;
        this.task = String.format("%05d-%d", partition, attempt);
        this.unitColumn = output.columns().fieldIndex(CanonicalSchema.UNIT);
        this.fileColumn = output.columns().fieldIndex(CanonicalSchema.FILE);
        this.offsetColumn = output.columns().fieldIndex(CanonicalSchema.OFFSET);
        this.reader = new RowReader(output.contract(), output.columns(), Map.of());
        this.canonical = new CanonicalEncoder(output.contract(), Integer.MAX_VALUE);
        this.encoder = output.records().encoder();
        this.wrapper = new Wrapper(output.framing().unwrap());
        this.frames = new FrameWriter(output.framing().layout());
        this.shown = new JsonView(output.contract());
    }

    Result write(Iterator<InternalRow> rows) throws IOException {
        while (rows.hasNext()) {
            InternalRow row = rows.next();
            String unitOfRow = row.getUTF8String(unitColumn).toString();
            if (!unitOfRow.equals(unit)) {
                finish();
                unit = unitOfRow;
            }
            write(row);
        }
        finish();
        return new Result(List.copyOf(files), new TreeMap<>(refused), List.copyOf(details));
    }

    private void write(InternalRow row) throws IOException {
        boolean whole = reader.read(row, record, findings);
        if (!whole || !findings.isEmpty()) {
            refuse(row, whole);
            return;
        }
        bytes.clear();
        if (!canonical.encode(record, bytes)) {
            findings.addAll(canonical.violations());
            refuse(row, true);
            return;
        }
        encoded.clear();
        if (out == null) {
            encoder.begin();
        }
        if (!encoder.encode(record, encoded, findings) || !findings.isEmpty()) {
            refuse(row, true);
            return;
        }
        Digest digest = Digest.of(bytes);
        count++;
        high += digest.high() + Tally.carry(low, digest.low());
        low += digest.low();
        wrapper.wrap(encoded.array(), 0, encoded.length());
        frames.write(wrapper.bytes(), wrapper.from(), wrapper.to(), out == null ? open() : out);
        if (frames.isOneRecordFile()) {
            finish();
        }
    }

    private OutputStream open() throws IOException {
        String folder = UnitId.decode(unit);
        path = (folder.isEmpty() ? "" : folder + "/") + "part-" + output.attempt() + "-" + task + "-" + files.size()
                + output.ending();
        Path target = new Path(new Path(output.folder()), new Path(null, null, path));
        OutputStream stored;
        FileSystem fs = target.getFileSystem(configuration);
        if (fs instanceof LocalFileSystem) {
            java.nio.file.Path file = java.nio.file.Path.of(target.toUri().getPath());
            java.nio.file.Files.createDirectories(file.getParent());
            stored = java.nio.file.Files.newOutputStream(file);
        } else {
            stored = fs.create(target, true);
        }
        OutputStream buffered = new BufferedOutputStream(stored, 1 << 16);
        OutputStream opened = output.compression().around(buffered);
        out = opened;
        frames.begin(opened);
        return opened;
    }

    private void finish() throws IOException {
        if (out != null) {
            out.close();
            out = null;
            Path target = new Path(new Path(output.folder()), new Path(null, null, path));
            long size =
                    target.getFileSystem(configuration).getFileStatus(target).getLen();
            files.add(new ExportedFile(unit, path, size, count, high, low));
        }
        count = 0;
        high = 0;
        low = 0;
    }

    private void refuse(InternalRow row, boolean readable) {
        long before = refused.merge(unit, 1L, Long::sum) - 1;
        if (before >= output.mostDetails()) {
            return;
        }
        List<Detail> facts = new ArrayList<>();
        for (Finding finding : findings.list()) {
            facts.add(new Detail(finding.path(), finding.reason(), null, null, null, null, finding.detail()));
        }
        if (facts.isEmpty()) {
            facts.add(new Detail("", Reason.LOSSY_SOURCE, null, null, null, null, "the dialect cannot carry it"));
        }
        String file =
                row.isNullAt(fileColumn) ? null : row.getUTF8String(fileColumn).toString();
        SideRecord from = SideRecord.ofRow(
                readable ? shown.record(record) : "",
                "",
                file,
                row.isNullAt(offsetColumn) ? -1 : row.getLong(offsetColumn));
        details.add(new QuarantineRow(
                unit,
                unit,
                readable ? shown.key(record) : null,
                null,
                Phase.ENCODE,
                facts.get(0).reason(),
                facts,
                output.toTarget() ? null : SideRecord.ABSENT,
                from,
                output.toTarget() ? SideRecord.ABSENT : null,
                0));
    }

    @Override
    public void close() throws IOException {
        wrapper.close();
        if (out != null) {
            out.close();
        }
    }
}
