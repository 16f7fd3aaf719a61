package tallystick.canonical;

/**
 * Why a record, or bytes that claim to be one, have no place in the canonical form.
 *
 * @param path the field, dotted, list positions in brackets ({@code legs[2].fare}); empty for the record itself
 * @param offset of the first byte concerned, from the start of the record; -1 when a value is concerned, not bytes
 * @param detail what is wrong, in one sentence
 */
public record Violation(Kind kind, String path, int offset, String detail) {
    /** What kind of rule of docs/spec/canonical-form.md is broken. Each has the name of a reason code of findings. */
    public enum Kind {
        /** Null or absent where the declared presence has no such state. */
        PRESENCE,
        /** Another kind of value than the type's. */
        TYPE,
        /** Beyond the bounds of the type, or a variant that the contract does not have. */
        RANGE,
        /** More digits than the type keeps. */
        PRECISION,
        /** A point in time without a canonical value. */
        TIMESTAMP,
        /** A key twice in a map or a json object. */
        DUPLICATE_KEY,
        /** A field that the struct does not have. */
        UNKNOWN_FIELD,
        /** Text that is not valid UTF-8 where it must be. */
        ENCODING,
        /** Nested too deep, or too many bytes. */
        OVERSIZE,
        /** Not well-formed, or not the one encoding of its value. */
        MALFORMED
    }
}
