package tallystick.check.quality;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalLong;
import org.apache.spark.sql.Column;
import tallystick.migration.Check.Level;

/** A declared check, bound to the columns of a table. Alternatives differ in what they count. */
public sealed interface PlannedCheck {
    Title title();

    /**
     * What all checks have.
     *
     * @param name unique within the migration
     * @param kind the word after {@code check:} in the migration file
     * @param asks what it asks for, in one line
     * @param fields dotted paths it is about, or the columns that a predicate mentions; empty when it is about the table
     */
    record Title(String name, String kind, String asks, List<String> fields, Level level) implements Serializable {
        public Title {
            fields = List.copyOf(fields);
        }
    }

    /**
     * A condition on each row.
     *
     * @param condition TRUE, FALSE or NULL of one row
     * @param values the columns that the condition speaks of, for people; as many as {@code title.fields}
     * @param atLeast the share of the evaluated rows that must pass, 0 to 1
     * @param declared whether the condition is a user's expression, which can fail on data
     */
    record RowRule(
            Title title, Column condition, List<Column> values, Nulls nulls, BigDecimal atLeast, boolean declared)
            implements PlannedCheck {
        public RowRule {
            values = List.copyOf(values);
        }

        /** TRUE where the row fails, else FALSE; never NULL. */
        Column fails() {
            return coalesce(not(condition), lit(nulls == Nulls.FAIL));
        }
    }

    /** What a row counts as for which a condition is NULL, because a value is missing. */
    enum Nulls {
        PASS,
        FAIL,
        /** It is not evaluated: it is neither above nor below the line. */
        NOT_COUNTED
    }

    /** Bounds on the number of rows. */
    record RowCount(Title title, OptionalLong min, OptionalLong max) implements PlannedCheck {}

    /**
     * No two rows have equal values in these columns; a row with a NULL in one of them is not evaluated.
     *
     * @param key whether these are the contract's key
     */
    record UniqueRows(Title title, List<Column> columns, boolean key) implements PlannedCheck {
        public UniqueRows {
            columns = List.copyOf(columns);
        }
    }

    /** A check that cannot run on this table. */
    record Impossible(Title title, String why) implements PlannedCheck {}
}
