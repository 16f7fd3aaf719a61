package tallystick.wire.serde;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tallystick.canonical.RecordBuffer;
import tallystick.wire.Reason;

/** Readers of what holds other values. */
final class Containers {
    private Containers() {}

    /**
     * An Option, or several around each other.
     *
     * <p>Where the canonical field tells null from absence, none at all is absence and a Some of None is null. Elsewhere
     * each kind of nothing is the one that the field has.
     */
    static final class Options extends ValueReader {
        private final ValueReader inner;
        private final int layers;
        private final byte outermost;
        private final byte deeper;
        private final boolean alike;

        /**
         * @param outermost what the outermost None is: NULL or ABSENT
         * @param deeper what a None inside of a Some is
         * @param alike whether the canonical form takes several kinds of nothing for one, though they are not
         */
        Options(ValueReader inner, int layers, byte outermost, byte deeper, boolean alike) {
            this.inner = inner;
            this.layers = layers;
            this.outermost = outermost;
            this.deeper = deeper;
            this.alike = alike;
        }

        @Override
        void read(Input in, int node) {
            for (int i = 0; i < layers; i++) {
                if (!in.flag("the mark of an Option")) {
                    if (i > 0 && alike) {
                        in.find(
                                Reason.LOSSY_SOURCE,
                                in.pos - 1,
                                "a None inside of a Some, which the contract does" + " not tell from None");
                    }
                    if ((i == 0 ? outermost : deeper) == RecordBuffer.NULL) {
                        in.buffer.setNull(node);
                    }
                    return;
                }
            }
            inner.read(in, node);
        }

        @Override
        int least() {
            return 1;
        }
    }

    /** A Vec, or an array, which has no length before it. */
    static final class Elements extends ValueReader {
        private final Coding coding;
        private final ValueReader element;
        private final int length;

        Elements(Coding coding, ValueReader element, int length) {
            this.coding = coding;
            this.element = element;
            this.length = length;
        }

        @Override
        void read(Input in, int node) {
            int count = length;
            if (count < 0) {
                count = in.count(coding, element.least());
            } else if ((long) count * element.least() > in.end - in.pos) {
                in.need(in.end - in.pos + 1);
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

        @Override
        int least() {
            return length < 0 ? coding.least(64) : (int) Math.min((long) length * element.least(), 1 << 20);
        }
    }

    static final class TupleReader extends ValueReader {
        private final List<ValueReader> elements;

        TupleReader(List<ValueReader> elements) {
            this.elements = List.copyOf(elements);
        }

        @Override
        void read(Input in, int node) {
            in.enter();
            in.buffer.open(node, RecordBuffer.LIST);
            int last = -1;
            for (int i = 0; i < elements.size(); i++) {
                last = in.buffer.add(node, last);
                in.path.enter(i);
                elements.get(i).read(in, last);
                in.path.leave();
            }
            in.leave();
        }

        @Override
        int least() {
            return elements.stream().mapToInt(ValueReader::least).sum();
        }
    }

    /** A HashMap or BTreeMap: keys and values alternate. Rust keeps the last of several values of one key. */
    static final class Entries extends ValueReader {
        private final Coding coding;
        private final ValueReader key;
        private final ValueReader value;
        private final boolean lastWins;
        private static final ByteSequence NONE = new ByteSequence("");

        Entries(Coding coding, ValueReader key, ValueReader value, boolean lastWins) {
            this.coding = coding;
            this.key = key;
            this.value = value;
            this.lastWins = lastWins;
        }

        @Override
        void read(Input in, int node) {
            int count = in.count(coding, key.least() + value.least());
            in.enter();
            RecordBuffer buffer = in.buffer;
            buffer.open(node, RecordBuffer.MAP);
            Map<ByteSequence, Integer> seen = lastWins ? new HashMap<>() : Map.of();
            int last = -1;
            for (int i = 0; i < count; i++) {
                int from = in.pos;
                int fresh = buffer.allocate(1);
                key.read(in, fresh);
                in.enterKey(fresh, i);
                ByteSequence bytes = lastWins ? new ByteSequence(in.bytes, from, in.pos) : NONE;
                Integer known = lastWins ? seen.get(bytes) : null;
                if (known != null) {
                    in.rules.count(in.path + ": last duplicate wins");
                    buffer.absent(known);
                    value.read(in, known);
                } else {
                    buffer.link(node, last, fresh);
                    last = buffer.add(node, fresh);
                    if (lastWins) {
                        seen.put(bytes, last);
                    }
                    value.read(in, last);
                }
                in.path.leave();
            }
            in.leave();
        }

        @Override
        int least() {
            return coding.least(64);
        }
    }

    /** The bytes of a key: equal when the keys are, for all but integers written wider than needed. */
    private record ByteSequence(String bytes) {
        ByteSequence(byte[] from, int start, int end) {
            this(new String(from, start, end - start, java.nio.charset.StandardCharsets.ISO_8859_1));
        }
    }

    /** A variant of a Rust enum: its id, its name, and the reader of its payload; null without one. */
    record Alternative(int id, String name, @Nullable ValueReader payload) {}

    /** A Rust enum: the number of the variant, and what it carries. It may hold itself. */
    static final class Union extends ValueReader {
        private final Coding coding;
        private Alternative[] alternatives = new Alternative[0];

        Union(Coding coding) {
            this.coding = coding;
        }

        void fill(List<Alternative> all) {
            alternatives = all.toArray(new Alternative[0]);
        }

        @Override
        void read(Input in, int node) {
            Alternative alternative = alternatives[in.variant(coding, alternatives.length)];
            ValueReader payload = alternative.payload();
            int child = in.buffer.union(node, alternative.id(), payload != null);
            if (payload != null) {
                in.enter();
                in.path.enter(alternative.name());
                payload.read(in, child);
                in.path.leave();
                in.leave();
            }
        }

        @Override
        int least() {
            return coding.least(32);
        }
    }
}
