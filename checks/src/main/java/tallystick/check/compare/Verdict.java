package tallystick.check.compare;

/** What a comparison came to, for a slice or for a run. */
public enum Verdict {
    /** At least one record was compared, every input was read to its end, nothing was rejected, the tallies are equal. */
    MATCH,
    /** A proven difference: tallies differ, or records were undecodable or invalid. */
    DIFFER,
    /** Not or not wholly compared: an input was missing, truncated, unreadable, moved or empty. */
    INCOMPLETE,
    /** The comparison itself failed. */
    ERROR;

    /** The verdict of a whole: ERROR before DIFFER (which is proven) before INCOMPLETE before MATCH. */
    public Verdict and(Verdict other) {
        return rank(this) >= rank(other) ? this : other;
    }

    private static int rank(Verdict verdict) {
        return switch (verdict) {
            case MATCH -> 0;
            case INCOMPLETE -> 1;
            case DIFFER -> 2;
            case ERROR -> 3;
        };
    }
}
