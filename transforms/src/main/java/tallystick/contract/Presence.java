package tallystick.contract;

/** Which of the three states of a field (value, null, absent) may occur. */
public enum Presence {
    /** Always a value. */
    REQUIRED,
    /** A value or null; null is the one no-value. */
    NULLABLE,
    /** A value or absent; absent is the one no-value. */
    OPTIONAL,
    /** A value, null or absent, and null differs from absent. */
    TRISTATE;

    /** Whether a record without a value in this field is valid. */
    public boolean allowsNoValue() {
        return this != REQUIRED;
    }
}
