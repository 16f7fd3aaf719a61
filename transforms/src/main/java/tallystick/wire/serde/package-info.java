/**
 * Serde's data model, written one value after the other with neither names nor types: what bincode and postcard share.
 * A format is a {@link tallystick.wire.serde.Coding}: how it writes numbers. Everything else is compiled here, once for
 * each record, from its {@link tallystick.shape.Binding}.
 */
@org.jspecify.annotations.NullMarked
package tallystick.wire.serde;
