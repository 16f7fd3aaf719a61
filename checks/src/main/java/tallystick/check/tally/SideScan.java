package tallystick.check.tally;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import org.apache.spark.api.java.JavaRDD;
import tallystick.store.Listing;
import tallystick.store.Unit;

/** One side as Spark reads it: what units it has, and their records in parallel. Reads the bytes each time it is asked. */
public interface SideScan {
    /** What a task does with the records it is given. */
    interface Task<T> extends Serializable {
        /** Called once for each task; the cursor is closed when the result has been walked to its end. */
        Iterator<T> run(RecordCursor cursor);
    }

    /**
     * The units as they are now.
     *
     * @throws tallystick.store.StoreException if the side is not there, cannot be listed, or lists nothing
     */
    Listing list();

    /**
     * Reads the records of those units, as they were listed. Lazy; nothing is kept.
     *
     * @throws UnreadableUnitsException if it is known before any task starts that some cannot be read
     */
    <T> JavaRDD<T> scan(List<Unit> units, Task<T> task);

    /** The version of the table that is read; empty where there are none. */
    default OptionalLong tableVersion() {
        return OptionalLong.empty();
    }

    /**
     * Whether a task that meets a unit it cannot read to its end reads nothing after it. Then what was read beside
     * incomplete units is worth nothing and must be read again without them.
     */
    default boolean endsAtIncomplete() {
        return false;
    }
}
