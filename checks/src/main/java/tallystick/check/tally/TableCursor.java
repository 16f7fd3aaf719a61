package tallystick.check.tally;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.InputFileBlockHolder;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;
import org.apache.spark.unsafe.types.UTF8String;
import tallystick.canonical.ByteSink;
import tallystick.canonical.RecordBuffer;
import tallystick.spark.RowEncoder;
import tallystick.store.Coverage;
import tallystick.store.UnitLayout;
import tallystick.wire.Findings;

/** The rows of a table as records. A file that Spark cannot read is the last of its task. */
abstract class TableCursor implements RecordCursor {
    private static final int LONGEST_REASON = 300;

    final RowEncoder encoder;
    final Findings findings = new Findings();
    private final int unitColumn;
    private final String root;
    private final UnitLayout layout;
    private final Set<String> wanted;

    private UTF8String currentFile = UTF8String.EMPTY_UTF8;
    private String file = "";
    private String unit = "";
    private boolean unitWanted;
    private boolean stopped;
    private boolean told;
    private String incomplete = "";

    /**
     * @param encoder of rows of the table's columns
     * @param unitColumn the position of {@code _unit}, or -1 when the file's folder is the unit
     * @param root of the table, a decoded path without scheme
     * @param wanted the units to read; rows of others are passed over
     */
    TableCursor(RowEncoder encoder, int unitColumn, String root, UnitLayout layout, Set<String> wanted) {
        this.encoder = encoder;
        this.unitColumn = unitColumn;
        this.root = root.endsWith("/") ? root : root + "/";
        this.layout = layout;
        this.wanted = wanted;
    }

    /**
     * Whether Spark has more of what it reads. Its readers throw for whatever is wrong with a file and cannot go on after
     * it: then there is nothing more.
     */
    final boolean hasNext(Iterator<?> given) {
        try {
            return !stopped && given.hasNext();
        } catch (Exception e) { // Spark throws checked exceptions without saying so
            if (stopsFor(e)) {
                return false;
            }
            throw e;
        }
    }

    /** Where the cursor is when there is nothing more: at its end, and once before at a file that cannot be read. */
    final State end() {
        State state = stopped && !told ? State.INCOMPLETE : State.END;
        told = true;
        return state;
    }

    private boolean stopsFor(Exception e) {
        TaskContext task = TaskContext.get();
        if (task != null && task.isInterrupted()) {
            return false;
        }
        String path = decoded(InputFileBlockHolder.getInputFilePath().toString());
        file = path.startsWith(root) ? path.substring(root.length()) : path;
        unit = unitColumn >= 0 ? unitOfPartition(file) : TableScan.unit(layout, file);
        incomplete = file + ": cannot be read: " + why(e);
        stopped = wanted.contains(unit);
        return stopped;
    }

    private static String unitOfPartition(String file) {
        String folder = file.substring(0, Math.max(0, file.indexOf('/')));
        return ExternalCatalogUtils.unescapePathName(folder.substring(folder.indexOf('=') + 1));
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

    /** Whether the file that Spark reads now belongs to a unit that is read. {@code row} is one of it. */
    final boolean isWanted(InternalRow row) {
        UTF8String now = InputFileBlockHolder.getInputFilePath();
        if (!now.equals(currentFile)) {
            currentFile = now;
            String path = decoded(now.toString());
            file = path.startsWith(root) ? path.substring(root.length()) : path;
            unit = unitColumn >= 0 ? row.getUTF8String(unitColumn).toString() : TableScan.unit(layout, file);
            unitWanted = wanted.contains(unit);
        }
        return unitWanted;
    }

    private static String decoded(String uri) {
        try {
            String path = new URI(uri).getPath();
            return path == null ? uri : path;
        } catch (URISyntaxException e) {
            return uri;
        }
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
