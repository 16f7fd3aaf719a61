package tallystick.spark.records;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import tallystick.canonical.ByteSink;
import tallystick.canonical.CanonicalEncoder;
import tallystick.canonical.RecordBuffer;
import tallystick.spark.RowReader;
import tallystick.wire.Finding;
import tallystick.wire.Findings;
import tallystick.wire.Reason;
import tallystick.wire.RecordEncoder;
import tallystick.wire.wrap.Wrapper;

/** Writes rows as records, wrapped as declared. Not safe for use by several threads. */
public final class PayloadWriter implements AutoCloseable {
    private final RowReader reader;
    private final CanonicalEncoder judge;
    private final RecordEncoder encoder;
    private final Wrapper wrapper;
    private final RecordBuffer record = new RecordBuffer();
    private final Findings findings = new Findings();
    private final ByteSink canonical = new ByteSink(1024);
    private final ByteSink encoded = new ByteSink(1024);

    /**
     * @param columns of the rows
     * @throws IllegalArgumentException if they cannot hold the record, with a message for the user
     */
    public PayloadWriter(RowPlan plan, StructType columns) {
        reader = new RowReader(plan.contract(), columns, Map.of());
        judge = new CanonicalEncoder(plan.contract(), plan.framing().maxRecordBytes());
        encoder = plan.shapes().encoder();
        wrapper = new Wrapper(plan.framing().unwrap());
    }

    /** A file begins, or a payload that knows of no other. */
    public void begin() {
        encoder.begin();
    }

    /** Writes the row; whether it could be: {@link #fault} says why not. */
    public boolean write(InternalRow row) {
        if (!reader.read(row, record, findings) || !findings.isEmpty()) {
            return false;
        }
        canonical.clear();
        if (!judge.encode(record, canonical)) {
            findings.addAll(judge.violations());
            return false;
        }
        encoded.clear();
        if (!encoder.encode(record, encoded, findings) || !findings.isEmpty()) {
            return false;
        }
        wrapper.wrap(encoded.array(), 0, encoded.length());
        return true;
    }

    /** The array that holds the record as it is stored, until the next call of {@link #write}. */
    public byte[] bytes() {
        return wrapper.bytes();
    }

    public int from() {
        return wrapper.from();
    }

    public int to() {
        return wrapper.to();
    }

    /** Why the last row could not be written. */
    public Finding fault() {
        List<Finding> found = findings.list();
        return found.isEmpty() ? new Finding(Reason.LOSSY_SOURCE, "", -1, "the dialect cannot carry it") : found.get(0);
    }

    @Override
    public void close() {
        wrapper.close();
    }
}
