package tallystick.wire;

/** What makes the rest of a record unreadable. Made once for each input: a bad record is data, and costs no stack trace. */
public final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1;

    private Reason reason = Reason.MALFORMED;
    private int at;
    private boolean ended;
    private String detail = "";

    Malformed() {
        super("", null, false, false);
    }

    Malformed set(Reason newReason, int newAt, boolean newEnded, String newDetail) {
        reason = newReason;
        at = newAt;
        ended = newEnded;
        detail = newDetail;
        return this;
    }

    public Reason reason() {
        return reason;
    }

    /** Counted from the start of what was to be read. */
    public int at() {
        return at;
    }

    /** Whether all was sound but the bytes came to their end too early, as far as the format tells the two apart. */
    public boolean ended() {
        return ended;
    }

    public String detail() {
        return detail;
    }
}
