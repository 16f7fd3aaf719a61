package tallystick.check.tally;

import java.io.Serializable;
import java.util.Map;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;
import org.jspecify.annotations.Nullable;
import tallystick.store.UnitId;
import tallystick.store.UnitLayout;

/**
 * The unit of a file of a table. Most say it by their folders; those that do not, as in a Delta table with column mapping
 * or one that was cloned, are named one by one.
 */
final class FileUnits implements Serializable {
    private static final long serialVersionUID = 1;

    private final @Nullable UnitLayout layout;
    private final Map<String, String> others;

    private FileUnits(@Nullable UnitLayout layout, Map<String, String> others) {
        this.layout = layout;
        this.others = others;
    }

    /** By the folders alone. */
    static FileUnits of(UnitLayout layout) {
        return new FileUnits(layout, Map.of());
    }

    /** Of the canonical table: by the value of its one partition column. */
    static FileUnits ofCanonical() {
        return new FileUnits(null, Map.of());
    }

    /** The same, but for those files: path to unit. */
    FileUnits but(Map<String, String> exceptions) {
        return new FileUnits(layout, exceptions);
    }

    /** The unit of the file at that path, relative to the table's root; absolute if it is not below it. */
    String of(String path) {
        String other = others.get(path);
        if (other != null) {
            return other;
        }
        int slash = path.lastIndexOf('/');
        return ofFolder(slash < 0 ? "" : path.substring(0, slash));
    }

    /** The unit of files that lie in that folder. */
    String ofFolder(String folder) {
        if (layout == null) {
            String value = folder.substring(folder.indexOf('=') + 1);
            int slash = value.indexOf('/');
            return ExternalCatalogUtils.unescapePathName(slash < 0 ? value : value.substring(0, slash));
        }
        return layout.unitOf(folder).orElseGet(() -> UnitId.encode(folder));
    }
}
