package tallystick.canonical;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.HexFormat;

/**
 * XXH3-128 with seed 0 of a record's canonical bytes, or of its key's: an unsigned 128-bit number.
 *
 * @param high its high 64 bits
 * @param low its low 64 bits
 */
public record Digest(long high, long low) implements Comparable<Digest> {
    private static final Hasher128 XXH3 = Hashing.xxh3_128();

    public static Digest of(byte[] bytes, int offset, int length) {
        HashValue128 hash = XXH3.hashBytesTo128Bits(bytes, offset, length);
        return new Digest(hash.getMostSignificantBits(), hash.getLeastSignificantBits());
    }

    public static Digest of(ByteSink bytes) {
        return of(bytes.array(), 0, bytes.length());
    }

    public static Digest of(ByteRange bytes) {
        return of(bytes.array(), bytes.offset(), bytes.length());
    }

    /** The digest that {@link #hex} prints. */
    public static Digest parse(String hex) {
        if (hex.length() != 32) {
            throw new IllegalArgumentException("a digest is 32 hexadecimal digits, not \"" + hex + "\"");
        }
        return new Digest(HexFormat.fromHexDigitsToLong(hex, 0, 16), HexFormat.fromHexDigitsToLong(hex, 16, 32));
    }

    /** 32 lower-case hexadecimal digits, as {@code xxhsum -H2} prints it. */
    public String hex() {
        HexFormat format = HexFormat.of();
        return format.toHexDigits(high) + format.toHexDigits(low);
    }

    /** In the order of the unsigned numbers, which is that of {@link #hex}. */
    @Override
    public int compareTo(Digest other) {
        int order = Long.compareUnsigned(high, other.high);
        return order != 0 ? order : Long.compareUnsigned(low, other.low);
    }

    @Override
    public String toString() {
        return hex();
    }
}
