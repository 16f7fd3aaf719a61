package tallystick.shape;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tallystick.contract.CanonicalType;
import tallystick.shape.DeclaredType.SideVariant;
import tallystick.shape.DeclaredType.Tagging;

/** How a type of a side and a canonical type stand for each other. Formats compile their decoders and encoders from it. */
public sealed interface Binding extends Serializable {

    /**
     * One value; {@code side} is a scalar, a library type, an Epoch, for bytes and uuids also a sequence or array of U8, for
     * json also a map from text to, or a sequence of, any values.
     */
    record Leaf(CanonicalType type, SideType side) implements Binding {}

    /** A Go pointer or Rust Option around; {@code layers} is 2 for an Option of an Option. */
    record Optional(Binding inner, int layers) implements Binding {}

    /** A list; {@code length} is that of a fixed array, or -1. */
    record ListOf(CanonicalType.ListType type, Binding element, int length) implements Binding {}

    /** A map. */
    record MapOf(CanonicalType.MapType type, Binding key, Binding value) implements Binding {}

    /** A tuple, from a Rust tuple or an array of that length. */
    record TupleOf(CanonicalType.TupleType type, List<Binding> elements) implements Binding {
        public TupleOf {
            elements = List.copyOf(elements);
        }
    }

    /** A struct. */
    record StructOf(BoundStruct struct) implements Binding {}

    /** One value of an enum: the canonical id, and the text (String) or number (BigInteger) or Rust variant name on the wire. */
    record EnumValue(int id, String name, Object wire) implements Serializable {}

    /**
     * An enum.
     *
     * @param of STRING or an integer type for Go constants and plain strings; null for a Rust enum, whose tagging then counts
     * @param values in the order of the side's declaration
     */
    record EnumOf(CanonicalType.EnumType type, @Nullable SideType of, @Nullable Tagging tagging, List<EnumValue> values)
            implements Binding {
        public EnumOf {
            values = List.copyOf(values);
        }
    }

    /** One alternative of a union; the binding of the payload is null when there is none. */
    record BoundAlternative(int id, String name, SideVariant variant, @Nullable Binding payload)
            implements Serializable {}

    /** A union from a Rust enum; alternatives in the order of the side's declaration. A union may hold itself, so each is one object. */
    final class UnionOf implements Binding {
        private static final long serialVersionUID = 1;

        private final CanonicalType.UnionType type;
        private final Tagging tagging;
        private final List<BoundAlternative> alternatives = new ArrayList<>();

        UnionOf(CanonicalType.UnionType type, Tagging tagging) {
            this.type = type;
            this.tagging = tagging;
        }

        public CanonicalType.UnionType type() {
            return type;
        }

        public Tagging tagging() {
            return tagging;
        }

        public List<BoundAlternative> alternatives() {
            return Collections.unmodifiableList(alternatives);
        }

        /** While the union is being bound. */
        void add(BoundAlternative alternative) {
            alternatives.add(alternative);
        }
    }
}
