package tallystick.wire.csv;

import tallystick.canonical.RecordBuffer;
import tallystick.canonical.Utf8;
import tallystick.wire.Findings;
import tallystick.wire.Reason;
import tallystick.wire.text.MomentText;

/** The cell that is being read, and where findings go. */
final class Cell {
    private static final int SHOWN = 60;

    final RecordBuffer buffer;
    final Findings findings;
    final MomentText moment = new MomentText();
    byte[] bytes = new byte[0];
    int from;
    int length;
    /** Whether the bytes are those of the record, so that the buffer may refer to them. */
    boolean isRange;
    /** Of the canonical field. */
    String path = "";
    /** Of the cell in its record. */
    int offset;

    Cell(RecordBuffer buffer, Findings findings) {
        this.buffer = buffer;
        this.findings = findings;
    }

    void find(Reason reason, String detail) {
        findings.add(reason, path, offset, detail);
    }

    /** That the text is not what is expected. */
    void isNo(String expected) {
        find(Reason.TYPE, "\"" + shown() + "\" is no " + expected);
    }

    boolean is(byte[] text) {
        if (length != text.length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[from + i] != text[i]) {
                return false;
            }
        }
        return true;
    }

    /** The text as ISO 8859-1, for what is ASCII or wrong. */
    String text() {
        return new String(bytes, from, length, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    String shown() {
        return length > SHOWN ? Utf8.lenient(bytes, from, SHOWN) + "..." : Utf8.lenient(bytes, from, length);
    }

    /** Sets the node to the cell's bytes as they are. */
    void set(int node, byte kind) {
        if (isRange) {
            buffer.setRange(node, kind, from, length);
        } else {
            buffer.setScratch(node, kind, bytes, from, length);
        }
    }
}
