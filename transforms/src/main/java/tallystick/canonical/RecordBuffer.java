package tallystick.canonical;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * One decoded record, shaped by its contract, in reused arrays: no object is made per value.
 *
 * <p>A record is a tree of nodes; a node is an index. Node 0 is the record itself, a struct. A struct's fields are
 * consecutive nodes in the order of the contract ({@link #slot}), ABSENT until set. Children of lists, tuples and maps
 * are linked ({@link #first}, {@link #next}); in a map, keys and values alternate. Text and bytes are ranges of the
 * input the record was decoded from, or of the buffer's own scratch when they had to be unescaped or built.
 *
 * <p>What a node holds, by the canonical type it stands for:
 *
 * <table>
 * <caption>kinds by canonical type</caption>
 * <tr><td>bool</td><td>BOOL</td></tr>
 * <tr><td>integers, duration (nanoseconds), date (days), time (nanoseconds)</td><td>INT when it fits 64 bits signed, else BIG</td></tr>
 * <tr><td>f32 (widened), f64</td><td>F64</td></tr>
 * <tr><td>decimal</td><td>DECIMAL when the unscaled value fits 64 bits, else BIG_DECIMAL</td></tr>
 * <tr><td>string</td><td>TEXT (valid UTF-8), or BAD_TEXT (bytes that are not)</td></tr>
 * <tr><td>bytes; uuid</td><td>BYTES; UUID</td></tr>
 * <tr><td>datetime, timestamp</td><td>MOMENT</td></tr>
 * <tr><td>list, tuple; map; struct</td><td>LIST; MAP; STRUCT</td></tr>
 * <tr><td>enum</td><td>INT, the variant's id</td></tr>
 * <tr><td>union</td><td>UNION: the alternative's id and a payload node or -1</td></tr>
 * <tr><td>json</td><td>NULL, BOOL, INT, BIG, F64 (only -0.0), DECIMAL, BIG_DECIMAL, TEXT, LIST, MAP with TEXT keys</td></tr>
 * </table>
 *
 * <p>Not safe for use by several threads.
 */
public final class RecordBuffer {
    public static final byte ABSENT = 0;
    public static final byte NULL = 1;
    public static final byte BOOL = 2;
    public static final byte INT = 3;
    public static final byte BIG = 4;
    public static final byte F64 = 5;
    public static final byte DECIMAL = 6;
    public static final byte BIG_DECIMAL = 7;
    public static final byte TEXT = 8;
    public static final byte BAD_TEXT = 9;
    public static final byte BYTES = 10;
    public static final byte UUID = 11;
    public static final byte MOMENT = 12;
    public static final byte LIST = 13;
    public static final byte MAP = 14;
    public static final byte STRUCT = 15;
    public static final byte UNION = 16;

    /** The offset of a MOMENT that has none. */
    public static final int NO_OFFSET = Integer.MIN_VALUE;

    private static final long IN_SCRATCH = 1L << 62;

    private static final String[] KIND_NAMES = {
        "no value",
        "null",
        "a boolean",
        "an integer",
        "an integer",
        "a float",
        "a decimal",
        "a decimal",
        "a text",
        "a text that is not valid UTF-8",
        "bytes",
        "a uuid",
        "a point in time",
        "a list",
        "a map",
        "a struct",
        "a union"
    };

    private byte[] kinds = new byte[256];
    private long[] first = new long[256];
    private long[] second = new long[256];
    private int[] links = new int[256];
    private int nodes;

    private byte[] input = new byte[0];
    private byte[] scratch = new byte[1024];
    private int scratchLength;

    /** Empties the buffer, takes the bytes that ranges will refer to, and makes node 0 a struct of that many fields. */
    public void reset(byte[] newInput, int fields) {
        input = newInput;
        nodes = 0;
        scratchLength = 0;
        int root = allocate(1);
        struct(root, fields);
    }

    /** That many new consecutive ABSENT nodes; the first of them. */
    public int allocate(int count) {
        int start = nodes;
        int end = Math.addExact(start, count);
        if (end > kinds.length) {
            int size = Math.max(end, kinds.length + (kinds.length >> 1));
            kinds = Arrays.copyOf(kinds, size);
            first = Arrays.copyOf(first, size);
            second = Arrays.copyOf(second, size);
            links = Arrays.copyOf(links, size);
        }
        Arrays.fill(kinds, start, end, ABSENT);
        Arrays.fill(links, start, end, -1);
        nodes = end;
        return start;
    }

    /** How many nodes are in use: a mark for {@link #rollback}. */
    public int mark() {
        return nodes;
    }

    /** Forgets all nodes from the mark on. Nodes before it must not refer to them any more. */
    public void rollback(int mark) {
        nodes = mark;
    }

    /** What a node of that kind holds, in words. */
    public static String kindName(byte kind) {
        return KIND_NAMES[kind];
    }

    public byte kind(int node) {
        return kinds[node];
    }

    /** Whether the node is neither absent nor null. */
    public boolean hasValue(int node) {
        return kinds[node] > NULL;
    }

    public void absent(int node) {
        kinds[node] = ABSENT;
    }

    public void setNull(int node) {
        kinds[node] = NULL;
    }

    public void setBool(int node, boolean value) {
        kinds[node] = BOOL;
        first[node] = value ? 1 : 0;
    }

    public boolean bool(int node) {
        return first[node] != 0;
    }

    public void setInt(int node, long value) {
        kinds[node] = INT;
        first[node] = value;
    }

    /** The value of an INT, the seconds of a MOMENT, the unscaled value of a DECIMAL, the id of a UNION. */
    public long integer(int node) {
        return first[node];
    }

    /** Sets an INT if the value fits 64 bits signed, else a BIG. */
    public void setBig(int node, BigInteger value) {
        if (value.bitLength() < 64) {
            setInt(node, value.longValue());
        } else {
            byte[] bytes = value.toByteArray();
            setScratch(node, BIG, bytes, 0, bytes.length);
        }
    }

    /** Sets an unsigned 64-bit value given by its bits. */
    public void setUnsigned(int node, long bits) {
        if (bits >= 0) {
            setInt(node, bits);
        } else {
            int start = scratchLength;
            append((byte) 0);
            for (int shift = 56; shift >= 0; shift -= 8) {
                append((byte) (bits >>> shift));
            }
            setScratch(node, BIG, start);
        }
    }

    /** The value of an INT or BIG. */
    public BigInteger big(int node) {
        return kinds[node] == INT
                ? BigInteger.valueOf(first[node])
                : new BigInteger(bytes(node), offset(node), length(node));
    }

    public void setF64(int node, double value) {
        kinds[node] = F64;
        first[node] = Double.doubleToRawLongBits(value);
    }

    public double f64(int node) {
        return Double.longBitsToDouble(first[node]);
    }

    /** Sets a DECIMAL: unscaled times ten to the minus scale. */
    public void setDecimal(int node, long unscaled, int scale) {
        kinds[node] = DECIMAL;
        first[node] = unscaled;
        second[node] = scale;
    }

    /** Sets a DECIMAL if the unscaled value fits 64 bits, else a BIG_DECIMAL. */
    public void setDecimal(int node, BigInteger unscaled, int scale) {
        if (unscaled.bitLength() < 64) {
            setDecimal(node, unscaled.longValue(), scale);
        } else {
            byte[] bytes = unscaled.toByteArray();
            int start = append(bytes, 0, bytes.length);
            kinds[node] = BIG_DECIMAL;
            first[node] = ((long) start << 32) | bytes.length;
            second[node] = scale;
        }
    }

    /** The scale of a DECIMAL or BIG_DECIMAL. */
    public int scale(int node) {
        return (int) second[node];
    }

    /** The unscaled value of a DECIMAL or BIG_DECIMAL. */
    public BigInteger unscaled(int node) {
        return kinds[node] == DECIMAL
                ? BigInteger.valueOf(first[node])
                : new BigInteger(scratch, (int) (first[node] >>> 32), (int) first[node]);
    }

    /** Sets TEXT, BAD_TEXT or BYTES to a range of the input. */
    public void setRange(int node, byte kind, int offset, int length) {
        kinds[node] = kind;
        first[node] = offset;
        second[node] = length;
    }

    /** Sets TEXT, BAD_TEXT, BYTES or BIG to a copy of a range of any array. */
    public void setScratch(int node, byte kind, byte[] from, int offset, int length) {
        int start = append(from, offset, length);
        kinds[node] = kind;
        first[node] = start;
        second[node] = length | IN_SCRATCH;
    }

    /** Sets TEXT, BAD_TEXT or BYTES to what was appended to the scratch since that start. */
    public void setScratch(int node, byte kind, int start) {
        kinds[node] = kind;
        first[node] = start;
        second[node] = (scratchLength - start) | IN_SCRATCH;
    }

    /** Where the next appended byte goes. */
    public int scratchPosition() {
        return scratchLength;
    }

    public void append(byte value) {
        ensureScratch(1);
        scratch[scratchLength++] = value;
    }

    /** Appends the bytes to the scratch; where they start. */
    public int append(byte[] from, int offset, int length) {
        ensureScratch(length);
        System.arraycopy(from, offset, scratch, scratchLength, length);
        int start = scratchLength;
        scratchLength += length;
        return start;
    }

    /** The array that holds a TEXT, BAD_TEXT, BYTES or BIG; valid until the next append or reset. */
    public byte[] bytes(int node) {
        return (second[node] & IN_SCRATCH) != 0 ? scratch : input;
    }

    /** Where a TEXT, BAD_TEXT, BYTES or BIG starts in {@link #bytes}. */
    public int offset(int node) {
        return (int) first[node];
    }

    /** The length in bytes of a TEXT, BAD_TEXT, BYTES or BIG. */
    public int length(int node) {
        return (int) (second[node] & ~IN_SCRATCH);
    }

    /** Compares the bytes of two TEXT, BAD_TEXT, BYTES or BIG, byte by byte and unsigned. */
    public int compareBytes(int a, int b) {
        return Arrays.compareUnsigned(
                bytes(a), offset(a), offset(a) + length(a), bytes(b), offset(b), offset(b) + length(b));
    }

    public void setUuid(int node, long high, long low) {
        kinds[node] = UUID;
        first[node] = high;
        second[node] = low;
    }

    public long uuidHigh(int node) {
        return first[node];
    }

    public long uuidLow(int node) {
        return second[node];
    }

    /**
     * Sets a MOMENT.
     *
     * @param seconds since 1970-01-01T00:00:00, in UTC for a timestamp, of the local clock for a datetime
     * @param nanos 0 to 999,999,999
     * @param offsetSeconds east of UTC, or {@link #NO_OFFSET}
     */
    public void setMoment(int node, long seconds, int nanos, int offsetSeconds) {
        kinds[node] = MOMENT;
        first[node] = seconds;
        second[node] = ((long) offsetSeconds << 32) | nanos;
    }

    public int nanos(int node) {
        return (int) second[node];
    }

    public int offsetSeconds(int node) {
        return (int) (second[node] >> 32);
    }

    /** Makes the node a struct of that many fields, all absent. */
    public void struct(int node, int fields) {
        int base = allocate(fields);
        kinds[node] = STRUCT;
        first[node] = base;
        second[node] = fields;
    }

    /** Gives the record that many more fields, absent, behind those it has. */
    public void widen(int more) {
        int fields = (int) second[0];
        int old = (int) first[0];
        int base = allocate(fields + more);
        System.arraycopy(kinds, old, kinds, base, fields);
        System.arraycopy(first, old, first, base, fields);
        System.arraycopy(second, old, second, base, fields);
        first[0] = base;
        second[0] = (long) fields + more;
    }

    /** The node of a struct's field, by its position in the contract. */
    public int slot(int struct, int ordinal) {
        return (int) first[struct] + ordinal;
    }

    /** The node of a field in a struct inside of the struct, and so on, by the positions on the way there. */
    public int slot(int struct, int[] ordinals) {
        int node = struct;
        for (int ordinal : ordinals) {
            node = slot(node, ordinal);
        }
        return node;
    }

    /** Makes the node an empty LIST or MAP; children follow with {@link #add}. */
    public void open(int node, byte kind) {
        kinds[node] = kind;
        first[node] = -1;
        second[node] = 0;
    }

    /**
     * A new child at the end of a LIST or MAP.
     *
     * @param previous the child added before, or -1 for the first
     */
    public int add(int parent, int previous) {
        int child = allocate(1);
        link(parent, previous, child);
        return child;
    }

    /**
     * Makes a node that was allocated apart the next child of a LIST or MAP, as {@link #add} would have: for a key that had
     * to be read before it was known to be a new one.
     */
    public void link(int parent, int previous, int child) {
        if (previous < 0) {
            first[parent] = child;
        } else {
            links[previous] = child;
        }
        second[parent]++;
    }

    /** The first child of a LIST or MAP, the payload of a UNION, or -1. */
    public int first(int node) {
        return kinds[node] == UNION ? (int) second[node] : (int) first[node];
    }

    /** The sibling after this child, or -1. */
    public int next(int child) {
        return links[child];
    }

    /** Puts the entries of a MAP into another order: makes that key the first. */
    void relinkFirst(int map, int key) {
        first[map] = key;
    }

    /** Puts the entries of a MAP into another order: makes that key, or -1, follow that value. */
    void relinkNext(int value, int key) {
        links[value] = key;
    }

    /** How many children a LIST or MAP has (a map counts keys and values). */
    public int children(int node) {
        return (int) second[node];
    }

    /** Makes the node a union; the payload's new node, or -1 when there is none. */
    public int union(int node, int id, boolean payload) {
        int child = payload ? allocate(1) : -1;
        kinds[node] = UNION;
        first[node] = id;
        second[node] = child;
        return child;
    }

    private void ensureScratch(int more) {
        int needed = Math.addExact(scratchLength, more);
        if (needed > scratch.length) {
            scratch = Arrays.copyOf(scratch, Math.max(needed, scratch.length + (scratch.length >> 1)));
        }
    }
}
