/** CBOR, as the libraries of Rust write and read it. */
@org.jspecify.annotations.NullMarked
package tallystick.wire.cbor;
