package tallystick.check.tally;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import tallystick.store.Unit;

/** What a scan yields, as texts. */
final class ScannedRecords {
    static final SparkSession SPARK = SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            .getOrCreate();

    private ScannedRecords() {}

    /** The canonical bytes of each record of all units, and {@code unit: why} for each time a unit is incomplete; sorted. */
    static List<String> of(TableScan scan) {
        return of(scan, scan.list().units());
    }

    /** The same of those units. */
    static List<String> of(TableScan scan, List<Unit> units) {
        return read(scan, units, false);
    }

    /** As {@link #of}, each record after its unit. */
    static List<String> byUnit(TableScan scan) {
        return read(scan, scan.list().units(), true);
    }

    private static List<String> read(TableScan scan, List<Unit> units, boolean withUnit) {
        return scan
                .scan(units, cursor -> {
                    List<String> found = new ArrayList<>();
                    for (RecordCursor.State state = cursor.advance();
                            state != RecordCursor.State.END;
                            state = cursor.advance()) {
                        if (state == RecordCursor.State.RECORD) {
                            String bytes =
                                    HexFormat.of().formatHex(cursor.canonical().copy());
                            found.add(withUnit ? cursor.unit() + ": " + bytes : bytes);
                        } else if (state == RecordCursor.State.INCOMPLETE) {
                            found.add(cursor.unit() + ": " + cursor.incomplete());
                        }
                    }
                    return found.iterator();
                })
                .collect()
                .stream()
                .sorted()
                .toList();
    }
}
