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
        text.append(": ").append(isError() ? "" : "warning: ").append(sentence(problem.what()));
        if (!problem.mend().isEmpty()) {
            text.append(' ').append(sentence(problem.mend()));
        }
        return text.toString();
    }

    private static String sentence(String text) {
        boolean ends = text.isEmpty() || ".?!".indexOf(text.charAt(text.length() - 1)) >= 0;
        return ends ? text : text + ".";
    }
}
