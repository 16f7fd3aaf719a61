/** The sides' own libraries as witnesses: docs/spec/witness.md. */
@org.jspecify.annotations.NullMarked
package tallystick.job.witness;
