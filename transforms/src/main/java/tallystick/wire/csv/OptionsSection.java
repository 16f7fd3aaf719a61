package tallystick.wire.csv;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tallystick.contract.Problem;
import tallystick.contract.Section;

/** {@code options} of a side in CSV. */
final class OptionsSection {
    private static final List<String> COMMON =
            List.of("header", "delimiter", "comment", "line_ending", "newlines", "bom", "flexible");
    private static final List<String> TEXTS = List.of("bools", "floats", "times", "bytes", "durations");
    private static final List<String> GO = joined(
            joined(COMMON, List.of("null", "lazy_quotes", "trim_leading_space")), joined(TEXTS, List.of("columns")));
    private static final List<String> RUST =
            joined(COMMON, List.of("quoting", "quote", "double_quote", "escape", "trim"));
    private static final Pattern FIXED = Pattern.compile("%\\.(\\d{1,2})f");

    private final Section section;
    private boolean wrong;

    private OptionsSection(Section section) {
        this.section = section;
    }

    /** Every key there is, for the schema. */
    static List<String> keys() {
        List<String> keys = new ArrayList<>(GO);
        RUST.stream().filter(key -> !GO.contains(key)).forEach(keys::add);
        return keys;
    }

    /** What the side declares; empty if something is wrong with it. */
    static Optional<CsvOptions> read(Section side, boolean go) {
        if (!side.has("options")) {
            return Optional.of(CsvOptions.PLAIN);
        }
        return side.section("options", go ? GO : RUST).flatMap(section -> new OptionsSection(section).options(go));
    }

    private Optional<CsvOptions> options(boolean go) {
        boolean crlf = choice("line_ending", Map.of("lf", false, "crlf", true), false);
        String delimiter = character("delimiter", ",", go);
        String comment = character("comment", "", go);
        int quote = character("quote", "\"", false).codePointAt(0);
        String escape = character("escape", "", false);
        boolean doubleQuote = section.flag("double_quote", true);
        if (delimiter.equals(comment)) {
            error("comment", "comment and delimiter are the same character", "Choose another");
        }
        if (!go && (delimiter.codePointAt(0) == quote || comment.equals(Character.toString(quote)))) {
            error("quote", "quote is the delimiter or the comment", "Choose another");
        }
        if (!doubleQuote && escape.isEmpty()) {
            error(
                    "double_quote",
                    "double_quote is false, but nothing says how a quote in a cell is escaped",
                    "Add escape: \"\\\\\"");
        }
        if (!go && escape.equals(Character.toString(quote))) {
            error(
                    "escape",
                    "escape and quote are the same character",
                    "Choose another, or remove escape and double_quote");
        }
        CsvOptions.Quoting quoting =
                choice("quoting", words(CsvOptions.Quoting.values()), CsvOptions.Quoting.NECESSARY);
        GoTexts texts = new Texts(section, GoTexts.PLAIN).read();
        CsvOptions options = new CsvOptions(
                section.flag("header", true),
                delimiter,
                comment,
                text("null"),
                crlf,
                section.flag("bom", false),
                choice("newlines", Map.of("quoted", false, "never", true), false),
                section.flag("flexible", false),
                section.flag("lazy_quotes", false),
                section.flag("trim_leading_space", false),
                quoting,
                quote,
                doubleQuote,
                escape.isEmpty() ? -1 : escape.codePointAt(0),
                choice("trim", words(CsvOptions.Trim.values()), CsvOptions.Trim.NONE),
                texts,
                columns(texts));
        return wrong ? Optional.empty() : Optional.of(options);
    }

    private String text(String key) {
        Optional<String> text = section.text(key);
        wrong |= section.has(key) && text.isEmpty();
        return text.orElse("");
    }

    private String character(String key, String otherwise, boolean anyCharacter) {
        if (!section.has(key)) {
            return otherwise;
        }
        String given = text(key);
        boolean one = given.codePointCount(0, given.length()) == 1;
        int character = given.isEmpty() ? -1 : given.codePointAt(0);
        boolean allowed = one
                && character != '\n'
                && character != '\r'
                && character != 0
                && (anyCharacter ? character != '"' && character != 0xFFFD : character < 0x80);
        if (!allowed && !given.isEmpty()) {
            error(
                    key,
                    key + " is " + given.length() + " characters of text that cannot be one",
                    anyCharacter
                            ? "Write one character other than a quote or a line end, a tab as \"\\t\""
                            : "Write one ASCII character other than a line end, a tab as \"\\t\"");
        }
        return allowed ? given : otherwise;
    }

    private <E> E choice(String key, Map<String, E> words, E otherwise) {
        Optional<E> found = section.choice(key, words);
        wrong |= section.has(key) && found.isEmpty();
        return found.orElse(otherwise);
    }

    private Map<String, GoTexts> columns(GoTexts texts) {
        Map<String, GoTexts> columns = new LinkedHashMap<>();
        if (!section.has("columns")) {
            return columns;
        }
        List<Problem> problems = new ArrayList<>();
        Optional<Section> named = section.value("columns")
                .flatMap(node -> Section.ofNames(node, section.pointer("columns"), problems, "columns"));
        if (named.isEmpty()) {
            error("columns", "columns is no mapping", "Write columns: {price: {floats: \"%.2f\"}}");
            return columns;
        }
        for (String name : named.get().keys()) {
            Optional<Section> column = named.get().section(name, TEXTS);
            problems.forEach(problem -> error("columns", problem.what(), problem.mend()));
            problems.clear();
            wrong |= column.isEmpty();
            column.ifPresent(found -> columns.put(name, new Texts(found, texts).read()));
        }
        return columns;
    }

    /** The keys that say how values are text. */
    private final class Texts {
        private final Section keys;
        private final GoTexts otherwise;

        Texts(Section keys, GoTexts otherwise) {
            this.keys = keys;
            this.otherwise = otherwise;
        }

        GoTexts read() {
            GoTexts.Floats floats = otherwise.floats();
            int digits = otherwise.digits();
            Matcher fixed =
                    FIXED.matcher(keys.has("floats") ? keys.node().get("floats").asText() : "");
            if (fixed.matches()) {
                floats = GoTexts.Floats.FIXED;
                digits = Integer.parseInt(fixed.group(1));
            } else {
                Map<String, GoTexts.Floats> words = words(GoTexts.Floats.values());
                words.remove("fixed");
                floats = word("floats", words, floats);
            }
            return new GoTexts(
                    word("bools", words(GoTexts.Bools.values()), otherwise.bools()),
                    floats,
                    digits,
                    word("times", words(GoTexts.Times.values()), otherwise.times()),
                    word("bytes", words(GoTexts.Bytes.values()), otherwise.bytes()),
                    word("durations", words(GoTexts.Durations.values()), otherwise.durations()));
        }

        private <E> E word(String key, Map<String, E> words, E other) {
            Optional<E> found = keys.choice(key, words);
            wrong |= keys.has(key) && found.isEmpty();
            return found.orElse(other);
        }
    }

    private void error(String key, String what, String mend) {
        wrong = true;
        section.error(key, what, mend);
    }

    private static <E extends Enum<E>> Map<String, E> words(E[] values) {
        Map<String, E> words = new LinkedHashMap<>();
        for (E value : values) {
            words.put(value.name().toLowerCase(Locale.ROOT), value);
        }
        return words;
    }

    private static List<String> joined(List<String> some, List<String> more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }
}
