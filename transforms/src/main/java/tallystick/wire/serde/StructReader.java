package tallystick.wire.serde;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tallystick.wire.Slots;

/** Reads the fields of a struct in the order of their declaration: its own, and those of the structs gathered into it. */
final class StructReader extends ValueReader {
    /** What stands at one place of the wire struct. */
    sealed interface Member {}

    /**
     * A field.
     *
     * @param path the canonical name, dotted
     * @param slot where its node is, counted from the struct's first
     */
    record Own(String path, int slot, ValueReader reader) implements Member {}

    /** A nested struct whose fields stand for fields of this one; {@code optional}: whether in an Option. */
    record Nested(boolean optional, List<Member> members) implements Member {}

    /** A field that is bound to nothing. */
    record Dropped(String rule, Skipper skipper) implements Member {}

    private @Nullable Slots slots;
    private Member[] members = new Member[0];
    private int least;

    void fill(Slots newSlots, List<Member> newMembers) {
        slots = newSlots;
        members = newMembers.toArray(new Member[0]);
        least = least(newMembers);
    }

    private static int least(List<Member> members) {
        long sum = 0;
        for (Member member : members) {
            if (member instanceof Own own) {
                sum += own.reader().least();
            } else if (member instanceof Nested nested) {
                sum += nested.optional() ? 1 : least(nested.members());
            }
        }
        return (int) Math.min(sum, 1 << 20);
    }

    @Override
    void read(Input in, int node) {
        fields(in, slots().open(in.buffer, node));
    }

    /** Reads the record itself, whose struct the buffer has made already. */
    void root(Input in) {
        fields(in, slots().openGathered(in.buffer, 0));
    }

    private Slots slots() {
        if (slots == null) {
            throw new IllegalStateException("the plan is not finished");
        }
        return slots;
    }

    private void fields(Input in, int base) {
        in.enter();
        for (Member member : members) {
            read(in, base, member);
        }
        in.leave();
    }

    private static void read(Input in, int base, Member member) {
        if (member instanceof Own own) {
            in.path.enter(own.path);
            own.reader.read(in, base + own.slot);
            in.path.leave();
        } else if (member instanceof Nested nested) {
            if (!nested.optional || in.flag("the mark of an Option")) {
                for (Member inner : nested.members) {
                    read(in, base, inner);
                }
            }
        } else {
            Dropped dropped = (Dropped) member;
            in.rules.count(dropped.rule);
            dropped.skipper.skip(in);
        }
    }

    @Override
    int least() {
        return least;
    }
}
