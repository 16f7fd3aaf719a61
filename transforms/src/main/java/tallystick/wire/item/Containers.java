package tallystick.wire.item;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tallystick.canonical.RecordBuffer;
import tallystick.wire.Reason;

/** Readers of what holds other values. */
final class Containers {
    private Containers() {}

    /** A pointer or an Option, or several around each other, of which nil is the outermost. */
    static final class Options extends ValueReader {
        private final ValueReader inner;

        Options(ValueReader inner) {
            this.inner = inner;
        }

        @Override
        void value(Input in, int node) {
            if (in.kind == Kind.NIL) {
                in.buffer.setNull(node);
            } else {
                inner.value(in, node);
            }
        }

        @Override
        protected void read(Input in, int node) {
            inner.read(in, node);
        }
    }

    /** A slice or Vec, or an array of a number of elements. */
    static final class Elements extends ValueReader {
        private final ValueReader element;
        private final int length;

        Elements(ValueReader element, int length) {
            this.element = element;
            this.length = length;
        }

        @Override
        protected void read(Input in, int node) {
            int at = in.at;
            int count;
            if (in.kind == Kind.ARRAY) {
                count = elements(in, node);
            } else if (in.kind == Kind.BYTES && in.manner.takes(Freedom.LIST_FROM_BYTES)) {
                count = bytes(in, node);
            } else {
                in.wrongType("an array");
                return;
            }
            if (length >= 0 && count != length) {
                in.find(Reason.RANGE, at, count + " values where an array of " + length + " is expected");
            }
        }

        private int elements(Input in, int node) {
            in.enter();
            in.buffer.open(node, RecordBuffer.LIST);
            int count = in.count();
            int last = -1;
            int i = 0;
            for (; in.more(count, i); i++) {
                last = in.buffer.add(node, last);
                in.path.enter(i);
                element.next(in, last);
                in.path.leave();
            }
            in.leave();
            return i;
        }

        /** Each byte is an integer to the reader of an element. */
        private int bytes(Input in, int node) {
            in.string();
            byte[] text = in.text;
            int from = in.textFrom;
            int count = in.textLength;
            in.buffer.open(node, RecordBuffer.LIST);
            int last = -1;
            for (int i = 0; i < count; i++) {
                last = in.buffer.add(node, last);
                in.kind = Kind.UNSIGNED;
                in.number = text[from + i] & 0xFF;
                in.path.enter(i);
                element.value(in, last);
                in.path.leave();
            }
            return count;
        }
    }

    static final class TupleReader extends ValueReader {
        private final ValueReader[] elements;

        TupleReader(List<ValueReader> elements) {
            this.elements = elements.toArray(new ValueReader[0]);
        }

        @Override
        protected void read(Input in, int node) {
            if (in.kind != Kind.ARRAY) {
                in.wrongType("an array");
                return;
            }
            int at = in.at;
            in.enter();
            in.buffer.open(node, RecordBuffer.LIST);
            int count = in.count();
            int last = -1;
            int i = 0;
            for (; in.more(count, i); i++) {
                if (i < elements.length) {
                    last = in.buffer.add(node, last);
                    in.path.enter(i);
                    elements[i].next(in, last);
                    in.path.leave();
                } else {
                    in.skip();
                }
            }
            in.leave();
            if (i != elements.length) {
                in.find(Reason.TYPE, at, i + " values where a tuple of " + elements.length + " is expected");
            }
        }
    }

    /** A map: keys and values alternate. */
    static final class Entries extends ValueReader {
        private final ValueReader key;
        private final ValueReader value;
        private final boolean lastWins;

        Entries(ValueReader key, ValueReader value, boolean lastWins) {
            this.key = key;
            this.value = value;
            this.lastWins = lastWins;
        }

        @Override
        protected void read(Input in, int node) {
            if (in.kind != Kind.MAP) {
                in.wrongType("a map");
                return;
            }
            in.enter();
            RecordBuffer buffer = in.buffer;
            buffer.open(node, RecordBuffer.MAP);
            int count = in.count();
            Map<String, Integer> seen = lastWins ? new HashMap<>() : Map.of();
            int last = -1;
            for (int i = 0; in.more(count, i); i++) {
                int from = in.pos;
                int fresh = buffer.allocate(1);
                key.next(in, fresh);
                in.enterKey(fresh, i);
                // Equal when the keys are, for all that are not written longer than needed.
                String bytes = lastWins ? new String(in.bytes, from, in.pos - from, StandardCharsets.ISO_8859_1) : "";
                Integer known = seen.get(bytes);
                if (known != null) {
                    in.rules.count(in.path + ": last duplicate wins");
                    buffer.absent(known);
                    value.next(in, known);
                } else {
                    buffer.link(node, last, fresh);
                    last = buffer.add(node, fresh);
                    if (lastWins) {
                        seen.put(bytes, last);
                    }
                    value.next(in, last);
                }
                in.path.leave();
            }
            in.leave();
        }
    }
}
