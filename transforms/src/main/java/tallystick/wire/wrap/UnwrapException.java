package tallystick.wire.wrap;

import tallystick.wire.Reason;

/** What stands there is not wrapped as it was declared. No stack: a store may hold many such records. */
public final class UnwrapException extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    /** @param why as in: it has 3 bytes, and a nonce has 12 */
    public UnwrapException(String why) {
        this(Reason.MALFORMED, why);
    }

    private UnwrapException(Reason reason, String why) {
        super(why, null, false, false);
        this.reason = reason;
    }

    /** More comes out than a record may have. */
    public static UnwrapException tooLong(int most) {
        return new UnwrapException(
                Reason.OVERSIZE,
                "more than limits.max_record_bytes (" + most + ") come out of it; raise the limit if it is a record");
    }

    Reason reason() {
        return reason;
    }
}
