package tallystick.wire;

/** Why a record, or a field of it, is in quarantine. The list is closed; docs/spec/tables.md describes each. */
public enum Reason {
    MALFORMED,
    ENCODING,
    OVERSIZE,
    NO_SHAPE,
    UNKNOWN_FIELD,
    PRESENCE,
    TYPE,
    RANGE,
    KEY_NULL,
    DUPLICATE_KEY,
    MISSING_IN_SOURCE,
    MISSING_IN_TARGET,
    MISFILED,
    VALUE,
    PRECISION,
    TIMESTAMP,
    ORDERING,
    LOSSY_SOURCE,
    RULE_FAILED,
    NOT_EVALUATED,
    DIGEST_WITHOUT_DIFF;

    /** The code in tables and reports: lower case with underscores. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
