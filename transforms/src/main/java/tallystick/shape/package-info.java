/** The record shape of a side: the types of the Go or Rust program that wrote the data, and how its fields bind to a contract. */
@org.jspecify.annotations.NullMarked
package tallystick.shape;
