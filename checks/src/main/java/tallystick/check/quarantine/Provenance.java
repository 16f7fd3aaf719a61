package tallystick.check.quarantine;

import java.io.Serializable;
import java.time.Instant;

/**
 * Which run found something, from what.
 *
 * @param runId of the run
 * @param attemptId of the part of the run that can be committed or not; rows of attempts that no committed tally names
 *     do not count
 * @param migration its name
 * @param dataset the contract's name
 * @param contractVersion of the contract
 * @param configHash of the migration file as resolved, without secrets
 * @param build of this program
 * @param detectedAt when, cut to microseconds in the table
 */
public record Provenance(
        String runId,
        String attemptId,
        String migration,
        String dataset,
        int contractVersion,
        String configHash,
        String build,
        Instant detectedAt)
        implements Serializable {}
