package tallystick.record;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tallystick.canonical.ByteSink;
import tallystick.canonical.RecordBuffer;
import tallystick.contract.Contract;
import tallystick.wire.Findings;
import tallystick.wire.RecordEncoder;

/** Writes by which a reader knows the shape: bytes before the record, and fields that are in no row. */
final class ConstantEncoder implements RecordEncoder {
    private final RecordEncoder encoder;
    private final byte[] prefix;
    private final List<Serializable> constants;
    private final int fields;

    ConstantEncoder(RecordEncoder encoder, RecordShape shape, Contract contract) {
        this.encoder = encoder;
        this.prefix = shape.prefix();
        this.constants = shape.constants();
        this.fields = contract.record().fields().size();
    }

    @Override
    public void begin() {
        encoder.begin();
    }

    @Override
    public boolean encode(RecordBuffer record, ByteSink out, Findings findings) {
        record.widen(constants.size());
        for (int i = 0; i < constants.size(); i++) {
            set(record, record.slot(0, fields + i), constants.get(i));
        }
        int before = out.length();
        out.write(prefix, 0, prefix.length);
        boolean written = encoder.encode(record, out, findings);
        if (!written) {
            out.truncate(before);
        }
        return written;
    }

    private static void set(RecordBuffer record, int node, Serializable value) {
        if (value instanceof String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            record.setScratch(node, RecordBuffer.TEXT, bytes, 0, bytes.length);
        } else if (value instanceof Long number) {
            record.setInt(node, number);
        } else {
            record.setBool(node, Boolean.TRUE.equals(value));
        }
    }
}
