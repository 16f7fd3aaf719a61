package tallystick.check.quality;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import tallystick.check.quality.PlannedCheck.UniqueRows;

/** The rows of a table grouped by the columns that should tell them apart. */
final class UniqueGroups {
    /** How many rows a group has; the name that Deequ's frequency analyzers expect. */
    static final String COPIES = com.amazon.deequ.analyzers.Analyzers.COUNT_COL();

    private UniqueGroups() {}

    /** TRUE where the row cannot be told apart, because a value is missing; else FALSE. */
    static Column incomplete(UniqueRows unique) {
        return unique.columns().stream().map(Column::isNull).reduce(Column::or).orElseThrow();
    }

    /** One row for each combination of values, none of them NULL: the columns {@code part_0 ...} and {@link #COPIES}. */
    static Dataset<Row> of(Dataset<Row> table, UniqueRows unique) {
        return parts(table, unique, List.of())
                .groupBy(partColumns(unique))
                .agg(count(lit(1)).as(COPIES));
    }

    /** Of the rows without a missing value, the columns {@code part_0 ...}, and those others as they are. */
    static Dataset<Row> parts(Dataset<Row> table, UniqueRows unique, List<Column> others) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < unique.columns().size(); i++) {
            columns.add(unique.columns().get(i).as("part_" + i));
        }
        columns.addAll(others);
        return table.where(not(incomplete(unique))).select(columns.toArray(Column[]::new));
    }

    private static Column[] partColumns(UniqueRows unique) {
        Column[] parts = new Column[unique.columns().size()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = col("part_" + i);
        }
        return parts;
    }

    /** The rows with one more column: how often their combination occurs in the table if that is more than once, else NULL. */
    static Dataset<Row> joined(Dataset<Row> rows, Dataset<Row> table, UniqueRows unique, String copies) {
        Dataset<Row> shared = of(table, unique).where(col(COPIES).gt(1)).withColumnRenamed(COPIES, copies);
        Column same = lit(true);
        for (int i = 0; i < unique.columns().size(); i++) {
            String part = copies + "_part_" + i;
            shared = shared.withColumnRenamed("part_" + i, part);
            same = same.and(unique.columns().get(i).equalTo(col(part)));
        }
        return rows.join(shared, same, "left_outer");
    }
}
