/** {@code runs}: what ran, and how it ended. Needs no Spark. */
@org.jspecify.annotations.NullMarked
package tallystick.job.runs;
