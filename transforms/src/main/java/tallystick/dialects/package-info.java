/** The one explicit list of the dialects. */
@org.jspecify.annotations.NullMarked
package tallystick.dialects;
