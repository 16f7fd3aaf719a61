package tallystick.wire.text;

import org.jspecify.annotations.Nullable;
import tallystick.contract.CanonicalType;

/** What a date or time of a side becomes. */
public enum Becomes {
    TIMESTAMP,
    TIMESTAMP_WITH_OFFSET,
    DATETIME,
    DATE,
    TIME;

    /** What becomes a value of that type; null for all types that are no date or time. */
    public static @Nullable Becomes of(CanonicalType type) {
        if (type instanceof CanonicalType.TimestampType timestamp) {
            return timestamp.keepsOffset() ? TIMESTAMP_WITH_OFFSET : TIMESTAMP;
        }
        return type == CanonicalType.Scalar.DATETIME
                ? DATETIME
                : type == CanonicalType.Scalar.DATE ? DATE : type == CanonicalType.Scalar.TIME ? TIME : null;
    }
}
