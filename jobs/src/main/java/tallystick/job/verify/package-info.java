/** Verification: tallies of two or three sides from bytes read again, verdicts per slice, and the records that differ. */
@org.jspecify.annotations.NullMarked
package tallystick.job.verify;
