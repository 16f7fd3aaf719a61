package tallystick.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * A mapping in a file, read key by key. Whatever is not as it should be is a problem, and the value is then as if it were
 * not there, so that one reading finds everything.
 */
public final class Section {
    private final JsonNode node;
    private final String pointer;
    private final List<Problem> problems;

    private Section(JsonNode node, String pointer, List<Problem> problems) {
        this.node = node;
        this.pointer = pointer;
        this.problems = problems;
    }

    /**
     * The mapping that the node is; empty, and a problem, when it is none. Each key that is not known is a problem.
     *
     * @param what names such a mapping in messages, for example {@code a field}
     */
    public static Optional<Section> of(
            JsonNode node, String pointer, List<Problem> problems, String what, Collection<String> keys) {
        if (!node.isObject()) {
            problems.add(Problem.error(
                    pointer,
                    what + " is a mapping, but here is " + describe(node),
                    "Its keys are " + String.join(", ", keys)));
            return Optional.empty();
        }
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!keys.contains(name)) {
                problems.add(Problem.error(
                        pointer + "/" + Document.escape(name),
                        what + " has no key " + name,
                        Spelling.didYouMean(name, keys, "Its keys are " + String.join(", ", keys))));
            }
        }
        return Optional.of(new Section(node, pointer, problems));
    }

    /** The mapping that the node is, with any keys: those are names that the user chose. */
    public static Optional<Section> ofNames(JsonNode node, String pointer, List<Problem> problems, String what) {
        if (!node.isObject()) {
            problems.add(Problem.error(pointer, what + " is a mapping, but here is " + describe(node), ""));
            return Optional.empty();
        }
        return Optional.of(new Section(node, pointer, problems));
    }

    public JsonNode node() {
        return node;
    }

    public String pointer() {
        return pointer;
    }

    /** The pointer of what is, or would be, under that key. */
    public String pointer(String key) {
        return pointer + "/" + Document.escape(key);
    }

    /** The keys that are there, in the order of the file. */
    public List<String> keys() {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    public boolean has(String key) {
        return node.has(key);
    }

    /** What is under the key; a problem when that is a null. */
    public Optional<JsonNode> value(String key) {
        JsonNode value = node.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value.isNull()) {
            error(key, key + " has no value", "Give it one, or remove the key");
            return Optional.empty();
        }
        return Optional.of(value);
    }

    /** What is under the key; a problem when it is not there. */
    public Optional<JsonNode> required(String key, String mend) {
        if (!node.has(key)) {
            problems.add(Problem.error(pointer, key + " is missing", mend));
            return Optional.empty();
        }
        return value(key);
    }

    public Optional<String> text(String key) {
        return value(key).flatMap(value -> asText(key, value));
    }

    public Optional<String> requiredText(String key, String mend) {
        return required(key, mend).flatMap(value -> asText(key, value));
    }

    /** A whole number from least to most. */
    public OptionalLong integer(String key, long least, long most) {
        Optional<JsonNode> value = value(key);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        JsonNode number = value.get();
        if (!number.isIntegralNumber()) {
            error(
                    key,
                    key + " is a whole number, but here is " + describe(number),
                    number.isTextual() ? "Write it without quotes, in plain digits" : "");
            return OptionalLong.empty();
        }
        if (!number.canConvertToLong() || number.longValue() < least || number.longValue() > most) {
            error(
                    key,
                    key + " is " + brief(number) + ", which is out of bounds",
                    "It is " + (most == Long.MAX_VALUE ? least + " or more" : least + " to " + most));
            return OptionalLong.empty();
        }
        return OptionalLong.of(number.longValue());
    }

    /** True or false, or what holds when the key is not there; a text is a problem. */
    public boolean flag(String key, boolean otherwise) {
        Optional<JsonNode> value = value(key);
        if (value.isEmpty()) {
            return otherwise;
        }
        if (!value.get().isBoolean()) {
            error(key, key + " is true or false, but here is " + describe(value.get()), "Write true or false");
            return otherwise;
        }
        return value.get().booleanValue();
    }

    /** One of the words. */
    public <E> Optional<E> choice(String key, Map<String, E> words) {
        Optional<String> word = text(key);
        if (word.isPresent() && !words.containsKey(word.get())) {
            Set<String> sorted = new TreeSet<>(words.keySet());
            error(
                    key,
                    key + " cannot be " + brief(word.get()),
                    Spelling.didYouMean(word.get(), sorted, "It is one of " + String.join(", ", words.keySet())));
            return Optional.empty();
        }
        return word.map(words::get);
    }

    /** The mapping under the key. */
    public Optional<Section> section(String key, Collection<String> keys) {
        return value(key).flatMap(value -> of(value, pointer(key), problems, key, keys));
    }

    /** The items of the list under the key; none when it is not there or no list. */
    public List<JsonNode> list(String key) {
        Optional<JsonNode> value = value(key);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!value.get().isArray()) {
            error(key, key + " is a list, but here is " + describe(value.get()), "Write it in brackets: [...]");
            return List.of();
        }
        List<JsonNode> items = new ArrayList<>();
        value.get().forEach(items::add);
        return items;
    }

    /** The texts of the list under the key; items that are none are problems, and left out. */
    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        int i = 0;
        for (JsonNode item : list(key)) {
            if (item.isTextual()) {
                texts.add(item.textValue());
            } else {
                problems.add(Problem.error(
                        pointer(key) + "/" + i,
                        key + " is a list of texts, but here is " + describe(item),
                        item.isContainerNode() ? "" : "Put it in quotes"));
            }
            i++;
        }
        return texts;
    }

    public void error(String key, String what, String mend) {
        problems.add(Problem.error(pointer(key), what, mend));
    }

    private Optional<String> asText(String key, JsonNode value) {
        if (!value.isTextual()) {
            error(
                    key,
                    key + " is a text, but here is " + describe(value),
                    value.isContainerNode() ? "" : "Put it in quotes");
            return Optional.empty();
        }
        if (value.textValue().isEmpty()) {
            error(key, key + " is empty", "Give it a value, or remove the key");
            return Optional.empty();
        }
        return Optional.of(value.textValue());
    }

    /** What a node is, in words, with its value when that is short. */
    public static String describe(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "a list";
            case OBJECT -> "a mapping";
            case STRING -> "the text " + brief(node.textValue());
            case NUMBER -> "the number " + brief(node);
            case BOOLEAN -> node.booleanValue() ? "true" : "false";
            default -> "nothing";
        };
    }

    private static String brief(JsonNode node) {
        return brief(node.asText());
    }

    private static String brief(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() > 60 ? line.substring(0, 57) + "..." : line.isEmpty() ? "\"\"" : line;
    }
}
