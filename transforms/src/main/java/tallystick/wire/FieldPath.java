package tallystick.wire;

import java.util.Arrays;

/** Where in a record a decoder, encoder or check is: names and list positions. Reused; not safe for use by several threads. */
public final class FieldPath {
    private String[] names = new String[16];
    private int[] positions = new int[16];
    private int depth;

    public void clear() {
        depth = 0;
    }

    /** Goes down to the field of that name (which may be dotted itself). */
    public void enter(String name) {
        if (depth == names.length) {
            names = Arrays.copyOf(names, depth * 2);
            positions = Arrays.copyOf(positions, depth * 2);
        }
        names[depth] = name;
        positions[depth++] = -1;
    }

    /** Goes down to that position of a list. */
    public void enter(int position) {
        enter("");
        positions[depth - 1] = position;
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
            if (positions[i] >= 0) {
                text.append('[').append(positions[i]).append(']');
            } else {
                if (text.length() > 0 && !names[i].isEmpty()) {
                    text.append('.');
                }
                text.append(names[i]);
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
