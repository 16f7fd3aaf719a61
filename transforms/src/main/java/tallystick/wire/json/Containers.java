package tallystick.wire.json;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tallystick.canonical.RecordBuffer;
import tallystick.wire.NameTable;
import tallystick.wire.Reason;

/** Readers of values that hold others: lists, tuples, maps, enums, unions, and any JSON. */
final class Containers {
    private Containers() {}

    static final class ListReader extends JsonReader {
        private final JsonReader element;
        private final int length;

        /** {@code length} of a fixed array, or -1. */
        ListReader(JsonReader element, int length) {
            this.element = element;
            this.length = length;
        }

        @Override
        void read(JsonInput in, int node, int c) {
            if (c != '[') {
                in.wrongType("an array");
                return;
            }
            int at = in.pos;
            in.enter();
            RecordBuffer buffer = in.buffer;
            buffer.open(node, RecordBuffer.LIST);
            int count = 0;
            if (!in.empty(']')) {
                int child = -1;
                do {
                    child = buffer.add(node, child);
                    in.path.enter(count++);
                    element.value(in, child);
                    in.path.leave();
                } while (in.more(']'));
            }
            if (length >= 0 && count != length) {
                in.find(Reason.RANGE, at, count + " values where an array of " + length + " is expected");
            }
        }
    }

    static final class TupleReader extends JsonReader {
        private final JsonReader[] elements;

        TupleReader(List<JsonReader> elements) {
            this.elements = elements.toArray(new JsonReader[0]);
        }

        @Override
        void read(JsonInput in, int node, int c) {
            if (c != '[') {
                in.wrongType("an array");
                return;
            }
            int at = in.pos;
            in.enter();
            in.buffer.open(node, RecordBuffer.LIST);
            int count = 0;
            if (!in.empty(']')) {
                int child = -1;
                do {
                    if (count < elements.length) {
                        child = in.buffer.add(node, child);
                        in.path.enter(count);
                        elements[count].value(in, child);
                        in.path.leave();
                    } else {
                        in.skip();
                    }
                    count++;
                } while (in.more(']'));
            }
            if (count != elements.length) {
                in.find(Reason.TYPE, at, count + " values where a tuple of " + elements.length + " is expected");
            }
        }
    }

    static final class MapReader extends JsonReader {
        private final Leaves.Texts key;
        private final JsonReader value;
        private final boolean lastWins;

        MapReader(Leaves.Texts key, JsonReader value, boolean lastWins) {
            this.key = key;
            this.value = value;
            this.lastWins = lastWins;
        }

        @Override
        void read(JsonInput in, int node, int c) {
            if (c != '{') {
                in.wrongType("an object");
                return;
            }
            in.enter();
            RecordBuffer buffer = in.buffer;
            buffer.open(node, RecordBuffer.MAP);
            if (in.empty('}')) {
                return;
            }
            Map<String, Integer> seen = lastWins ? new HashMap<>() : Map.of();
            int last = -1;
            do {
                if (in.peek() != '"') {
                    throw in.unexpected("a name in quotes");
                }
                int at = in.pos;
                in.name();
                in.enterText();
                Integer known = lastWins ? seen.get(in.wholeText()) : null;
                if (known != null) {
                    in.rules.count(in.path + ": last duplicate wins");
                    buffer.absent(known);
                    value.value(in, known);
                } else {
                    String whole = lastWins ? in.wholeText() : "";
                    int keyNode = buffer.add(node, last);
                    key.text(in, keyNode, at);
                    last = buffer.add(node, keyNode);
                    if (lastWins) {
                        seen.put(whole, last);
                    }
                    value.value(in, last);
                }
                in.path.leave();
            } while (in.more('}'));
        }
    }

    /** Any JSON value at its exact value. */
    static final class AnyReader extends JsonReader {
        private final @Nullable JsonStyle floats;
        private final int opening;
        private final AnyReader inside;
        private final boolean lastWins;

        /**
         * @param floats the style of the library whose value holds numbers as floats; null when it keeps their text
         * @param opening the first byte that the side's type demands of the whole, or 0
         */
        AnyReader(@Nullable JsonStyle floats, int opening, boolean lastWins) {
            this.inside = opening == 0 ? this : new AnyReader(floats, 0, lastWins);
            this.opening = opening;
            this.floats = floats;
            this.lastWins = lastWins;
        }

        /**
         * Says so when the program holds another number than the text has: Go's any holds every number as an f64,
         * serde_json's Value all but 64-bit integers. Up to 15 digits come back from an f64 as they were.
         */
        private static void held(JsonInput in, JsonStyle style) {
            if (in.isShort() || !style.go() && in.integral && in.fits64()) {
                return;
            }
            double value = in.asDouble();
            if (Double.isInfinite(value)) {
                in.find(Reason.RANGE, in.numberFrom, in.shownNumber() + " does not fit the f64 that the program reads");
            } else if (!in.comesBack(value, style)) {
                in.find(
                        Reason.LOSSY_SOURCE,
                        in.numberFrom,
                        "the program holds " + in.shownNumber() + " as the f64 " + value + "; declare "
                                + (style.go() ? "json.RawMessage" : "a typed field") + " if it keeps all digits");
            }
        }

        @Override
        void read(JsonInput in, int node, int c) {
            RecordBuffer buffer = in.buffer;
            if (opening != 0 && c != opening) {
                in.wrongType(opening == '{' ? "an object" : "an array");
                return;
            }
            if (c == '"') {
                int at = in.pos;
                in.string();
                in.setText(node, at);
            } else if (isNumber(c)) {
                in.anyNumber();
                if (floats != null) {
                    held(in, floats);
                }
                in.setExact(node, true);
            } else if (c == '{') {
                in.enter();
                buffer.open(node, RecordBuffer.MAP);
                if (in.empty('}')) {
                    return;
                }
                Map<String, Integer> seen = lastWins ? new HashMap<>() : Map.of();
                int last = -1;
                do {
                    if (in.peek() != '"') {
                        throw in.unexpected("a name in quotes");
                    }
                    int at = in.pos;
                    in.name();
                    in.enterText();
                    Integer known = lastWins ? seen.get(in.wholeText()) : null;
                    if (known != null) {
                        in.rules.count(in.path + ": last duplicate wins");
                        inside.value(in, known);
                    } else {
                        String whole = lastWins ? in.wholeText() : "";
                        int key = buffer.add(node, last);
                        in.setText(key, at);
                        last = buffer.add(node, key);
                        if (lastWins) {
                            seen.put(whole, last);
                        }
                        inside.value(in, last);
                    }
                    in.path.leave();
                } while (in.more('}'));
            } else if (c == '[') {
                in.enter();
                buffer.open(node, RecordBuffer.LIST);
                if (in.empty(']')) {
                    return;
                }
                int child = -1;
                int count = 0;
                do {
                    child = buffer.add(node, child);
                    in.path.enter(count++);
                    inside.value(in, child);
                    in.path.leave();
                } while (in.more(']'));
            } else if (c == 't') {
                in.literal("true");
                buffer.setBool(node, true);
            } else if (c == 'f') {
                in.literal("false");
                buffer.setBool(node, false);
            } else {
                throw in.unexpected("a value");
            }
        }
    }

    /** An enum by the text of its variant; serde also takes {@code {"A":null}}. */
    static final class EnumReader extends Leaves.Texts {
        private final NameTable names;
        private final int[] ids;
        private final boolean rust;

        EnumReader(List<String> names, List<Integer> ids, boolean rust) {
            this.names = new NameTable(names.stream().map(List::of).toList(), NameTable.Folding.NONE);
            this.ids = ids.stream().mapToInt(Integer::intValue).toArray();
            this.rust = rust;
        }

        @Override
        void text(JsonInput in, int node, int at) {
            int position = in.textBad ? -1 : names.lookup(in.text, in.textFrom, in.textLength);
            if (position < 0) {
                in.find(Reason.RANGE, at, "\"" + in.shownText() + "\" is none of the enum's variants");
            } else {
                in.buffer.setInt(node, ids[position]);
            }
        }

        @Override
        void other(JsonInput in, int node, int c) {
            if (!rust || c != '{') {
                in.wrongType("a string");
                return;
            }
            int at = in.pos;
            in.enter();
            if (in.empty('}')) {
                in.find(Reason.TYPE, at, "an object without a variant");
                return;
            }
            if (in.peek() != '"') {
                throw in.unexpected("a name in quotes");
            }
            in.name();
            text(in, node, at);
            if (in.peek() == 'n') {
                in.literal("null");
            } else {
                in.wrongType("null, for a variant without payload,");
            }
            restIsTooMuch(in, at);
        }
    }

    /** Ends an object that serde wants to have one member. */
    private static void restIsTooMuch(JsonInput in, int at) {
        boolean more = false;
        while (in.more('}')) {
            more = true;
            if (in.peek() != '"') {
                throw in.unexpected("a name in quotes");
            }
            in.name();
            in.skip();
        }
        if (more) {
            in.find(Reason.TYPE, at, "an object of one variant has more than one member");
        }
    }

    /** An enum by the number of its variant. */
    static final class NumberedEnum extends Leaves.Texts {
        private final Map<Long, Integer> ids;
        private final Leaves.Int number;

        NumberedEnum(Map<Long, Integer> ids, Leaves.Int number) {
            this.ids = ids;
            this.number = number;
        }

        @Override
        void other(JsonInput in, int node, int c) {
            int at = in.pos;
            number.read(in, node, c);
            resolve(in, node, at);
        }

        @Override
        void text(JsonInput in, int node, int at) {
            number.text(in, node, at);
            resolve(in, node, at);
        }

        private void resolve(JsonInput in, int node, int at) {
            if (in.buffer.hasValue(node)) {
                in.setVariant(node, at, ids);
            }
        }
    }

    /** A variant of a union: its canonical id and name, and the reader of its payload, null without one. */
    record Alternative(int id, String name, String wireName, @Nullable JsonReader payload) {}

    /** What the four taggings share. */
    abstract static class UnionReader extends JsonReader {
        final Alternative[] alternatives;
        final NameTable names;

        UnionReader(List<Alternative> alternatives) {
            this.alternatives = alternatives.toArray(new Alternative[0]);
            this.names = new NameTable(
                    alternatives.stream().map(a -> List.of(a.wireName())).toList(), NameTable.Folding.NONE);
        }

        /** The alternative that the last text names; a finding and null when there is none. */
        @Nullable
        final Alternative named(JsonInput in, int at) {
            int position = in.textBad ? -1 : names.lookup(in.text, in.textFrom, in.textLength);
            if (position < 0) {
                in.find(Reason.RANGE, at, "\"" + in.shownText() + "\" is none of the union's variants");
                return null;
            }
            return alternatives[position];
        }

        final void payload(JsonInput in, int node, Alternative alternative, JsonReader reader) {
            int child = in.buffer.union(node, alternative.id(), true);
            in.path.enter(alternative.name());
            reader.value(in, child);
            in.path.leave();
        }
    }

    /** A reader that several places use, each with its own word on null; also within itself, before it is whole. */
    static final class Shared extends JsonReader {
        private final AtomicReference<@Nullable JsonReader> reader;

        Shared() {
            this(new AtomicReference<>());
        }

        private Shared(AtomicReference<@Nullable JsonReader> reader) {
            this.reader = reader;
        }

        /** For another place. */
        Shared again() {
            return new Shared(reader);
        }

        void is(JsonReader made) {
            reader.setPlain(made);
        }

        private JsonReader reader() {
            return Objects.requireNonNull(reader.getPlain());
        }

        @Override
        boolean readsNull() {
            return reader().readsNull();
        }

        @Override
        void read(JsonInput in, int node, int c) {
            reader().read(in, node, c);
        }
    }

    /** {@code "A"} or {@code {"A": payload}}. */
    static final class External extends UnionReader {
        External(List<Alternative> alternatives) {
            super(alternatives);
        }

        @Override
        void read(JsonInput in, int node, int c) {
            int at = in.pos;
            if (c == '"') {
                in.string();
                Alternative alternative = named(in, at);
                if (alternative != null && alternative.payload() != null) {
                    in.find(Reason.TYPE, at, "the variant " + alternative.wireName() + " lacks its payload");
                } else if (alternative != null) {
                    in.buffer.union(node, alternative.id(), false);
                }
                return;
            }
            if (c != '{') {
                in.wrongType("a variant's name, or an object of it");
                return;
            }
            in.enter();
            if (in.empty('}')) {
                in.find(Reason.TYPE, at, "an object without a variant");
                return;
            }
            if (in.peek() != '"') {
                throw in.unexpected("a name in quotes");
            }
            in.name();
            Alternative alternative = named(in, at);
            JsonReader reader = alternative == null ? null : alternative.payload();
            if (alternative == null) {
                in.skip();
            } else if (reader != null) {
                payload(in, node, alternative, reader);
            } else if (in.peek() == 'n') {
                in.literal("null");
                in.buffer.union(node, alternative.id(), false);
            } else {
                in.wrongType("null, for a variant without payload,");
            }
            restIsTooMuch(in, at);
        }
    }

    /** The variant's name beside the payload's own members. */
    static final class Internal extends UnionReader {
        private final String tag;
        private final @Nullable StructReader[] payloads;
        private final StructReader nothing;

        /** Each payload is a {@link StructReader} or null. */
        Internal(List<Alternative> alternatives, String tag, StructReader empty) {
            super(alternatives);
            this.tag = tag;
            this.nothing = empty.tagged(tag);
            this.payloads = new StructReader[alternatives.size()];
        }

        /** Once all structs are compiled. */
        void link() {
            for (int i = 0; i < payloads.length; i++) {
                payloads[i] = alternatives[i].payload() instanceof StructReader struct ? struct.tagged(tag) : null;
            }
        }

        @Override
        void read(JsonInput in, int node, int c) {
            if (c != '{') {
                in.wrongType("an object");
                return;
            }
            int at = in.pos;
            int depth = in.depth();
            Alternative alternative = null;
            int found = 0;
            in.enter();
            if (!in.empty('}')) {
                do {
                    if (in.peek() != '"') {
                        throw in.unexpected("a name in quotes");
                    }
                    in.name();
                    if (!in.textBad && in.textIs(tag)) {
                        found++;
                        int value = in.pos;
                        if (in.peek() == '"') {
                            in.string();
                            alternative = named(in, value);
                        } else {
                            in.wrongType("the name of a variant");
                        }
                    } else {
                        in.skip();
                    }
                } while (in.more('}'));
            }
            if (found != 1) {
                in.find(
                        found == 0 ? Reason.PRESENCE : Reason.DUPLICATE_KEY,
                        at,
                        found == 0 ? "the tag \"" + tag + "\" is missing" : "the tag \"" + tag + "\" occurs twice");
                return;
            }
            if (alternative == null) {
                return;
            }
            in.back(at, depth);
            int position = names.lookup(
                    alternative.wireName().getBytes(java.nio.charset.StandardCharsets.UTF_8),
                    0,
                    alternative.wireName().getBytes(java.nio.charset.StandardCharsets.UTF_8).length);
            StructReader struct = payloads[position];
            if (struct != null) {
                payload(in, node, alternative, struct);
            } else {
                int child = in.buffer.union(node, alternative.id(), true);
                nothing.value(in, child);
                in.buffer.union(node, alternative.id(), false);
            }
        }
    }

    /** {@code {"t": "A", "c": payload}}. */
    static final class Adjacent extends UnionReader {
        private final String tag;
        private final String content;
        private final boolean ignoreUnknown;

        Adjacent(List<Alternative> alternatives, String tag, String content, boolean ignoreUnknown) {
            super(alternatives);
            this.ignoreUnknown = ignoreUnknown;
            this.tag = tag;
            this.content = content;
        }

        @Override
        void read(JsonInput in, int node, int c) {
            if (c != '{') {
                in.wrongType("an object");
                return;
            }
            int at = in.pos;
            int tags = 0;
            int contents = 0;
            int contentAt = -1;
            int depth = in.depth() + 1;
            Alternative alternative = null;
            in.enter();
            if (!in.empty('}')) {
                do {
                    if (in.peek() != '"') {
                        throw in.unexpected("a name in quotes");
                    }
                    int name = in.pos;
                    in.name();
                    if (in.textIs(tag)) {
                        tags++;
                        int value = in.pos;
                        if (in.peek() == '"') {
                            in.string();
                            alternative = named(in, value);
                        } else {
                            in.wrongType("the name of a variant");
                        }
                    } else if (in.textIs(content)) {
                        contents++;
                        contentAt = in.pos;
                        in.skip();
                    } else {
                        if (ignoreUnknown) {
                            in.rules.count(in.path.with(in.shownText()) + ": unknown field ignored");
                        } else if (in.trying == 0) {
                            in.find(
                                    Reason.UNKNOWN_FIELD,
                                    name,
                                    "\"" + in.shownText() + "\" is neither \"" + tag + "\" nor \"" + content + "\"");
                        }
                        in.skip();
                    }
                } while (in.more('}'));
            }
            if (tags != 1 || contents > 1) {
                in.find(
                        tags == 0 ? Reason.PRESENCE : Reason.DUPLICATE_KEY,
                        at,
                        tags == 0 ? "the tag \"" + tag + "\" is missing" : "the tag or the content occurs twice");
                return;
            }
            if (alternative == null) {
                return;
            }
            JsonReader reader = alternative.payload();
            int after = in.pos;
            int outside = in.depth();
            if (reader == null) {
                in.buffer.union(node, alternative.id(), false);
                if (contents == 1) {
                    in.back(contentAt, depth);
                    if (in.peek() != 'n') {
                        in.find(Reason.TYPE, contentAt, "a payload for a variant that has none");
                    }
                }
            } else if (contents == 0) {
                in.find(Reason.PRESENCE, at, "the content \"" + content + "\" is missing");
            } else {
                in.back(contentAt, depth);
                payload(in, node, alternative, reader);
            }
            in.back(after, outside);
        }
    }

    /** The first alternative that fits. */
    static final class Untagged extends UnionReader {
        Untagged(List<Alternative> alternatives) {
            super(alternatives);
        }

        @Override
        boolean readsNull() {
            return true;
        }

        @Override
        void read(JsonInput in, int node, int c) {
            int at = in.pos;
            int depth = in.depth();
            int found = in.findings.count();
            int mark = in.buffer.mark();
            int up = in.path.depth();
            for (Alternative alternative : alternatives) {
                JsonReader reader = alternative.payload();
                if (reader == null) {
                    if (c == 'n') {
                        in.literal("null");
                        in.buffer.union(node, alternative.id(), false);
                        return;
                    }
                    continue;
                }
                in.trying++;
                payload(in, node, alternative, reader);
                in.endTrial(at);
                boolean fits =
                        in.findings.count() == found && in.buffer.kind(in.buffer.first(node)) != RecordBuffer.ABSENT;
                if (fits && in.trying > 0) {
                    // The outer trial is read once more; reading each inner one twice would double with every level.
                    return;
                }
                in.findings.truncate(found);
                in.buffer.rollback(mark);
                in.path.cut(up);
                in.back(at, depth);
                if (fits) {
                    // Once more, now with what a trial does not report.
                    payload(in, node, alternative, reader);
                    return;
                }
            }
            in.buffer.absent(node);
            if (c == 'n') {
                in.literal("null");
                in.buffer.setNull(node);
                return;
            }
            in.skip();
            in.find(Reason.TYPE, at, "the value fits none of the union's variants");
        }
    }
}
