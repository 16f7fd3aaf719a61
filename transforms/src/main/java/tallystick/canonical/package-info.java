/** The canonical form of a record: the reused record buffer, its one byte encoding, and the digests of it. Knows no Spark. */
@org.jspecify.annotations.NullMarked
package tallystick.canonical;
