package tallystick.wire.item;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import tallystick.canonical.RecordBuffer;

/**
 * How a library writes what its format leaves open, and what it reads.
 *
 * @param go whether nil is read into whatever there is, as Go's libraries do; serde's read it into an Option alone
 * @param structs how structs are written
 * @param order the order of the entries of a map, and of the fields of a struct that is one
 * @param skipsTags whether tags on values of other types are passed over
 * @param freedoms what is read beyond what is written
 * @param types the types of the language and of common packages
 */
public record Manner(
        boolean go, Structs structs, Order order, boolean skipsTags, Set<Freedom> freedoms, LibraryTypes types) {
    public Manner {
        freedoms = Set.copyOf(freedoms);
    }

    /** How a struct is written. */
    public enum Structs {
        /** A map from the names of its fields. */
        MAPS,
        /** An array of its fields, in the order of their declaration. */
        ARRAYS
    }

    /** The order of the entries of a map. */
    public enum Order {
        /** Of the values of keys, as a BTreeMap has them; fields of a struct as they are declared. Maps of Go have no order: any is theirs. */
        VALUES,
        /** Of the bytes of keys as they are written. */
        BYTEWISE,
        /** Of their number, then of the bytes themselves. */
        LENGTH_FIRST;

        /** Of two keys as they are written; 0 for VALUES. */
        int compare(byte[] a, byte[] b) {
            int lengths = this == LENGTH_FIRST ? Integer.compare(a.length, b.length) : 0;
            return this == VALUES || lengths != 0 ? lengths : Arrays.compareUnsigned(a, b);
        }
    }

    /** The order of keys that are texts. */
    Comparator<Integer> texts(RecordBuffer buffer) {
        Comparator<Integer> bytes = buffer::compareBytes;
        // The head of a longer text is greater, so that both orders of what is written are one.
        return order == Order.VALUES
                ? bytes
                : Comparator.<Integer>comparingInt(buffer::length).thenComparing(bytes);
    }

    boolean takes(Freedom freedom) {
        return freedoms.contains(freedom);
    }

    /** The same library, writing structs so. */
    public Manner writing(Structs other) {
        return new Manner(go, other, order, skipsTags, freedoms, types);
    }
}
