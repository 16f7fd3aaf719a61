package tallystick.contract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Resolves {@code ${env:NAME}} and {@code ${file:PATH}} in texts, and registers what they resolve to as secrets. */
public final class References {
    private static final int MOST_BYTES = 1 << 16;
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^{}]*)\\}?");

    private final Map<String, String> environment;
    private final Redaction redaction;

    /** @param environment the variables that {@code ${env:NAME}} finds */
    public References(Map<String, String> environment, Redaction redaction) {
        this.environment = environment;
        this.redaction = redaction;
    }

    /**
     * The text with every reference resolved. A reference that cannot be is a problem, and stays as it is.
     *
     * @param folder that relative paths of files are relative to
     */
    public String resolve(String text, Path folder, String pointer, List<Problem> problems) {
        if (!text.contains("${")) {
            return text;
        }
        Matcher matcher = REFERENCE.matcher(text);
        StringBuilder resolved = new StringBuilder();
        while (matcher.find()) {
            String value = value(matcher.group(), folder, pointer, problems);
            matcher.appendReplacement(resolved, Matcher.quoteReplacement(value == null ? matcher.group() : value));
        }
        return matcher.appendTail(resolved).toString();
    }

    private @Nullable String value(String reference, Path folder, String pointer, List<Problem> problems) {
        String value;
        if (reference.startsWith("${env:") && reference.endsWith("}")) {
            String name = reference.substring("${env:".length(), reference.length() - 1);
            value = environment.get(name);
            if (value == null) {
                problems.add(Problem.error(
                        pointer, "the environment variable " + name + " is not set", "Set it before the run"));
                return null;
            }
        } else if (reference.startsWith("${file:") && reference.endsWith("}")) {
            String path = reference.substring("${file:".length(), reference.length() - 1);
            try (InputStream in = Files.newInputStream(folder.resolve(path))) {
                byte[] bytes = in.readNBytes(MOST_BYTES + 1);
                if (bytes.length > MOST_BYTES) {
                    problems.add(Problem.error(
                            pointer, "the file " + path + " is larger than 64 KiB", "It holds one secret and no more"));
                    return null;
                }
                value = new String(bytes, StandardCharsets.UTF_8).stripTrailing();
            } catch (IOException | InvalidPathException e) {
                problems.add(Problem.error(
                        pointer,
                        "the file " + path + " cannot be read",
                        "It is looked for relative to " + folder + "; check that it is there and readable"));
                return null;
            }
        } else {
            problems.add(Problem.error(pointer, reference + " is no reference", "Write ${env:NAME} or ${file:PATH}"));
            return null;
        }
        if (value.length() < Redaction.SHORTEST) {
            problems.add(Problem.error(
                    pointer,
                    reference + (value.isEmpty() ? " is empty" : " is too short to be kept out of what is printed"),
                    "A secret has at least " + Redaction.SHORTEST + " characters; for what is none, write the value or"
                            + " give it with --set"));
            return null;
        }
        redaction.register(value, reference);
        return value;
    }
}
