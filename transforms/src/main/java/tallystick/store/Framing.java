package tallystick.store;

import java.io.Serializable;
import java.util.List;
import tallystick.wire.wrap.Wrapping;

/**
 * How the records of a side are read out of its files.
 *
 * @param layout of each file
 * @param unwrap what is wrapped around each record, the outermost first
 * @param framers of the dialect, where the layout leaves it to the records to say where they end
 * @param maxRecordBytes longer records are skipped, never held in memory
 */
public record Framing(Layout layout, List<Wrapping> unwrap, Framers framers, int maxRecordBytes)
        implements Serializable {
    /** The default of {@code limits.max_record_bytes}: 16 MiB. */
    public static final int MAX_RECORD_BYTES = 16 << 20;

    /** Lines as they are, at most 16 MiB long. */
    public static final Framing LINES = new Framing(Layout.Lines.PLAIN, MAX_RECORD_BYTES);

    public Framing {
        unwrap = List.copyOf(unwrap);
        if (maxRecordBytes < 1 || maxRecordBytes > 1 << 30) {
            throw new IllegalArgumentException(
                    "max_record_bytes is " + maxRecordBytes + "; it is 1 to 1073741824 (1GiB)");
        }
    }

    /** Records with nothing around them, in a layout that no dialect has a part in. */
    public Framing(Layout layout, int maxRecordBytes) {
        this(layout, List.of(), Framers.NONE, maxRecordBytes);
    }

    /** The most bytes of a file that a task should read at once, if it may be cut at all. */
    public long splitBytes(long wanted) {
        return layout.isSplittable() ? wanted : Long.MAX_VALUE;
    }
}
