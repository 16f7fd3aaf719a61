package tallystick.wire.csv;

import java.nio.charset.StandardCharsets;
import tallystick.canonical.ByteSink;
import tallystick.canonical.RecordBuffer;
import tallystick.shape.BoundRecord;
import tallystick.wire.Findings;
import tallystick.wire.Reason;
import tallystick.wire.RecordEncoder;

/** Writes rows with their line ends; the first of a file after its header. */
final class CsvEncoder implements RecordEncoder {
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Columns columns;
    private final CsvOptions options;
    private final Quoting quoting;
    private final byte[] nullText;
    private final Row row = new Row();
    private boolean begun;

    CsvEncoder(BoundRecord record, boolean go) {
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
    public boolean encode(RecordBuffer record, ByteSink out, Findings findings) {
        findings.clear();
        int start = out.length();
        row.reset(record, findings);
        if (!begun) {
            head(out);
        }
        int from = out.length();
        boolean first = true;
        for (Columns.Column column : columns.all()) {
            if (column instanceof Columns.Own own) {
                cell(own, first, out);
            } else if (options.header()) {
                continue;
            } else {
                row.find(
                        Reason.LOSSY_SOURCE,
                        "the contract has no field for " + column.names().get(0)
                                + ", and a row has no cell without a value");
            }
            first = false;
        }
        lost(quoting.end(from, out));
        if (!findings.isEmpty()) {
            out.truncate(start);
            return false;
        }
        begun = true;
        return true;
    }

    private void head(ByteSink out) {
        if (options.bom()) {
            out.write(MARK, 0, MARK.length);
        }
        if (!options.header()) {
            return;
        }
        int from = out.length();
        boolean first = true;
        for (Columns.Column column : columns.all()) {
            if (column instanceof Columns.Own own) {
                if (!first) {
                    quoting.delimiter(out);
                }
                byte[] name = own.names().get(0).getBytes(StandardCharsets.UTF_8);
                lost(quoting.cell(name, 0, name.length, first, out));
                first = false;
            }
        }
        lost(quoting.end(from, out));
    }

    private void cell(Columns.Own own, boolean first, ByteSink out) {
        row.path.enter(own.path());
        row.text.clear();
        int node = node(own.slots());
        if (row.buffer.hasValue(node)) {
            own.writer().write(row, node);
            if (own.optional() && isNull()) {
                row.find(Reason.LOSSY_SOURCE, "the value is written as no value is");
            }
        } else if (own.optional()) {
            row.text.write(nullText, 0, nullText.length);
        } else {
            row.find(Reason.PRESENCE, "there is no value, and the side's type always has one");
        }
        if (!first) {
            quoting.delimiter(out);
        }
        lost(quoting.cell(row.text.array(), 0, row.text.length(), first, out));
        row.path.leave();
    }

    private int node(int[] slots) {
        int at = 0;
        for (int slot : slots) {
            at = row.buffer.slot(at, slot);
        }
        return at;
    }

    private boolean isNull() {
        return java.util.Arrays.equals(row.text.array(), 0, row.text.length(), nullText, 0, nullText.length);
    }

    private void lost(String why) {
        if (!why.isEmpty()) {
            row.find(Reason.LOSSY_SOURCE, why);
        }
    }
}
