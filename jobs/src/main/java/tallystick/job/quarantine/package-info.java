/** {@code quarantine list} and {@code quarantine show}: which records, and what is wrong with each. Needs no Spark. */
@org.jspecify.annotations.NullMarked
package tallystick.job.quarantine;
