/** Go's encoding/gob: framing, decoding, encoding. docs/dialects/go-gob.md says what is carried. Knows no Spark. */
@org.jspecify.annotations.NullMarked
package tallystick.wire.gob;
