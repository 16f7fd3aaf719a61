/**
 * Protobuf's wire format, as google.golang.org/protobuf and prost write and read it. The messages come from the
 * descriptor set of the side.
 */
@org.jspecify.annotations.NullMarked
package tallystick.wire.protobuf;
