package tallystick.check.tally;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.spark.api.java.JavaRDD;
import tallystick.canonical.ByteRange;
import tallystick.canonical.ByteSink;
import tallystick.canonical.RecordBuffer;
import tallystick.store.Coverage;
import tallystick.store.Listing;
import tallystick.store.Unit;
import tallystick.wire.Findings;

/** A side whose folders say something of the records in them: a record that says otherwise is rejected as misfiled. */
public final class FiledScan implements SideScan {
    private final SideScan scan;
    private final Filing filing;

    public FiledScan(SideScan scan, Filing filing) {
        this.scan = scan;
        this.filing = filing;
    }

    @Override
    public Listing list() {
        return scan.list();
    }

    @Override
    public <T> JavaRDD<T> scan(List<Unit> units, Task<T> task) {
        Filing declared = filing;
        return scan.scan(units, cursor -> task.run(new Cursor(cursor, declared)));
    }

    @Override
    public OptionalLong tableVersion() {
        return scan.tableVersion();
    }

    @Override
    public boolean endsAtIncomplete() {
        return scan.endsAtIncomplete();
    }

    private static final class Cursor implements RecordCursor {
        private final RecordCursor inner;
        private final Filing filing;
        private final Findings misfiled = new Findings();

        Cursor(RecordCursor inner, Filing filing) {
            this.inner = inner;
            this.filing = filing;
        }

        @Override
        public State advance() {
            misfiled.clear();
            State state = inner.advance();
            boolean admitted = state != State.RECORD || filing.admits(inner.unit(), inner.record(), misfiled);
            return admitted ? state : State.REJECTED;
        }

        @Override
        public Findings findings() {
            return misfiled.isEmpty() ? inner.findings() : misfiled;
        }

        @Override
        public boolean isWhole() {
            return !misfiled.isEmpty() || inner.isWhole();
        }

        @Override
        public String unit() {
            return inner.unit();
        }

        @Override
        public String file() {
            return inner.file();
        }

        @Override
        public long offset() {
            return inner.offset();
        }

        @Override
        public RecordBuffer record() {
            return inner.record();
        }

        @Override
        public ByteRange canonical() {
            return inner.canonical();
        }

        @Override
        public void encodeKey(ByteSink out) {
            inner.encodeKey(out);
        }

        @Override
        public boolean decoded() {
            return inner.decoded();
        }

        @Override
        public void raw(ByteSink out) {
            inner.raw(out);
        }

        @Override
        public long oversize() {
            return inner.oversize();
        }

        @Override
        public String oversizeHash() {
            return inner.oversizeHash();
        }

        @Override
        public String incomplete() {
            return inner.incomplete();
        }

        @Override
        public List<Coverage> parts() {
            return inner.parts();
        }

        @Override
        public Map<String, Map<String, Long>> routed() {
            return inner.routed();
        }

        @Override
        public Map<String, Long> rules() {
            return inner.rules();
        }

        @Override
        public void close() {
            inner.close();
        }
    }
}
