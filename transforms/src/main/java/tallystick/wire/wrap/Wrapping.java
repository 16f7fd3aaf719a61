package tallystick.wire.wrap;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One thing that is wrapped around each record, as a migration file's {@code unwrap} names it. */
public sealed interface Wrapping extends Serializable {
    /** As in migration files and in findings. */
    String word();

    /** Whether what is wrapped in it holds neither line feeds nor NUL bytes, so that it can stand on a line. */
    default boolean isText() {
        return false;
    }

    /** Whether it can be put around a record again. */
    default boolean isWritable() {
        return true;
    }

    /** The first of them that cannot be put around a record again. */
    static Optional<Wrapping> unwritable(List<Wrapping> wrappings) {
        return wrappings.stream().filter(wrapping -> !wrapping.isWritable()).findFirst();
    }

    /** A text form of bytes. */
    enum Text implements Wrapping {
        /** RFC 4648 section 4 with padding: Go's StdEncoding, Rust's STANDARD. */
        BASE64("base64"),
        /** Without padding: RawStdEncoding, STANDARD_NO_PAD. */
        BASE64_RAW("base64-raw"),
        /** RFC 4648 section 5 with padding: URLEncoding, URL_SAFE. */
        BASE64_URL("base64-url"),
        /** Without padding: RawURLEncoding, URL_SAFE_NO_PAD. */
        BASE64_RAW_URL("base64-raw-url"),
        /** Two digits a byte, of either case; written in lower case. */
        HEX("hex");

        private final String text;

        Text(String text) {
            this.text = text;
        }

        boolean isPadded() {
            return this == BASE64 || this == BASE64_URL;
        }

        boolean isUrl() {
            return this == BASE64_URL || this == BASE64_RAW_URL;
        }

        @Override
        public String word() {
            return text;
        }

        @Override
        public boolean isText() {
            return true;
        }
    }

    /** A compression of each record by itself. */
    enum Compressed implements Wrapping {
        /** RFC 1952, all members. */
        GZIP("gzip"),
        /** RFC 8878, all frames. */
        ZSTD("zstd"),
        /** One block, not the framing format: Go's snappy.Encode, Rust's snap::raw. */
        SNAPPY("snappy"),
        /** The frame format: Go's lz4.Writer, Rust's lz4_flex::frame. */
        LZ4("lz4"),
        /** One block behind its length when decompressed, four bytes, the lowest first: Rust's compress_prepend_size. */
        LZ4_BLOCK("lz4-block");

        private final String text;

        Compressed(String text) {
            this.text = text;
        }

        @Override
        public String word() {
            return text;
        }
    }

    /** Bytes before the record that are passed over, whatever they are. */
    record Strip(int bytes) implements Wrapping {
        @Override
        public String word() {
            return "strip " + bytes;
        }

        @Override
        public boolean isWritable() {
            return false;
        }
    }

    /**
     * The five bytes of a schema registry: a zero, and the id of a schema, the highest byte first.
     *
     * @param schemaId the only one there is, or {@link #ANY}
     */
    record Confluent(long schemaId) implements Wrapping {
        public static final long ANY = -1;

        @Override
        public String word() {
            return "confluent";
        }

        @Override
        public boolean isWritable() {
            return schemaId != ANY;
        }
    }

    /**
     * A wrapping that a plug-in knows.
     *
     * @param name of the plug-in
     * @param options for it, with what references resolved to
     * @param written the options as they are written in the file: without secrets
     */
    record Plugin(String name, Map<String, String> options, String written) implements Wrapping {
        public Plugin {
            options = Map.copyOf(options);
        }

        @Override
        public String word() {
            return "plugin " + name;
        }

        /** Without what is secret. */
        @Override
        public String toString() {
            return "Plugin[" + name + ", " + written + "]";
        }
    }
}
