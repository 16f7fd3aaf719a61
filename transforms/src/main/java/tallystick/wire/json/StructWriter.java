package tallystick.wire.json;

import java.util.List;
import java.util.Set;
import tallystick.canonical.RecordBuffer;
import tallystick.contract.Equivalence;
import tallystick.contract.Field;
import tallystick.contract.Presence;
import tallystick.wire.NoValue;
import tallystick.wire.Reason;

/** Writes a struct as an object, in the order of the side's declaration. */
final class StructWriter extends JsonWriter {
    /** A member of the object. */
    sealed interface Member {}

    /**
     * A field of its own.
     *
     * @param name in quotes with the colon
     * @param json whether the canonical type is json, of which null is a value
     * @param map the writer of serde's flattened map, whose entries are members themselves; else null
     */
    record Own(
            byte[] name,
            String path,
            int[] slots,
            Field field,
            JsonWriter writer,
            NoValue noValue,
            boolean omitEmpty,
            boolean omitZero,
            boolean json,
            Writers.@org.jspecify.annotations.Nullable MapWriter map)
            implements Member {}

    /** A nested object whose members are fields of this struct. */
    record Nested(byte[] name, boolean optional, boolean omitted, List<Member> members) implements Member {}

    private List<Member> members = List.of();
    private boolean go;

    void fill(List<Member> newMembers, boolean isGo) {
        members = newMembers;
        go = isGo;
    }

    @Override
    void write(JsonOutput out, int node) {
        out.write('{');
        members(out, node, true);
        out.write('}');
    }

    /** Writes the members without braces, {@code first} saying whether nothing stands before them. */
    void members(JsonOutput out, int node, boolean first) {
        members(out, node, members, first);
    }

    private boolean members(JsonOutput out, int node, List<Member> list, boolean first) {
        boolean none = first;
        for (Member member : list) {
            if (member instanceof Own own) {
                none = own(out, node, own, none);
            } else if (member instanceof Nested nested) {
                if (nested.optional() && nothing(out, node, nested.members())) {
                    if (!nested.omitted()) {
                        none = name(out, nested.name(), none);
                        out.plain("null");
                    }
                    continue;
                }
                none = name(out, nested.name(), none);
                out.write('{');
                members(out, node, nested.members(), true);
                out.write('}');
            }
        }
        return none;
    }

    private static boolean name(JsonOutput out, byte[] name, boolean first) {
        if (!first) {
            out.write(',');
        }
        out.sink.write(name, 0, name.length);
        return false;
    }

    private static boolean nothing(JsonOutput out, int node, List<Member> list) {
        for (Member member : list) {
            if (member instanceof Own own && out.buffer.hasValue(out.buffer.slot(node, own.slots()))) {
                return false;
            }
            if (member instanceof Nested nested && !nothing(out, node, nested.members())) {
                return false;
            }
        }
        return true;
    }

    private boolean own(JsonOutput out, int node, Own own, boolean first) {
        int child = out.buffer.slot(node, own.slots());
        byte kind = out.buffer.kind(child);
        out.path.enter(own.path());
        boolean none = first;
        boolean value = kind > RecordBuffer.NULL
                || own.json() && kind == RecordBuffer.NULL && own.field().presence() == Presence.REQUIRED;
        Writers.MapWriter map = own.map();
        if (map != null && value) {
            none = map.entries(out, child, first);
        } else if (!value) {
            none = noValue(out, own, kind == RecordBuffer.NULL, first);
        } else if (go && dropped(out, own, child)) {
            if (!readBack(own, out, child)) {
                out.find(
                        Reason.LOSSY_SOURCE,
                        "Go leaves this value out (" + (own.omitEmpty() ? "omitempty" : "omitzero")
                                + "), and the contract does not say that its absence means it");
            }
        } else {
            none = name(out, own.name(), first);
            own.writer().write(out, child);
        }
        out.path.leave();
        return none;
    }

    private static boolean dropped(JsonOutput out, Own own, int child) {
        if (own.writer() instanceof Writers.Optional) {
            return false;
        }
        return own.omitEmpty() && own.writer().isEmpty(out, child)
                || own.omitZero() && own.writer().isZero(out, child);
    }

    /** Whether the decoder reads the absence of the field as the value that was dropped. */
    private static boolean readBack(Own own, JsonOutput out, int child) {
        Set<Equivalence> rules = own.field().equivalences();
        byte kind = out.buffer.kind(child);
        boolean container = kind == RecordBuffer.LIST || kind == RecordBuffer.MAP || kind == RecordBuffer.BYTES;
        if (rules.contains(Equivalence.NULL_IS_EMPTY) && (container || kind == RecordBuffer.TEXT)) {
            return true;
        }
        if (kind == RecordBuffer.F64 && Double.doubleToRawLongBits(out.buffer.f64(child)) != 0) {
            return false;
        }
        return rules.contains(Equivalence.NULL_IS_ZERO) && !container;
    }

    /** Writes a field without a value; whether nothing stands there yet. */
    private static boolean noValue(JsonOutput out, Own own, boolean isNull, boolean first) {
        switch (own.noValue().instead(own.field(), isNull)) {
            case NULL:
                name(out, own.name(), first);
                if (!own.writer().writeNull(out)) {
                    out.plain("null");
                }
                return false;
            case NOTHING:
                return first;
            case ZERO:
                return zero(out, own, first);
            default:
                out.find(
                        own.field().presence() == Presence.REQUIRED ? Reason.PRESENCE : Reason.LOSSY_SOURCE,
                        own.noValue().whyNot(own.field(), isNull));
                return first;
        }
    }

    /** Writes the zero that the contract reads as no value; whether nothing stands there yet. */
    private static boolean zero(JsonOutput out, Own own, boolean first) {
        boolean drops = own.omitEmpty() && !own.field().equivalences().contains(Equivalence.ZERO_TIME_IS_NULL)
                || own.omitZero();
        if (drops) {
            // Go drops its zero, so the absence has to mean no value as well.
            if (!own.field().has(Equivalence.NULL_IS_ABSENT) && own.field().presence() != Presence.OPTIONAL) {
                out.find(
                        Reason.LOSSY_SOURCE,
                        "Go leaves its zero out, and the contract has null; declare null_is_absent if the two mean the same");
            }
            return first;
        }
        name(out, own.name(), first);
        if (!own.writer().writeZero(out)) {
            out.find(Reason.LOSSY_SOURCE, "the side's type has no zero that could stand for no value");
        }
        return false;
    }

    @Override
    boolean isZero(JsonOutput out, int node) {
        return isZero(out, node, members);
    }

    private static boolean isZero(JsonOutput out, int node, List<Member> list) {
        for (Member member : list) {
            if (member instanceof Own own) {
                int child = out.buffer.slot(node, own.slots());
                if (out.buffer.hasValue(child)
                        && (own.writer() instanceof Writers.Optional
                                || own.writer() instanceof Writers.SqlNull
                                || !own.writer().isZero(out, child))) {
                    return false;
                }
            } else if (member instanceof Nested nested && !isZero(out, node, nested.members())) {
                return false;
            }
        }
        return true;
    }

    @Override
    boolean isEmpty(JsonOutput out, int node) {
        return false;
    }
}
