/** MessagePack, as the libraries of Go and Rust write and read it. */
@org.jspecify.annotations.NullMarked
package tallystick.wire.msgpack;
