package tallystick.store;

import java.io.Serializable;

/**
 * A file of a side as it was listed.
 *
 * @param path relative to the side's root, with {@code /}
 * @param size in bytes, as stored
 * @param stamp changes when the content does: the store's etag, or else the modification time in milliseconds
 */
public record FileEntry(String path, long size, String stamp) implements Serializable {}
