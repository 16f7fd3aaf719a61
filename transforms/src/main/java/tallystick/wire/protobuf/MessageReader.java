package tallystick.wire.protobuf;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tallystick.canonical.RecordBuffer;
import tallystick.wire.Reason;
import tallystick.wire.Slots;

/** Reads a message, or a group, into a struct: fields come in any order, and a message that comes again is merged. */
final class MessageReader extends ValueReader {
    /** What the fields of certain numbers are. */
    sealed interface Member {
        int[] numbers();
    }

    /**
     * A field.
     *
     * @param numbers its number; those of all members of a oneof
     * @param path the canonical name, dotted
     * @param slot where its node is, counted from the struct's first
     * @param nullable whether no value is null, rather than absent
     * @param required whether the library refuses the message without it
     */
    record Own(int[] numbers, String path, int slot, FieldReader reader, boolean nullable, boolean required)
            implements Member {
        void initial(WireInput in, int base) {
            int node = base + slot;
            reader.initial(in, node);
            if (nullable && !in.buffer.hasValue(node)) {
                in.buffer.setNull(node);
            }
        }
    }

    /** A message whose fields stand for fields of this struct. */
    record Nested(int[] numbers, MessageReader message) implements Member {}

    /** A field that is bound to nothing; only where unknown fields are declared to be ignored. */
    record Dropped(int[] numbers, String name) implements Member {}

    private static final int MOST_IN_TABLE = 1024;
    private static final long[] NONE = new long[0];

    private final boolean group;
    private @Nullable Slots slots;
    private Member[] members = new Member[0];
    /** The member of each number up to the table's length. */
    private short[] table = new short[0];
    /** All numbers in their order, and the member of each, for those beyond the table. */
    private int[] numbers = new int[0];

    private int[] byNumber = new int[0];
    private boolean anyRequired;

    MessageReader(boolean group) {
        this.group = group;
    }

    void fill(Slots newSlots, List<? extends Member> newMembers) {
        slots = newSlots;
        members = newMembers.toArray(new Member[0]);
        int count = 0;
        int most = 0;
        for (Member member : members) {
            count += member.numbers().length;
            for (int number : member.numbers()) {
                most = number < MOST_IN_TABLE ? Math.max(most, number) : most;
            }
            anyRequired |= member instanceof Own own && own.required;
        }
        table = new short[most + 1];
        Arrays.fill(table, (short) -1);
        long[] sorted = new long[count];
        int at = 0;
        for (int i = 0; i < members.length; i++) {
            for (int number : members[i].numbers()) {
                sorted[at++] = (long) number << 32 | i;
                if (number < MOST_IN_TABLE) {
                    table[number] = (short) i;
                }
            }
        }
        Arrays.sort(sorted);
        numbers = Arrays.stream(sorted).mapToInt(key -> (int) (key >>> 32)).toArray();
        byNumber = Arrays.stream(sorted).mapToInt(key -> (int) key).toArray();
    }

    private int find(int number) {
        if (number < table.length) {
            return table[number];
        }
        int at = Arrays.binarySearch(numbers, number);
        return at < 0 ? -1 : byNumber[at];
    }

    @Override
    int wire() {
        return group ? WireInput.GROUP : WireInput.LENGTH;
    }

    @Override
    boolean merges() {
        return true;
    }

    /** A message of which nothing stands on the wire, as the value of a map's entry. */
    @Override
    void initial(WireInput in, int node) {
        open(in, node);
    }

    @Override
    void read(WireInput in, int node, int number) {
        int base = in.buffer.kind(node) == RecordBuffer.STRUCT ? in.buffer.slot(node, 0) : open(in, node);
        into(in, base, number);
    }

    private int open(WireInput in, int node) {
        return begin(in, slots().open(in.buffer, node));
    }

    private int begin(WireInput in, int base) {
        for (Member member : members) {
            if (member instanceof Own own) {
                own.initial(in, base);
            } else if (member instanceof Nested nested) {
                nested.message.nothing(in, base);
            }
        }
        return base;
    }

    /** As long as a message whose fields stand for those of another does not occur, they have no value. */
    private void nothing(WireInput in, int base) {
        for (Member member : members) {
            if (member instanceof Own own && own.nullable) {
                in.buffer.setNull(base + own.slot);
            } else if (member instanceof Nested nested) {
                nested.message.nothing(in, base);
            }
        }
    }

    /** Such a message occurs: what has no value yet has its initial one. */
    private void beginNested(WireInput in, int base) {
        for (Member member : members) {
            if (member instanceof Own own && !in.buffer.hasValue(base + own.slot)) {
                own.initial(in, base);
            }
        }
    }

    /** Reads the record itself, whose struct the buffer has made already. */
    void root(WireInput in) {
        in.enter();
        fields(in, begin(in, slots().openGathered(in.buffer, 0)), 0);
        in.leave();
    }

    private Slots slots() {
        if (slots == null) {
            throw new IllegalStateException("the plan is not finished");
        }
        return slots;
    }

    private void into(WireInput in, int base, int number) {
        in.enter();
        if (group) {
            fields(in, base, number);
        } else {
            int outer = in.begin();
            fields(in, base, 0);
            in.end = outer;
        }
        in.leave();
    }

    /** Reads fields up to the end of the message, or of the group of that number. */
    private void fields(WireInput in, int base, int endGroup) {
        long seen = 0;
        long[] further = members.length > Long.SIZE ? new long[members.length >>> 6] : NONE;
        while (true) {
            if (in.pos == in.end) {
                if (endGroup != 0) {
                    throw in.fail(in.pos, "the group " + endGroup + " does not end");
                }
                break;
            }
            int at = in.pos;
            int tag = in.tag();
            int number = tag >>> 3;
            int wire = tag & 7;
            if (wire == WireInput.GROUP_END) {
                if (number != endGroup) {
                    throw in.fail(at, "the end of a group " + number + " that did not begin");
                }
                break;
            }
            int index = find(number);
            if (index < 0) {
                in.unknown(at, number, wire);
            } else {
                boolean again;
                if (index < Long.SIZE) {
                    again = (seen & 1L << index) != 0;
                    seen |= 1L << index;
                } else {
                    int word = (index >>> 6) - 1;
                    again = (further[word] & 1L << index) != 0;
                    further[word] |= 1L << index;
                }
                member(in, base, at, tag, members[index], again);
            }
        }
        if (anyRequired) {
            required(in, base);
        }
    }

    private static void member(WireInput in, int base, int at, int tag, Member member, boolean again) {
        int number = tag >>> 3;
        int wire = tag & 7;
        if (member instanceof Own own) {
            in.path.enter(own.path);
            if (!own.reader.read(in, base + own.slot, number, wire)) {
                in.unknown(at, number, wire);
            } else if (again && own.reader.isSingular()) {
                in.count(own.reader.merges() ? "several are merged" : "the last of several counts");
            }
            in.path.leave();
        } else if (member instanceof Nested nested) {
            if (wire != nested.message.wire()) {
                in.unknown(at, number, wire);
                return;
            }
            nested.message.beginNested(in, base);
            nested.message.into(in, base, number);
        } else {
            Dropped dropped = (Dropped) member;
            in.skip(number, wire);
            in.path.enter(dropped.name);
            in.count("unknown field ignored");
            in.path.leave();
        }
    }

    private void required(WireInput in, int base) {
        for (Member member : members) {
            if (member instanceof Own own && own.required && !in.buffer.hasValue(base + own.slot)) {
                in.path.enter(own.path);
                throw in.fail(Reason.MALFORMED, in.pos, "the message lacks this field, which is required");
            }
        }
    }
}
