package tallystick.wire.json;

/** One action of an encode plan: writes one node as JSON. Immutable but for what a recursive type needs. */
abstract class JsonWriter {
    /** Writes a node that has a value; what cannot be written is a finding, and what stands there then does not matter. */
    abstract void write(JsonOutput out, int node);

    /** Writes the lack of a value; false where this type always has one. */
    boolean writeNull(JsonOutput out) {
        return false;
    }

    /** Whether Go's omitempty drops this value: false, 0, "", nothing in it. */
    boolean isEmpty(JsonOutput out, int node) {
        return false;
    }

    /** Whether Go's omitzero drops this value: the zero of its type. */
    boolean isZero(JsonOutput out, int node) {
        return isEmpty(out, node);
    }

    /** Writes the zero of the type: "", 0, [], Go's zero time; false where there is none to write. */
    boolean writeZero(JsonOutput out) {
        return false;
    }
}
