package tallystick.dialects;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tallystick.wire.Dialect;

/**
 * The short names of formats, under which Spark knows them: as data sources, and as {@code from_NAME} and
 * {@code to_NAME}. To add one: its line here, its class in {@code tallystick.spark.source.Sources}, and the line of that
 * class under META-INF/services; a test compares the three.
 */
public final class WireFormats {
    /**
     * A format.
     *
     * @param usual the dialect that is meant when none is named
     * @param dialects all of its dialects, of every era
     */
    public record WireFormat(String name, Dialect usual, List<Dialect> dialects) {
        public WireFormat {
            dialects = List.copyOf(dialects);
        }

        /** As in the name of an SQL function. */
        public String word() {
            return name.replace('-', '_');
        }

        /** The dialect of that name, if it is one of the format. */
        public Optional<Dialect> dialect(String named) {
            return dialects.stream()
                    .filter(dialect -> dialect.name().equals(named))
                    .findFirst();
        }
    }

    private static final List<WireFormat> ALL = List.of(
            format("gob", "go/encoding-gob"),
            format("go-json", "go/encoding-json@1.22", "go/jsoniter@default"),
            format("serde-json", "rust/serde-json@zmij"),
            format("msgpack", "rust/rmp-serde@1"),
            format("bincode", "rust/bincode@1"),
            format("postcard", "rust/postcard@1"));

    private WireFormats() {}

    public static List<WireFormat> all() {
        return ALL;
    }

    /** The format of that name. */
    public static WireFormat named(String name) {
        return ALL.stream()
                .filter(format -> format.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no format " + name));
    }

    /**
     * @param usual the dialect that is meant when none is named
     * @param others of other libraries that write the format: one dialect of each
     */
    private static WireFormat format(String name, String usual, String... others) {
        List<Dialect> family = Dialects.all().stream()
                .filter(dialect -> library(dialect.name()).equals(library(usual))
                        || Arrays.stream(others)
                                .anyMatch(other -> library(dialect.name()).equals(library(other))))
                .toList();
        return new WireFormat(name, Dialects.named(usual).orElseThrow(), family);
    }

    /** The name without the era. */
    private static String library(String dialect) {
        int at = dialect.indexOf('@');
        return at < 0 ? dialect : dialect.substring(0, at);
    }
}
