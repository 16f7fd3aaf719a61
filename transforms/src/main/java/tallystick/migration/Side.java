package tallystick.migration;

import java.util.Optional;

/**
 * One half of a migration.
 *
 * @param runtime {@code go} or {@code rust}; always there for files, may be empty for tables
 * @param format how records are written into files; empty exactly for tables
 * @param witness the program that decodes it with the original library; only files may have one
 */
public record Side(
        SideName name,
        Optional<String> runtime,
        Store store,
        Optional<Format> format,
        Optional<WitnessProgram> witness) {
    public Side {
        if (store.kind().isTable() == format.isPresent()) {
            throw new IllegalArgumentException("a side of files has a format, a side that is a table has none");
        }
    }

    /** The format of a side of files. */
    public Format requireFormat() {
        return format.orElseThrow(
                () -> new IllegalStateException("the " + name.code() + " is a table and has no format"));
    }
}
