package tallystick.job.verify;

/** The steps of a verification, in order. */
public enum Step {
    /** All sides were listed, nothing was read. */
    PLANNED,
    /** A wave of a side was read and its tally is kept. */
    WAVE_TALLIED,
    /** All sides were read. */
    TALLIED,
    /** All sides were listed again; verdicts are known. */
    LISTED_AGAIN,
    /** The records that differ were found; nothing of them is in a table. */
    LOCATED,
    /** They are in the quarantine table, under an attempt that no tallies name. */
    QUARANTINED,
    /** The tallies name the attempt. */
    NAMED,
    /** verdict.json is there. */
    JUDGED,
    /** The run is in run_history. */
    RECORDED
}
