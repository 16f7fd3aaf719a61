/** bincode of Rust: serde's data model, its integers in full width or in one byte and more. */
@org.jspecify.annotations.NullMarked
package tallystick.wire.bincode;
