/** postcard: serde's data model with integers in groups of seven bits. */
@org.jspecify.annotations.NullMarked
package tallystick.wire.postcard;
