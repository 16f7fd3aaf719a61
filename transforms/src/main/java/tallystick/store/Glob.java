package tallystick.store;

import java.util.regex.Pattern;

/** A pattern as in a shell: {@code *} any characters, {@code ?} one, <code>{a,b}</code> either. Everything else is itself. */
public final class Glob {
    private final String text;
    private final Pattern pattern;

    private Glob(String text, Pattern pattern) {
        this.text = text;
        this.pattern = pattern;
    }

    /**
     * Compiles a pattern.
     *
     * @throws IllegalArgumentException if braces do not match, with a message for the user
     */
    public static Glob of(String text) {
        StringBuilder regex = new StringBuilder();
        int braces = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else if (c == '{') {
                braces++;
                regex.append("(?:");
            } else if (c == '}') {
                braces--;
                regex.append(')');
            } else if (c == ',' && braces > 0) {
                regex.append('|');
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
            if (braces < 0) {
                break;
            }
        }
        if (braces != 0) {
            throw new IllegalArgumentException("the pattern \"" + text + "\" has braces that do not match");
        }
        return new Glob(text, Pattern.compile(regex.toString(), Pattern.DOTALL));
    }

    public boolean matches(String name) {
        return pattern.matcher(name).matches();
    }

    /** Whether the pattern is just one name. */
    public boolean isLiteral() {
        return text.indexOf('*') < 0 && text.indexOf('?') < 0 && text.indexOf('{') < 0;
    }

    @Override
    public String toString() {
        return text;
    }
}
