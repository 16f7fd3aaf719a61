package tallystick.migration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tallystick.contract.Problem;
import tallystick.contract.Section;
import tallystick.contract.Spelling;
import tallystick.wire.wrap.Wrapping;

/** {@code unwrap} of a side: what is wrapped around each record, the outermost first. */
final class UnwrapList {
    static final List<String> KEYS = List.of("strip", "confluent");
    static final Map<String, Wrapping> WORDS = words();
    static final int MOST = 8;
    private static final int MOST_STRIPPED = 1 << 16;
    private static final String KNOWN =
            "It is one of " + String.join(", ", WORDS.keySet()) + ", {strip: 5}, {confluent: 42}";

    private final Section side;
    private final List<Problem> problems;

    UnwrapList(Section side, List<Problem> problems) {
        this.side = side;
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
        if (!item.isObject() || item.size() != 1) {
            problems.add(Problem.error(
                    pointer, "an unwrap step is one word, or one key, but here is " + Section.describe(item), KNOWN));
            return Optional.empty();
        }
        return Section.of(item, pointer, problems, "an unwrap step", KEYS).flatMap(section -> {
            if (section.has("strip")) {
                OptionalLong bytes = section.integer("strip", 1, MOST_STRIPPED);
                return bytes.isEmpty() ? Optional.empty() : Optional.of(new Wrapping.Strip((int) bytes.getAsLong()));
            }
            OptionalLong id =
                    section.has("confluent") ? section.integer("confluent", 0, 0xffffffffL) : OptionalLong.empty();
            return id.isEmpty() ? Optional.empty() : Optional.of(new Wrapping.Confluent(id.getAsLong()));
        });
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
