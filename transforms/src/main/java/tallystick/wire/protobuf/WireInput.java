package tallystick.wire.protobuf;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import tallystick.canonical.RecordBuffer;
import tallystick.shape.DecodeOptions;
import tallystick.wire.BinaryInput;
import tallystick.wire.Findings;
import tallystick.wire.Malformed;
import tallystick.wire.Reason;
import tallystick.wire.RuleCounts;

/** The bytes of one record on their way into a record buffer; where they end is where the message ends that is being read. */
final class WireInput extends BinaryInput {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int LENGTH = 2;
    static final int GROUP = 3;
    static final int GROUP_END = 4;
    static final int FIXED32 = 5;

    private static final int HIGHEST_NUMBER = (1 << 29) - 1;
    private static final String[] WIRE_TYPES = {
        "varint", "64 bits", "length-delimited", "group", "end of a group", "32 bits", "6", "7"
    };

    /** An empty message takes two bytes but a node for each of its fields; no honest record takes more nodes than these. */
    private static final int SPARE_NODES = 1_000_000;

    private static final int NODES_PER_BYTE = 4;

    /** What the stack of any thread holds, before the JVM has compiled anything. */
    private static final int DEEPEST = 400;

    private final DecodeOptions options;
    private int depth;
    private long mostNodes;
    private int[] tails = new int[64];
    private int[] groups = new int[16];
    private final Map<Integer, Map<Object, Integer>> entries = new HashMap<>();

    WireInput(RecordBuffer buffer, Findings findings, RuleCounts rules, DecodeOptions options) {
        super(buffer, findings, rules);
        this.options = options;
    }

    @Override
    public void reset(byte[] input, int from, int to) {
        super.reset(input, from, to);
        depth = 0;
        mostNodes = SPARE_NODES + (long) NODES_PER_BYTE * (to - from);
        entries.clear();
    }

    boolean ignoresUnknown() {
        return options.ignoreUnknownFields();
    }

    boolean lastDuplicateWins() {
        return options.lastDuplicateWins();
    }

    // Failing and finding.

    @Override
    protected Malformed cut(long count) {
        return fail(
                pos,
                (depth > 1 ? "the message" : "the record") + " ends here, where " + Long.toUnsignedString(count)
                        + (count == 1 ? " byte more is" : " bytes more are") + " expected");
    }

    /** Counts a rule of the field that is being read, or of what is inside of it. */
    void count(String rule) {
        rules.count(path.toString().replaceAll("\\[\\d+\\]", "") + ": " + rule);
    }

    // Depth and room.

    void enter() {
        depth++;
        int deepest = Math.min(options.maxDepth(), DEEPEST);
        if (depth > deepest) {
            String limit =
                    deepest == DEEPEST ? deepest + " messages, which is all that are read" : "max_depth " + deepest;
            throw fail(Reason.OVERSIZE, pos, "nested deeper than " + limit);
        }
        if (buffer.mark() > mostNodes) {
            throw fail(Reason.OVERSIZE, pos, "the record holds more empty messages than are counted");
        }
    }

    void leave() {
        depth--;
    }

    // The child that a list or map has last, as long as the record is read.

    int tail(int list) {
        return buffer.children(list) == 0 ? -1 : tails[list];
    }

    void setTail(int list, int child) {
        if (list >= tails.length) {
            tails = Arrays.copyOf(tails, Math.max(list + 1, tails.length + (tails.length >> 1)));
        }
        tails[list] = child;
    }

    /** The values of a map by their keys. */
    Map<Object, Integer> entries(int map) {
        return entries.computeIfAbsent(map, m -> new HashMap<>());
    }

    // Numbers.

    long varint() {
        int at = pos;
        if (at < end && bytes[at] >= 0) {
            pos = at + 1;
            return bytes[at];
        }
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (pos == end) {
                throw cut(1);
            }
            byte b = bytes[pos++];
            if (shift == 63 && (b & 0xFF) > 1) {
                break;
            }
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw fail(at, "a varint of more than 64 bits");
    }

    /** Reads a length, all of which is there. */
    int length() {
        long length = varint();
        if (length < 0 || length > end - pos) {
            throw cut(length);
        }
        return (int) length;
    }

    /** Begins something whose length stands before it, and which is all that is read: where what is around it ends. */
    int begin() {
        int length = length();
        int outer = end;
        end = pos + length;
        return outer;
    }

    /** Reads the number and wire type of a field. */
    int tag() {
        int at = pos;
        long tag = varint();
        long number = tag >>> 3;
        if (number < 1 || number > HIGHEST_NUMBER) {
            throw fail(at, "the field number " + Long.toUnsignedString(number) + " does not exist");
        }
        if ((tag & 7) > FIXED32) {
            throw fail(at, "the wire type " + (tag & 7) + " does not exist");
        }
        return (int) tag;
    }

    static String wireType(int wire) {
        return WIRE_TYPES[wire];
    }

    /** Passes over the value of a field, whose tag was read. */
    void skip(int number, int wire) {
        int open = 0;
        int nextNumber = number;
        int nextWire = wire;
        while (true) {
            switch (nextWire) {
                case VARINT -> varint();
                case FIXED64 -> i64();
                case FIXED32 -> i32();
                case LENGTH -> {
                    int length = length();
                    pos += length;
                }
                case GROUP -> {
                    if (depth + open >= options.maxDepth()) {
                        throw fail(Reason.OVERSIZE, pos, "groups nested deeper than are read");
                    }
                    if (open == groups.length) {
                        groups = Arrays.copyOf(groups, open * 2);
                    }
                    groups[open++] = nextNumber;
                }
                default -> {
                    if (open == 0 || groups[--open] != nextNumber) {
                        throw fail(pos, "the end of a group " + nextNumber + " that did not begin");
                    }
                }
            }
            if (open == 0) {
                return;
            }
            int tag = tag();
            nextNumber = tag >>> 3;
            nextWire = tag & 7;
        }
    }

    /** A field that the message does not declare. */
    void unknown(int at, int number, int wire) {
        skip(number, wire);
        String what = "#" + number;
        if (ignoresUnknown()) {
            path.enter(what);
            count("unknown field ignored");
            path.leave();
        } else {
            path.enter(what);
            find(
                    Reason.UNKNOWN_FIELD,
                    at,
                    "the message declares no field " + number + ", of which " + (pos - at) + " bytes (" + wireType(wire)
                            + ") stand here");
            path.leave();
        }
    }
}
