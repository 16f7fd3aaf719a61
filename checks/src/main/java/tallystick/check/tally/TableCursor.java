package tallystick.check.tally;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.InputFileBlockHolder;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import tallystick.canonical.ByteSink;
import tallystick.canonical.RecordBuffer;
import tallystick.spark.RowEncoder;
import tallystick.store.Coverage;
import tallystick.wire.Findings;

/** The rows of a table as records. A file that Spark cannot read is the last of its task. */
abstract class TableCursor implements RecordCursor {
    private static final int LONGEST_REASON = 300;

    final RowEncoder encoder;
    final Findings findings = new Findings();
    private final TableReading reading;

    private UTF8String currentFile = UTF8String.EMPTY_UTF8;
    private String file = "";
    private String unit = "";
    private boolean unitWanted;
    private boolean stopped;
    private boolean toTell;
    private String incomplete = "";

    /** @param encoder of rows of the table's columns */
    TableCursor(RowEncoder encoder, TableReading reading) {
        this.encoder = encoder;
        this.reading = reading;
    }

    /**
     * Whether there is more to read now. Spark's readers throw for whatever is wrong with a file and cannot go on after
     * it: then there is nothing more. Nor is there before {@link #end} has said what cannot be read.
     */
    final boolean hasNext(Iterator<?> given) {
        try {
            return !stopped && !toTell && given.hasNext();
        } catch (Exception e) { // Spark throws checked exceptions without saying so
            if (stopsFor(e)) {
                return false;
            }
            throw e;
        }
    }

    /** Where the cursor is when there is nothing more: before a unit that cannot be read to its end, or at its own end. */
    final State end() {
        State state = toTell ? State.INCOMPLETE : State.END;
        toTell = false;
        return state;
    }

    private boolean stopsFor(Exception e) {
        TaskContext task = TaskContext.get();
        if (task != null && task.isInterrupted()) {
            return false;
        }
        enter(InputFileBlockHolder.getInputFilePath());
        incomplete = file + ": cannot be read: " + why(e);
        stopped = unitWanted;
        toTell = unitWanted;
        return stopped;
    }

    /** What is at the bottom of it, in a line. */
    static String why(Throwable e) {
        Throwable bottom = e;
        while (bottom.getCause() != null && bottom.getCause() != bottom) {
            bottom = bottom.getCause();
        }
        String message = String.valueOf(bottom.getMessage()).lines().findFirst().orElse("");
        String name = bottom.getClass().getSimpleName();
        String text = name + (message.isEmpty() ? "" : ": " + message);
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON) + "...";
    }

    /** The row that the cursor stands on. */
    abstract InternalRow row();

    /** Whether the records of the file that Spark reads now are wanted and can be told from what it shows. */
    final boolean isWanted() {
        UTF8String now = InputFileBlockHolder.getInputFilePath();
        if (!now.equals(currentFile)) {
            enter(now);
            Optional<String> lost = unitWanted ? reading.loss(now.toString()) : Optional.empty();
            if (lost.isPresent()) {
                incomplete = file + ": " + lost.get();
                unitWanted = false;
                toTell = true;
            }
        }
        return unitWanted;
    }

    private void enter(UTF8String uri) {
        currentFile = uri;
        file = reading.relative(uri.toString());
        unit = reading.unit(file);
        unitWanted = reading.isWanted(unit);
    }

    @Override
    public String unit() {
        return unit;
    }

    @Override
    public String file() {
        return file;
    }

    @Override
    public long offset() {
        return -1;
    }

    @Override
    public RecordBuffer record() {
        return encoder.record(row(), findings);
    }

    @Override
    public Findings findings() {
        return findings;
    }

    @Override
    public boolean decoded() {
        return true;
    }

    @Override
    public void raw(ByteSink out) {
        // A row has no bytes of its own.
    }

    @Override
    public long oversize() {
        return -1;
    }

    @Override
    public String oversizeHash() {
        return "";
    }

    @Override
    public List<Coverage> parts() {
        return List.of();
    }

    @Override
    public String incomplete() {
        return incomplete;
    }

    @Override
    public Map<String, Long> rules() {
        return encoder.rules().snapshot();
    }

    @Override
    public void close() {
        // Spark closes its own readers.
    }
}
