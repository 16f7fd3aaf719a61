package tallystick.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tallystick.canonical.RecordBuffer;
import tallystick.shape.BoundStruct;

/** Where each slot of a struct, and of the structs gathered into it, stands in the buffer, counted from the struct's first. */
public final class Slots {
    /** Of a struct without fields. */
    public static final Slots NONE = new Slots();

    private final Map<List<Integer>, Integer> bases = new HashMap<>();
    private final int[][] gathered;
    private final int fields;

    private Slots() {
        fields = 0;
        gathered = new int[0][];
    }

    public Slots(BoundStruct bound) {
        fields = bound.type().fields().size();
        bases.put(List.of(), 0);
        int next = fields;
        List<int[]> found = new ArrayList<>();
        for (BoundStruct.Gathered struct : bound.gathered()) {
            found.add(new int[] {slot(struct.slots()), struct.fields()});
            bases.put(Arrays.stream(struct.slots()).boxed().toList(), next);
            next += struct.fields();
        }
        gathered = found.toArray(new int[0][]);
    }

    /** Of the field at that path of positions. */
    public int slot(int[] path) {
        List<Integer> parent = Arrays.stream(path, 0, path.length - 1).boxed().toList();
        Integer base = bases.get(parent);
        if (base == null) {
            throw new IllegalStateException("no struct is gathered at " + parent);
        }
        return base + path[path.length - 1];
    }

    /** Makes the node the struct; its first slot. */
    public int open(RecordBuffer buffer, int node) {
        buffer.struct(node, fields);
        return openGathered(buffer, node);
    }

    /** Makes the structs gathered into the node, which is a struct already; its first slot. */
    public int openGathered(RecordBuffer buffer, int node) {
        int base = buffer.slot(node, 0);
        for (int[] struct : gathered) {
            buffer.struct(base + struct[0], struct[1]);
        }
        return base;
    }
}
