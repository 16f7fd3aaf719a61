package tallystick.shape;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tallystick.contract.CanonicalType;
import tallystick.contract.Contract;
import tallystick.contract.Field;
import tallystick.contract.Presence;
import tallystick.contract.Problem;

/**
 * The types that a contract suggests when no shape is declared, as {@code types} of a side has them: for each field one
 * of the same name, a plain value where the contract requires one, a Go pointer or a Rust Option where it does not.
 */
public final class NaturalShape {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final boolean go;
    private final List<Problem> problems;
    private final ObjectNode types = NODES.objectNode();
    private final Set<String> names = new HashSet<>();

    private NaturalShape(boolean go, List<Problem> problems) {
        this.go = go;
        this.problems = problems;
    }

    /**
     * The types.
     *
     * @param runtime {@code go} or {@code rust}
     * @param record the name of the record's type
     * @param problems gets a problem for each field whose type the runtime does not have; it is left out
     */
    public static ObjectNode of(Contract contract, String runtime, String record, List<Problem> problems) {
        NaturalShape made = new NaturalShape(runtime.equals("go"), problems);
        made.names.add(record);
        made.names.addAll(contract.types().keySet());
        made.types.set(record, made.struct(contract.record(), record));
        contract.types().forEach((name, type) -> made.types.set(name, made.declaration(type, name)));
        return made.types;
    }

    private ObjectNode declaration(CanonicalType type, String name) {
        if (type instanceof CanonicalType.EnumType enumeration) {
            return enumeration(enumeration);
        }
        if (type instanceof CanonicalType.UnionType union) {
            return union(union, name);
        }
        return type instanceof CanonicalType.StructType struct
                ? struct(struct, name)
                : NODES.objectNode().put(go ? "alias" : "newtype", text(type, name));
    }

    private ObjectNode struct(CanonicalType.StructType struct, String name) {
        ObjectNode declared = NODES.objectNode();
        ArrayNode fields = declared.putArray("struct");
        for (Field field : struct.fields()) {
            String type = text(field.type(), name + "_" + field.name());
            ObjectNode node = fields.addObject().put("name", field.name());
            if (field.presence() != Presence.REQUIRED) {
                type = nullable(type);
                if (!go && field.presence() != Presence.NULLABLE) {
                    node.put("default", true).put("skip_none", true);
                }
            }
            node.put("type", type);
        }
        return declared;
    }

    private ObjectNode enumeration(CanonicalType.EnumType type) {
        ObjectNode declared = NODES.objectNode();
        if (go) {
            ObjectNode values = declared.putObject("enum").put("of", "string").putObject("values");
            type.variants().forEach(variant -> values.put(variant.name(), variant.name()));
        } else {
            ArrayNode variants = declared.putArray("enum");
            type.variants().forEach(variant -> variants.addObject().put("name", variant.name()));
        }
        return declared;
    }

    private ObjectNode union(CanonicalType.UnionType type, String name) {
        ObjectNode declared = NODES.objectNode();
        ArrayNode variants = declared.putArray("enum");
        for (CanonicalType.Alternative alternative : type.alternatives()) {
            ObjectNode variant = variants.addObject().put("name", alternative.name());
            CanonicalType payload = alternative.payload();
            if (payload instanceof CanonicalType.StructType struct) {
                variant.set(
                        "struct",
                        struct(struct, name + "_" + alternative.name()).get("struct"));
            } else if (payload != null) {
                variant.put("type", text(payload, name + "_" + alternative.name()));
            }
        }
        return declared;
    }

    private String nullable(String type) {
        if (!go) {
            return "Option<" + type + ">";
        }
        // These have a nil of their own.
        boolean nil = type.startsWith("[]") || type.startsWith("map[") || type.startsWith("*") || type.equals("any");
        return nil ? type : "*" + type;
    }

    /** The type as the language spells it. */
    private String text(CanonicalType type, String path) {
        if (type instanceof CanonicalType.Ref ref) {
            return ref.name();
        }
        if (type instanceof CanonicalType.Scalar scalar) {
            return scalar(scalar);
        }
        if (type instanceof CanonicalType.DecimalType) {
            return go ? "decimal.Decimal" : "Decimal";
        }
        if (type instanceof CanonicalType.TimestampType timestamp) {
            return go ? "time.Time" : timestamp.keepsOffset() ? "DateTime<FixedOffset>" : "DateTime<Utc>";
        }
        if (type instanceof CanonicalType.ListType list) {
            String element = text(list.element(), path);
            element = list.nullable() ? nullable(element) : element;
            return go ? "[]" + element : "Vec<" + element + ">";
        }
        if (type instanceof CanonicalType.MapType map) {
            String key = text(map.key(), path + "_key");
            String value = text(map.value(), path);
            value = map.nullable() ? nullable(value) : value;
            return go ? "map[" + key + "]" + value : "BTreeMap<" + key + ", " + value + ">";
        }
        if (type instanceof CanonicalType.TupleType tuple && !go) {
            StringBuilder text = new StringBuilder("(");
            for (int i = 0; i < tuple.elements().size(); i++) {
                text.append(i == 0 ? "" : ", ").append(text(tuple.elements().get(i), path + "_" + (i + 1)));
            }
            return text.append(tuple.elements().size() == 1 ? ",)" : ")").toString();
        }
        if (type instanceof CanonicalType.TupleType) {
            problems.add(Problem.error(
                    "", "Go has no tuples, which " + path + " is one of", "declare types as the program has them"));
            return "any";
        }
        String name = unused(path);
        types.set(name, declaration(type, name));
        return name;
    }

    private String unused(String path) {
        String name = path.replaceAll("[^A-Za-z0-9_]", "_");
        while (!names.add(name)) {
            name = name + "_";
        }
        return name;
    }

    private static final Map<CanonicalType.Scalar, String> GO = Map.of(
            CanonicalType.Scalar.I128, "*big.Int",
            CanonicalType.Scalar.U128, "*big.Int",
            CanonicalType.Scalar.BIGINT, "*big.Int",
            CanonicalType.Scalar.BYTES, "[]byte",
            CanonicalType.Scalar.UUID, "uuid.UUID",
            CanonicalType.Scalar.DATE, "string",
            CanonicalType.Scalar.TIME, "time.Duration",
            CanonicalType.Scalar.DATETIME, "time.Time",
            CanonicalType.Scalar.DURATION, "time.Duration",
            CanonicalType.Scalar.JSON, "any");

    private static final Map<CanonicalType.Scalar, String> RUST = Map.of(
            CanonicalType.Scalar.BIGINT, "BigInt",
            CanonicalType.Scalar.STRING, "String",
            CanonicalType.Scalar.BYTES, "ByteBuf",
            CanonicalType.Scalar.UUID, "Uuid",
            CanonicalType.Scalar.DATE, "NaiveDate",
            CanonicalType.Scalar.TIME, "NaiveTime",
            CanonicalType.Scalar.DATETIME, "NaiveDateTime",
            CanonicalType.Scalar.DURATION, "Duration",
            CanonicalType.Scalar.JSON, "serde_json::Value");

    private String scalar(CanonicalType.Scalar scalar) {
        String own = (go ? GO : RUST).get(scalar);
        if (own != null) {
            return own;
        }
        String width = scalar.name().toLowerCase(Locale.ROOT);
        boolean number = scalar.isInteger() || scalar.isFloat();
        return go && number
                ? width.replaceFirst("^i", "int").replaceFirst("^u", "uint").replaceFirst("^f", "float")
                : width;
    }
}
