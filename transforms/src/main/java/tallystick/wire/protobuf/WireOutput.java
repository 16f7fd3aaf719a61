package tallystick.wire.protobuf;

import tallystick.wire.RecordOutput;
import tallystick.wire.serde.Output;

/** Where one record is written to, and what is found on the way. */
final class WireOutput extends RecordOutput {

    void tag(int number, int wire) {
        varint((long) number << 3 | wire);
    }

    void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            sink.write((int) (rest | 0x80));
            rest >>>= 7;
        }
        sink.write((int) rest);
    }

    void fixed32(int value) {
        Output.littleEndian(sink, 4, value);
    }

    void fixed64(long value) {
        Output.littleEndian(sink, 8, value);
    }

    void range(int node) {
        int length = buffer.length(node);
        varint(length);
        sink.write(buffer.bytes(node), buffer.offset(node), length);
    }

    /** Begins something whose length stands before it; what {@link #end} needs. */
    int begin() {
        sink.write(0);
        return sink.length();
    }

    /** Writes the length of what was written since, in front of it. */
    void end(int from) {
        int length = sink.length() - from;
        int more = (31 - Integer.numberOfLeadingZeros(length | 1)) / 7;
        if (more > 0) {
            sink.ensure(more);
            System.arraycopy(sink.array(), from, sink.array(), from + more, length);
            sink.advance(more);
        }
        byte[] array = sink.array();
        int rest = length;
        for (int at = from - 1; at < from - 1 + more; at++) {
            array[at] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        array[from - 1 + more] = (byte) rest;
    }
}
