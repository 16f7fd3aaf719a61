package tallystick.contract;

/**
 * A {@link Problem} and where it is, for people.
 *
 * @param file the file, or what else brought the value ({@code --set limits.max_depth=0})
 * @param line from 1; 0 when there is none
 */
public record Diagnostic(String file, int line, Problem problem) {

    public boolean isError() {
        return problem.severity() == Problem.Severity.ERROR;
    }

    /** {@code file:line: what is wrong. how to mend it.} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(file);
        if (line > 0) {
            text.append(':').append(line);
        }
        text.append(": ").append(isError() ? "" : "warning: ").append(ended(problem.what()));
        if (!problem.mend().isEmpty()) {
            text.append(" ").append(capital(ended(problem.mend())));
        }
        return text.toString();
    }

    private static String ended(String text) {
        boolean ends = text.isEmpty() || ".?!".indexOf(text.charAt(text.length() - 1)) >= 0;
        return ends ? text : text + ".";
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
