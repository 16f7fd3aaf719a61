package tallystick.job.backfill;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import tallystick.canonical.RecordBuffer;
import tallystick.check.tally.Filing;
import tallystick.contract.Contract;
import tallystick.wire.RecordDecoder;

/** How the bytes of a record become a row. Sent to tasks, which make decoders and row writers of their own. */
interface RecordPlan extends Serializable {
    Contract contract();

    /** A decoder for one task. */
    RecordDecoder decoder();

    /** A writer of rows for one task. */
    RowWriting rows();

    /** The columns of the canonical table. */
    StructType schema();

    /** Slices as functions of the canonical row; empty when slices are units. */
    List<String> slices();

    /** The number that is raised by hand whenever the same bytes come to mean something else. */
    int semantics();

    /** Makes rows; the row may be reused by the next call. */
    interface RowWriting {
        InternalRow row(RecordBuffer record, UTF8String unit, UTF8String file, long offset);
    }

    /** What the names of folders say of the records in them. */
    default Optional<Filing> filing() {
        return Optional.empty();
    }
}
