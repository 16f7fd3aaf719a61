package tallystick.job.run;

/**
 * What one slice of a unit amounts to.
 *
 * @param slice its name
 * @param records with a digest
 * @param sum of their row digests modulo 2^128, 32 hexadecimal digits
 * @param rejected records in quarantine
 */
public record SliceCount(String slice, long records, String sum, long rejected) {}
