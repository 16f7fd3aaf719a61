/** The quarantine: one row for each record that was malformed, invalid or different. docs/spec/tables.md describes the table. */
@org.jspecify.annotations.NullMarked
package tallystick.check.quarantine;
