package tallystick.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names to positions, matched as bytes; in Go's way also by simple case folding when no name is equal. */
public final class NameTable {
    private static final byte[] NONE = {};

    private final byte[][] names;
    private final int[] positions;
    private final byte[][] hints;
    private final int[] buckets;
    private final int mask;
    private final Map<String, Integer> folded;
    private final Folding folding;

    /** Which names that differ in case alone are one. */
    public enum Folding {
        NONE,
        /** Those that are equal under Unicode's simple folding: encoding/json. */
        SIMPLE,
        /** Those of which strings.ToLower makes the same: jsoniter. */
        LOWER,
        /** Those that differ in letters of ASCII: jsoniter, for a struct of few names in lower case. */
        ASCII;

        /** What jsoniter does for a struct of those names. */
        public static Folding ofJsoniter(List<List<String>> names) {
            boolean lower = names.stream().flatMap(List::stream).allMatch(name -> name.equals(LOWER.fold(name)));
            return lower && names.size() <= 10 ? ASCII : LOWER;
        }

        String fold(String name) {
            StringBuilder folded = new StringBuilder(name.length());
            name.codePoints().forEach(c -> folded.appendCodePoint(fold(c)));
            return folded.toString();
        }

        private int fold(int c) {
            return switch (this) {
                case SIMPLE -> NameTable.fold(c);
                case LOWER -> Character.toLowerCase(c);
                case ASCII -> c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c;
                case NONE -> c;
            };
        }
    }

    /**
     * @param names of each position, its first one being the one that is written
     * @param folding which names are one, the first being taken
     */
    public NameTable(List<List<String>> names, Folding folding) {
        this.folding = folding;
        int count = names.stream().mapToInt(List::size).sum();
        this.names = new byte[count][];
        this.positions = new int[count];
        this.hints = new byte[names.size()][];
        int size = Integer.highestOneBit(Math.max(4, count * 4));
        this.buckets = new int[size];
        this.mask = size - 1;
        this.folded = new HashMap<>();
        int next = 0;
        for (int position = 0; position < names.size(); position++) {
            for (String name : names.get(position)) {
                byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
                this.names[next] = bytes;
                this.positions[next] = position;
                if (hints[position] == null && plain(bytes)) {
                    hints[position] = bytes;
                }
                if (find(bytes, 0, bytes.length) < 0) {
                    int bucket = hash(bytes, 0, bytes.length) & mask;
                    while (buckets[bucket] != 0) {
                        bucket = bucket + 1 & mask;
                    }
                    buckets[bucket] = ++next;
                } else {
                    next++;
                }
                if (folding != Folding.NONE) {
                    folded.putIfAbsent(folding.fold(name), position);
                }
            }
            if (hints[position] == null) {
                hints[position] = NONE;
            }
        }
    }

    private static boolean plain(byte[] name) {
        for (byte b : name) {
            if (b == '"' || b == '\\' || b >= 0 && b < ' ') {
                return false;
            }
        }
        return name.length > 0;
    }

    /** The name that is written at that position, or nothing where one with a quote or an escape is, or none. */
    public byte[] written(int position) {
        return position < hints.length ? hints[position] : NONE;
    }

    /** Which names are one. */
    public Folding folding() {
        return folding;
    }

    /** The position of the name in those bytes, or -1. */
    public int lookup(byte[] in, int from, int length) {
        int found = find(in, from, length);
        if (found < 0 && !folded.isEmpty()) {
            Integer position = folded.get(folding.fold(new String(in, from, length, StandardCharsets.UTF_8)));
            return position == null ? -1 : position;
        }
        return found;
    }

    private int find(byte[] in, int from, int length) {
        int bucket = hash(in, from, length) & mask;
        while (buckets[bucket] != 0) {
            byte[] name = names[buckets[bucket] - 1];
            if (name.length == length && Arrays.equals(in, from, from + length, name, 0, length)) {
                return positions[buckets[bucket] - 1];
            }
            bucket = bucket + 1 & mask;
        }
        return -1;
    }

    private static int hash(byte[] in, int from, int length) {
        int hash = length;
        for (int i = from; i < from + length; i++) {
            hash = hash * 31 + in[i];
        }
        return hash ^ hash >>> 15;
    }

    /** One spelling for all that are equal under Unicode simple folding, as Go's unicode.SimpleFold has it. */
    private static int fold(int c) {
        // The dotted capital and the dotless small i have no simple folding, whatever Java's lower case says.
        if (c == 0x130 || c == 0x131) {
            return c;
        }
        return Character.toLowerCase(Character.toUpperCase(c));
    }
}
