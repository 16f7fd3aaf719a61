package tallystick.wire.json;

import java.util.List;
import tallystick.canonical.RecordBuffer;
import tallystick.wire.DefaultValue;
import tallystick.wire.NameTable;
import tallystick.wire.Reason;
import tallystick.wire.Slots;

/** Reads an object into a struct: its own fields, and those of the structs gathered into it. */
final class StructReader extends JsonReader {
    /**
     * What is read under a name.
     *
     * @param path the canonical name, dotted; empty when a nested object's members stand for fields of this struct
     * @param slot where its node is, counted from the struct's first
     * @param reader of the value; for a nested object one that reads into this struct
     * @param needed whether serde says "missing field" without it
     * @param whenMissing the default of a missing field
     * @param container whether Go merges a second value into the first
     */
    record Member(
            String wireName,
            String path,
            int slot,
            JsonReader reader,
            boolean needed,
            DefaultValue whenMissing,
            boolean container) {}

    /** Passes over a member that is bound to nothing, and counts it. */
    static final class Drop extends JsonReader {
        private final String rule;

        Drop(String wireName) {
            rule = wireName + ": unknown field ignored";
        }

        @Override
        void read(JsonInput in, int node, int c) {
            in.rules.count(rule);
            in.skip();
        }
    }

    private final boolean spread;
    private Slots slots = Slots.NONE;
    private Member[] members = new Member[0];
    private NameTable names = new NameTable(List.of(), NameTable.Folding.NONE);
    private boolean go;
    private boolean ignoreUnknown;
    private boolean lastWins;
    private boolean deny;
    private int catchAll = -1;
    private boolean checkMissing;
    private String ignored = "";

    /** What stands in an object besides the struct's own members: serde's tag, which is passed over. */
    private String tag = "";

    /** {@code spread}: whether it reads into the struct of the object around it. */
    StructReader(boolean spread) {
        this.spread = spread;
    }

    void fill(
            Slots newSlots,
            List<Member> newMembers,
            List<List<String>> newNames,
            NameTable.Folding folding,
            boolean isGo,
            boolean unknownIgnored,
            boolean lastDuplicateWins,
            boolean denyUnknownFields,
            int catchAllMember) {
        slots = newSlots;
        members = newMembers.toArray(new Member[0]);
        names = new NameTable(newNames, folding);
        go = isGo;
        ignoreUnknown = unknownIgnored && !denyUnknownFields;
        deny = denyUnknownFields;
        lastWins = lastDuplicateWins;
        catchAll = catchAllMember;
        for (Member member : members) {
            checkMissing |= member.needed || member.whenMissing != DefaultValue.NONE;
        }
    }

    /** The same struct, in an object that also holds serde's tag. */
    StructReader tagged(String newTag) {
        StructReader other = new StructReader(spread);
        other.slots = slots;
        other.members = members;
        other.names = names;
        other.go = go;
        other.ignoreUnknown = ignoreUnknown;
        other.lastWins = lastWins;
        other.deny = deny;
        other.catchAll = catchAll;
        other.checkMissing = checkMissing;
        other.ignored = ignored;
        other.tag = newTag;
        other.takesNull = takesNull;
        return other;
    }

    @Override
    void read(JsonInput in, int node, int c) {
        if (c != '{') {
            in.wrongType("an object");
            return;
        }
        object(in, spread ? node : slots.open(in.buffer, node));
    }

    /** Reads the record itself, whose root the buffer has made already. */
    void root(JsonInput in) {
        int c = in.peek();
        if (c != '{') {
            if (c < 0) {
                throw in.fail(in.pos, "the record is empty");
            }
            int at = in.pos;
            in.skip();
            if (in.peek() >= 0) {
                throw in.unexpected("the end of the record");
            }
            throw in.fail(at, "the record is no object");
        }
        object(in, slots.openGathered(in.buffer, 0));
    }

    private void object(JsonInput in, int base) {
        in.enter();
        long seen = 0;
        long[] seenMore = members.length > 64 ? new long[members.length >> 6] : NONE;
        int hint = 0;
        int caught = -1;
        if (!in.empty('}')) {
            do {
                if (in.peek() != '"') {
                    throw in.unexpected("a name in quotes");
                }
                int at = in.pos;
                int position = in.name(names, hint);
                if (position < 0 || position == catchAll) {
                    if (catchAll >= 0) {
                        caught = caught(in, base, caught, at);
                    } else {
                        unknown(in, at);
                    }
                    continue;
                }
                boolean again;
                if (position < 64) {
                    again = (seen & 1L << position) != 0;
                    seen |= 1L << position;
                } else {
                    int word = (position >> 6) - 1;
                    again = (seenMore[word] & 1L << position) != 0;
                    seenMore[word] |= 1L << position;
                }
                hint = position + 1;
                Member member = members[position];
                if (again && !duplicate(in, member, at)) {
                    continue;
                }
                int node = base + member.slot;
                if (member.path.isEmpty()) {
                    // The members inside stand for fields of this struct; null leaves them without values.
                    int c = in.peek();
                    if (c == 'n') {
                        in.literal("null");
                    } else {
                        member.reader.read(in, node, c);
                    }
                    continue;
                }
                in.path.enter(member.path);
                if (again && go && in.peek() == 'n') {
                    // To Go, null leaves what is there.
                    in.literal("null");
                } else {
                    if (again) {
                        in.buffer.absent(node);
                    }
                    member.reader.value(in, node);
                }
                in.path.leave();
            } while (in.more('}'));
        }
        if (catchAll >= 0 && caught < 0) {
            in.buffer.open(base + members[catchAll].slot, RecordBuffer.MAP);
        }
        if (checkMissing) {
            missing(in, base, seen, seenMore);
        }
    }

    private static final long[] NONE = new long[0];

    private void missing(JsonInput in, int base, long seen, long[] seenMore) {
        for (int i = 0; i < members.length; i++) {
            long word = i < 64 ? seen : seenMore[(i >> 6) - 1];
            if ((word & 1L << i) != 0 || i == catchAll) {
                continue;
            }
            Member member = members[i];
            int node = base + member.slot;
            if (member.whenMissing != DefaultValue.NONE) {
                in.rules.count(member.path + ": default");
                member.whenMissing.set(in.buffer, node);
            } else if (member.needed && in.trying > 0) {
                in.find(Reason.PRESENCE, in.pos, "the field " + member.wireName + " is missing");
            }
        }
    }

    /** Whether the second value under a name is to be read in the place of the first. */
    private boolean duplicate(JsonInput in, Member member, int at) {
        if (lastWins && !(go && member.container)) {
            in.rules.count((member.path.isEmpty() ? member.wireName : member.path) + ": last duplicate wins");
            return true;
        }
        in.skip();
        in.findings.add(
                Reason.DUPLICATE_KEY,
                in.path.with(member.path.isEmpty() ? member.wireName : member.path),
                in.offset(at),
                "the name \"" + member.wireName + "\" occurs twice"
                        + (go ? " (Go matches names whatever their case)" : "")
                        + (lastWins ? "; Go merges the second value into the first, which is not imitated" : ""));
        return false;
    }

    private void unknown(JsonInput in, int at) {
        if (!tag.isEmpty() && in.textIs(tag)) {
            in.skip();
            return;
        }
        boolean bad = in.textBad;
        if (bad) {
            in.findings.add(
                    Reason.ENCODING, in.path.with(in.shownText()), in.offset(at), "a name that is not valid Unicode");
        }
        if (in.trying > 0 && !deny) {
            in.skip();
            return;
        }
        if (ignoreUnknown) {
            in.rules.count(in.path.with(in.shownText()) + ": unknown field ignored");
        } else if (!bad) {
            in.findings.add(
                    Reason.UNKNOWN_FIELD,
                    in.path.with(in.shownText()),
                    in.offset(at),
                    "the side's record has no field \"" + in.shownText() + "\""
                            + (deny ? " and denies unknown fields" : "; declare it, or unknown_fields: ignore"));
        }
        in.skip();
    }

    /** Reads a member that serde's flattened map takes; the last child of that map. */
    private int caught(JsonInput in, int base, int previous, int at) {
        Member member = members[catchAll];
        int map = base + member.slot;
        if (previous < 0) {
            in.buffer.open(map, RecordBuffer.MAP);
        }
        in.path.enter(member.path);
        String name = in.shownText();
        if (lastWins) {
            int known = sameKey(in, map);
            if (known >= 0) {
                in.path.enter(name);
                in.rules.count(in.path + ": last duplicate wins");
                in.buffer.absent(known);
                member.reader.value(in, known);
                in.path.leave();
                in.path.leave();
                return previous;
            }
        }
        int key = in.buffer.add(map, previous);
        in.setText(key, at);
        int value = in.buffer.add(map, key);
        in.path.enter(name);
        member.reader.value(in, value);
        in.path.leave();
        in.path.leave();
        return value;
    }

    /** The value of the key that equals the last text, or -1. */
    private static int sameKey(JsonInput in, int map) {
        RecordBuffer buffer = in.buffer;
        for (int key = buffer.first(map); key >= 0; key = buffer.next(buffer.next(key))) {
            if (java.util.Arrays.equals(
                    in.text,
                    in.textFrom,
                    in.textFrom + in.textLength,
                    buffer.bytes(key),
                    buffer.offset(key),
                    buffer.offset(key) + buffer.length(key))) {
                return buffer.next(key);
            }
        }
        return -1;
    }
}
