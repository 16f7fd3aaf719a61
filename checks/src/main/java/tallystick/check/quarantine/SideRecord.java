package tallystick.check.quarantine;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one side has of a quarantined record.
 *
 * @param present whether the side has the record; when false, all else is null or -1
 * @param raw the bytes as stored, without framing, or null when there are none (a table) or more than {@link #RAW_LIMIT}
 * @param rawLength how many bytes, or -1 when there are none
 * @param rawHash XXH3-128 of the bytes, 32 hexadecimal digits, or null
 * @param canonical the canonical value as JSON, or null when it could not be decoded
 * @param digest the row digest, or null when it could not be decoded
 * @param file relative to the side's root, or null
 * @param offset of the first byte in the decompressed file, or -1
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; copied where it is made
public record SideRecord(
        boolean present,
        byte @Nullable [] raw,
        long rawLength,
        @Nullable String rawHash,
        @Nullable String canonical,
        @Nullable String digest,
        @Nullable String file,
        long offset)
        implements Serializable {
    /** Longer records are kept by address and hash only. */
    public static final int RAW_LIMIT = 64 * 1024;

    /** The side does not have the record. */
    public static final SideRecord ABSENT = new SideRecord(false, null, -1, null, null, null, null, -1);

    /** A record of a file, given by the range of its bytes. */
    public static SideRecord ofBytes(
            byte[] bytes,
            int from,
            int to,
            @Nullable String canonical,
            @Nullable String digest,
            String file,
            long offset) {
        int length = to - from;
        HashValue128 hash = Hashing.xxh3_128().hashBytesTo128Bits(bytes, from, length);
        return new SideRecord(
                true,
                length <= RAW_LIMIT ? Arrays.copyOfRange(bytes, from, to) : null,
                length,
                hex(hash),
                canonical,
                digest,
                file,
                offset);
    }

    /** A record of a file that was too long to be read into memory; known by its address, length and hash. */
    public static SideRecord ofAddress(String file, long offset, long length, String rawHash) {
        return new SideRecord(true, null, length, rawHash, null, null, file, offset);
    }

    /** A record of a table. */
    public static SideRecord ofRow(
            @Nullable String canonical, @Nullable String digest, @Nullable String file, long offset) {
        return new SideRecord(true, null, -1, null, canonical, digest, file, offset);
    }

    private static String hex(HashValue128 hash) {
        return String.format("%016x%016x", hash.getMostSignificantBits(), hash.getLeastSignificantBits());
    }
}
