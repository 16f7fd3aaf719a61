package tallystick.migration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.ServiceConfigurationError;
import java.util.Set;
import java.util.TreeMap;
import tallystick.contract.Problem;
import tallystick.contract.Section;
import tallystick.contract.Spelling;
import tallystick.wire.wrap.WrapPlugin;
import tallystick.wire.wrap.WrapPlugins;
import tallystick.wire.wrap.Wrapping;

/** {@code unwrap} of a side: what is wrapped around each record, the outermost first. */
final class UnwrapList {
    static final List<String> KEYS = List.of("strip", "confluent", "plugin", "options");
    static final Map<String, Wrapping> WORDS = words();
    static final int MOST = 8;
    private static final int MOST_STRIPPED = 1 << 16;
    private static final String KNOWN = "It is one of " + String.join(", ", WORDS.keySet())
            + ", {strip: 5}, {confluent: 42}," + " {plugin: NAME, options: {...}}";

    private final Section side;
    private final JsonNode asWritten;
    private final List<Problem> problems;

    /** @param asWritten the whole file, before references were resolved */
    UnwrapList(Section side, JsonNode asWritten, List<Problem> problems) {
        this.side = side;
        this.asWritten = asWritten;
        this.problems = problems;
    }

    /** The steps; none when nothing is said, empty when something is wrong. */
    Optional<List<Wrapping>> read() {
        if (!side.has("unwrap")) {
            return Optional.of(List.of());
        }
        List<Wrapping> steps = new ArrayList<>();
        List<JsonNode> items = side.list("unwrap");
        for (int i = 0; i < items.size(); i++) {
            step(items.get(i), side.pointer("unwrap") + "/" + i).ifPresent(steps::add);
        }
        if (items.size() > MOST) {
            side.error("unwrap", "unwrap has " + items.size() + " steps", "It has at most " + MOST);
        } else if (items.isEmpty() && side.node().get("unwrap").isArray()) {
            side.error("unwrap", "unwrap names no step", "Remove it. " + KNOWN);
        }
        boolean whole = !items.isEmpty() && steps.size() == items.size() && items.size() <= MOST;
        return whole ? Optional.of(steps) : Optional.empty();
    }

    private Optional<Wrapping> step(JsonNode item, String pointer) {
        if (item.isTextual()) {
            Wrapping known = WORDS.get(item.textValue());
            if (known == null) {
                problems.add(Problem.error(
                        pointer,
                        "there is no unwrap step " + item.textValue(),
                        Spelling.didYouMean(item.textValue(), WORDS.keySet(), KNOWN)));
            }
            return Optional.ofNullable(known);
        }
        if (!item.isObject() || item.size() != 1 && !item.has("plugin")) {
            problems.add(Problem.error(
                    pointer, "an unwrap step is one word, or one key, but here is " + Section.describe(item), KNOWN));
            return Optional.empty();
        }
        return Section.of(item, pointer, problems, "an unwrap step", KEYS).flatMap(section -> {
            if (section.has("plugin") || section.has("options")) {
                return plugin(section);
            }
            if (section.has("strip")) {
                OptionalLong bytes = section.integer("strip", 1, MOST_STRIPPED);
                return bytes.isEmpty() ? Optional.empty() : Optional.of(new Wrapping.Strip((int) bytes.getAsLong()));
            }
            OptionalLong id =
                    section.has("confluent") ? section.integer("confluent", 0, 0xffffffffL) : OptionalLong.empty();
            return id.isEmpty() ? Optional.empty() : Optional.of(new Wrapping.Confluent(id.getAsLong()));
        });
    }

    private Optional<Wrapping> plugin(Section section) {
        int before = problems.size();
        Optional<String> name = section.requiredText("plugin", "Name the plug-in: {plugin: NAME, options: {...}}");
        for (String key : section.keys()) {
            if (!key.equals("plugin") && !key.equals("options")) {
                section.error(key, key + " is no matter of a plug-in", "Write it as a step of its own");
            }
        }
        Map<String, String> options = new TreeMap<>();
        section.value("options")
                .flatMap(node -> Section.ofNames(node, section.pointer("options"), problems, "options"))
                .ifPresent(given ->
                        given.keys().forEach(key -> option(given, key).ifPresent(value -> options.put(key, value))));
        if (name.isEmpty() || problems.size() > before) {
            return Optional.empty();
        }
        try {
            Optional<WrapPlugin> plugin = WrapPlugins.named(name.get());
            if (plugin.isEmpty()) {
                Set<String> found = WrapPlugins.names();
                section.error(
                        "plugin",
                        "there is no plug-in " + name.get() + " on the class path",
                        found.isEmpty()
                                ? "There is none at all: bring its jar, as docs/spec/framing.md says"
                                : Spelling.didYouMean(name.get(), found, "There are " + String.join(", ", found)));
                return Optional.empty();
            }
            plugin.get().make(options).close();
        } catch (IllegalArgumentException e) {
            section.error("options", "the plug-in " + name.get() + " does not take its options: " + e.getMessage(), "");
            return Optional.empty();
        } catch (ServiceConfigurationError e) {
            section.error("plugin", "a plug-in on the class path cannot be made: " + e.getMessage(), "Mend its jar");
            return Optional.empty();
        }
        String written = asWritten.at(section.pointer("options")).toString();
        return Optional.of(new Wrapping.Plugin(name.get(), options, written));
    }

    private static Optional<String> option(Section options, String key) {
        Optional<JsonNode> value = options.value(key);
        if (value.filter(JsonNode::isContainerNode).isPresent()) {
            options.error(key, "an option is a text, a number, true or false", "Write " + key + ": value");
            return Optional.empty();
        }
        return value.map(JsonNode::asText);
    }

    private static Map<String, Wrapping> words() {
        Map<String, Wrapping> words = new LinkedHashMap<>();
        for (Wrapping text : Wrapping.Text.values()) {
            words.put(text.word(), text);
        }
        for (Wrapping compressed : Wrapping.Compressed.values()) {
            words.put(compressed.word(), compressed);
        }
        words.put("confluent", new Wrapping.Confluent(Wrapping.Confluent.ANY));
        return words;
    }
}
