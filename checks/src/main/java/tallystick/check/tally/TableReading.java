package tallystick.check.tally;

import java.io.Serializable;
import java.util.Optional;
import java.util.Set;

/**
 * What all tasks of a table's scan know of the files they are given.
 *
 * @param root of the table, a decoded path without scheme
 * @param units of its files
 * @param wanted the units to read; rows of others are passed over
 * @param times the columns that could have lost nanoseconds
 */
record TableReading(String root, FileUnits units, Set<String> wanted, Int96Times times) implements Serializable {
    TableReading {
        root = root.endsWith("/") ? root : root + "/";
    }

    /** The path of a file relative to the root, of the URI that Spark names it by; absolute if it is not below it. */
    String relative(String uri) {
        String path = TableFiles.decoded(uri);
        return path.startsWith(root) ? path.substring(root.length()) : path;
    }

    String unit(String file) {
        return units.of(file);
    }

    boolean isWanted(String unit) {
        return wanted.contains(unit);
    }

    /** Why what Spark shows of the file at that URI is not all that it holds; empty if it is. */
    Optional<String> loss(String uri) {
        return times.loss(uri);
    }
}
