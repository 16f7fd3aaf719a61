package tallystick.job.backfill;

/** The steps of a wave, in order. */
public enum Step {
    /** The files of the wave were listed, nothing was written. */
    PLANNED,
    /** Data files are in the table's folder; no commit names them. */
    FILES_WRITTEN,
    /** Rejected records are in the quarantine table under the attempt's id. */
    QUARANTINED,
    /** The manifest is written. */
    MANIFEST_WRITTEN,
    /** The inputs were listed again; the commit comes next. */
    LISTED_AGAIN,
    /** The table has a new version. */
    COMMITTED,
    /** The manifest is marked as committed. */
    MARKED,
    /** The tallies name the attempt. */
    TALLIED
}
