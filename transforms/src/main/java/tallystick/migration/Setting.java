package tallystick.migration;

/**
 * A value given on the command line in place of the file's: {@code --set path=value}.
 *
 * @param path dotted, for example {@code source.store.path}; list positions are numbers from 0
 * @param value as it would be written in the file
 * @param origin what stands for the file in a diagnostic about this value
 */
public record Setting(String path, String value, String origin) {
    /**
     * Reads {@code path=value}.
     *
     * @throws IllegalArgumentException if there is no path, with a message for the user
     */
    public static Setting parse(String text) {
        int equals = text.indexOf('=');
        String path = equals < 0 ? "" : text.substring(0, equals);
        if (path.isBlank() || path.startsWith(".") || path.endsWith(".") || path.contains("..")) {
            throw new IllegalArgumentException(
                    "--set " + text + " names no path. Write --set path=value, for example --set limits.max_depth=100");
        }
        return new Setting(path, text.substring(equals + 1), "--set " + text);
    }

    /** A text, whatever signs it holds. */
    public static Setting text(String path, String value, String origin) {
        return new Setting(path, '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"', origin);
    }
}
