/** The backfill: a side's files, decoded, become rows of the canonical table, in waves, under one commit point. */
@org.jspecify.annotations.NullMarked
package tallystick.job.backfill;
