package tallystick.wire.item;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tallystick.canonical.RecordBuffer;
import tallystick.contract.CanonicalType;
import tallystick.contract.Equivalence;
import tallystick.contract.Field;
import tallystick.contract.Presence;
import tallystick.wire.NoValue;
import tallystick.wire.Reason;

/** Writes a struct as a map from names, or as an array of its fields in the order of their declaration. */
final class StructWriter extends ValueWriter {
    /** A member of the struct; {@code key} as it is written in a map. */
    sealed interface Member {
        byte[] key();
    }

    /**
     * A field of its own.
     *
     * @param type the canonical one, which no name refers to any more
     * @param skipped whether serde leaves it out of an array when there is no value
     * @param map the writer of serde's flattened map, whose entries are members themselves; else null
     */
    record Own(
            byte[] key,
            String path,
            int[] slots,
            Field field,
            CanonicalType type,
            ValueWriter writer,
            NoValue noValue,
            boolean omitEmpty,
            boolean skipped,
            Writers.@Nullable Entries map)
            implements Member {
        /** Whether null is a value of the type. */
        boolean takesNull() {
            return type == CanonicalType.Scalar.JSON && field.presence() == Presence.REQUIRED;
        }
    }

    /** A nested struct whose members are fields of this one. */
    record Nested(byte[] key, boolean optional, boolean omitted, boolean array, List<Member> members)
            implements Member {}

    /** A field that cannot be written. */
    record Refused(byte[] key, String path, String why) implements Member {}

    private List<Member> members = List.of();
    private boolean array;
    private boolean flattened;

    /**
     * @param asArray whether the struct is written as an array
     * @param withFlattened whether something is flattened into it, so that serde does not know how many members there are
     */
    void fill(List<Member> newMembers, boolean asArray, boolean withFlattened) {
        members = newMembers;
        array = asArray;
        flattened = withFlattened;
    }

    @Override
    protected void write(Output out, int node) {
        if (flattened) {
            out.coding.flattened(out.sink, count(out, node));
            members(out, node);
            out.coding.flattenedEnd(out.sink);
        } else {
            write(out, node, members, array);
        }
    }

    private static void write(Output out, int node, List<Member> list, boolean asArray) {
        if (asArray) {
            out.coding.array(out.sink, places(out, node, list));
        } else {
            out.coding.map(out.sink, count(out, node, list));
        }
        members(out, node, list, asArray);
    }

    /** How many members are written for that node. */
    int count(Output out, int node) {
        return array ? places(out, node, members) : count(out, node, members);
    }

    /** Writes the members without a head. */
    void members(Output out, int node) {
        members(out, node, members, array);
    }

    /** How many places of an array are written: fields that serde leaves out are not missed at its end. */
    private static int places(Output out, int node, List<Member> list) {
        int count = list.size();
        while (count > 0 && isLeftOut(out, node, list.get(count - 1))) {
            count--;
        }
        return count;
    }

    private static boolean isLeftOut(Output out, int node, Member member) {
        return member instanceof Own own && own.skipped() && !out.buffer.hasValue(out.buffer.slot(node, own.slots()));
    }

    private static int count(Output out, int node, List<Member> list) {
        int count = 0;
        for (Member member : list) {
            if (member instanceof Own own) {
                int child = out.buffer.slot(node, own.slots());
                if (own.map() != null) {
                    count += out.buffer.hasValue(child) ? out.buffer.children(child) / 2 : 0;
                } else {
                    count += isWritten(out, own, child) ? 1 : 0;
                }
            } else if (!(member instanceof Nested nested)
                    || !nested.omitted()
                    || !nothing(out, node, nested.members())) {
                count++;
            }
        }
        return count;
    }

    private static void members(Output out, int node, List<Member> list, boolean asArray) {
        int places = asArray ? places(out, node, list) : list.size();
        for (Member member : list.subList(0, places)) {
            if (isLeftOut(out, node, member)) {
                out.find(Reason.LOSSY_SOURCE, Unreadable.SKIPPED);
            } else if (member instanceof Own own) {
                out.path.enter(own.path());
                own(out, out.buffer.slot(node, own.slots()), own, asArray);
                out.path.leave();
            } else if (member instanceof Nested nested) {
                nested(out, node, nested, asArray);
            } else if (member instanceof Refused refused) {
                out.path.enter(refused.path());
                out.find(Reason.LOSSY_SOURCE, refused.why());
                out.path.leave();
            }
        }
    }

    private static void nested(Output out, int node, Nested nested, boolean asArray) {
        boolean nothing = nested.optional() && nothing(out, node, nested.members());
        if (nothing && nested.omitted() && !asArray) {
            return;
        }
        key(out, nested.key(), asArray);
        if (nothing) {
            out.nil();
        } else {
            write(out, node, nested.members(), nested.array());
        }
    }

    private static void key(Output out, byte[] key, boolean asArray) {
        if (!asArray) {
            out.sink.write(key, 0, key.length);
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

    private static boolean hasValue(Output out, Own own, int child) {
        byte kind = out.buffer.kind(child);
        return kind > RecordBuffer.NULL || kind == RecordBuffer.NULL && own.takesNull();
    }

    private static boolean isWritten(Output out, Own own, int child) {
        if (hasValue(out, own, child)) {
            return !drops(out, own, child);
        }
        NoValue.Instead instead = own.noValue().instead(own.field(), out.buffer.kind(child) == RecordBuffer.NULL);
        return instead == NoValue.Instead.NULL || instead == NoValue.Instead.ZERO && !own.omitEmpty();
    }

    /** Whether Go's omitempty leaves the value out. */
    private static boolean drops(Output out, Own own, int child) {
        return own.omitEmpty()
                && !(own.writer() instanceof Writers.Options)
                && own.writer().isEmpty(out, child);
    }

    private static void own(Output out, int child, Own own, boolean asArray) {
        boolean value = hasValue(out, own, child);
        if (own.map() != null) {
            if (value) {
                own.map().entries(out, child);
            }
        } else if (!value) {
            noValue(out, own, out.buffer.kind(child) == RecordBuffer.NULL, asArray);
        } else if (!asArray && drops(out, own, child)) {
            if (!readBack(out, own, child)) {
                out.find(
                        Reason.LOSSY_SOURCE,
                        "Go leaves this value out (omitempty), and the contract does not say that its absence means it");
            }
        } else {
            key(out, own.key(), asArray);
            own.writer().write(out, child);
        }
    }

    /** Whether the decoder reads the absence of the field as the value that was dropped. */
    private static boolean readBack(Output out, Own own, int child) {
        byte kind = out.buffer.kind(child);
        boolean container = kind == RecordBuffer.LIST || kind == RecordBuffer.MAP || kind == RecordBuffer.BYTES;
        if (own.field().has(Equivalence.NULL_IS_EMPTY) && (container || kind == RecordBuffer.TEXT)) {
            return true;
        }
        boolean negativeZero = kind == RecordBuffer.F64 && Double.doubleToRawLongBits(out.buffer.f64(child)) != 0;
        return own.field().has(Equivalence.NULL_IS_ZERO) && !container && !negativeZero;
    }

    private static void noValue(Output out, Own own, boolean isNull, boolean asArray) {
        Field field = own.field();
        switch (own.noValue().instead(field, isNull)) {
            case NULL:
                key(out, own.key(), asArray);
                if (!own.writer().writeNil(out)) {
                    out.nil();
                }
                break;
            case NOTHING:
                break;
            case ZERO:
                if (own.omitEmpty() && !asArray) {
                    // Go drops its zero, so the absence has to mean no value as well.
                    if (!field.has(Equivalence.NULL_IS_ABSENT) && field.presence() != Presence.OPTIONAL) {
                        out.find(
                                Reason.LOSSY_SOURCE,
                                "Go leaves its zero out, and the contract has null; declare null_is_absent if the two"
                                        + " mean the same");
                    }
                    break;
                }
                key(out, own.key(), asArray);
                if (!own.writer().writeZero(out)) {
                    out.find(Reason.LOSSY_SOURCE, "the side's type has no zero that could stand for no value");
                }
                break;
            default:
                out.find(
                        field.presence() == Presence.REQUIRED ? Reason.PRESENCE : Reason.LOSSY_SOURCE,
                        own.noValue().whyNot(field, isNull));
        }
    }
}
