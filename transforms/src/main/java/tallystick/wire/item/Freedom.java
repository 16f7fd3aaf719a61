package tallystick.wire.item;

/** What a library reads beyond what it writes. */
public enum Freedom {
    /** A text is read from bytes. */
    TEXT_FROM_BYTES,
    /** Bytes are read from a text. */
    BYTES_FROM_TEXT,
    /** Bytes are read from an array of integers. */
    BYTES_FROM_ARRAY,
    /** A list is read from bytes, an integer from each. */
    LIST_FROM_BYTES,
    /** A float is read from an integer. */
    REAL_FROM_INTEGER,
    /** A float of 32 bits is read from one of 64, and rounded. */
    SINGLE_FROM_REAL,
    /** A struct is read from an array of its fields. */
    STRUCT_FROM_ARRAY,
    /** The name of a field is read from bytes. */
    NAME_FROM_BYTES,
    /** The name of a field is read from its number in the struct. */
    NAME_FROM_NUMBER,
    /** The name of a variant is read from its number in the enum, and from bytes. */
    VARIANT_FROM_NUMBER,
    /** A variant without payload is read from a map of its name to nil. */
    UNIT_VARIANT_FROM_MAP
}
