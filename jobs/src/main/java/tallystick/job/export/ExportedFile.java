package tallystick.job.export;

import java.io.Serializable;

/**
 * A file that an export wrote.
 *
 * @param unit the id of the unit
 * @param path relative to the folder of the export
 * @param bytes as stored
 * @param records in it
 * @param sumHigh the upper 64 bits of the sum of their row digests modulo 2^128
 * @param sumLow the lower 64 bits
 */
record ExportedFile(String unit, String path, long bytes, long records, long sumHigh, long sumLow)
        implements Serializable {}
