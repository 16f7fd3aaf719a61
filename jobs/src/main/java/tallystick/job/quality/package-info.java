/** {@code quality}: the declared checks on the canonical table. docs/spec/quality.md says what each means. */
@org.jspecify.annotations.NullMarked
package tallystick.job.quality;
