/** The versioned canonical schema of a dataset: fields with permanent ids, their types and presence, and the key. */
@org.jspecify.annotations.NullMarked
package tallystick.contract;
