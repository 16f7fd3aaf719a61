package tallystick.store;

import java.io.Serializable;

/**
 * How records are laid into a file: one a line, lines end with {@code \n} and nothing else.
 *
 * @param bom whether a UTF-8 byte order mark at the start of a file is skipped
 * @param crlf whether one {@code \r} before the {@code \n} is no part of the record
 * @param maxRecordBytes longer records are skipped, never held in memory
 */
public record Framing(boolean bom, boolean crlf, int maxRecordBytes) implements Serializable {
    /** The default of {@code limits.max_record_bytes}: 16 MiB. */
    public static final int MAX_RECORD_BYTES = 16 << 20;

    /** Lines as they are, at most 16 MiB long. */
    public static final Framing LINES = new Framing(false, false, MAX_RECORD_BYTES);

    public Framing {
        if (maxRecordBytes < 1 || maxRecordBytes > 1 << 30) {
            throw new IllegalArgumentException(
                    "max_record_bytes is " + maxRecordBytes + "; it is 1 to 1073741824 (1GiB)");
        }
    }
}
