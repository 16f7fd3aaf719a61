/**
 * The quality checks that a migration declares, evaluated on the canonical table with Deequ. docs/spec/quality.md says
 * what each check means.
 */
@org.jspecify.annotations.NullMarked
package tallystick.check.quality;
