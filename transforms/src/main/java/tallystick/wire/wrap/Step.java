package tallystick.wire.wrap;

/** Takes one wrapping off, and puts it on again. Not safe for use by several threads. */
interface Step extends AutoCloseable {
    /**
     * Takes it off.
     *
     * @param in the wrapped record
     * @param out gets the record: a range of {@code in}, or bytes in room of its own
     * @param most how many bytes may come out
     */
    void unwrap(Span in, Span out, int most) throws UnwrapException;

    /** Puts it on. */
    void wrap(Span in, Span out);

    @Override
    default void close() {
        // Most hold nothing but memory.
    }

    static Step of(Wrapping wrapping) {
        if (wrapping instanceof Wrapping.Text text) {
            return text == Wrapping.Text.HEX ? new HexStep() : new Base64Step(text);
        }
        if (wrapping instanceof Wrapping.Compressed compressed) {
            return switch (compressed) {
                case GZIP -> new GzipStep();
                case ZSTD -> new ZstdStep();
                case SNAPPY -> new SnappyStep();
                case LZ4 -> new Lz4Step();
                case LZ4_BLOCK -> new Lz4BlockStep();
            };
        }
        if (wrapping instanceof Wrapping.Plugin plugin) {
            return new PluginStep(plugin);
        }
        return new PrefixStep(wrapping);
    }
}
