package tallystick.wire.csv;

import tallystick.wire.BadFrameException;
import tallystick.wire.Framer;

/** Finds rows as the library does: lines that a quote runs across are one, empty ones and comments are none. */
final class CsvFramer implements Framer {
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Scanner scanner;
    private final Cells cells = new Cells(0);
    private final boolean markSkipped;
    private boolean headerDue;
    private boolean begun;
    private Holds holds = Holds.NOTHING;
    private String unended = "";

    CsvFramer(CsvOptions options, boolean go) {
        scanner = CsvDialect.scanner(options, go);
        headerDue = options.header();
        // The csv crate skips a mark by itself, encoding/csv takes it for text.
        markSkipped = options.bom() || !go;
    }

    @Override
    public void resume(Holds passed) {
        begun = true;
        headerDue &= passed != Holds.HEADER;
    }

    @Override
    public long frame(byte[] input, int from, int limit, boolean end) throws BadFrameException {
        if (!begun && markSkipped) {
            int same = 0;
            while (same < MARK.length && from + same < limit && input[from + same] == MARK[same]) {
                same++;
            }
            if (same == MARK.length) {
                begun = true;
                holds = Holds.NOTHING;
                return MARK.length;
            }
            if (from + same == limit && !end) {
                return MORE;
            }
        }
        int next = scanner.scan(input, from, limit, end, cells);
        if (next == Scanner.MORE) {
            unended = end ? "the quote at its byte " + (scanner.open - from) + " is never closed" : "";
            return MORE;
        }
        begun = true;
        if (scanner.nothing) {
            holds = Holds.NOTHING;
        } else if (headerDue) {
            if (!scanner.refused.isEmpty()) {
                throw new BadFrameException(scanner.refusedAt - from, "the header has " + scanner.refused);
            }
            headerDue = false;
            holds = Holds.HEADER;
        } else {
            holds = Holds.RECORD;
        }
        return (long) next - from;
    }

    @Override
    public Holds holds() {
        return holds;
    }

    @Override
    public String unended() {
        return unended;
    }
}
