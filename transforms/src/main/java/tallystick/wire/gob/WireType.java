package tallystick.wire.gob;

import java.util.List;

/**
 * A type as a stream defines it.
 *
 * @param name of the Go type; empty for types without a name and for what is behind a pointer
 * @param length of an array
 * @param key of a map: a type id
 * @param element of an array, slice or map: a type id
 */
record WireType(Kind kind, String name, int length, int key, int element, List<WireField> fields) {
    /** What a definition can define. The last three are types that encode themselves. */
    enum Kind {
        ARRAY,
        SLICE,
        STRUCT,
        MAP,
        GOB_ENCODER,
        BINARY_MARSHALER,
        TEXT_MARSHALER;

        boolean encodesItself() {
            return compareTo(GOB_ENCODER) >= 0;
        }
    }

    /** A field of a struct, {@code type} being a type id. */
    record WireField(String name, int type) {}

    static final int BOOL = 1;
    static final int INT = 2;
    static final int UINT = 3;
    static final int FLOAT = 4;
    static final int BYTES = 5;
    static final int STRING = 6;
    static final int COMPLEX = 7;
    static final int INTERFACE = 8;

    /** The lowest id that a stream may define. */
    static final int FIRST_DEFINED = 64;

    private static final List<String> BUILT_IN =
            List.of("", "bool", "int", "uint", "float", "[]byte", "string", "complex", "interface");

    WireType {
        fields = List.copyOf(fields);
    }

    /** Whether gob itself knows the id. */
    static boolean isBuiltIn(int id) {
        return id >= BOOL && id <= INTERFACE;
    }

    static String builtInName(int id) {
        return BUILT_IN.get(id);
    }
}
