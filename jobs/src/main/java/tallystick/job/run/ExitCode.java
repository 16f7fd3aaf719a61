package tallystick.job.run;

/** How a process ends; docs/spec/tables.md says what each means. */
public enum ExitCode {
    OK(0),
    CRASH(1),
    USAGE(2),
    OUTSIDE(3),
    DIFFER(20),
    QUALITY(21),
    INCOMPLETE(22),
    REFUSED(23),
    LEASE_HELD(24);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
