package tallystick.wire.gob;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tallystick.shape.DeclaredType;
import tallystick.shape.SideField;
import tallystick.shape.SideShape;
import tallystick.shape.SideType;
import tallystick.shape.SideType.Library;
import tallystick.shape.SideType.Scalar;

/** A type of the Go program that reads what is written, as far as gob looks at it. */
sealed interface GoType {
    /** A type that gob knows by itself. */
    record Basic(int id, String text) implements GoType {}

    /** {@code own}: the name of a type of its own, or empty. */
    record Slice(GoType element, String own) implements GoType {}

    record Array(GoType element, int length, String own) implements GoType {}

    record MapOf(GoType key, GoType value, String own) implements GoType {}

    record Pointer(GoType inner) implements GoType {}

    /** A type with a method of its own for encoding; {@code text} has its package. */
    record External(WireType.Kind kind, String name, String text) implements GoType {}

    record Field(String name, GoType type) {}

    /** A struct; types of one name are one object. */
    final class Struct implements GoType {
        private final String name;
        private final String text;
        private final List<Field> fields = new ArrayList<>();

        Struct(String name, String text) {
            this.name = name;
            this.text = text;
        }

        List<Field> fields() {
            return fields;
        }
    }

    /** As Go's reflect calls it: empty for types without a name of their own. */
    default String name() {
        if (this instanceof Struct struct) {
            return struct.name;
        }
        if (this instanceof External external) {
            return external.name();
        }
        if (this instanceof Slice slice) {
            return slice.own();
        }
        if (this instanceof Array array) {
            return array.own();
        }
        if (this instanceof MapOf map) {
            return map.own();
        }
        return this instanceof Basic basic && basic.id() != WireType.INTERFACE && basic.id() != WireType.BYTES
                ? ownName(basic.text())
                : "";
    }

    /** As Go's reflect spells it; of the program's own types the package is not known, and no reader looks at it. */
    default String text() {
        if (this instanceof Basic basic) {
            return basic.text();
        }
        if (this instanceof External external) {
            return external.text();
        }
        if (this instanceof Pointer pointer) {
            return "*" + pointer.inner().text();
        }
        if (this instanceof Struct struct) {
            return struct.text;
        }
        if (!name().isEmpty()) {
            return "main." + name();
        }
        if (this instanceof Slice slice) {
            return "[]" + slice.element().text();
        }
        if (this instanceof Array array) {
            return "[" + array.length() + "]" + array.element().text();
        }
        return this instanceof MapOf map
                ? "map[" + map.key().text() + "]" + map.value().text()
                : "";
    }

    /** The same type under the name that it is registered by, which tells how a type of the program is called. */
    default GoType called(String registered) {
        String own = registered.contains("[") || registered.contains(" ") ? "" : ownName(registered);
        if (this instanceof Slice slice) {
            return new Slice(slice.element(), own);
        }
        if (this instanceof Array array) {
            return new Array(array.element(), array.length(), own);
        }
        return this instanceof MapOf map ? new MapOf(map.key(), map.value(), own) : this;
    }

    /** A type's own name in one with its package: Circle of *main.Circle. */
    static String ownName(String name) {
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('*')) + 1);
    }

    /** The types of one shape. */
    final class Types {
        private final SideShape shape;
        private final Map<String, Struct> structs = new HashMap<>();

        Types(SideShape shape) {
            this.shape = shape;
        }

        GoType of(SideType side) {
            SideType type = shape.resolve(side);
            if (type instanceof SideType.Nullable nullable) {
                return new Pointer(of(nullable.inner()));
            }
            if (type instanceof SideType.Sequence sequence) {
                return isByte(sequence.element())
                        ? new Basic(WireType.BYTES, "[]uint8")
                        : new Slice(of(sequence.element()), "");
            }
            if (type instanceof SideType.FixedArray array) {
                return new Array(of(array.element()), array.length(), "");
            }
            if (type instanceof SideType.MapOf map) {
                return new MapOf(of(map.key()), of(map.value()), "");
            }
            if (type instanceof Scalar scalar) {
                return scalar(scalar);
            }
            if (type instanceof Library library) {
                return library(library);
            }
            if (type instanceof SideType.Named named) {
                DeclaredType declared = shape.types().get(named.name());
                if (declared instanceof DeclaredType.Struct struct) {
                    return struct(struct, named.name());
                }
                if (declared instanceof DeclaredType.Constants constants) {
                    GoType of = of(constants.of());
                    return of instanceof Basic basic ? new Basic(basic.id(), "main." + named.name()) : of;
                }
                return new Basic(WireType.INTERFACE, "main." + named.name());
            }
            return new Basic(WireType.INTERFACE, "interface {}");
        }

        /** {@code name}: of the Go type. */
        Struct struct(DeclaredType.Struct declared, String name) {
            Struct known = structs.get(name);
            if (known != null) {
                return known;
            }
            Struct made = new Struct(name, "main." + name);
            structs.put(name, made);
            for (SideField field : declared.fields()) {
                made.fields().add(new Field(field.wireName(), of(field.type())));
            }
            return made;
        }

        private boolean isByte(SideType element) {
            return shape.resolve(element) == Scalar.U8;
        }

        private GoType scalar(Scalar scalar) {
            String text = shape.text(scalar);
            if (scalar.isInteger()) {
                return new Basic(scalar.name().charAt(0) == 'I' ? WireType.INT : WireType.UINT, text);
            }
            return switch (scalar) {
                case BOOL -> new Basic(WireType.BOOL, text);
                case F32, F64 -> new Basic(WireType.FLOAT, text);
                case BYTES -> new Basic(WireType.BYTES, "[]uint8");
                default -> new Basic(WireType.STRING, text);
            };
        }

        private GoType library(Library library) {
            if (library.isSqlNull()) {
                String name = library.text().substring("sql.".length());
                Struct known = structs.get(library.text());
                if (known == null) {
                    known = new Struct(name, library.text());
                    structs.put(library.text(), known);
                    known.fields().add(new Field(name.substring("Null".length()), of(library.wrapped())));
                    known.fields().add(new Field("Valid", new Basic(WireType.BOOL, "bool")));
                }
                return known;
            }
            return switch (library) {
                case GO_TIME -> new External(WireType.Kind.GOB_ENCODER, "Time", "time.Time");
                case GO_BIG_INT -> new External(WireType.Kind.GOB_ENCODER, "Int", "big.Int");
                case GO_BIG_FLOAT -> new External(WireType.Kind.GOB_ENCODER, "Float", "big.Float");
                case GO_BIG_RAT -> new External(WireType.Kind.GOB_ENCODER, "Rat", "big.Rat");
                case GO_DECIMAL -> new External(WireType.Kind.GOB_ENCODER, "Decimal", "decimal.Decimal");
                case GO_UUID -> new External(WireType.Kind.BINARY_MARSHALER, "UUID", "uuid.UUID");
                case GO_DURATION -> new Basic(WireType.INT, "time.Duration");
                default -> new Basic(WireType.INTERFACE, "interface {}");
            };
        }
    }
}
