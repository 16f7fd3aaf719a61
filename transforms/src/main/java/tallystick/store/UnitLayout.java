package tallystick.store;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which folders below a side's root are units: those that match a template as {@code region={region}/day={day}}, or
 * each folder that directly holds files. Paths are parsed here and nowhere else; no type is inferred.
 */
public final class UnitLayout implements Serializable {
    private static final long serialVersionUID = 1;

    /** Each folder that directly holds files. */
    public static final UnitLayout FOLDERS = new UnitLayout(null, null, List.of(), 0);

    private final @Nullable String template;
    private final @Nullable Pattern pattern;
    private final List<String> placeholders;
    private final int depth;

    private UnitLayout(@Nullable String template, @Nullable Pattern pattern, List<String> placeholders, int depth) {
        this.placeholders = List.copyOf(placeholders);
        this.template = template;
        this.pattern = pattern;
        this.depth = depth;
    }

    /**
     * The layout of a template.
     *
     * @throws IllegalArgumentException if it is no template, with a message for the user
     */
    public static UnitLayout of(String template) {
        String trimmed = template.endsWith("/") ? template.substring(0, template.length() - 1) : template;
        if (trimmed.isEmpty() || trimmed.startsWith("/")) {
            throw new IllegalArgumentException(
                    "units \"" + template
                            + "\" is no layout; write the folders below the path, as in \"day={day}\" or \"{region}/day={day}\"");
        }
        StringBuilder regex = new StringBuilder();
        List<String> placeholders = new ArrayList<>();
        String[] segments = trimmed.split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            regex.append(i == 0 ? "" : "/");
            segment(template, segments[i], regex, placeholders);
        }
        return new UnitLayout(trimmed, Pattern.compile(regex.toString()), placeholders, segments.length);
    }

    private static void segment(String template, String segment, StringBuilder regex, List<String> placeholders) {
        if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
            throw new IllegalArgumentException(
                    "units \"" + template + "\" holds an empty or relative folder name; name each folder");
        }
        int at = 0;
        while (at < segment.length()) {
            int open = segment.indexOf('{', at);
            String literal = segment.substring(at, open < 0 ? segment.length() : open);
            if (literal.indexOf('}') >= 0) {
                throw new IllegalArgumentException("units \"" + template + "\" holds a } without a {");
            }
            regex.append(Pattern.quote(literal));
            if (open < 0) {
                return;
            }
            int close = segment.indexOf('}', open);
            if (close < 0) {
                throw new IllegalArgumentException("units \"" + template + "\" holds a { without a }");
            }
            if (!segment.substring(open + 1, close).matches("[A-Za-z][A-Za-z0-9_]*")) {
                throw new IllegalArgumentException("units \"" + template + "\": {" + segment.substring(open + 1, close)
                        + "} is no name; write letters, digits and _");
            }
            placeholders.add(segment.substring(open + 1, close));
            regex.append("([^/]+)");
            at = close + 1;
        }
    }

    /** The names in braces, in order. */
    public List<String> placeholders() {
        return placeholders;
    }

    /** What the folder of a unit says in the place of each placeholder; of one that is there twice, the last. */
    public Map<String, String> values(String unitId) {
        Map<String, String> values = new TreeMap<>();
        if (pattern != null) {
            Matcher matcher = pattern.matcher(UnitId.decode(unitId));
            if (matcher.matches()) {
                for (int i = 0; i < placeholders.size(); i++) {
                    values.put(placeholders.get(i), matcher.group(i + 1));
                }
            }
        }
        return values;
    }

    /** Whether units are the folders that directly hold files. */
    boolean isEachFolder() {
        return pattern == null;
    }

    /** Whether a folder at that path (relative, empty for the root) is a unit by its name alone, files or not. */
    boolean isUnitFolder(String folder) {
        return pattern != null && pattern.matcher(folder).matches();
    }

    /** The id of the unit that files in that folder (relative, empty for the root) belong to, if any. */
    public Optional<String> unitOf(String folder) {
        return unitFolder(folder).map(UnitId::encode);
    }

    /** The folder of the unit that a file in that folder belongs to, if any. */
    Optional<String> unitFolder(String folder) {
        if (pattern == null) {
            return Optional.of(folder);
        }
        int end = 0;
        for (int i = 0; i < depth; i++) {
            if (end > folder.length()) {
                return Optional.empty();
            }
            int slash = folder.indexOf('/', end);
            end = (slash < 0 ? folder.length() : slash) + 1;
        }
        String candidate = folder.substring(0, end - 1);
        return isUnitFolder(candidate) ? Optional.of(candidate) : Optional.empty();
    }

    @Override
    public String toString() {
        return template == null ? "each folder that directly holds files" : template;
    }
}
