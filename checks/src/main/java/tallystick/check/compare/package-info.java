/** What two sides amount to: verdicts per slice, records paired by key, and the fields in which two records differ. */
@org.jspecify.annotations.NullMarked
package tallystick.check.compare;
