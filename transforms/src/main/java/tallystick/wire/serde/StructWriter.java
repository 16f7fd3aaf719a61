package tallystick.wire.serde;

import java.util.List;
import tallystick.contract.Field;
import tallystick.wire.Reason;

/** Writes a struct: its fields, in the order of their declaration. */
final class StructWriter extends ValueWriter {
    /** What stands at one place of the wire struct. */
    sealed interface Member {}

    record Own(String path, int[] slots, Field field, ValueWriter writer) implements Member {}

    /** A nested struct whose fields are fields of this one. */
    record Nested(boolean optional, List<Member> members) implements Member {}

    /** A field that cannot be written. */
    record Refused(String path, String why) implements Member {}

    private List<Member> members = List.of();

    void fill(List<Member> newMembers) {
        members = newMembers;
    }

    @Override
    void write(Output out, int node) {
        members(out, node, members);
    }

    private static void members(Output out, int node, List<Member> list) {
        for (Member member : list) {
            if (member instanceof Own own) {
                out.path.enter(own.path());
                own.writer().value(out, out.buffer.slot(node, own.slots()));
                out.path.leave();
            } else if (member instanceof Nested nested) {
                if (nested.optional()) {
                    boolean nothing = nothing(out, node, nested.members());
                    out.sink.write(nothing ? 0 : 1);
                    if (nothing) {
                        continue;
                    }
                }
                members(out, node, nested.members());
            } else {
                Refused refused = (Refused) member;
                out.path.enter(refused.path());
                out.find(Reason.LOSSY_SOURCE, refused.why());
                out.path.leave();
            }
        }
    }

    private static boolean nothing(Output out, int node, List<Member> list) {
        for (Member member : list) {
            if (member instanceof Own own && out.buffer.hasValue(out.buffer.slot(node, own.slots()))
                    || member instanceof Nested nested && !nothing(out, node, nested.members())) {
                return false;
            }
        }
        return true;
    }
}
