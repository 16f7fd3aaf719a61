package tallystick.wire;

import java.util.Map;
import java.util.Optional;
import tallystick.contract.Section;
import tallystick.shape.BoundRecord;
import tallystick.shape.DialectOptions;

/** How one library, of one era, writes one format. All of them are listed in one place, {@code tallystick.dialects.Dialects}. */
public interface Dialect {
    /** As in migration files: {@code runtime/library@era}, for example {@code go/encoding-json@1.22}. */
    String name();

    /** {@code go} or {@code rust}. */
    String runtime();

    /**
     * Reads what a side declares under {@code options}: how its program uses the library.
     *
     * @param side gets what is wrong
     * @return empty if something is wrong
     */
    default Optional<DialectOptions> options(Section side) {
        if (!side.has("options")) {
            return Optional.of(DialectOptions.NONE);
        }
        side.error("options", name() + " has no options", "Remove them");
        return Optional.empty();
    }

    /** A decoder of that record. */
    RecordDecoder decoder(BoundRecord record);

    /** An encoder of that record. */
    RecordEncoder encoder(BoundRecord record);

    /**
     * Finds the records in a file in which they stand one after the other, with nothing between them that is not of the
     * dialect itself; empty if its records do not say where they end.
     */
    default Optional<Framer> framer(BoundRecord record) {
        return Optional.empty();
    }

    /** Whether a file begins with a header, without which its records cannot be read. */
    default boolean hasHeader(BoundRecord record) {
        return false;
    }

    /** Whether none of its records holds a line feed, so that each can stand on a line of its own. */
    default boolean isLinewise() {
        return false;
    }

    /** Whether the types of its records are in a Protobuf FileDescriptorSet, rather than declared one by one. */
    default boolean isDescribed() {
        return false;
    }

    /** Reads of which type a record says it is; empty if its records do not say. */
    default Optional<TypeReader> typeReader() {
        return Optional.empty();
    }

    /** Whether only its shape tells where a record ends. */
    default boolean endsByShape() {
        return false;
    }

    /** Whether the fields of its records have no names, so that none can be found before the shape is known. */
    default boolean isPositional(BoundRecord record) {
        return false;
    }

    /** For each leaf field of the contract, by dotted path in contract order, how this dialect carries it through the record's shape. */
    Map<String, Carriage> carriage(BoundRecord record);

    /** The number raised by hand whenever decoding or encoding changes the meaning of any bytes. */
    int semantics();
}
