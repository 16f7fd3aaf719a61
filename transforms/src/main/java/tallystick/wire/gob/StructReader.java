package tallystick.wire.gob;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tallystick.canonical.RecordBuffer;
import tallystick.wire.Slots;

/**
 * Reads a struct of the stream into a struct of the record: fields meet by name, what the value leaves out is zero, and
 * so is what the stream's type does not have.
 */
final class StructReader extends GobReader {
    /**
     * A field of the stream's struct.
     *
     * @param path the canonical name, dotted; empty when what it holds stands for fields of this struct
     * @param slot where its node is, counted from the struct's first
     * @param zero what it is when the value leaves it out; null when it is bound to nothing
     */
    record Member(String path, int slot, GobReader reader, @Nullable Zero zero) {}

    private final @Nullable Slots slots;
    private GobReader[] readers = new GobReader[0];
    private String[] paths = new String[0];
    private int[] at = new int[0];
    private @Nullable Zero[] zeros = new Zero[0];
    /** The kinds of zeros that are plain, so that wide structs of which little is set are quick; else -1. */
    private byte[] plain = new byte[0];

    private Zero[] missing = new Zero[0];
    private int[] missingAt = new int[0];

    /** {@code slots} is null for a struct whose fields stand for fields of the struct around it. */
    StructReader(@Nullable Slots slots) {
        this.slots = slots;
    }

    void fill(List<Member> members, List<Zero> missingZeros, List<Integer> missingSlots) {
        readers = members.stream().map(Member::reader).toArray(GobReader[]::new);
        paths = members.stream().map(Member::path).toArray(String[]::new);
        at = members.stream().mapToInt(Member::slot).toArray();
        zeros = members.stream().map(Member::zero).toArray(Zero[]::new);
        plain = new byte[zeros.length];
        for (int i = 0; i < plain.length; i++) {
            Zero zero = zeros[i];
            plain[i] = zero == null ? -1 : zero.plain();
        }
        missing = missingZeros.toArray(new Zero[0]);
        missingAt = missingSlots.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    void read(GobInput in, int node) {
        in.enter();
        fields(in, slots == null ? node : slots.open(in.buffer, node));
        in.leave();
    }

    /** Reads the record itself, whose root the buffer has made already. */
    void root(GobInput in) {
        in.enter();
        fields(in, slots == null ? 0 : slots.openGathered(in.buffer, 0));
        in.leave();
    }

    private void fields(GobInput in, int base) {
        for (int i = 0; i < missing.length; i++) {
            missing[i].set(in.buffer, base + missingAt[i]);
        }
        int count = readers.length;
        int field = -1;
        int delta;
        while ((delta = in.delta(field, count)) != 0) {
            int next = field + delta;
            zero(in, base, field + 1, next);
            field = next;
            String path = paths[field];
            if (path.isEmpty()) {
                readers[field].read(in, base + at[field]);
            } else {
                in.path.enter(path);
                readers[field].read(in, base + at[field]);
                in.path.leave();
            }
        }
        zero(in, base, field + 1, count);
    }

    private void zero(GobInput in, int base, int from, int to) {
        RecordBuffer buffer = in.buffer;
        for (int i = from; i < to; i++) {
            int node = base + at[i];
            switch (plain[i]) {
                case RecordBuffer.INT:
                    buffer.setInt(node, 0);
                    break;
                case RecordBuffer.BOOL:
                    buffer.setBool(node, false);
                    break;
                case RecordBuffer.TEXT:
                    buffer.setRange(node, RecordBuffer.TEXT, 0, 0);
                    break;
                case RecordBuffer.NULL:
                    buffer.setNull(node);
                    break;
                default:
                    Zero zero = zeros[i];
                    if (zero != null) {
                        zero.set(buffer, node);
                    }
            }
        }
    }
}
