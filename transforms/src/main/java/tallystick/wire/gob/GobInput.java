package tallystick.wire.gob;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tallystick.canonical.RecordBuffer;
import tallystick.wire.Findings;
import tallystick.wire.Reason;
import tallystick.wire.RecordInput;
import tallystick.wire.RuleCounts;
import tallystick.wire.gob.WireType.WireField;

/**
 * The bytes of one value and of the definitions around it: a row of messages, each with its length before it. Reads stay
 * inside of the current message, where their end is; only where a definition may stand does the next message begin.
 */
final class GobInput extends RecordInput {
    /** Go refuses messages of this length and more. */
    static final long TOO_LONG = 1L << 33;

    /** Plans are made anew for types that are defined anew, so that a small file must not define large ones often. */
    private static final int MOST_FIELDS = 4096;

    private static final int LONGEST_NAME = 1024;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    final WireTypes types;
    private final int deepest;

    /** Where the frame ends. */
    private int limit;

    private int depth;

    /** For frames that are only passed over. */
    GobInput(WireTypes types, int deepest) {
        this(types, deepest, new RecordBuffer(), new Findings(), new RuleCounts());
    }

    GobInput(WireTypes types, int deepest, RecordBuffer buffer, Findings findings, RuleCounts rules) {
        super(buffer, findings, rules);
        this.types = types;
        this.deepest = deepest;
    }

    /** Takes a frame; no message has begun yet. */
    @Override
    public void reset(byte[] input, int from, int to) {
        super.reset(input, from, to);
        end = from;
        limit = to;
        depth = 0;
    }

    /** Bytes that are no gob are told of by their offset alone. */
    @Override
    protected String failing() {
        return "";
    }

    /** Whether nothing of the frame is left. */
    boolean atEnd() {
        return pos == limit;
    }

    /** Begins the next message of the frame, the current one being read to its end. */
    void nextMessage() {
        if (pos == limit) {
            throw ended(limit, "no value follows its type definitions");
        }
        int at = pos;
        if (bytes[at] < 0 && bytes[at] >= -8 && -bytes[at] >= limit - at) {
            throw ended(limit, "the length of a message is cut");
        }
        end = limit;
        long length = uint();
        if (length < 0 || length >= TOO_LONG) {
            throw fail(at, "a message of " + Long.toUnsignedString(length) + " bytes, more than Go takes");
        }
        if (length > limit - pos) {
            throw ended(limit, "a message of " + length + " bytes ends after " + (limit - pos));
        }
        if (length == 0) {
            throw fail(at, "an empty message, which Go takes for the end of the stream");
        }
        end = pos + (int) length;
    }

    /** Reads an unsigned integer. Go takes more bytes than it needs too. */
    long uint() {
        if (pos >= end) {
            throw fail(pos, "the message ends where a number is expected");
        }
        int first = bytes[pos];
        if (first >= 0) {
            pos++;
            return first;
        }
        int size = -first;
        if (size > 8) {
            throw fail(pos, "a number of " + size + " bytes, where 8 are the most");
        }
        int from = pos + 1;
        if (size > end - from) {
            throw fail(pos, "the message ends inside of a number of " + size + " bytes");
        }
        pos = from + size;
        if (from + 8 <= bytes.length) {
            return (long) LONG.get(bytes, from) >>> (64 - 8 * size);
        }
        long value = 0;
        for (int i = from; i < pos; i++) {
            value = value << 8 | bytes[i] & 0xFF;
        }
        return value;
    }

    /** Reads a signed integer. */
    long integer() {
        long bits = uint();
        return (bits & 1) == 0 ? bits >>> 1 : ~(bits >>> 1);
    }

    double real() {
        return Double.longBitsToDouble(Long.reverseBytes(uint()));
    }

    /** Reads the length of bytes that follow in this message. */
    int length(String what) {
        int at = pos;
        long length = uint();
        if (length < 0 || length > end - pos) {
            throw fail(
                    at,
                    what + " of " + Long.toUnsignedString(length) + " bytes where " + (end - pos)
                            + " are left of the message");
        }
        return (int) length;
    }

    /**
     * Reads how many values follow, of which each has at least {@code least} bytes.
     *
     * @param cut whether they may go on in messages to come
     */
    int count(String what, int least, boolean cut) {
        int at = pos;
        long count = uint();
        int left = (cut ? limit : end) - pos;
        if (count < 0 || count > left / least) {
            throw fail(at, what + " of " + Long.toUnsignedString(count) + " where " + left + " bytes are left");
        }
        return (int) count;
    }

    /**
     * Reads what stands before a value: definitions, and the id of its type.
     *
     * @param inside whether the value is that of an interface inside of another value
     */
    int typeSequence(boolean inside) {
        while (true) {
            if (pos == end) {
                nextMessage();
            }
            int id = definition(inside);
            if (id >= 0) {
                return id;
            }
        }
    }

    /** Reads an id and, when it is that of a definition, takes that; the id. */
    int definition(boolean inside) {
        int at = pos;
        long id = integer();
        if (id > Integer.MAX_VALUE || id < -Integer.MAX_VALUE) {
            throw fail(at, "a type id that does not fit 32 bits");
        }
        if (id < 0) {
            define((int) -id, at);
            if (pos < end) {
                if (!inside) {
                    throw fail(pos, "bytes after a type definition");
                }
                // The length of the rest of the value, which was cut to put the definition in.
                uint();
            }
        }
        return (int) id;
    }

    private void define(int id, int at) {
        if (id < WireType.FIRST_DEFINED) {
            throw fail(at, "a definition of the type id " + id + ", which is gob's own");
        }
        int from = pos;
        WireType type = definition();
        if (!types.define(id, type, pos - from)) {
            throw fail(
                    Reason.OVERSIZE,
                    at,
                    "more type definitions than the " + WireTypes.MOST + ", or the " + WireTypes.MOST_BYTES
                            + " bytes of them, that are kept of one file");
        }
    }

    /** Reads the difference to the number of the next field of a struct that has {@code fields}; 0 at its end. */
    int delta(int field, int fields) {
        int at = pos;
        long delta = uint();
        if (delta < 0 || delta >= (long) fields - field) {
            throw fail(
                    at,
                    "field number " + field + " + " + Long.toUnsignedString(delta) + " of a struct of " + fields
                            + " fields");
        }
        return (int) delta;
    }

    /** wireType, of which exactly one member has to be there. */
    private WireType definition() {
        int at = pos;
        WireType type = null;
        int field = -1;
        int delta;
        while ((delta = delta(field, 7)) != 0) {
            field += delta;
            if (type != null) {
                throw fail(at, "a definition of two types at once");
            }
            type = definition(WireType.Kind.values()[field]);
        }
        if (type == null) {
            throw fail(at, "a definition of no type");
        }
        return type;
    }

    private WireType definition(WireType.Kind kind) {
        String name = "";
        int length = 0;
        int key = 0;
        int element = 0;
        List<WireField> members = List.of();
        int fields =
                switch (kind) {
                    case ARRAY, MAP -> 3;
                    case SLICE, STRUCT -> 2;
                    default -> 1;
                };
        int field = -1;
        int delta;
        while ((delta = delta(field, fields)) != 0) {
            field += delta;
            switch (field) {
                case 0:
                    name = common();
                    break;
                case 1:
                    if (kind == WireType.Kind.STRUCT) {
                        members = members();
                    } else if (kind == WireType.Kind.MAP) {
                        key = id();
                    } else {
                        element = id();
                    }
                    break;
                default:
                    if (kind == WireType.Kind.MAP) {
                        element = id();
                    } else {
                        int at = pos;
                        long value = integer();
                        if (value < 0 || value > Integer.MAX_VALUE) {
                            throw fail(at, "an array of " + value + " elements");
                        }
                        length = (int) value;
                    }
            }
        }
        return new WireType(kind, name, length, key, element, members);
    }

    /** CommonType: the name, and an id that nothing depends on. */
    private String common() {
        String name = "";
        int field = -1;
        int delta;
        while ((delta = delta(field, 2)) != 0) {
            field += delta;
            if (field == 0) {
                name = text();
            } else {
                id();
            }
        }
        return name;
    }

    private List<WireField> members() {
        int at = pos;
        int count = count("a list of fields", 1, false);
        if (count > MOST_FIELDS) {
            throw fail(Reason.OVERSIZE, at, "a struct of " + count + " fields, more than " + MOST_FIELDS);
        }
        WireField[] members = new WireField[count];
        for (int i = 0; i < count; i++) {
            String name = "";
            int type = 0;
            int field = -1;
            int delta;
            while ((delta = delta(field, 2)) != 0) {
                field += delta;
                if (field == 0) {
                    name = text();
                } else {
                    type = id();
                }
            }
            members[i] = new WireField(name, type);
        }
        return List.of(members);
    }

    private int id() {
        int at = pos;
        long id = integer();
        if (id < Integer.MIN_VALUE || id > Integer.MAX_VALUE) {
            throw fail(at, "a type id that does not fit 32 bits");
        }
        return (int) id;
    }

    private String text() {
        int length = length("a name");
        String text = new String(bytes, pos, length, StandardCharsets.UTF_8);
        pos += length;
        return text;
    }

    /** Reads the registered name of what an interface holds, which ends at {@link #pos}: its length, 0 when it holds nothing. */
    int registeredName() {
        int at = pos;
        int length = length("a registered name");
        if (length > LONGEST_NAME) {
            throw fail(at, "a registered name of " + length + " bytes, where Go takes " + LONGEST_NAME);
        }
        pos += length;
        return length;
    }

    /** Bytes as a text for findings, its first 64 at most. */
    String text(int from, int length) {
        return new String(bytes, from, Math.min(length, 64), StandardCharsets.UTF_8) + (length > 64 ? "..." : "");
    }

    private void pass(int length) {
        pos += length;
    }

    /** Reads the 00 that stands before a value that is no struct and in no other value. */
    void singleton() {
        int at = pos;
        if (uint() != 0) {
            throw fail(at, "a value that is no struct has to begin with 00");
        }
    }

    /** How many values follow. Nothing is made of them, and each has a byte at least, so that the number may be any. */
    private long elements() {
        int at = pos;
        long count = uint();
        if (count < 0) {
            throw fail(at, "a list of " + Long.toUnsignedString(count));
        }
        return count;
    }

    void enter() {
        if (++depth > deepest) {
            throw fail(Reason.OVERSIZE, pos, "nested deeper than " + deepest);
        }
    }

    void leave() {
        depth--;
    }

    /** Passes over a value that is not inside of another one, as the value of an interface or of the stream. */
    void skipWhole(int id) {
        WireType type = types.get(id);
        if (type == null || type.kind() != WireType.Kind.STRUCT) {
            singleton();
        }
        skip(id);
    }

    /** Takes the definitions of a frame, and looks into its value only if some may stand there; the value's type. */
    int passWhole() {
        int type = typeSequence(false);
        if (types.holdsInterfaces(type)) {
            skipWhole(type);
        }
        return type;
    }

    /** Passes over a value of that type. Definitions in it are taken. */
    void skip(int id) {
        switch (id) {
            case WireType.BOOL, WireType.INT, WireType.UINT, WireType.FLOAT:
                uint();
                return;
            case WireType.COMPLEX:
                uint();
                uint();
                return;
            case WireType.BYTES, WireType.STRING:
                pass(length("text or bytes"));
                return;
            case WireType.INTERFACE:
                if (registeredName() > 0) {
                    int concrete = typeSequence(true);
                    uint();
                    enter();
                    skipWhole(concrete);
                    leave();
                }
                return;
            default:
                break;
        }
        WireType type = types.get(id);
        if (type == null) {
            throw fail(pos, "a value of the type id " + id + ", which the file has not defined before");
        }
        if (type.kind().encodesItself()) {
            pass(length("an encoded value"));
            return;
        }
        enter();
        switch (type.kind()) {
            case STRUCT:
                int field = -1;
                int delta;
                while ((delta = delta(field, type.fields().size())) != 0) {
                    field += delta;
                    skip(type.fields().get(field).type());
                }
                break;
            case MAP:
                for (long i = elements(); i > 0; i--) {
                    skip(type.key());
                    skip(type.element());
                }
                break;
            default:
                int at = pos;
                long count = elements();
                if (type.kind() == WireType.Kind.ARRAY && count != type.length()) {
                    throw fail(at, count + " elements of an array of " + type.length());
                }
                for (long i = count; i > 0; i--) {
                    skip(type.element());
                }
        }
        leave();
    }
}
