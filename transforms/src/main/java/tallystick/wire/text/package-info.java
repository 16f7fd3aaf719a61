/**
 * How the libraries of Go and Rust spell dates, times and decimals, whatever the format around them: JSON, and every
 * binary format of serde, in which chrono and rust_decimal still write text.
 */
@org.jspecify.annotations.NullMarked
package tallystick.wire.text;
