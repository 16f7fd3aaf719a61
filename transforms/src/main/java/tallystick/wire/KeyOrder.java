package tallystick.wire;

import java.util.HashMap;
import java.util.Map;
import tallystick.canonical.RecordBuffer;
import tallystick.shape.Binding;

/** The order in which a BTreeMap has its keys. */
public final class KeyOrder {
    /** Where each id of an enum that is the key comes; empty for all other keys. */
    private final Map<Long, Integer> declared;

    private KeyOrder(Map<Long, Integer> declared) {
        this.declared = declared;
    }

    public static KeyOrder of(Binding key) {
        Map<Long, Integer> order = new HashMap<>();
        if (key instanceof Binding.EnumOf keys && keys.tagging() != null) {
            keys.values().forEach(value -> order.put((long) value.id(), order.size()));
        }
        return new KeyOrder(order);
    }

    /** Keys that are unions stay in the order of the record. */
    public int compare(RecordBuffer buffer, int a, int b) {
        byte kind = buffer.kind(a);
        if (kind != buffer.kind(b) && (kind == RecordBuffer.INT || kind == RecordBuffer.BIG)) {
            return buffer.big(a).compareTo(buffer.big(b));
        }
        switch (kind) {
            case RecordBuffer.INT, RecordBuffer.BOOL:
                return declared.isEmpty()
                        ? Long.compare(buffer.integer(a), buffer.integer(b))
                        : Integer.compare(
                                declared.getOrDefault(buffer.integer(a), 0),
                                declared.getOrDefault(buffer.integer(b), 0));
            case RecordBuffer.BIG:
                return buffer.big(a).compareTo(buffer.big(b));
            case RecordBuffer.TEXT, RecordBuffer.BYTES:
                return buffer.compareBytes(a, b);
            case RecordBuffer.UUID:
                int high = Long.compareUnsigned(buffer.uuidHigh(a), buffer.uuidHigh(b));
                return high != 0 ? high : Long.compareUnsigned(buffer.uuidLow(a), buffer.uuidLow(b));
            case RecordBuffer.MOMENT:
                int seconds = Long.compare(buffer.integer(a), buffer.integer(b));
                return seconds != 0 ? seconds : Integer.compare(buffer.nanos(a), buffer.nanos(b));
            case RecordBuffer.DECIMAL, RecordBuffer.BIG_DECIMAL:
                return new java.math.BigDecimal(buffer.unscaled(a), buffer.scale(a))
                        .compareTo(new java.math.BigDecimal(buffer.unscaled(b), buffer.scale(b)));
            case RecordBuffer.LIST:
                return lists(buffer, a, b);
            default:
                return 0;
        }
    }

    private int lists(RecordBuffer buffer, int a, int b) {
        int x = buffer.first(a);
        int y = buffer.first(b);
        while (x >= 0 && y >= 0) {
            int order = compare(buffer, x, y);
            if (order != 0) {
                return order;
            }
            x = buffer.next(x);
            y = buffer.next(y);
        }
        return x >= 0 ? 1 : y >= 0 ? -1 : 0;
    }
}
