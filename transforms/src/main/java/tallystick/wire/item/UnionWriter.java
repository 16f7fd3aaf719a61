package tallystick.wire.item;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tallystick.canonical.RecordBuffer;
import tallystick.shape.DeclaredType.Tagging;
import tallystick.wire.Reason;

/** Writes an enum or union: the variant and its payload, marked in one of serde's four ways. */
final class UnionWriter extends ValueWriter {
    /** A variant and the writer of its payload, null without one. */
    record Variant(String name, byte[] wireName, @Nullable ValueWriter payload) {}

    private final Map<Long, Variant> variants;
    private final Tagging tagging;
    private final byte[] tag;
    private final byte[] content;

    UnionWriter(Map<Long, Variant> variants, Tagging tagging) {
        this.variants = variants;
        this.tagging = tagging;
        this.tag = Leaves.utf8(tagging.tag());
        this.content = Leaves.utf8(tagging.content());
    }

    @Override
    protected void write(Output out, int node) {
        Variant variant = variants.get(out.buffer.integer(node));
        if (variant == null) {
            out.find(Reason.RANGE, "the side's enum has no variant for the id " + out.buffer.integer(node));
            return;
        }
        ValueWriter payload = variant.payload();
        int child = out.buffer.kind(node) == RecordBuffer.UNION ? out.buffer.first(node) : -1;
        boolean array = out.manner.structs() == Manner.Structs.ARRAYS;
        out.path.enter(variant.name());
        switch (tagging.style()) {
            case EXTERNAL:
                if (payload == null) {
                    text(out, variant.wireName());
                } else {
                    out.coding.map(out.sink, 1);
                    text(out, variant.wireName());
                    payload.element(out, child);
                }
                break;
            case ADJACENT:
                adjacent(out, variant, child, array);
                break;
            case INTERNAL:
                int fields = payload instanceof StructWriter struct ? struct.count(out, child) : 0;
                if (array) {
                    out.coding.array(out.sink, fields + 1);
                } else {
                    out.coding.map(out.sink, fields + 1);
                    text(out, tag);
                }
                text(out, variant.wireName());
                if (payload instanceof StructWriter struct) {
                    struct.members(out, child);
                }
                break;
            default:
                if (payload == null) {
                    out.nil();
                } else {
                    payload.element(out, child);
                }
        }
        out.path.leave();
    }

    private void adjacent(Output out, Variant variant, int child, boolean array) {
        ValueWriter payload = variant.payload();
        int count = payload == null ? 1 : 2;
        if (array) {
            if (payload == null) {
                out.find(Reason.LOSSY_SOURCE, Unreadable.TAG_ALONE);
            }
            out.coding.array(out.sink, count);
        } else {
            out.coding.map(out.sink, count);
            text(out, tag);
        }
        text(out, variant.wireName());
        if (payload != null) {
            if (!array) {
                text(out, content);
            }
            payload.element(out, child);
        }
    }

    private static void text(Output out, byte[] text) {
        out.text(text, 0, text.length);
    }
}
