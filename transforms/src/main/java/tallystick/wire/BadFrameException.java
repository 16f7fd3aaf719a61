package tallystick.wire;

/** What stands there is no frame, so that no record after it can be found. */
public final class BadFrameException extends Exception {
    private static final long serialVersionUID = 1;

    private final int offset;

    /**
     * @param offset of the byte that cannot be, counted from the start of the frame
     * @param why what was expected and what was found, for the user
     */
    public BadFrameException(int offset, String why) {
        super(why);
        this.offset = offset;
    }

    /** Of the byte that cannot be, counted from the start of the frame. */
    public int offset() {
        return offset;
    }
}
