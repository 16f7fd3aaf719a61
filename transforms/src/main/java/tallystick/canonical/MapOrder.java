package tallystick.canonical;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * Puts the entries of a map, which were appended to a sink one after the other, into the bytewise order of their keys.
 * Its arrays are a stack, because a value may hold maps of its own; they are reused.
 */
final class MapOrder {
    private int[] keyNodes = new int[64];
    private int[] starts = new int[64];
    private int[] keyEnds = new int[64];
    private int[] sorted = new int[64];
    private int[] merged = new int[64];
    private byte[] moved = new byte[256];
    private int top;

    /** Takes room for a map of that many entries; where it begins. */
    int open(int entries) {
        int base = top;
        // One more: the end of the last entry.
        top = Math.addExact(top, entries + 1);
        if (top > starts.length) {
            int size = Math.max(top, starts.length + (starts.length >> 1));
            keyNodes = Arrays.copyOf(keyNodes, size);
            starts = Arrays.copyOf(starts, size);
            keyEnds = Arrays.copyOf(keyEnds, size);
            sorted = new int[size];
            merged = new int[size];
        }
        return base;
    }

    void close(int base) {
        top = base;
    }

    /** Says where in the sink an entry begins and its key ends. */
    void key(int entry, int node, int start, int end) {
        keyNodes[entry] = node;
        starts[entry] = start;
        keyEnds[entry] = end;
    }

    /**
     * Sorts the entries in the sink, which ends with the last of them, and in the record.
     *
     * @throws InvalidValueException if two keys are equal
     */
    void sort(int base, int entries, RecordBuffer record, int map, ByteSink out) {
        if (entries < 2) {
            return;
        }
        byte[] bytes = out.array();
        int end = base + entries;
        starts[end] = out.length();
        boolean ordered = true;
        for (int i = base + 1; i < end && ordered; i++) {
            ordered = compare(bytes, i - 1, i) < 0;
        }
        if (ordered) {
            return;
        }
        for (int i = base; i < end; i++) {
            sorted[i] = i;
        }
        mergeSort(bytes, base, end);
        for (int i = base + 1; i < end; i++) {
            if (compare(bytes, sorted[i - 1], sorted[i]) == 0) {
                throw TypeEncoder.duplicateKey(show(bytes, sorted[i]));
            }
        }
        int first = starts[base];
        int size = starts[end] - first;
        if (moved.length < size) {
            moved = new byte[Math.max(size, moved.length * 2)];
        }
        int at = 0;
        int lastValue = -1;
        for (int i = base; i < end; i++) {
            int entry = sorted[i];
            int length = starts[entry + 1] - starts[entry];
            System.arraycopy(bytes, starts[entry], moved, at, length);
            at += length;
            if (lastValue < 0) {
                record.relinkFirst(map, keyNodes[entry]);
            } else {
                record.relinkNext(lastValue, keyNodes[entry]);
            }
            lastValue = record.next(keyNodes[entry]);
        }
        record.relinkNext(lastValue, -1);
        System.arraycopy(moved, 0, bytes, first, size);
    }

    private int compare(byte[] bytes, int a, int b) {
        return Arrays.compareUnsigned(bytes, starts[a], keyEnds[a], bytes, starts[b], keyEnds[b]);
    }

    /** Bottom up, in runs of 8 sorted by insertion. */
    private void mergeSort(byte[] bytes, int from, int to) {
        int run = 8;
        for (int start = from; start < to; start += run) {
            int end = Math.min(start + run, to);
            for (int i = start + 1; i < end; i++) {
                int entry = sorted[i];
                int at = i;
                while (at > start && compare(bytes, sorted[at - 1], entry) > 0) {
                    sorted[at] = sorted[at - 1];
                    at--;
                }
                sorted[at] = entry;
            }
        }
        for (long width = run; width < to - from; width *= 2) {
            for (long start = from; start < to; start += 2 * width) {
                merge(bytes, (int) start, (int) Math.min(start + width, to), (int) Math.min(start + 2 * width, to));
            }
            System.arraycopy(merged, from, sorted, from, to - from);
        }
    }

    private void merge(byte[] bytes, int start, int middle, int end) {
        int left = start;
        int right = middle;
        for (int i = start; i < end; i++) {
            boolean takeLeft = right == end || (left < middle && compare(bytes, sorted[left], sorted[right]) <= 0);
            merged[i] = takeLeft ? sorted[left++] : sorted[right++];
        }
    }

    private String show(byte[] bytes, int entry) {
        int start = starts[entry];
        int length = Math.min(keyEnds[entry] - start, 64);
        if ((bytes[start] & 0xE0) == Cbor.TEXT << 5) {
            int head = (bytes[start] & 0x1F) < 24 ? 1 : 2;
            return '"' + Utf8.lenient(bytes, start + head, Math.max(0, length - head)) + '"';
        }
        return HexFormat.of().formatHex(bytes, start, start + length);
    }
}
