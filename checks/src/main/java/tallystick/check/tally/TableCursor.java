package tallystick.check.tally;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.rdd.InputFileBlockHolder;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import tallystick.canonical.ByteSink;
import tallystick.canonical.RecordBuffer;
import tallystick.spark.RowEncoder;
import tallystick.store.Coverage;
import tallystick.store.UnitLayout;
import tallystick.wire.Findings;

/** The rows of a table as records. Whether a file can be read to its end is Spark's to say: it fails the task. */
abstract class TableCursor implements RecordCursor {
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
        return "";
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
