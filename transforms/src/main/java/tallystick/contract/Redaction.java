package tallystick.contract;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps secrets out of everything that is printed or stored. It knows each value that a reference in a file resolved to,
 * and puts the reference in its place: {@code ${env:S3_KEY}} and not the key.
 *
 * <p>Also found are a secret's lines, and the ways it is spelt in JSON, in a URL and in base64. Safe for use by several
 * threads.
 */
public final class Redaction {
    /** Values shorter than this cannot be kept out of a text without destroying it; they are refused. */
    public static final int SHORTEST = 4;

    private final Map<String, String> secrets = new LinkedHashMap<>();
    private volatile List<Map.Entry<String, String>> longestFirst = List.of();

    /**
     * Registers a secret.
     *
     * @param reference what is printed instead
     */
    public synchronized void register(String secret, String reference) {
        add(secret, reference);
        secret.lines().forEach(line -> add(line.strip(), reference));
        add(secret.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"), reference);
        add(java.net.URLEncoder.encode(secret, StandardCharsets.UTF_8), reference);
        add(java.net.URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20"), reference);
        add(Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)), reference);
        List<Map.Entry<String, String>> sorted = new ArrayList<>(secrets.entrySet());
        sorted.sort(Comparator.comparing(
                        (Map.Entry<String, String> entry) -> entry.getKey().length())
                .reversed());
        longestFirst = List.copyOf(sorted);
    }

    /** The text without any secret. */
    public String filter(String text) {
        String filtered = text;
        for (Map.Entry<String, String> secret : longestFirst) {
            filtered = filtered.replace(secret.getKey(), secret.getValue());
        }
        return filtered;
    }

    public boolean isEmpty() {
        return longestFirst.isEmpty();
    }

    private void add(String secret, String reference) {
        if (secret.length() >= SHORTEST) {
            secrets.putIfAbsent(secret, reference);
        }
    }
}
