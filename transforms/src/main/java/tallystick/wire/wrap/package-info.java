/** What is wrapped around each record where it is stored: text forms of bytes, compression, prefixes. Knows no Spark. */
@org.jspecify.annotations.NullMarked
package tallystick.wire.wrap;
