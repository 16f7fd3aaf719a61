package tallystick.contract;

/**
 * Something wrong in a contract or migration file, for the user to mend.
 *
 * @param pointer where, as a JSON pointer into the file ({@code /source/types/Flight/2/type})
 * @param what is wrong, with the value
 * @param mend how to mend it; may be empty
 * @param severity an ERROR stops every job; a WARNING is only printed
 */
public record Problem(String pointer, String what, String mend, Severity severity) {
    /** How bad a problem is. */
    public enum Severity {
        ERROR,
        WARNING
    }

    public static Problem error(String pointer, String what, String mend) {
        return new Problem(pointer, what, mend, Severity.ERROR);
    }

    public static Problem warning(String pointer, String what, String mend) {
        return new Problem(pointer, what, mend, Severity.WARNING);
    }
}
