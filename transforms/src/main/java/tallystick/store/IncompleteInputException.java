package tallystick.store;

import java.io.IOException;

/** A file cannot be read to its end, or is not what was listed: truncated, corrupt, changed, gone or not ours to read. */
public final class IncompleteInputException extends IOException {
    private static final long serialVersionUID = 1;

    public IncompleteInputException(String message) {
        super(message);
    }

    public IncompleteInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
