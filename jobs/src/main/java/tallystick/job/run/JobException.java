package tallystick.job.run;

import tallystick.store.StoreException;

/** A job cannot go on. The message says what, why and how to mend it; it is printed without a stack trace. */
public final class JobException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ExitCode code;

    public JobException(ExitCode code, String message) {
        super(message);
        this.code = code;
    }

    public JobException(ExitCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** The same for a store's trouble. */
    public static JobException of(StoreException e) {
        ExitCode code = e.kind() == StoreException.Kind.CONFIGURATION ? ExitCode.USAGE : ExitCode.OUTSIDE;
        return new JobException(code, String.valueOf(e.getMessage()), e);
    }

    public ExitCode code() {
        return code;
    }
}
