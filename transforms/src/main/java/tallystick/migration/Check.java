package tallystick.migration;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A quality check on the canonical table; docs/spec/quality.md says what each means. */
public sealed interface Check {
    /** Unique within the migration; given, or made of the kind and the fields. */
    String name();

    Level level();

    /** What a check that does not hold leads to. */
    enum Level {
        /** It is reported. */
        WARN,
        /** The run fails. */
        FAIL
    }

    /** The number of rows is in bounds; at least one is given. */
    record Rows(String name, Level level, OptionalLong min, OptionalLong max) implements Check {}

    /** No two rows agree in all these fields. */
    record Unique(String name, Level level, List<String> fields) implements Check {
        public Unique {
            fields = List.copyOf(fields);
        }
    }

    /** The field has a value in at least that fraction of the rows, 0 to 1. */
    record Complete(String name, Level level, String field, BigDecimal atLeast) implements Check {}

    /**
     * Of the rows where the field has a value, at least that fraction is within the bounds, which belong to the range.
     *
     * @param min a number, or a date or time in ISO 8601, as the field's type wants; at least one bound is given
     */
    record Range(String name, Level level, String field, Optional<String> min, Optional<String> max, BigDecimal atLeast)
            implements Check {}

    /** Of the rows where the field has a value, at least that fraction has one of these, written as text. */
    record Allowed(String name, Level level, String field, List<String> values, BigDecimal atLeast) implements Check {
        public Allowed {
            values = List.copyOf(values);
        }
    }

    /**
     * At least that fraction of the rows satisfies the SQL condition.
     *
     * @param sql over the canonical columns
     * @param nullPasses whether a row for which the condition is neither true nor false satisfies it
     */
    record Predicate(String name, Level level, String sql, boolean nullPasses, BigDecimal atLeast) implements Check {}
}
