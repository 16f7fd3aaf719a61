/** Canonical records as rows of Spark: the columns of docs/spec/canonical-form.md section 5, written and read. */
@org.jspecify.annotations.NullMarked
package tallystick.spark;
