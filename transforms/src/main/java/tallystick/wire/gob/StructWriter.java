package tallystick.wire.gob;

import java.util.List;
import tallystick.canonical.RecordBuffer;
import tallystick.contract.Equivalence;
import tallystick.contract.Field;
import tallystick.contract.Presence;
import tallystick.wire.Reason;

/** Writes a struct: the fields that are not zero, each with how far it is from the one before. */
final class StructWriter extends GobWriter {
    /** A field of the Go struct, by its number among those declared. */
    sealed interface Member {
        int number();
    }

    /** A field of its own; {@code json}: whether it is JSON, of which null is a value. */
    record Own(int number, String path, int[] slots, Field field, GobWriter writer, Omission omission, boolean json)
            implements Member {}

    /** A nested struct whose fields are fields of this canonical struct; {@code pointer}: whether it may be nil. */
    record Nested(int number, boolean pointer, List<Member> members) implements Member {}

    private List<Member> members = List.of();

    void fill(List<Member> newMembers) {
        members = newMembers;
    }

    @Override
    void write(GobOutput out, int node) {
        members(out, node, members);
    }

    private static void members(GobOutput out, int node, List<Member> list) {
        int last = -1;
        for (Member member : list) {
            if (member instanceof Own own) {
                last = own(out, node, own, last);
            } else if (member instanceof Nested nested) {
                if (nested.pointer() && nothing(out, node, nested.members())) {
                    continue;
                }
                out.uint(nested.number() - last);
                last = nested.number();
                members(out, node, nested.members());
            }
        }
        out.write(0);
    }

    private static boolean nothing(GobOutput out, int node, List<Member> list) {
        for (Member member : list) {
            if (member instanceof Own own
                    ? out.buffer.hasValue(out.buffer.slot(node, own.slots()))
                    : !nothing(out, node, ((Nested) member).members())) {
                return false;
            }
        }
        return true;
    }

    /** Writes a field unless it is left out; the number of the field that was written last. */
    private static int own(GobOutput out, int node, Own own, int last) {
        int child = out.buffer.slot(node, own.slots());
        out.path.enter(own.path());
        int written = last;
        if (out.buffer.hasValue(child)) {
            if (!own.writer().isZero(out, child)) {
                out.uint(own.number() - last);
                own.writer().write(out, child);
                written = own.number();
            } else if (own.omission() == Omission.EMPTY_AS_NIL && own.field().presence() != Presence.REQUIRED) {
                out.find(Reason.LOSSY_SOURCE, "gob leaves out an empty slice, which is then read as nil");
            }
        } else {
            written = noValue(out, own, out.buffer.kind(child), last);
        }
        out.path.leave();
        return written;
    }

    private static int noValue(GobOutput out, Own own, byte kind, int last) {
        Field field = own.field();
        if (own.json() && kind == RecordBuffer.NULL && field.presence() == Presence.REQUIRED) {
            // null is a value of JSON, and nil is how Go has it.
            return last;
        }
        if (field.presence() == Presence.REQUIRED) {
            out.find(Reason.PRESENCE, "no value where one is required");
        } else if (field.presence() == Presence.TRISTATE && kind == RecordBuffer.ABSENT) {
            out.find(Reason.LOSSY_SOURCE, "gob leaves out what has no value, which is then read as null");
        } else if (own.omission() == Omission.NEVER_NIL) {
            if (!field.has(Equivalence.ZERO_IS_NULL)
                    && !field.has(Equivalence.EMPTY_IS_NULL)
                    && !field.has(Equivalence.ZERO_TIME_IS_NULL)) {
                out.find(Reason.LOSSY_SOURCE, "the side's type always has a value");
            }
        } else if (own.writer() instanceof Writers.SqlNull) {
            out.uint(own.number() - last);
            own.writer().writeNothing(out);
            return own.number();
        }
        return last;
    }
}
