package tallystick.wire.item;

/** What a library writes and does not read back, and why. */
final class Unreadable {
    static final String SKIPPED =
            "skip_serializing_if leaves the field out of an array, and what follows it is then read in its place";
    static final String TAG_ALONE =
            "an adjacently tagged variant without content is an array of its name alone, which serde does not read back";

    static final String STRUCT_VARIANT =
            "a variant with named fields is an array of them, which serde reads from a map alone where the enum is untagged"
                    + " or adjacently tagged";

    private Unreadable() {}
}
