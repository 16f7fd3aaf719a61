/** Records of every dialect as rows of Spark, and rows as records: what SQL functions and data sources share. */
@org.jspecify.annotations.NullMarked
package tallystick.spark.records;
