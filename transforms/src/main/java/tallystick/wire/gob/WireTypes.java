package tallystick.wire.gob;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tallystick.wire.gob.WireType.WireField;

/**
 * The types that a file has defined so far. A definition for an id that is known takes the place of the earlier one: the
 * service restarted, and its new stream follows the old one.
 */
final class WireTypes {
    /** How many types of one file are kept: a small file must not make much work by defining one of many anew, often. */
    static final int MOST = 4096;
    /** How many bytes of definitions of one file are kept. */
    static final int MOST_BYTES = 1 << 26;

    private WireType[] low = new WireType[256];
    private final Map<Integer, WireType> high = new HashMap<>();
    private final Map<Integer, Boolean> flushing = new HashMap<>();
    private int count;
    private long bytes;
    private int replaced;

    void clear() {
        Arrays.fill(low, null);
        high.clear();
        flushing.clear();
        count = 0;
        bytes = 0;
        replaced++;
    }

    @Nullable
    WireType get(int id) {
        return id >= 0 && id < low.length ? low[id] : id >= MOST ? high.get(id) : null;
    }

    /** Raised whenever an id has come to mean another type, so that what was compiled for it is void. */
    int replaced() {
        return replaced;
    }

    /** Takes a definition of that many bytes; false when there are too many. */
    boolean define(int id, WireType type, int size) {
        WireType known = get(id);
        if (type.equals(known)) {
            return true;
        }
        if (known == null) {
            count++;
        } else {
            replaced++;
        }
        bytes += size;
        if (count > MOST || bytes > MOST_BYTES) {
            return false;
        }
        if (id >= MOST) {
            high.put(id, type);
        } else {
            if (id >= low.length) {
                low = Arrays.copyOf(low, Math.min(MOST, Math.max(id + 1, low.length * 2)));
            }
            low[id] = type;
        }
        flushing.clear();
        return true;
    }

    /** A type that the type needs and that nothing has defined; 0 when there is none. */
    int undefined(int id) {
        Set<Integer> seen = new HashSet<>();
        Deque<Integer> open = new ArrayDeque<>();
        open.add(id);
        while (!open.isEmpty()) {
            int next = open.remove();
            if (WireType.isBuiltIn(next) || !seen.add(next)) {
                continue;
            }
            WireType type = get(next);
            if (type == null) {
                return next == 0 ? -1 : next;
            }
            switch (type.kind()) {
                case STRUCT:
                    type.fields().forEach(field -> open.add(field.type()));
                    break;
                case MAP:
                    open.add(type.key());
                    open.add(type.element());
                    break;
                case ARRAY, SLICE:
                    open.add(type.element());
                    break;
                default:
                    break;
            }
        }
        return 0;
    }

    /** Whether values of the type can hold interfaces, so that definitions may stand in them and they may be cut into messages. */
    boolean holdsInterfaces(int id) {
        if (id < WireType.FIRST_DEFINED) {
            return id == WireType.INTERFACE;
        }
        Boolean known = flushing.get(id);
        if (known == null) {
            known = search(id);
        }
        return known;
    }

    private boolean search(int id) {
        Set<Integer> seen = new HashSet<>();
        Deque<Integer> open = new ArrayDeque<>();
        open.add(id);
        while (!open.isEmpty()) {
            int next = open.remove();
            Boolean known = flushing.get(next);
            if (Boolean.FALSE.equals(known)) {
                continue;
            }
            if (next == WireType.INTERFACE || known != null) {
                flushing.put(id, true);
                return true;
            }
            WireType type = get(next);
            if (type != null && seen.add(next)) {
                for (WireField field : type.fields()) {
                    open.add(field.type());
                }
                open.add(type.key());
                open.add(type.element());
            }
        }
        seen.forEach(type -> flushing.put(type, false));
        flushing.put(id, false);
        return false;
    }

    /** As a reader of findings knows the type. */
    String name(int id) {
        return name(id, 8);
    }

    private String name(int id, int depth) {
        if (WireType.isBuiltIn(id)) {
            return WireType.builtInName(id);
        }
        WireType type = get(id);
        if (type == null || depth == 0) {
            return type == null ? "undefined type " + id : "...";
        }
        if (!type.name().isEmpty()) {
            return type.name();
        }
        return switch (type.kind()) {
            case ARRAY -> "[" + type.length() + "]" + name(type.element(), depth - 1);
            case SLICE -> "[]" + name(type.element(), depth - 1);
            case MAP -> "map[" + name(type.key(), depth - 1) + "]" + name(type.element(), depth - 1);
            case STRUCT -> "struct without a name";
            default -> "type that encodes itself";
        };
    }
}
