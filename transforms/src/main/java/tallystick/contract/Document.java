package tallystick.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A YAML or JSON file as a tree, with the line of everything in it.
 *
 * <p>Files are user input: at most {@value #MOST_BYTES} bytes, nested at most {@value #DEEPEST} deep. What YAML readers
 * disagree on is refused rather than guessed: anchors, aliases, tags, duplicate keys, several documents, and numbers
 * that are not plain decimals ({@code 010}, {@code 1_000}). {@code yes} and {@code no} are text.
 */
public final class Document {
    public static final int MOST_BYTES = 1 << 20;
    public static final int DEEPEST = 100;

    private static final int KEPT_DIAGNOSTICS = 100;
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]*)");
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,6})?");

    private final String name;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private final Map<String, String> origins = new HashMap<>();
    private JsonNode root = MissingNode.getInstance();

    private Document(String name) {
        this.name = name;
    }

    /**
     * Reads a file; one that ends in {@code .json} as JSON, every other as YAML. A file that is not there, or cannot be
     * read, is a diagnostic.
     */
    public static Document read(Path file) {
        Document document = new Document(file.toString());
        byte[] bytes;
        try {
            if (Files.isDirectory(file)) {
                return document.failed(0, "this is a folder", "Name a YAML file in it");
            }
            if (!Files.exists(file)) {
                return document.failed(0, "there is no such file", nearestSibling(file));
            }
            try (InputStream in = Files.newInputStream(file)) {
                bytes = in.readNBytes(MOST_BYTES + 1);
            }
        } catch (IOException e) {
            return document.failed(0, "this file cannot be read: " + e.getMessage(), "Check its permissions");
        }
        document.parse(bytes, file.toString().endsWith(".json"));
        return document;
    }

    /** Reads YAML (and so also JSON) from text; {@code name} stands for the file in diagnostics. */
    public static Document of(String name, String text) {
        Document document = new Document(name);
        document.parse(text.getBytes(StandardCharsets.UTF_8), name.endsWith(".json"));
        return document;
    }

    /** The tree; a missing node where there is none. Numbers are exact. */
    public JsonNode root() {
        return root;
    }

    /** What is wrong with the file as YAML or JSON; the tree is of use only when this is empty. */
    public List<Diagnostic> diagnostics() {
        return List.copyOf(diagnostics);
    }

    /** The problem at its line, or at the line of the nearest thing around it. */
    public Diagnostic place(Problem problem) {
        for (String pointer = problem.pointer(); ; pointer = pointer.substring(0, pointer.lastIndexOf('/'))) {
            String origin = origins.get(pointer);
            if (origin != null) {
                return new Diagnostic(origin, 0, problem);
            }
            Integer line = lines.get(pointer);
            if (line != null || pointer.isEmpty()) {
                return new Diagnostic(name, line == null ? 0 : line, problem);
            }
        }
    }

    /** The line of that pointer, from 1; 0 when nothing is there. */
    public int line(String pointer) {
        return lines.getOrDefault(pointer, 0);
    }

    /**
     * Sets the value at a dotted path, for example {@code limits.max_depth} or {@code mapping.0.target}. Mappings on the
     * way are made where there are none. The value is read as YAML, so {@code 7}, {@code true} and {@code [a, b]} are what
     * they look like; what is no YAML is a diagnostic.
     *
     * @param origin names the source of the value in diagnostics
     */
    public void set(String path, String value, String origin) {
        Document read = of(origin, value);
        if (!read.diagnostics.isEmpty()) {
            for (Diagnostic diagnostic : read.diagnostics) {
                diagnostics.add(new Diagnostic(origin, 0, diagnostic.problem()));
            }
            return;
        }
        JsonNode leaf = read.root.isMissingNode() ? NODES.textNode("") : read.root;
        String[] steps = path.split("\\.", -1);
        if (!(root instanceof ObjectNode)) {
            root = NODES.objectNode();
        }
        JsonNode at = root;
        String pointer = "";
        for (int i = 0; i < steps.length; i++) {
            boolean last = i == steps.length - 1;
            pointer = pointer + "/" + escape(steps[i]);
            JsonNode next;
            if (at instanceof ObjectNode object) {
                next = object.get(steps[i]);
                if (last) {
                    object.set(steps[i], leaf);
                } else if (next == null || !next.isContainerNode()) {
                    next = object.putObject(steps[i]);
                    origins.put(pointer, origin);
                }
            } else if (at instanceof ArrayNode array) {
                int index = steps[i].matches("[0-9]{1,6}") ? Integer.parseInt(steps[i]) : -1;
                if (index < 0 || index > array.size() || (index == array.size() && !last)) {
                    diagnostics.add(new Diagnostic(
                            origin,
                            0,
                            Problem.error(
                                    pointer,
                                    steps[i] + " is no position in this list of " + array.size(),
                                    array.isEmpty() ? "The first is 0" : "Positions are 0 to " + (array.size() - 1))));
                    return;
                }
                next = array.get(index);
                if (last && index == array.size()) {
                    array.add(leaf);
                } else if (last) {
                    array.set(index, leaf);
                } else if (!next.isContainerNode()) {
                    next = NODES.objectNode();
                    array.set(index, next);
                    origins.put(pointer, origin);
                }
            } else {
                throw new IllegalStateException("neither mapping nor list on the way to " + path);
            }
            if (last) {
                origins.put(pointer, origin);
                String below = pointer + "/";
                lines.keySet().removeIf(known -> known.startsWith(below));
            } else {
                at = next;
            }
        }
    }

    /**
     * Resolves the references in every text of the tree.
     *
     * @param folder that relative paths of files are relative to
     * @param problems gets every reference that cannot be resolved
     */
    public void resolve(References references, Path folder, List<Problem> problems) {
        root = resolved(root, "", references, folder, problems);
    }

    private static JsonNode resolved(
            JsonNode node, String pointer, References references, Path folder, List<Problem> problems) {
        if (node instanceof ObjectNode object) {
            object.fields()
                    .forEachRemaining(entry -> entry.setValue(resolved(
                            entry.getValue(), pointer + "/" + escape(entry.getKey()), references, folder, problems)));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, resolved(array.get(i), pointer + "/" + i, references, folder, problems));
            }
        } else if (node.isTextual()) {
            String text = references.resolve(node.textValue(), folder, pointer, problems);
            return text.equals(node.textValue()) ? node : NODES.textNode(text);
        }
        return node;
    }

    /** A step of a JSON pointer. */
    public static String escape(String step) {
        return step.replace("~", "~0").replace("/", "~1");
    }

    private Document failed(int line, String what, String mend) {
        diagnostics.add(new Diagnostic(name, line, Problem.error("", what, mend)));
        return this;
    }

    private static String nearestSibling(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path wanted = file.getFileName();
        if (folder == null || wanted == null || !Files.isDirectory(folder)) {
            return "Its folder is not there either; check the path";
        }
        try (var list = Files.list(folder)) {
            List<String> names = list.limit(1000)
                    .map(path -> String.valueOf(path.getFileName()))
                    .toList();
            return Spelling.didYouMean(wanted.toString(), names, "Check the path");
        }
    }

    private void parse(byte[] bytes, boolean json) {
        if (bytes.length > MOST_BYTES) {
            failed(0, "the file is larger than 1 MiB", "Contract and migration files are small; is it a data file?");
            return;
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            failed(0, "the file is not UTF-8", "Save it as UTF-8");
            return;
        }
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        JsonFactory factory = json
                ? new JsonFactory()
                : YAMLFactory.builder()
                        .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
                        .build();
        try (JsonParser parser = factory.createParser(text)) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                return;
            }
            lines.put("", parser.getTokenLocation().getLineNr());
            root = value(parser, token, "", 0);
            if (parser.nextToken() != null) {
                failed(
                        parser.getTokenLocation().getLineNr(),
                        "a second document starts here",
                        "Write one document a file");
            }
        } catch (TooDeep e) {
            failed(e.line, "this nests deeper than " + DEEPEST, "Declare types of their own and refer to them");
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            String message = e.getOriginalMessage();
            int cut = message == null ? -1 : message.indexOf('\n');
            failed(
                    Math.max(line, 0),
                    "this is not " + (json ? "JSON" : "YAML") + ": " + (cut < 0 ? message : message.substring(0, cut)),
                    "Look at the brackets, quotes and indentation here and on the line before");
        } catch (IOException e) {
            failed(0, "this file cannot be read: " + e.getMessage(), "");
        }
    }

    private JsonNode value(JsonParser parser, JsonToken token, String pointer, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new TooDeep(parser.getTokenLocation().getLineNr());
        }
        refuseAnchors(parser);
        switch (token) {
            case START_OBJECT:
                ObjectNode object = NODES.objectNode();
                for (JsonToken next = parser.nextToken(); next != JsonToken.END_OBJECT; next = parser.nextToken()) {
                    String key = parser.getCurrentName();
                    int line = parser.getTokenLocation().getLineNr();
                    String below = pointer + "/" + escape(key);
                    boolean duplicate = object.has(key);
                    if (duplicate) {
                        report(line, below, "the key " + key + " occurs twice here", "Remove one");
                    } else {
                        lines.put(below, line);
                    }
                    refuseAnchors(parser);
                    JsonNode value = value(parser, parser.nextToken(), below, depth + 1);
                    if (!duplicate) {
                        object.set(key, value);
                    }
                }
                return object;
            case START_ARRAY:
                ArrayNode array = NODES.arrayNode();
                for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                    String below = pointer + "/" + array.size();
                    lines.put(below, parser.getTokenLocation().getLineNr());
                    array.add(value(parser, next, below, depth + 1));
                }
                return array;
            case VALUE_TRUE:
            case VALUE_FALSE:
                return NODES.booleanNode(token == JsonToken.VALUE_TRUE);
            case VALUE_NULL:
                return NODES.nullNode();
            case VALUE_NUMBER_INT:
            case VALUE_NUMBER_FLOAT:
                return number(parser, pointer);
            default:
                return NODES.textNode(parser.getText());
        }
    }

    private JsonNode number(JsonParser parser, String pointer) throws IOException {
        String text = parser.getText();
        if (text.length() <= 1000 && INTEGER.matcher(text).matches()) {
            BigInteger value = new BigInteger(text);
            return value.bitLength() < 32
                    ? NODES.numberNode(value.intValue())
                    : value.bitLength() < 64 ? NODES.numberNode(value.longValue()) : NODES.numberNode(value);
        }
        if (text.length() <= 1000 && NUMBER.matcher(text).matches()) {
            return NODES.numberNode(new BigDecimal(text));
        }
        report(
                parser.getTokenLocation().getLineNr(),
                pointer,
                (text.length() > 40 ? text.substring(0, 40) + "..." : text) + " is not a plain decimal number",
                "Write plain digits without a leading zero, plus sign or underscore, or put quotes around a text");
        return NODES.textNode(text);
    }

    private void refuseAnchors(JsonParser parser) throws IOException {
        if (parser instanceof YAMLParser yaml
                && (yaml.isCurrentAlias() || yaml.getObjectId() != null || yaml.getTypeId() != null)) {
            report(
                    parser.getTokenLocation().getLineNr(),
                    "",
                    "anchors (&name), aliases (*name) and tags (!name) are not used here",
                    "Write the value out, put a text that begins with one of these signs in quotes, or declare a type"
                            + " under types and refer to it");
        }
    }

    private void report(int line, String pointer, String what, String mend) {
        if (diagnostics.size() < KEPT_DIAGNOSTICS) {
            diagnostics.add(new Diagnostic(name, line, Problem.error(pointer, what, mend)));
        }
    }

    private static final class TooDeep extends IOException {
        private static final long serialVersionUID = 1;
        private final int line;

        TooDeep(int line) {
            this.line = line;
        }
    }
}
