package tallystick.wire.item;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import tallystick.canonical.ByteSink;
import tallystick.canonical.RecordBuffer;
import tallystick.wire.DefaultValue;
import tallystick.wire.NameTable;
import tallystick.wire.Reason;
import tallystick.wire.Slots;

/** Reads a map or an array into a struct: its own fields, and those of the structs gathered into it. */
final class StructReader extends ValueReader {
    /**
     * What is read under a name, or at a place of an array.
     *
     * @param names the one that is written first
     * @param path the canonical name, dotted; empty when a nested struct's members stand for fields of this one
     * @param slot where its node is, counted from the struct's first
     * @param reader of the value; for a nested struct one that reads into this struct
     * @param needed whether serde says "missing field" without it
     * @param defaulted whether serde takes a default for it, which is {@code whenMissing} if that is one
     * @param container whether Go merges a second value into the first
     * @param optional whether the canonical field is, so that in an array, where all have a place, nil is absence
     */
    record Member(
            List<String> names,
            String path,
            int slot,
            ValueReader reader,
            boolean needed,
            boolean defaulted,
            DefaultValue whenMissing,
            boolean container,
            boolean optional) {
        String wireName() {
            return names.get(0);
        }

        String shownPath() {
            return path.isEmpty() ? wireName() : path;
        }
    }

    /**
     * What the side declares of the struct.
     *
     * @param ignoreUnknown whether unknown fields are dropped and counted
     * @param lastWins whether the last of duplicate keys is taken and counted
     * @param deny whether the struct denies unknown fields
     * @param catchAll the member that is serde's flattened map, or -1
     * @param mapsAlone whether serde reads it from a map alone, because something is flattened into it
     */
    record Rules(boolean ignoreUnknown, boolean lastWins, boolean deny, int catchAll, boolean mapsAlone) {}

    /** Passes over a member that is bound to nothing, and counts it. */
    static final class Drop extends ValueReader {
        private final String rule;

        Drop(String wireName) {
            rule = wireName + ": unknown field ignored";
        }

        @Override
        void value(Input in, int node) {
            in.rules.count(rule);
            in.rest();
        }

        @Override
        protected void read(Input in, int node) {
            value(in, node);
        }
    }

    private static final int UNKNOWN = -1;
    private static final int NO_NAME = -2;
    private static final long[] NONE = new long[0];

    private final boolean spread;
    private Slots slots = Slots.NONE;
    private Member[] members = new Member[0];
    private byte[][] keys = new byte[0][];
    private NameTable names = new NameTable(List.of(), NameTable.Folding.NONE);
    private Rules rules = new Rules(false, false, false, -1, false);
    private boolean checkMissing;

    /** What stands in a map besides the struct's own members, or in an array before them: serde's tag, which is passed over. */
    private byte[] tag = {};

    /** {@code spread}: whether it reads into the struct around it. */
    StructReader(boolean spread) {
        this.spread = spread;
    }

    void fill(Slots newSlots, List<Member> newMembers, Rules newRules, Coding coding) {
        slots = newSlots;
        members = newMembers.toArray(new Member[0]);
        rules = newRules;
        keys = new byte[members.length][];
        ByteSink sink = new ByteSink(32);
        for (int i = 0; i < members.length; i++) {
            Member member = members[i];
            sink.clear();
            byte[] name = member.wireName().getBytes(StandardCharsets.UTF_8);
            coding.text(sink, name.length);
            sink.write(name, 0, name.length);
            keys[i] = i == rules.catchAll ? new byte[0] : sink.copy();
            checkMissing |= member.needed || member.whenMissing != DefaultValue.NONE;
        }
        names = new NameTable(newMembers.stream().map(Member::names).toList(), NameTable.Folding.NONE);
    }

    /** The same struct, with serde's tag among or before its members. */
    StructReader tagged(String newTag) {
        StructReader other = new StructReader(spread);
        other.slots = slots;
        other.members = members;
        other.keys = keys;
        other.names = names;
        other.rules = rules;
        other.checkMissing = checkMissing;
        other.tag = newTag.getBytes(StandardCharsets.UTF_8);
        return other;
    }

    @Override
    protected void read(Input in, int node) {
        if (isStruct(in)) {
            fields(in, spread ? node : slots.open(in.buffer, node));
        } else {
            in.wrongType(expected(in));
        }
    }

    /** Reads the record itself, whose root the buffer has made already. */
    void root(Input in) {
        in.head();
        if (in.kind == Kind.TAG && in.manner.skipsTags()) {
            in.untag();
        }
        if (isStruct(in)) {
            fields(in, slots.openGathered(in.buffer, 0));
            return;
        }
        int at = in.at;
        String kind = in.kind.text();
        in.rest();
        in.finish();
        throw in.fail(Reason.TYPE, at, "the record is " + kind + ", where " + expected(in) + " is expected");
    }

    private boolean isStruct(Input in) {
        return in.kind == Kind.MAP
                || in.kind == Kind.ARRAY && !rules.mapsAlone && in.manner.takes(Freedom.STRUCT_FROM_ARRAY);
    }

    private String expected(Input in) {
        return rules.mapsAlone || !in.manner.takes(Freedom.STRUCT_FROM_ARRAY)
                ? "a map of fields"
                : "a map or an array of fields";
    }

    private void fields(Input in, int base) {
        in.enter();
        if (in.kind == Kind.MAP) {
            map(in, base);
        } else {
            array(in, base);
        }
        in.leave();
    }

    private void array(Input in, int base) {
        int at = in.at;
        int count = in.count();
        int read = 0;
        int field = 0;
        if (tag.length > 0 && in.more(count, read)) {
            in.skip();
            read++;
        }
        for (; in.more(count, read); read++, field++) {
            if (field >= members.length) {
                in.skip();
                continue;
            }
            Member member = members[field];
            int node = base + member.slot;
            in.head();
            if (member.path.isEmpty()) {
                nested(in, node, member);
                continue;
            }
            in.path.enter(member.path);
            member.reader.value(in, node);
            in.path.leave();
            if (member.optional && in.buffer.kind(node) == RecordBuffer.NULL) {
                in.buffer.absent(node);
            }
        }
        int next = field;
        while (next < members.length && members[next].defaulted) {
            setDefault(in, base, members[next++]);
        }
        if (next != members.length) {
            in.find(
                    Reason.TYPE,
                    at,
                    "an array of " + field + " where the record's struct has " + members.length + " fields");
        }
    }

    private static void nested(Input in, int node, Member member) {
        // The members inside stand for fields of this struct; nil leaves them without values.
        if (in.kind != Kind.NIL) {
            member.reader.value(in, node);
        }
    }

    private void map(Input in, int base) {
        int count = in.count();
        long seen = 0;
        long[] seenMore = members.length > 64 ? new long[members.length >> 6] : NONE;
        int hint = 0;
        int caught = -1;
        for (int read = 0; in.more(count, read); read++) {
            int at = in.pos;
            int position = key(in, hint);
            if (position < 0 || position == rules.catchAll) {
                if (rules.catchAll >= 0 && position != NO_NAME) {
                    caught = caught(in, base, caught);
                } else {
                    unknown(in, position, at);
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
            in.head();
            if (member.path.isEmpty()) {
                nested(in, node, member);
                continue;
            }
            in.path.enter(member.path);
            if (again) {
                in.buffer.absent(node);
            }
            member.reader.value(in, node);
            in.path.leave();
        }
        if (rules.catchAll >= 0 && caught < 0) {
            in.buffer.open(base + members[rules.catchAll].slot, RecordBuffer.MAP);
        }
        if (checkMissing) {
            missing(in, base, seen, seenMore);
        }
    }

    /** Reads a key; the position of its member, {@link #UNKNOWN}, or {@link #NO_NAME} for what is no name at all. */
    private int key(Input in, int hint) {
        if (hint < keys.length) {
            byte[] expected = keys[hint];
            int after = in.pos + expected.length;
            if (expected.length > 0
                    && after <= in.end
                    && Arrays.equals(in.bytes, in.pos, after, expected, 0, expected.length)) {
                in.pos = after;
                return hint;
            }
        }
        in.head();
        if (in.kind == Kind.TAG && in.manner.skipsTags()) {
            in.untag();
        }
        if (in.kind == Kind.TEXT || in.kind == Kind.BYTES && in.manner.takes(Freedom.NAME_FROM_BYTES)) {
            boolean pieces = in.size < 0;
            in.string();
            // Serde's readers ask for a name in one piece.
            return pieces ? NO_NAME : names.lookup(in.text, in.textFrom, in.textLength);
        }
        if (in.isInteger() && in.fitsLong()) {
            if (in.kind == Kind.UNSIGNED && in.manner.takes(Freedom.NAME_FROM_NUMBER) && !rules.mapsAlone) {
                return in.number < members.length ? (int) in.number : UNKNOWN;
            }
        }
        in.rest();
        return NO_NAME;
    }

    private void missing(Input in, int base, long seen, long[] seenMore) {
        for (int i = 0; i < members.length; i++) {
            long word = i < 64 ? seen : seenMore[(i >> 6) - 1];
            if ((word & 1L << i) != 0 || i == rules.catchAll) {
                continue;
            }
            Member member = members[i];
            if (member.whenMissing != DefaultValue.NONE) {
                setDefault(in, base, member);
            } else if (member.needed && in.trying > 0) {
                in.find(Reason.PRESENCE, in.pos, "the field " + member.wireName() + " is missing");
            }
        }
    }

    private static void setDefault(Input in, int base, Member member) {
        if (member.whenMissing != DefaultValue.NONE) {
            in.rules.count(member.path + ": default");
            member.whenMissing.set(in.buffer, base + member.slot);
        }
    }

    /** Whether the second value under a name is to be read in the place of the first. */
    private boolean duplicate(Input in, Member member, int at) {
        boolean go = in.manner.go();
        if (rules.lastWins && !(go && member.container)) {
            in.rules.count(member.shownPath() + ": last duplicate wins");
            return true;
        }
        in.skip();
        in.find(
                Reason.DUPLICATE_KEY,
                member.shownPath(),
                at,
                "the name \"" + member.wireName() + "\" occurs twice"
                        + (rules.lastWins ? "; Go merges the second value into the first, which is not imitated" : ""));
        return false;
    }

    private void unknown(Input in, int position, int at) {
        if (position == NO_NAME) {
            in.skip();
            in.find(Reason.TYPE, at, "a key that is no name of a field");
            return;
        }
        boolean text = in.kind == Kind.TEXT || in.kind == Kind.BYTES;
        if (text && tag.length > 0 && in.stringIs(tag) || in.trying > 0 && !rules.deny) {
            in.skip();
            return;
        }
        String name = text ? in.shown() : String.valueOf(in.asLong());
        in.skip();
        if (rules.ignoreUnknown && !rules.deny) {
            in.rules.count(in.path.with(name) + ": unknown field ignored");
        } else {
            in.find(
                    Reason.UNKNOWN_FIELD,
                    name,
                    at,
                    "the side's record has no field \"" + name + "\""
                            + (rules.deny ? " and denies unknown fields" : "; declare it, or unknown_fields: ignore"));
        }
    }

    /** Reads a member that serde's flattened map takes; the last child of that map. */
    private int caught(Input in, int base, int previous) {
        Member member = members[rules.catchAll];
        int map = base + member.slot;
        if (previous < 0) {
            in.buffer.open(map, RecordBuffer.MAP);
        }
        in.path.enter(member.path);
        int last = previous;
        if (in.kind != Kind.TEXT) {
            in.find(Reason.TYPE, in.at, "a key that is no text");
            in.skip();
        } else {
            int known = rules.lastWins ? sameKey(in, map) : -1;
            in.path.enter(in.shown());
            if (known >= 0) {
                in.rules.count(in.path + ": last duplicate wins");
                in.buffer.absent(known);
                member.reader.next(in, known);
            } else {
                int key = in.buffer.add(map, previous);
                in.setText(key);
                last = in.buffer.add(map, key);
                member.reader.next(in, last);
            }
            in.path.leave();
        }
        in.path.leave();
        return last;
    }

    /** The value of the key that equals the last string, or -1. */
    private static int sameKey(Input in, int map) {
        RecordBuffer buffer = in.buffer;
        for (int key = buffer.first(map); key >= 0; key = buffer.next(buffer.next(key))) {
            if (Arrays.equals(
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
