/** JSON as Go's encoding/json and Rust's serde_json read and write it. */
@org.jspecify.annotations.NullMarked
package tallystick.wire.json;
