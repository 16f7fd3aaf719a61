package tallystick.check.tally;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import tallystick.store.Listing;
import tallystick.store.Unit;

/** The files of a table, and their rows as Spark reads them. */
interface TableFiles {
    /** The table's root as it was given. */
    String root();

    /** The version that is read; empty where there are none. */
    OptionalLong version();

    /**
     * The units as they are now.
     *
     * @throws tallystick.store.StoreException if the table is not there, cannot be listed, or lists nothing
     */
    Listing list();

    /** The unit of each file that {@link #list} gave. */
    FileUnits units();

    /**
     * All columns of those units' files.
     *
     * @throws UnreadableUnitsException if it is known before any task starts that some cannot be read
     * @throws tallystick.store.StoreException if the files together are no table
     */
    Dataset<Row> read(List<Unit> units);

    /** Delta and Spark name files by URI: percent-encoded. */
    static String decoded(String uri) {
        try {
            String path = new URI(uri).getPath();
            return path == null ? uri : path;
        } catch (URISyntaxException e) {
            return uri;
        }
    }
}
