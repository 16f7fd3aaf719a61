package tallystick.job.export;

import java.util.List;

/**
 * The published content of an export, {@code _export.json} in its folder: files that it does not name are no part of it.
 *
 * @param runId of the run
 * @param attemptId in the names of its files
 * @param side in whose dialect: source or target
 * @param dialect the dialect
 * @param table the canonical table
 * @param tableVersion the version that was read
 * @param contract name of the contract
 * @param contractVersion of the contract
 * @param units sorted by id
 */
record ExportManifest(
        String runId,
        String attemptId,
        String side,
        String dialect,
        String table,
        long tableVersion,
        String contract,
        int contractVersion,
        List<ExportedUnit> units) {
    static final String NAME = "_export.json";

    ExportManifest {
        units = List.copyOf(units);
    }

    /**
     * A unit.
     *
     * @param rows of the table
     * @param records written
     * @param refused rows that the dialect cannot carry
     * @param sum of the row digests of the records, 32 hexadecimal digits
     * @param readBack empty if the files, decoded again, amount to the same; else what is different
     */
    record ExportedUnit(
            String unit, long rows, long records, long refused, String sum, String readBack, List<WrittenFile> files) {
        ExportedUnit {
            files = List.copyOf(files);
        }
    }

    /** A file, relative to the folder of the export. */
    record WrittenFile(String path, long bytes, long records) {}
}
