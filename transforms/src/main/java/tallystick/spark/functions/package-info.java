/** The SQL functions {@code from_gob}, {@code to_gob} and their like, one pair for each format. */
@org.jspecify.annotations.NullMarked
package tallystick.spark.functions;
