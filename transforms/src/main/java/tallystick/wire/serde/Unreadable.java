package tallystick.wire.serde;

import tallystick.shape.DeclaredType.Tagging;

/** What a format without names and types cannot carry, and why. */
final class Unreadable {
    static final String FLATTENED =
            "a flattened field is written as a map of unknown length, which the library refuses";
    static final String ANY = "the type asks the bytes what they are (deserialize_any), which they do not say: what the"
            + " library writes it cannot read back";
    static final String SKIPPED =
            "skip_serializing_if leaves the field out, and what follows is then read in its place";

    private Unreadable() {}

    /** Why an enum of that tagging is not read back; empty when it is. */
    static String why(Tagging tagging) {
        return switch (tagging.style()) {
            case EXTERNAL -> "";
            case ADJACENT ->
                "an adjacently tagged enum is not read back: serde asks for the names of tag and content"
                        + " (deserialize_identifier), which the bytes do not have";
            case INTERNAL ->
                "an internally tagged enum is not read back: serde asks the bytes what they are"
                        + " (deserialize_any), which they do not say";
            case UNTAGGED ->
                "an untagged enum is not read back: serde tries its variants against the bytes"
                        + " (deserialize_any), which do not say what they are";
        };
    }
}
