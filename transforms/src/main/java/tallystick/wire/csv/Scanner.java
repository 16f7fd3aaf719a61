package tallystick.wire.csv;

/** Takes a file apart as one library does: into rows, and a row into cells. Says what it saw last. */
abstract class Scanner {
    static final String BROKEN = "a quote that is not closed on its line, though newlines: never is declared";

    /** More bytes are needed to tell. */
    static final int MORE = -1;

    /** Whether the last thing was no row: an empty line, or a comment. */
    boolean nothing;
    /** What the library refuses in the last row; empty if it refuses nothing. */
    String refused = "";
    /** Where it refuses it. */
    int refusedAt;
    /** Where the quote is that was still open at the end of the bytes; -1 if there is none. */
    int open;

    /**
     * Looks at what begins at {@code from}.
     *
     * @param end whether nothing follows {@code limit}
     * @return where the next thing begins, or {@link #MORE}; when {@code end}, a quote is never closed
     */
    final int scan(byte[] input, int from, int limit, boolean end, Cells cells) {
        nothing = false;
        refused = "";
        open = -1;
        cells.reset(input);
        return next(input, from, limit, end, cells);
    }

    abstract int next(byte[] input, int from, int limit, boolean end, Cells cells);

    final void refuse(int at, String why) {
        refused = why;
        refusedAt = at;
    }
}
