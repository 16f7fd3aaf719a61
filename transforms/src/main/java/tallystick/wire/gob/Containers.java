package tallystick.wire.gob;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tallystick.canonical.RecordBuffer;
import tallystick.wire.Reason;

/** Readers of values that hold others. */
final class Containers {
    private Containers() {}

    /** A slice, or an array of {@code length}. */
    static final class Elements extends GobReader {
        private final GobReader element;
        private final int length;
        private final boolean cut;

        Elements(GobReader element, int length, boolean cut) {
            this.element = element;
            this.length = length;
            this.cut = cut;
        }

        @Override
        void read(GobInput in, int node) {
            int at = in.pos;
            int count = in.count("a list", 1, cut);
            if (length >= 0 && count != length) {
                throw in.fail(at, count + " elements of an array of " + length);
            }
            in.enter();
            in.buffer.open(node, RecordBuffer.LIST);
            int last = -1;
            for (int i = 0; i < count; i++) {
                last = in.buffer.add(node, last);
                in.path.enter(i);
                element.read(in, last);
                in.path.leave();
            }
            in.leave();
        }
    }

    /** An array that is a tuple: each element has a reader of its own. */
    static final class Tuple extends GobReader {
        private final GobReader[] elements;
        private final boolean cut;

        Tuple(List<GobReader> elements, boolean cut) {
            this.elements = elements.toArray(new GobReader[0]);
            this.cut = cut;
        }

        @Override
        void read(GobInput in, int node) {
            int at = in.pos;
            int count = in.count("an array", 1, cut);
            if (count != elements.length) {
                throw in.fail(at, count + " elements of an array of " + elements.length);
            }
            in.enter();
            in.buffer.open(node, RecordBuffer.LIST);
            int last = -1;
            for (int i = 0; i < count; i++) {
                last = in.buffer.add(node, last);
                in.path.enter(i);
                elements[i].read(in, last);
                in.path.leave();
            }
            in.leave();
        }
    }

    /** A map. That no key occurs twice is for the record check to see. */
    static final class Entries extends GobReader {
        private final GobReader key;
        private final GobReader value;
        private final boolean cut;

        Entries(GobReader key, GobReader value, boolean cut) {
            this.key = key;
            this.value = value;
            this.cut = cut;
        }

        @Override
        void read(GobInput in, int node) {
            int count = in.count("a map", 2, cut);
            in.enter();
            in.buffer.open(node, RecordBuffer.MAP);
            int last = -1;
            for (int i = 0; i < count; i++) {
                int keyNode = in.buffer.add(node, last);
                in.path.enter(i);
                key.read(in, keyNode);
                last = in.buffer.add(node, keyNode);
                value.read(in, last);
                in.path.leave();
            }
            in.leave();
        }
    }

    /** What an interface may hold, by its registered name. */
    record Alternative(int id, String name, String registered, DecodePlan.@Nullable Payload payload) {}

    /** An interface that holds one of several registered types. */
    static final class Interface extends GobReader {
        private ByteNames names = new ByteNames(List.of());
        private Alternative[] alternatives = new Alternative[0];

        /** After it was made, for a union that holds itself. */
        void fill(List<Alternative> all) {
            names = new ByteNames(all.stream().map(Alternative::registered).toList());
            alternatives = all.toArray(new Alternative[0]);
        }

        @Override
        void read(GobInput in, int node) {
            int at = in.pos;
            int length = in.registeredName();
            if (length == 0) {
                in.buffer.setNull(node);
                return;
            }
            int position = names.find(in.bytes, in.pos - length, length);
            String name = position < 0 ? in.text(in.pos - length, length) : "";
            int type = in.typeSequence(true);
            in.uint();
            in.enter();
            if (position < 0) {
                in.find(
                        Reason.RANGE,
                        at,
                        "the interface holds a value registered as \"" + name
                                + "\", which is none of the union's variants");
                in.skipWhole(type);
            } else {
                payload(in, node, alternatives[position], type, at);
            }
            in.leave();
        }

        private static void payload(GobInput in, int node, Alternative alternative, int type, int at) {
            DecodePlan.Payload payload = alternative.payload();
            if (payload == null) {
                in.find(
                        Reason.TYPE,
                        at,
                        "\"" + alternative.registered()
                                + "\" is declared without payload, and gob has no value without one");
                in.skipWhole(type);
                return;
            }
            in.path.enter(alternative.name());
            GobReader reader = payload.reader(in, type, at);
            if (reader == null) {
                in.skipWhole(type);
            } else {
                WireType wire = in.types.get(type);
                if (wire == null || wire.kind() != WireType.Kind.STRUCT) {
                    in.singleton();
                }
                reader.read(in, in.buffer.union(node, alternative.id(), true));
            }
            in.path.leave();
        }
    }

    /** The one form that no value has in an optional field. */
    static final class AbsentForNull extends GobReader {
        private final GobReader value;

        AbsentForNull(GobReader value) {
            this.value = value;
        }

        @Override
        void read(GobInput in, int node) {
            value.read(in, node);
            if (in.buffer.kind(node) == RecordBuffer.NULL) {
                in.buffer.absent(node);
            }
        }
    }

    /** A slice among elements that may be nil: gob writes nil and empty alike, and Go reads nil. */
    static final class NullForEmpty extends GobReader {
        private final GobReader value;

        NullForEmpty(GobReader value) {
            this.value = value;
        }

        @Override
        void read(GobInput in, int node) {
            value.read(in, node);
            boolean empty = in.buffer.kind(node) == RecordBuffer.LIST
                    ? in.buffer.children(node) == 0
                    : in.buffer.kind(node) == RecordBuffer.BYTES && in.buffer.length(node) == 0;
            if (empty) {
                in.buffer.setNull(node);
            }
        }
    }

    /** One of Go's sql.Null wrappers: a struct of a value and Valid. */
    static final class SqlNull extends GobReader {
        private final GobReader[] fields;
        private final int valid;
        private final int value;
        private final Zero zero;

        /**
         * @param fields of the stream's struct
         * @param valid the position of Valid among them, or -1
         * @param value the position of the value, or -1
         */
        SqlNull(List<GobReader> fields, int valid, int value, Zero zero) {
            this.fields = fields.toArray(new GobReader[0]);
            this.valid = valid;
            this.value = value;
            this.zero = zero;
        }

        @Override
        void read(GobInput in, int node) {
            boolean isValid = false;
            boolean there = false;
            int field = -1;
            int delta;
            while ((delta = in.delta(field, fields.length)) != 0) {
                field += delta;
                if (field == valid) {
                    isValid = in.uint() != 0;
                } else {
                    there |= field == value;
                    fields[field].read(in, node);
                }
            }
            if (!isValid) {
                in.buffer.setNull(node);
            } else if (!there) {
                zero.set(in.buffer, node);
            }
        }
    }
}
