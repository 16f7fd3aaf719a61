/** Files of every format as data sources of Spark, under the format's short name. */
@org.jspecify.annotations.NullMarked
package tallystick.spark.source;
