package tallystick.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Where in a record a decoder, encoder or check is: names and list positions. Reused; not safe for use by several threads. */
public final class FieldPath {
    /** Stands for the key of a map, whose text is elsewhere. A string of its own, compared by identity. */
    @SuppressWarnings("StringOperationCanBeSimplified")
    private static final String KEY = new String("");

    private static final int LONGEST = 64;

    private String[] names = new String[16];
    private int[] positions = new int[16];
    private byte[][] texts = new byte[16][];
    private int[] lengths = new int[16];
    private int depth;

    public void clear() {
        depth = 0;
    }

    /** Goes down to the field of that name (which may be dotted itself). */
    public void enter(String name) {
        if (depth == names.length) {
            names = Arrays.copyOf(names, depth * 2);
            positions = Arrays.copyOf(positions, depth * 2);
            texts = Arrays.copyOf(texts, depth * 2);
            lengths = Arrays.copyOf(lengths, depth * 2);
        }
        names[depth] = name;
        positions[depth++] = -1;
    }

    /** Goes down to that position of a list. */
    public void enter(int position) {
        enter("");
        positions[depth - 1] = position;
    }

    /** Goes down to the map entry whose key is that text; the bytes must stay as they are until {@link #leave}. */
    public void enter(byte[] utf8, int from, int length) {
        enter(KEY);
        texts[depth - 1] = utf8;
        positions[depth - 1] = from;
        lengths[depth - 1] = length;
    }

    @SuppressWarnings("ReferenceEquality")
    private boolean isKey(int at) {
        return names[at] == KEY;
    }

    private String name(int at) {
        if (!isKey(at)) {
            return names[at];
        }
        int length = Math.min(lengths[at], LONGEST);
        return new String(texts[at], positions[at], length, StandardCharsets.UTF_8)
                + (length < lengths[at] ? "..." : "");
    }

    public void leave() {
        depth--;
    }

    /** How far down: for {@link #cut}. */
    public int depth() {
        return depth;
    }

    /** Goes back up to that depth. */
    public void cut(int to) {
        depth = to;
    }

    /** Dotted, positions in brackets. */
    @Override
    public String toString() {
        return with("");
    }

    /** The path of that name below this one. */
    public String with(String name) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            if (positions[i] >= 0 && !isKey(i)) {
                text.append('[').append(positions[i]).append(']');
            } else {
                String part = name(i);
                if (text.length() > 0 && !part.isEmpty()) {
                    text.append('.');
                }
                text.append(part);
            }
        }
        if (!name.isEmpty()) {
            if (text.length() > 0) {
                text.append('.');
            }
            text.append(name);
        }
        return text.toString();
    }
}
