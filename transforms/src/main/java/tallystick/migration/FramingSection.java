package tallystick.migration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tallystick.contract.Section;
import tallystick.store.Layout;
import tallystick.wire.Dialect;
import tallystick.wire.wrap.Wrapping;

/** {@code framing} of a side: docs/spec/framing.md says what each kind means. */
final class FramingSection {
    static final List<String> KEYS =
            List.of("kind", "bom", "crlf", "nul_padding", "prefix", "byte_order", "checksum", "torn_tail");
    static final List<String> CHECKSUM_KEYS = List.of("kind", "place");

    private static final Map<String, Kind> KINDS = words(Kind.values());
    private static final Map<String, Layout.Prefix> PREFIXES = words(Layout.Prefix.values());
    private static final Map<String, Layout.Order> ORDERS = words(Layout.Order.values());
    private static final Map<String, Polynomial> POLYNOMIALS = words(Polynomial.values());
    private static final Map<String, Place> PLACES = words(Place.values());

    private final Section section;
    private final boolean linewise;
    private boolean wrong;

    private FramingSection(Section section, boolean linewise) {
        this.section = section;
        this.linewise = linewise;
    }

    /**
     * How files are laid out: what the side says, or else what is usual for its records. Empty when it is wrong.
     *
     * @param linewise whether records that say where they end are lines
     */
    static Optional<Layout> read(Section side, Optional<Dialect> dialect, List<Wrapping> unwrap, boolean linewise) {
        Stored stored = new Stored(dialect, unwrap);
        if (side.has("framing")) {
            return side.section("framing", KEYS)
                    .flatMap(section -> new FramingSection(section, linewise).layout(stored));
        }
        if (stored.isLinewise()) {
            return Optional.of(Layout.Lines.PLAIN);
        }
        if (stored.isBare()) {
            return Optional.of(new Layout.Concatenated(false, linewise));
        }
        side.error(
                "unwrap",
                "what " + unwrap.get(0).word() + " makes of a record neither stands on a line nor says where it ends",
                "Say how the files are laid out: framing: {kind: length, prefix: u32, byte_order: little}");
        return Optional.empty();
    }

    /** Records as they are stored, with what is wrapped around them. */
    private record Stored(Optional<Dialect> dialect, List<Wrapping> unwrap) {
        boolean isBare() {
            return unwrap.isEmpty();
        }

        boolean isLinewise() {
            return isBare()
                    ? dialect.isEmpty() || dialect.get().isLinewise()
                    : unwrap.get(0).isText();
        }

        String what() {
            return isBare()
                    ? "records of " + dialect.map(Dialect::name).orElse("this dialect")
                    : "records in " + unwrap.get(0).word();
        }
    }

    private Optional<Layout> layout(Stored stored) {
        Optional<Kind> given = section.choice("kind", KINDS);
        if (section.has("kind") && given.isEmpty()) {
            return Optional.empty();
        }
        Kind kind = given.orElse(stored.isLinewise() ? Kind.LINES : Kind.CONCATENATED);
        for (String key : section.keys()) {
            if (KEYS.contains(key) && !key.equals("kind") && !kind.keys.contains(key)) {
                error(
                        key,
                        key + " is no matter of kind: " + kind.word(),
                        kind.keys.isEmpty() ? "Remove it" : "Its keys are " + String.join(", ", kind.keys));
            }
        }
        Layout layout =
                switch (kind) {
                    case LINES -> lines(stored);
                    case CONCATENATED -> concatenated(stored);
                    case LENGTH -> lengths();
                    case FILE -> new Layout.WholeFile();
                };
        return wrong ? Optional.empty() : Optional.of(layout);
    }

    private Layout concatenated(Stored stored) {
        if (!stored.isBare()) {
            error("kind", stored.what() + " do not say where they end", "It is one of lines, length, file");
        }
        return new Layout.Concatenated(section.flag("torn_tail", false), linewise);
    }

    private Layout lines(Stored stored) {
        if (!stored.isLinewise()) {
            error(
                    "kind",
                    stored.what() + " may hold line feeds and cannot stand on lines",
                    "It is one of concatenated, length, file; or write unwrap: [base64, ...] if they are base64");
        }
        return new Layout.Lines(
                section.flag("bom", false), section.flag("crlf", false), section.flag("nul_padding", false));
    }

    private Layout lengths() {
        Optional<Layout.Prefix> prefix = required("prefix", PREFIXES, "Say how lengths are written: prefix: varint");
        Optional<Layout.Order> order = section.choice("byte_order", ORDERS);
        Layout.Checksum checksum = checksum();
        boolean ordered =
                prefix.isPresent() && prefix.get() != Layout.Prefix.VARINT || checksum != Layout.Checksum.NONE;
        if (ordered && !section.has("byte_order")) {
            error(
                    "byte_order",
                    "byte_order is missing: " + (checksum == Layout.Checksum.NONE ? "lengths" : "checksums")
                            + " of fixed width may begin with either end",
                    "Write byte_order: little, or byte_order: big");
        } else if (!ordered && prefix.isPresent() && section.has("byte_order")) {
            error("byte_order", "a varint has no byte_order, its lowest bits always come first", "Remove it");
        }
        wrong |= section.has("byte_order") && order.isEmpty();
        return new Layout.Lengths(
                prefix.orElse(Layout.Prefix.VARINT),
                order.orElse(Layout.Order.LITTLE),
                checksum,
                section.flag("torn_tail", false));
    }

    private Layout.Checksum checksum() {
        Optional<Section> checksum = section.section("checksum", CHECKSUM_KEYS);
        if (checksum.isEmpty()) {
            return Layout.Checksum.NONE;
        }
        FramingSection keys = new FramingSection(checksum.get(), false);
        Optional<Polynomial> kind =
                keys.required("kind", POLYNOMIALS, "Say which: kind: crc32 (IEEE) or kind: crc32c (Castagnoli)");
        Optional<Place> place = keys.required("place", PLACES, "Say where it stands: place: before, or place: after");
        if (kind.isEmpty() || place.isEmpty()) {
            wrong = true;
            return Layout.Checksum.NONE;
        }
        return Layout.Checksum.valueOf(kind.get() + "_" + place.get());
    }

    private <E> Optional<E> required(String key, Map<String, E> words, String mend) {
        Optional<E> found = section.required(key, mend).flatMap(ignored -> section.choice(key, words));
        wrong |= found.isEmpty();
        return found;
    }

    private void error(String key, String what, String mend) {
        wrong = true;
        section.error(key, what, mend);
    }

    private static <E extends Enum<E>> Map<String, E> words(E[] values) {
        Map<String, E> words = new LinkedHashMap<>();
        for (E value : values) {
            words.put(value.name().toLowerCase(java.util.Locale.ROOT), value);
        }
        return words;
    }

    private enum Kind {
        LINES("bom", "crlf", "nul_padding"),
        CONCATENATED("torn_tail"),
        LENGTH("prefix", "byte_order", "checksum", "torn_tail"),
        FILE;

        private final List<String> keys;

        Kind(String... keys) {
            this.keys = List.of(keys);
        }

        private String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private enum Polynomial {
        CRC32,
        CRC32C
    }

    private enum Place {
        BEFORE,
        AFTER
    }
}
