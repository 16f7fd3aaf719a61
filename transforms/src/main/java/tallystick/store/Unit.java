package tallystick.store;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * A unit of work, accounting, redo and rollback.
 *
 * @param id the encoded path of its folder relative to the side's root; see {@link UnitId}
 * @param files all files of the unit, sorted by path; none for an empty folder
 */
public record Unit(String id, List<FileEntry> files) implements Serializable {
    public Unit {
        files = files.stream().sorted(Comparator.comparing(FileEntry::path)).toList();
    }

    /** The bytes of all files, as stored. */
    public long bytes() {
        return files.stream().mapToLong(FileEntry::size).sum();
    }

    /** SHA-256 over path, size and stamp of each file, as docs/spec/tables.md says. */
    public String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (FileEntry file : files) {
                String line = file.path() + '\0' + file.size() + '\0' + file.stamp() + '\n';
                digest.update(line.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
