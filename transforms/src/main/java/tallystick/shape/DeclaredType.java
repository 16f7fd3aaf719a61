package tallystick.shape;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A type that a side declares under {@code types}. */
public sealed interface DeclaredType extends Serializable {
    String name();

    /** A struct; {@code denyUnknownFields} is Rust's attribute. */
    record Struct(String name, List<SideField> fields, boolean denyUnknownFields) implements DeclaredType {
        public Struct {
            fields = List.copyOf(fields);
        }
    }

    /**
     * Go constants of one type that stand for an enum.
     *
     * @param of what the constants are: STRING or an integer
     * @param values by the canonical variant's name: a String or a BigInteger
     */
    record Constants(String name, SideType of, Map<String, Object> values) implements DeclaredType {}

    /** A Rust enum. */
    record Variants(String name, List<SideVariant> variants, Tagging tagging) implements DeclaredType {
        public Variants {
            variants = List.copyOf(variants);
        }
    }

    /** A Go alias or a Rust newtype: on the wire nothing but what it stands for. */
    record Alias(String name, SideType target) implements DeclaredType {}

    /** What a variant of a Rust enum carries. */
    enum Carries {
        NOTHING,
        ONE,
        TUPLE,
        STRUCT
    }

    /**
     * A variant of a Rust enum, in the order of its declaration.
     *
     * @param type of the payload of ONE, a {@link SideType.Tuple} for TUPLE; null otherwise
     * @param struct the fields of STRUCT; null otherwise
     */
    record SideVariant(String name, String wireName, Carries carries, @Nullable SideType type, @Nullable Struct struct)
            implements Serializable {}

    /** How serde marks which variant is there. */
    record Tagging(Style style, String tag, String content) implements Serializable {
        /** The four ways of serde. */
        public enum Style {
            EXTERNAL,
            INTERNAL,
            ADJACENT,
            UNTAGGED
        }

        static final Tagging EXTERNAL = new Tagging(Style.EXTERNAL, "", "");
    }
}
