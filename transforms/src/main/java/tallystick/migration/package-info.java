/** The migration file: what is carried from where to where, and what must hold. Knows no Spark. */
@org.jspecify.annotations.NullMarked
package tallystick.migration;
