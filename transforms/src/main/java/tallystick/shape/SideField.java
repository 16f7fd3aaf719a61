package tallystick.shape;

import java.io.Serializable;
import java.util.List;

/**
 * A field of a struct as the side declares it.
 *
 * @param name as declared: the JSON key in Go, the field's name in Rust
 * @param wireName as it stands on the wire of a format with names: {@code name} after Rust's renaming
 * @param omitEmpty Go's {@code omitempty}: not written when false, 0, nil, or empty
 * @param omitZero Go's {@code omitzero}: not written when the zero of its type
 * @param quoted Go's {@code ,string}
 * @param inline an embedded struct in Go, {@code flatten} in Rust
 * @param aliases further names that are read
 * @param defaulted Rust's {@code default}
 * @param skipNone Rust's {@code skip_serializing_if = "Option::is_none"}
 * @param place where it is declared, as a JSON pointer relative to the side
 */
public record SideField(
        String name,
        String wireName,
        SideType type,
        boolean omitEmpty,
        boolean omitZero,
        boolean quoted,
        boolean inline,
        List<String> aliases,
        boolean defaulted,
        boolean skipNone,
        String place)
        implements Serializable {
    public SideField {
        aliases = List.copyOf(aliases);
    }

    /** The same field, not written when it is an Option's None. */
    SideField skippingNone() {
        boolean skips = skipNone || type instanceof SideType.Nullable;
        return new SideField(
                name, wireName, type, omitEmpty, omitZero, quoted, inline, aliases, defaulted, skips, place);
    }
}
