/**
 * Binary formats whose values say themselves what they are: what MessagePack and CBOR share. A value begins with a head
 * (its kind, and a number, a length or a count), which a {@link tallystick.wire.item.Coding} reads and writes; a library
 * differs from another of its format by its {@link tallystick.wire.item.Manner}. Everything else is compiled here, once for
 * each record, from its {@link tallystick.shape.Binding}.
 */
@org.jspecify.annotations.NullMarked
package tallystick.wire.item;
