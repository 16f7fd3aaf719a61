package tallystick.store;

/** A store could not be used. The message says what, why and how to mend it, for the user to read. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Who can mend it. */
    public enum Kind {
        /** The path or the declaration is wrong. */
        CONFIGURATION,
        /** The store failed or refused; a retry may help. */
        OUTSIDE
    }

    private final Kind kind;

    public StoreException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public StoreException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
