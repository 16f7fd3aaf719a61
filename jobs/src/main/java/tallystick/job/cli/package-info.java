/** The command line: the only package that owns the Spark session. */
@NullMarked
package tallystick.job.cli;

import org.jspecify.annotations.NullMarked;
