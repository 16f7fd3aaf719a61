package tallystick.wire.item;

/** What a value is, as its head says. */
public enum Kind {
    NIL("nil"),
    /** The number is 0 or 1. */
    BOOL("a bool"),
    /** The number is the value, of 64 bits without sign. */
    UNSIGNED("an integer"),
    /** The value is -1 less the number, which is of 64 bits without sign. */
    NEGATIVE("an integer"),
    REAL("a float"),
    TEXT("a text"),
    BYTES("bytes"),
    ARRAY("an array"),
    MAP("a map"),
    /** Bytes of a type of their own, which is the number: an extension of MessagePack. */
    EXTENSION("an extension"),
    /** The number is that of a tag, and what it is put on comes next. */
    TAG("a tag"),
    /** A simple value of CBOR that is none of the others, the number. */
    SIMPLE("a simple value");

    private final String text;

    Kind(String text) {
        this.text = text;
    }

    /** With its article. */
    String text() {
        return text;
    }
}
