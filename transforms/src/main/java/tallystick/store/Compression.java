package tallystick.store;

/** How files are compressed. */
public enum Compression {
    /** By the ending of each file's name: {@code .gz}, {@code .zst}, or not at all. */
    AUTO,
    NONE,
    GZIP,
    ZSTD;

    /** What a file of that name is, never AUTO. */
    public Compression of(String name) {
        if (this != AUTO) {
            return this;
        }
        if (name.endsWith(".gz")) {
            return GZIP;
        }
        return name.endsWith(".zst") ? ZSTD : NONE;
    }
}
