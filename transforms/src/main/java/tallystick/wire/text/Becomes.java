package tallystick.wire.text;

/** What a date or time of a side becomes. */
public enum Becomes {
    TIMESTAMP,
    TIMESTAMP_WITH_OFFSET,
    DATETIME,
    DATE,
    TIME
}
