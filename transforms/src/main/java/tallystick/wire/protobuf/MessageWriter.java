package tallystick.wire.protobuf;

import java.util.List;
import tallystick.contract.Field;

/** Writes a message, or a group: its fields in the order of their numbers. */
final class MessageWriter extends ValueWriter {
    /** A field, or a nested message whose fields are fields of this struct. */
    sealed interface Member {
        /** What it is written in the order of. */
        int place();
    }

    record Own(int place, String path, int[] slots, Field field, FieldWriter writer) implements Member {}

    record Nested(int number, boolean optional, MessageWriter message) implements Member {
        @Override
        public int place() {
            return number;
        }
    }

    private final boolean group;
    private List<Member> members = List.of();

    MessageWriter(boolean group) {
        this.group = group;
    }

    void fill(List<Member> newMembers) {
        members = newMembers;
    }

    @Override
    int wire() {
        return group ? WireInput.GROUP : WireInput.LENGTH;
    }

    /** Whether the value of a map's entry may be left out: whether nothing would be written of it. */
    @Override
    boolean isDefault(WireOutput out, int node) {
        int from = out.sink.length();
        int found = out.findings.count();
        fields(out, node);
        boolean nothing = out.sink.length() == from;
        out.sink.truncate(from);
        out.findings.truncate(found);
        return nothing;
    }

    @Override
    void write(WireOutput out, int node, int number) {
        if (group) {
            fields(out, node);
            out.tag(number, WireInput.GROUP_END);
        } else {
            int from = out.begin();
            fields(out, node);
            out.end(from);
        }
    }

    void fields(WireOutput out, int node) {
        for (Member member : members) {
            if (member instanceof Own own) {
                int child = out.buffer.slot(node, own.slots);
                out.path.enter(own.path);
                if (out.buffer.hasValue(child)) {
                    own.writer.write(out, child);
                } else {
                    own.writer.nothing(out, child, own.field);
                }
                out.path.leave();
            } else {
                Nested nested = (Nested) member;
                if (!nested.optional || nested.message.hasAny(out, node)) {
                    nested.message.tagged(out, node, nested.number);
                }
            }
        }
    }

    private boolean hasAny(WireOutput out, int node) {
        for (Member member : members) {
            if (member instanceof Own own
                    ? out.buffer.hasValue(out.buffer.slot(node, own.slots))
                    : ((Nested) member).message.hasAny(out, node)) {
                return true;
            }
        }
        return false;
    }
}
