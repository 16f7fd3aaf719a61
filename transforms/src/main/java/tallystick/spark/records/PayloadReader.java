package tallystick.spark.records;

import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import tallystick.canonical.ByteSink;
import tallystick.canonical.CanonicalEncoder;
import tallystick.canonical.RecordBuffer;
import tallystick.spark.RowWriter;
import tallystick.wire.Finding;
import tallystick.wire.Findings;
import tallystick.wire.Reason;
import tallystick.wire.RecordDecoder;
import tallystick.wire.wrap.Unwrapper;

/**
 * Reads records as rows of some of their columns. A record is judged as a whole, whatever columns are wanted, so that
 * the same records are malformed in every query. Rows are reused. Not safe for use by several threads.
 */
public final class PayloadReader implements AutoCloseable {
    private static final int NO_COLUMN = -1;

    private final RecordDecoder decoder;
    private final Unwrapper unwrapper;
    private final CanonicalEncoder judge;
    private final RowWriter writer;
    private final RecordBuffer record = new RecordBuffer();
    private final Findings findings = new Findings();
    private final ByteSink canonical = new ByteSink(1024);
    private final GenericInternalRow bad;
    private final int rawColumn;
    private final boolean rawIsText;
    private final int findingColumn;

    /** @param columns of the rows; {@link RowPlan#unreadable} says nothing of them */
    public PayloadReader(RowPlan plan, StructType columns) {
        decoder = plan.shapes().decoder();
        unwrapper = new Unwrapper(plan.framing().unwrap(), plan.framing().maxRecordBytes());
        judge = new CanonicalEncoder(plan.contract(), Integer.MAX_VALUE);
        writer = new RowWriter(plan.contract(), columns);
        bad = new GenericInternalRow(columns.length());
        int raw = NO_COLUMN;
        int finding = NO_COLUMN;
        for (int i = 0; i < columns.length(); i++) {
            StructField column = columns.fields()[i];
            raw = plan.handling().isRaw(column) ? i : raw;
            finding = plan.handling().isFinding(column) ? i : finding;
        }
        rawColumn = raw;
        rawIsText = raw != NO_COLUMN && columns.fields()[raw].dataType() instanceof StringType;
        findingColumn = finding;
    }

    /** A file begins, or a payload that knows of no other. */
    public void begin() {
        decoder.begin();
    }

    /** The row of a payload that is wrapped as declared; null when it is malformed: {@link #fault} says why. */
    public @Nullable InternalRow payload(byte[] bytes) {
        begin();
        if (!unwrapper.unwrap(bytes, 0, bytes.length)) {
            findings.clear();
            findings.add(unwrapper.fault());
            return null;
        }
        return row(unwrapper.bytes(), unwrapper.from(), unwrapper.to());
    }

    /** The row of a record with nothing around it; null when it is malformed: {@link #fault} says why. */
    public @Nullable InternalRow row(byte[] bytes, int from, int to) {
        if (!decoder.decode(bytes, from, to, record, findings) || !findings.isEmpty()) {
            if (!decoder.route().isEmpty()) {
                findings.add(
                        Reason.TYPE, "", -1, "it is none of these records, but goes to the route " + decoder.route());
            }
            return null;
        }
        canonical.clear();
        if (!judge.encode(record, canonical)) {
            findings.addAll(judge.violations());
            return null;
        }
        return writer.write(record);
    }

    /** The first thing that is wrong with the last record, which was malformed. */
    public Finding fault() {
        List<Finding> found = findings.list();
        return found.isEmpty()
                ? new Finding(Reason.MALFORMED, "", -1, "the bytes are no record of this dialect")
                : found.get(0);
    }

    /** Whether a malformed record leaves something in its row. */
    public boolean showsMalformed() {
        return rawColumn != NO_COLUMN || findingColumn != NO_COLUMN;
    }

    /**
     * The row of a malformed record.
     *
     * @param raw its bytes, if they are at hand
     * @param offset of the record, which that of the finding is counted from
     */
    public InternalRow malformed(byte @Nullable [] raw, Finding finding, long offset) {
        if (rawColumn != NO_COLUMN) {
            bad.update(rawColumn, raw == null ? null : rawIsText ? UTF8String.fromBytes(raw) : raw);
        }
        if (findingColumn != NO_COLUMN) {
            GenericInternalRow why = new GenericInternalRow(Handling.FINDING.length());
            why.update(0, UTF8String.fromString(finding.reason().code()));
            why.update(1, finding.path().isEmpty() ? null : UTF8String.fromString(finding.path()));
            why.update(2, offset + Math.max(0, finding.offset()));
            why.update(3, UTF8String.fromString(finding.detail()));
            bad.update(findingColumn, why);
        }
        return bad;
    }

    /** What is wrong, in one sentence for the user. */
    public static String sentence(Finding finding, long offset) {
        long at = offset + Math.max(0, finding.offset());
        return (finding.path().isEmpty() ? "" : "field " + finding.path() + ", ") + "byte " + at + ": "
                + finding.detail() + " (" + finding.reason().code() + ")";
    }

    /** The same of a record that has no place yet. */
    public static String sentence(Finding finding) {
        return (finding.path().isEmpty() ? "" : "field " + finding.path() + ": ") + finding.detail() + " ("
                + finding.reason().code() + ")";
    }

    @Override
    public void close() {
        unwrapper.close();
    }
}
