package tallystick.wire.csv;

import java.nio.charset.StandardCharsets;
import tallystick.canonical.ByteSink;
import tallystick.canonical.RecordBuffer;
import tallystick.shape.BoundRecord;
import tallystick.wire.Findings;
import tallystick.wire.PlannedEncoder;
import tallystick.wire.Reason;

/** Writes rows with their line ends; the first of a file after its header. */
final class CsvEncoder extends PlannedEncoder<Row> {
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Columns columns;
    private final CsvOptions options;
    private final Quoting quoting;
    private final byte[] nullText;
    private boolean begun;

    CsvEncoder(BoundRecord record, boolean go) {
        super(record, new Row());
        columns = new Columns(record);
        options = columns.options();
        quoting = go ? new GoQuoting(options) : new RustQuoting(options);
        nullText = options.nullBytes();
    }

    @Override
    public void begin() {
        begun = false;
    }

    @Override
    public boolean encode(RecordBuffer record, ByteSink into, Findings findings) {
        boolean written = super.encode(record, into, findings);
        begun |= written;
        return written;
    }

    @Override
    protected void write() {
        ByteSink sink = out.sink;
        if (!begun) {
            head(sink);
        }
        int from = sink.length();
        boolean first = true;
        for (Columns.Column column : columns.all()) {
            if (column instanceof Columns.Own own) {
                cell(own, first, sink);
            } else if (options.header()) {
                continue;
            } else {
                out.find(
                        Reason.LOSSY_SOURCE,
                        "the contract has no field for " + column.names().get(0)
                                + ", and a row has no cell without a value");
            }
            first = false;
        }
        lost(quoting.end(from, sink));
    }

    private void head(ByteSink sink) {
        if (options.bom()) {
            sink.write(MARK, 0, MARK.length);
        }
        if (!options.header()) {
            return;
        }
        int from = sink.length();
        boolean first = true;
        for (Columns.Column column : columns.all()) {
            if (column instanceof Columns.Own own) {
                if (!first) {
                    quoting.delimiter(sink);
                }
                byte[] name = own.names().get(0).getBytes(StandardCharsets.UTF_8);
                lost(quoting.cell(name, 0, name.length, first, sink));
                first = false;
            }
        }
        lost(quoting.end(from, sink));
    }

    private void cell(Columns.Own own, boolean first, ByteSink sink) {
        out.path.enter(own.path());
        out.text.clear();
        int node = out.buffer.slot(0, own.slots());
        if (out.buffer.hasValue(node)) {
            own.writer().write(out, node);
            if (own.optional() && isNull()) {
                out.find(Reason.LOSSY_SOURCE, "the value is written as no value is");
            }
        } else if (own.optional()) {
            out.text.write(nullText, 0, nullText.length);
        } else {
            out.find(Reason.PRESENCE, "there is no value, and the side's type always has one");
        }
        if (!first) {
            quoting.delimiter(sink);
        }
        lost(quoting.cell(out.text.array(), 0, out.text.length(), first, sink));
        out.path.leave();
    }

    private boolean isNull() {
        return java.util.Arrays.equals(out.text.array(), 0, out.text.length(), nullText, 0, nullText.length);
    }

    private void lost(String why) {
        if (!why.isEmpty()) {
            out.find(Reason.LOSSY_SOURCE, why);
        }
    }
}
