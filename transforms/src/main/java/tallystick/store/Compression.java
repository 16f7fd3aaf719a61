package tallystick.store;

/** How files are compressed. */
public enum Compression {
    /** By the ending of each file's name, or not at all. */
    AUTO(""),
    NONE(""),
    GZIP(".gz"),
    ZSTD(".zst"),
    /** Snappy's framing format. */
    SNAPPY(".sz"),
    /** LZ4's frame format. */
    LZ4(".lz4");

    private final String ending;

    Compression(String ending) {
        this.ending = ending;
    }

    /** What the names of such files end with. */
    public String ending() {
        return ending;
    }

    /** What a file of that name is, never AUTO. */
    public Compression of(String name) {
        if (this != AUTO) {
            return this;
        }
        for (Compression compression : values()) {
            if (!compression.ending.isEmpty() && name.endsWith(compression.ending)) {
                return compression;
            }
        }
        return NONE;
    }
}
