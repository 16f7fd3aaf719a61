package tallystick.wire.gob;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import tallystick.canonical.ByteSink;
import tallystick.canonical.RecordBuffer;
import tallystick.wire.Findings;
import tallystick.wire.RecordOutput;
import tallystick.wire.gob.WireType.Kind;
import tallystick.wire.gob.WireType.WireField;

/**
 * A value on its way into a stream: the message that is being made, and where whole messages go. What is filled is the
 * message, or the value of an interface inside of it.
 */
final class GobOutput extends RecordOutput {
    final TypeIds types;
    private final ByteSink message = new ByteSink(256);
    private final Deque<ByteSink> outer = new ArrayDeque<>();

    GobOutput(TypeIds types) {
        this.types = types;
    }

    @Override
    public void reset(RecordBuffer record, ByteSink into, Findings newFindings) {
        super.reset(record, into, newFindings);
        outer.clear();
        outer.push(into);
        message.clear();
        sink = message;
    }

    /** Ends the message. */
    void flush() {
        flush(outer.element());
    }

    private void flush(ByteSink into) {
        uint(into, sink.length());
        into.write(sink.array(), 0, sink.length());
        sink.clear();
    }

    /** Begins the value of an interface. */
    ByteSink begin() {
        ByteSink around = sink;
        outer.push(around);
        sink = new ByteSink(64);
        return around;
    }

    /** Ends the value of an interface, which goes into what was returned for its beginning. */
    void end(ByteSink around) {
        outer.pop();
        flush(around);
        sink = around;
    }

    void uint(long value) {
        uint(sink, value);
    }

    static void uint(ByteSink sink, long value) {
        if (value >= 0 && value < 128) {
            sink.write((int) value);
            return;
        }
        int size = 8 - Long.numberOfLeadingZeros(value) / 8;
        sink.write(-size);
        for (int shift = 8 * size - 8; shift >= 0; shift -= 8) {
            sink.write((int) (value >>> shift));
        }
    }

    void integer(long value) {
        integer(sink, value);
    }

    private static void integer(ByteSink sink, long value) {
        uint(sink, value < 0 ? ~value << 1 | 1 : value << 1);
    }

    void real(double value) {
        uint(Long.reverseBytes(Double.doubleToRawLongBits(value)));
    }

    void bytes(byte[] from, int offset, int length) {
        uint(length);
        sink.write(from, offset, length);
    }

    void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        bytes(bytes, 0, bytes.length);
    }

    void write(int value) {
        sink.write(value);
    }

    /**
     * Puts a definition behind what there is of the message, and ends that: a value with interfaces is cut so.
     *
     * @param id before the definition, negative
     * @param ownId inside of it
     */
    void definition(int id, WireType type, int ownId) {
        integer(id);
        uint(type.kind().ordinal() + 1L);
        uint(1);
        // CommonType: a name, unless it is empty, and an id.
        if (!type.name().isEmpty()) {
            uint(1);
            text(type.name());
        }
        uint(type.name().isEmpty() ? 2 : 1);
        integer(ownId);
        uint(0);
        if (type.kind() == Kind.STRUCT) {
            if (!type.fields().isEmpty()) {
                uint(1);
                uint(type.fields().size());
                for (WireField field : type.fields()) {
                    uint(1);
                    text(field.name());
                    uint(1);
                    integer(field.type());
                    uint(0);
                }
            }
        } else if (type.kind() == Kind.MAP) {
            uint(1);
            integer(type.key());
            uint(1);
            integer(type.element());
        } else if (!type.kind().encodesItself()) {
            uint(1);
            integer(type.element());
            if (type.length() != 0) {
                uint(1);
                integer(type.length());
            }
        }
        uint(0);
        uint(0);
        flush();
    }
}
