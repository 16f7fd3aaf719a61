/** What people read: tables of text, and records with the fields that differ. Knows nothing of where the facts come from. */
@org.jspecify.annotations.NullMarked
package tallystick.check.report;
