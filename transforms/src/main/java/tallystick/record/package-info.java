/** A side's records: which of the declared shapes each one has, and how it is read and written by it. */
@org.jspecify.annotations.NullMarked
package tallystick.record;
