package tallystick.check.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The canonical JSON of one record on several sides as a table: a line for each leaf, those that differ marked. */
public final class SideBySide {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int WIDEST = 60;
    /** What stands where a side has no such leaf. */
    private static final String NONE = "·";

    private final Map<String, Map<String, String>> sides = new LinkedHashMap<>();

    /** Adds a side that has the record. */
    public SideBySide add(String side, String canonicalJson) {
        sides.put(side, leaves(canonicalJson));
        return this;
    }

    public boolean isEmpty() {
        return sides.isEmpty();
    }

    /** Paths whose values are not the same on all sides, in the order of the record. */
    public List<String> differing() {
        return paths().stream().filter(this::differs).toList();
    }

    /** All leaves. */
    public String render(String indent) {
        TextTable table = new TextTable().text("").text("field");
        sides.keySet().forEach(side -> table.text(side, WIDEST));
        for (String path : paths()) {
            List<String> cells = new ArrayList<>(List.of(differs(path) ? "≠" : "", path));
            sides.values().forEach(leaves -> cells.add(leaves.getOrDefault(path, NONE)));
            table.row(cells.toArray(String[]::new));
        }
        return table.render(indent);
    }

    private boolean differs(String path) {
        return sides.values().stream()
                        .map(leaves -> leaves.getOrDefault(path, NONE))
                        .distinct()
                        .count()
                > 1;
    }

    private Set<String> paths() {
        Set<String> paths = new LinkedHashSet<>();
        sides.values().forEach(leaves -> paths.addAll(leaves.keySet()));
        return paths;
    }

    /** Path to text. Numbers keep the spelling they have; empty containers are leaves. */
    static Map<String, String> leaves(String json) {
        Map<String, String> leaves = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            value("", parser, leaves);
        } catch (IOException e) {
            throw new UncheckedIOException("a canonical value in quarantine is no JSON: " + e.getMessage(), e);
        }
        return leaves;
    }

    private static void value(String path, JsonParser parser, Map<String, String> leaves) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            int before = leaves.size();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.getCurrentName();
                parser.nextToken();
                value(path.isEmpty() ? name : path + "." + name, parser, leaves);
            }
            if (leaves.size() == before) {
                leaves.put(path, "{}");
            }
        } else if (token == JsonToken.START_ARRAY) {
            int index = 0;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                value(path + "[" + index++ + "]", parser, leaves);
            }
            if (index == 0) {
                leaves.put(path, "[]");
            }
        } else {
            String text = parser.getText();
            leaves.put(path, token == JsonToken.VALUE_STRING ? '"' + text + '"' : text);
        }
    }
}
