/** The export: rows of the canonical table, written as a side writes them, and read back. */
@org.jspecify.annotations.NullMarked
package tallystick.job.export;
