package tallystick.wire.gob;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tallystick.wire.gob.WireType.Kind;
import tallystick.wire.gob.WireType.WireField;

/**
 * The type ids that a Go program hands out, and which definitions a stream has: the bytes are those of a program that does
 * nothing else with gob. Ids are a process's in Go, and a stream's is what was sent; a failed record takes its share back.
 */
final class TypeIds {
    /** A type in the process. */
    private static final class Known {
        final String name;
        final @Nullable Kind kind;
        int id;
        int length;
        int key;
        int element;
        final List<WireField> fields = new ArrayList<>();

        Known(String name, @Nullable Kind kind, int id) {
            this.name = name;
            this.kind = kind;
            this.id = id;
        }
    }

    /** What goes with a definition: the id in front of it, and the type in it, whose own id may be another. */
    private record Info(int id, Known type) {}

    private final Map<GoType, Known> types = new HashMap<>();
    private final Map<GoType, Info> infos = new HashMap<>();
    private final Set<GoType> sent = new HashSet<>();
    private final List<GoType> newlySent = new ArrayList<>();
    private int next = WireType.FIRST_DEFINED;

    /** A stream begins. */
    void begin() {
        sent.clear();
        newlySent.clear();
    }

    /** What was sent until now stays sent. */
    void keep() {
        newlySent.clear();
    }

    /** What was sent since the last {@link #keep} was not. */
    void takeBack() {
        newlySent.forEach(sent::remove);
        newlySent.clear();
    }

    /** Sends what has to stand before a value of the type; the type's id. */
    int describe(GoType type, GobOutput out) {
        GoType base = base(type);
        GoType user = base instanceof GoType.External ? type : base;
        if (!sent.contains(user)) {
            send(user, out);
            mark(user);
        }
        return info(type).id();
    }

    private void mark(GoType type) {
        if (sent.add(type)) {
            newlySent.add(type);
        }
    }

    private static GoType base(GoType type) {
        GoType base = type;
        while (base instanceof GoType.Pointer pointer) {
            base = pointer.inner();
        }
        return base;
    }

    private void send(GoType type, GobOutput out) {
        GoType base = base(type);
        if (base instanceof GoType.Basic || sent.contains(base)) {
            return;
        }
        Info info = info(type);
        out.definition(-info.id(), definition(info.type()), info.type().id);
        mark(base);
        mark(base instanceof GoType.External ? type : base);
        if (base instanceof GoType.Struct struct) {
            for (GoType.Field field : struct.fields()) {
                send(field.type(), out);
            }
        } else if (base instanceof GoType.Slice slice) {
            send(slice.element(), out);
        } else if (base instanceof GoType.Array array) {
            send(array.element(), out);
        } else if (base instanceof GoType.MapOf map) {
            send(map.key(), out);
            send(map.value(), out);
        }
    }

    private static WireType definition(Known type) {
        Kind kind = type.kind;
        if (kind == null) {
            throw new IllegalStateException(type.name + " needs no definition");
        }
        return new WireType(kind, type.name, type.length, type.key, type.element, type.fields);
    }

    private Info info(GoType type) {
        GoType base = base(type);
        GoType user = base instanceof GoType.External ? type : base;
        Info info = infos.get(user);
        if (info == null) {
            Known known = known(user instanceof GoType.Pointer ? "" : user.name(), user);
            Known defined = known;
            if (base instanceof GoType.External external && user instanceof GoType.Pointer) {
                // Go makes a second type, without a name, for the pointer, and sends it under the first one's id.
                defined = new Known("", external.kind(), next++);
            }
            info = new Info(known.id, defined);
            infos.put(user, info);
        }
        return info;
    }

    /** The type in the process: getBaseType and newTypeObject of Go's type.go, in whose order ids are given. */
    private Known known(String name, GoType type) {
        GoType base = base(type);
        Known known = types.get(base);
        if (known != null) {
            return known;
        }
        if (base instanceof GoType.Basic basic) {
            known = new Known(basic.text(), null, basic.id());
            types.put(base, known);
        } else if (base instanceof GoType.External external) {
            known = new Known(name, external.kind(), next++);
            types.put(base, known);
        } else if (base instanceof GoType.Array array) {
            known = new Known(name, Kind.ARRAY, 0);
            types.put(base, known);
            Known element = known("", array.element());
            number(known);
            known.element = element.id;
            known.length = array.length();
        } else if (base instanceof GoType.MapOf map) {
            known = new Known(name, Kind.MAP, 0);
            types.put(base, known);
            Known key = known("", map.key());
            Known value = known("", map.value());
            number(known);
            known.key = key.id;
            known.element = value.id;
        } else if (base instanceof GoType.Slice slice) {
            known = new Known(name, Kind.SLICE, 0);
            types.put(base, known);
            Known element = known(slice.element().name(), slice.element());
            number(known);
            number(element);
            known.element = element.id;
        } else {
            known = new Known(name, Kind.STRUCT, next++);
            types.put(base, known);
            for (GoType.Field field : ((GoType.Struct) base).fields()) {
                GoType fieldBase = base(field.type());
                String own = fieldBase.name();
                Known member = known(own.isEmpty() ? fieldBase.text() : own, field.type());
                number(member);
                known.fields.add(new WireField(field.name(), member.id));
            }
        }
        return known;
    }

    private void number(Known type) {
        if (type.id == 0) {
            type.id = next++;
        }
    }
}
