package tallystick.spark.source;

/**
 * A class for each format of {@link tallystick.dialects.WireFormats}, by which Spark finds it: each has its line under
 * META-INF/services too.
 */
public final class Sources {
    private Sources() {}

    /** {@code format("gob")}. */
    public static final class Gob extends RecordFileFormat {
        public Gob() {
            super("gob");
        }
    }

    /** {@code format("go-json")}. */
    public static final class GoJson extends RecordFileFormat {
        public GoJson() {
            super("go-json");
        }
    }

    /** {@code format("serde-json")}. */
    public static final class SerdeJson extends RecordFileFormat {
        public SerdeJson() {
            super("serde-json");
        }
    }

    /** {@code format("msgpack")}. */
    public static final class MessagePack extends RecordFileFormat {
        public MessagePack() {
            super("msgpack");
        }
    }

    /** {@code format("bincode")}. */
    public static final class Bincode extends RecordFileFormat {
        public Bincode() {
            super("bincode");
        }
    }

    /** {@code format("postcard")}. */
    public static final class Postcard extends RecordFileFormat {
        public Postcard() {
            super("postcard");
        }
    }
}
