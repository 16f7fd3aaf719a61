package tallystick.contract;

/**
 * A rule by which two different wire values mean the same canonical value. It applies only where the contract declares
 * it on a field, before the canonical bytes are made, and each application is counted and reported.
 */
public enum Equivalence {
    /** A null is read as absent (or absent as null): both are the field's one no-value. */
    NULL_IS_ABSENT,
    /** An empty text, list, map or byte string is read as no value. */
    EMPTY_IS_NULL,
    /** No value is read as the empty text, list, map or byte string (a Go nil slice against a Rust empty Vec). */
    NULL_IS_EMPTY,
    /** Go's zero time 0001-01-01T00:00:00Z is read as no value. */
    ZERO_TIME_IS_NULL,
    /** No value is read as the type's zero: false, 0, 0.0, "" (a Go field dropped by omitempty). */
    NULL_IS_ZERO,
    /** The type's zero (false, 0, 0.0, "") is read as no value. */
    ZERO_IS_NULL,
    /** -0.0 is read as 0.0. */
    NEGATIVE_ZERO_IS_ZERO,
    /** An f64 is narrowed to the nearest f32 before it is compared (a value that one side kept as f32). */
    NARROW_TO_F32,
    /** Digits of a timestamp beyond the declared precision are cut off. */
    TRUNCATE_TIMESTAMP;

    /** The name used in contract files and reports: lower case with underscores. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
