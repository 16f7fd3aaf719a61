package tallystick.wire.item;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tallystick.canonical.RecordBuffer;
import tallystick.wire.NameTable;
import tallystick.wire.Reason;

/** Readers of enums and unions, whose variant is marked in one of serde's four ways. */
final class Unions {
    private Unions() {}

    /** A variant of a union: its canonical id and name, and the reader of its payload, null without one. */
    record Alternative(int id, String name, String wireName, @Nullable ValueReader payload) {}

    /** What the four taggings share. */
    abstract static class UnionReader extends ValueReader {
        final Alternative[] alternatives;
        private final NameTable names;

        UnionReader(List<Alternative> alternatives) {
            this.alternatives = alternatives.toArray(new Alternative[0]);
            this.names = new NameTable(
                    alternatives.stream().map(a -> List.of(a.wireName())).toList(), NameTable.Folding.NONE);
        }

        static boolean isVariant(Input in) {
            return in.kind == Kind.TEXT || in.manner.takes(Freedom.VARIANT_FROM_NUMBER) && isNumberOrBytes(in);
        }

        private static boolean isNumberOrBytes(Input in) {
            return in.kind == Kind.BYTES || in.kind == Kind.UNSIGNED;
        }

        /** The alternative that the value whose head was read names; a finding and null when there is none. */
        @Nullable
        final Alternative named(Input in) {
            int at = in.at;
            if (!isVariant(in)) {
                in.wrongType("the name of a variant");
                return null;
            }
            int position;
            if (in.kind == Kind.UNSIGNED) {
                position = in.fitsLong() && in.number < alternatives.length ? (int) in.number : -1;
            } else {
                in.string();
                position = names.lookup(in.text, in.textFrom, in.textLength);
            }
            if (position < 0) {
                in.find(
                        Reason.RANGE,
                        at,
                        (in.kind == Kind.UNSIGNED ? in.asBig().toString() : "\"" + in.shown() + "\"")
                                + " is none of the enum's variants");
                return null;
            }
            return alternatives[position];
        }

        final void set(Input in, int node, Alternative alternative) {
            in.buffer.union(node, alternative.id(), false);
        }

        /** Reads the payload that comes next. */
        final void payload(Input in, int node, Alternative alternative, ValueReader reader) {
            in.head();
            payloadOf(in, node, alternative, reader);
        }

        /** Reads the payload whose head was read. */
        final void payloadOf(Input in, int node, Alternative alternative, ValueReader reader) {
            int child = in.buffer.union(node, alternative.id(), true);
            in.path.enter(alternative.name());
            reader.value(in, child);
            in.path.leave();
        }
    }

    /** An enum whose variants have no payload: read as a union of nothing, kept as an id. */
    static final class EnumReader extends ValueReader {
        private final ValueReader union;

        EnumReader(ValueReader union) {
            this.union = union;
        }

        @Override
        void value(Input in, int node) {
            union.value(in, node);
            id(in, node);
        }

        @Override
        protected void read(Input in, int node) {
            union.read(in, node);
            id(in, node);
        }

        private static void id(Input in, int node) {
            if (in.buffer.kind(node) == RecordBuffer.UNION) {
                in.buffer.setInt(node, in.buffer.integer(node));
            }
        }
    }

    /** A reader that is in use before it is made, within itself. */
    static final class Shared extends ValueReader {
        private @Nullable ValueReader reader;

        void is(ValueReader made) {
            reader = made;
        }

        private ValueReader reader() {
            if (reader == null) {
                throw new IllegalStateException("the plan is not finished");
            }
            return reader;
        }

        @Override
        void value(Input in, int node) {
            reader().value(in, node);
        }

        @Override
        protected void read(Input in, int node) {
            reader().read(in, node);
        }
    }

    /** The payload of a variant with named fields, which serde reads from a map alone. */
    static final class FromMap extends ValueReader {
        private final ValueReader struct;

        FromMap(ValueReader struct) {
            this.struct = struct;
        }

        @Override
        protected void read(Input in, int node) {
            if (in.kind == Kind.ARRAY) {
                in.wrongType("a map of fields");
            } else {
                struct.value(in, node);
            }
        }
    }

    /** {@code "A"}, or a map of one entry from that to the payload. */
    static final class External extends UnionReader {
        External(List<Alternative> alternatives) {
            super(alternatives);
        }

        @Override
        protected void read(Input in, int node) {
            int at = in.at;
            if (in.kind != Kind.MAP) {
                if (!isVariant(in)) {
                    in.wrongType("the name of a variant, or a map of it");
                    return;
                }
                Alternative alternative = named(in);
                if (alternative != null && alternative.payload() != null) {
                    in.find(Reason.TYPE, at, "the variant " + alternative.wireName() + " lacks its payload");
                } else if (alternative != null) {
                    set(in, node, alternative);
                }
                return;
            }
            if (in.size != 1) {
                in.wrongType("a map of one variant");
                return;
            }
            in.enter();
            in.head();
            Alternative alternative = named(in);
            ValueReader reader = alternative == null ? null : alternative.payload();
            if (alternative == null) {
                in.skip();
            } else if (reader != null) {
                payload(in, node, alternative, reader);
            } else {
                in.head();
                if (in.kind == Kind.NIL && in.manner.takes(Freedom.UNIT_VARIANT_FROM_MAP)) {
                    set(in, node, alternative);
                } else {
                    in.rest();
                    in.find(Reason.TYPE, at, "a map where the variant " + alternative.wireName() + " has no payload");
                }
            }
            in.leave();
        }
    }

    /** The variant's name among the payload's own fields, or before them in an array. */
    static final class Internal extends UnionReader {
        private final byte[] tag;
        private final List<StructReader> payloads = new ArrayList<>();
        private final StructReader nothing;

        Internal(List<Alternative> alternatives, String tag, StructReader empty) {
            super(alternatives);
            this.tag = Leaves.utf8(tag);
            this.nothing = empty.tagged(tag);
        }

        /** Once all structs are compiled. */
        void link() {
            for (Alternative alternative : alternatives) {
                payloads.add(
                        alternative.payload() instanceof StructReader struct
                                ? struct.tagged(new String(tag, java.nio.charset.StandardCharsets.UTF_8))
                                : nothing);
            }
        }

        @Override
        protected void read(Input in, int node) {
            boolean array = in.kind == Kind.ARRAY && in.manner.takes(Freedom.STRUCT_FROM_ARRAY);
            if (in.kind != Kind.MAP && !array) {
                in.wrongType("a map with the tag of a variant");
                return;
            }
            int at = in.at;
            int depth = in.depth();
            Alternative alternative = null;
            int found = 0;
            in.enter();
            int count = in.count();
            for (int i = 0; in.more(count, i); i++) {
                in.head();
                if (array) {
                    if (i == 0) {
                        found++;
                        alternative = named(in);
                    } else {
                        in.rest();
                    }
                } else if (isKey(in, tag)) {
                    found++;
                    in.head();
                    alternative = named(in);
                } else {
                    in.skip();
                }
            }
            in.leave();
            if (found != 1) {
                in.find(
                        found == 0 ? Reason.PRESENCE : Reason.DUPLICATE_KEY,
                        at,
                        found == 0 ? "the tag is missing" : "the tag occurs twice");
                return;
            }
            if (alternative == null) {
                return;
            }
            StructReader struct =
                    payloads.get(java.util.Arrays.asList(alternatives).indexOf(alternative));
            in.back(at, depth);
            payloadOf(in, node, alternative, struct);
            if (struct == nothing) {
                set(in, node, alternative);
            }
        }
    }

    /** Whether the key whose head was read is that text; passes over it. */
    private static boolean isKey(Input in, byte[] name) {
        if (isString(in)) {
            in.string();
            return in.stringIs(name);
        }
        in.rest();
        return false;
    }

    private static boolean isString(Input in) {
        return in.kind == Kind.TEXT || in.kind == Kind.BYTES;
    }

    /** The variant's name and its payload side by side. */
    static final class Adjacent extends UnionReader {
        private final byte[] tag;
        private final byte[] content;
        private final boolean ignoreUnknown;

        Adjacent(List<Alternative> alternatives, String tag, String content, boolean ignoreUnknown) {
            super(alternatives);
            this.ignoreUnknown = ignoreUnknown;
            this.tag = Leaves.utf8(tag);
            this.content = Leaves.utf8(content);
        }

        @Override
        protected void read(Input in, int node) {
            boolean array = in.kind == Kind.ARRAY && in.manner.takes(Freedom.STRUCT_FROM_ARRAY);
            if (in.kind != Kind.MAP && !array) {
                in.wrongType("a map of a variant and its content");
                return;
            }
            int at = in.at;
            int tags = 0;
            int contents = 0;
            int contentAt = -1;
            Alternative alternative = null;
            in.enter();
            int depth = in.depth();
            int count = in.count();
            int i = 0;
            for (; in.more(count, i); i++) {
                in.head();
                int key = in.at;
                boolean isTag = i == 0;
                boolean isContent = i == 1;
                String name = "";
                if (!array) {
                    isTag = isKey(in, tag);
                    isContent = !isTag && isString(in) && in.stringIs(content);
                    name = isString(in) ? in.shown() : in.kind.text();
                    in.head();
                }
                if (isTag) {
                    tags++;
                    alternative = named(in);
                } else if (isContent) {
                    contents++;
                    contentAt = in.at;
                    in.rest();
                } else {
                    in.rest();
                    unknown(in, name, key, array);
                }
            }
            in.leave();
            if (tags != 1 || contents > 1) {
                in.find(
                        tags == 0 ? Reason.PRESENCE : Reason.DUPLICATE_KEY,
                        at,
                        tags == 0 ? "the tag is missing" : "the tag or the content occurs twice");
            } else if (alternative != null) {
                content(in, node, alternative, contentAt, depth, at, array);
            }
        }

        private void unknown(Input in, String name, int key, boolean array) {
            if (array) {
                in.find(Reason.TYPE, key, "more than a variant and its content");
            } else if (ignoreUnknown) {
                in.rules.count(in.path.with(name) + ": unknown field ignored");
            } else if (in.trying == 0) {
                in.find(Reason.UNKNOWN_FIELD, key, "\"" + name + "\" is neither the tag nor the content");
            }
        }

        private void content(
                Input in, int node, Alternative alternative, int contentAt, int depth, int at, boolean array) {
            ValueReader reader = alternative.payload();
            int after = in.pos;
            int outside = in.depth();
            if (contentAt >= 0) {
                in.back(contentAt, depth);
            }
            if (reader == null) {
                set(in, node, alternative);
                if (contentAt >= 0 ? in.kind != Kind.NIL : array) {
                    in.find(
                            Reason.TYPE,
                            at,
                            contentAt >= 0
                                    ? "a payload for a variant that has none"
                                    : "an array of a variant alone, which serde does not read back");
                }
            } else if (contentAt < 0) {
                in.find(Reason.PRESENCE, at, "the content is missing");
            } else {
                payloadOf(in, node, alternative, reader);
            }
            in.resume(after, outside);
        }
    }

    /** The first alternative that fits. */
    static final class Untagged extends UnionReader {
        Untagged(List<Alternative> alternatives) {
            super(alternatives);
        }

        @Override
        void value(Input in, int node) {
            if (in.kind == Kind.TAG && in.manner.skipsTags()) {
                in.untag();
            }
            read(in, node);
        }

        @Override
        protected void read(Input in, int node) {
            int at = in.at;
            int depth = in.depth();
            int found = in.findings.count();
            int mark = in.buffer.mark();
            int up = in.path.depth();
            for (Alternative alternative : alternatives) {
                ValueReader reader = alternative.payload();
                if (reader == null) {
                    if (in.kind == Kind.NIL) {
                        set(in, node, alternative);
                        return;
                    }
                    continue;
                }
                in.trying++;
                payloadOf(in, node, alternative, reader);
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
                    payloadOf(in, node, alternative, reader);
                    return;
                }
            }
            in.buffer.absent(node);
            if (in.kind == Kind.NIL) {
                in.buffer.setNull(node);
                return;
            }
            in.rest();
            in.find(Reason.TYPE, at, "the value fits none of the union's variants");
        }
    }
}
