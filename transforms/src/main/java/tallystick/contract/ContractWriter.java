package tallystick.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.TreeMap;
import tallystick.contract.CanonicalType.Alternative;
import tallystick.contract.CanonicalType.DecimalType;
import tallystick.contract.CanonicalType.EnumType;
import tallystick.contract.CanonicalType.ListType;
import tallystick.contract.CanonicalType.MapType;
import tallystick.contract.CanonicalType.Ref;
import tallystick.contract.CanonicalType.Scalar;
import tallystick.contract.CanonicalType.StructType;
import tallystick.contract.CanonicalType.TimestampType;
import tallystick.contract.CanonicalType.TupleType;
import tallystick.contract.CanonicalType.UnionType;
import tallystick.contract.CanonicalType.Variant;

/** Contracts as trees, in one spelling. */
final class ContractWriter {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ContractWriter() {}

    static ObjectNode write(Contract contract) {
        ObjectNode node = NODES.objectNode();
        node.put("contract", contract.name());
        node.put("version", contract.version());
        ArrayNode key = node.putArray("key");
        contract.key().forEach(key::add);
        if (!contract.types().isEmpty()) {
            ObjectNode types = node.putObject("types");
            new TreeMap<>(contract.types()).forEach((name, type) -> types.set(name, type(type)));
        }
        node.set("fields", fields(contract.record().fields()));
        return node;
    }

    /** The type in one line, as it is written in a contract where that is a word. */
    static String word(CanonicalType type) {
        if (type instanceof Scalar scalar) {
            return scalar.code();
        }
        if (type instanceof DecimalType decimal) {
            return "decimal(" + decimal.precision() + "," + decimal.scale() + ")";
        }
        if (type instanceof TimestampType timestamp) {
            return "timestamp(" + timestamp.precision() + (timestamp.keepsOffset() ? ",offset)" : ")");
        }
        if (type instanceof ListType list) {
            return "list of " + word(list.element());
        }
        if (type instanceof MapType map) {
            return "map from " + word(map.key()) + " to " + word(map.value());
        }
        if (type instanceof StructType) {
            return "struct";
        }
        if (type instanceof TupleType) {
            return "tuple";
        }
        if (type instanceof EnumType) {
            return "enum";
        }
        if (type instanceof UnionType) {
            return "union";
        }
        return ((Ref) type).name();
    }

    private static ArrayNode fields(List<Field> fields) {
        ArrayNode array = NODES.arrayNode();
        for (Field field : fields) {
            ObjectNode node = array.addObject();
            node.put("id", field.id());
            node.put("name", field.name());
            node.set("type", type(field.type()));
            node.put("presence", ContractFile.code(field.presence()));
            if (!field.equivalences().isEmpty()) {
                ArrayNode equivalences = node.putArray("equivalences");
                field.equivalences().stream().sorted().map(Equivalence::code).forEach(equivalences::add);
            }
        }
        return array;
    }

    private static JsonNode type(CanonicalType type) {
        ObjectNode node = NODES.objectNode();
        if (type instanceof ListType list) {
            node.set("list", type(list.element()));
            if (list.nullable()) {
                node.put("nullable", true);
            }
        } else if (type instanceof MapType map) {
            ObjectNode entry = node.putObject("map");
            entry.set("key", type(map.key()));
            entry.set("value", type(map.value()));
            if (map.nullable()) {
                entry.put("nullable", true);
            }
        } else if (type instanceof StructType struct) {
            node.set("struct", fields(struct.fields()));
        } else if (type instanceof TupleType tuple) {
            ArrayNode elements = node.putArray("tuple");
            tuple.elements().forEach(element -> elements.add(type(element)));
        } else if (type instanceof EnumType enumeration) {
            ArrayNode variants = node.putArray("enum");
            for (Variant variant : enumeration.variants()) {
                variants.addObject().put("id", variant.id()).put("name", variant.name());
            }
        } else if (type instanceof UnionType union) {
            ArrayNode alternatives = node.putArray("union");
            for (Alternative alternative : union.alternatives()) {
                ObjectNode written = alternatives.addObject();
                written.put("id", alternative.id()).put("name", alternative.name());
                CanonicalType payload = alternative.payload();
                if (payload != null) {
                    written.set("type", type(payload));
                }
            }
        } else if (type instanceof Ref ref) {
            node.put("ref", ref.name());
        } else {
            return NODES.textNode(word(type));
        }
        return node;
    }
}
