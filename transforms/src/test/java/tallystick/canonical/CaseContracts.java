package tallystick.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tallystick.contract.CanonicalType;
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
import tallystick.contract.Contract;
import tallystick.contract.Field;
import tallystick.contract.Presence;

/** Reads the contracts and types of cases; on purpose apart from the reader of contract files. */
public final class CaseContracts {
    private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d+),(\\d+)\\)");
    private static final Pattern TIMESTAMP = Pattern.compile("timestamp\\((\\d)(,offset)?\\)");

    private CaseContracts() {}

    /** The contract of a case; one that has only a type gets a contract of one required field. */
    public static Contract of(JsonNode node) {
        if (node.has("type")) {
            return new Contract(
                    "case",
                    1,
                    new StructType(List.of(new Field(1, "v", type(node.get("type")), Presence.REQUIRED))),
                    List.of(),
                    types(node.path("types")));
        }
        JsonNode contract = node.get("contract");
        List<String> key = new ArrayList<>();
        contract.get("key").forEach(name -> key.add(name.textValue()));
        return new Contract(
                contract.get("contract").textValue(),
                contract.get("version").intValue(),
                struct(contract.get("fields")),
                key,
                types(contract.path("types")));
    }

    private static Map<String, CanonicalType> types(JsonNode node) {
        Map<String, CanonicalType> types = new LinkedHashMap<>();
        node.fields().forEachRemaining(entry -> types.put(entry.getKey(), type(entry.getValue())));
        return types;
    }

    private static StructType struct(JsonNode fields) {
        List<Field> list = new ArrayList<>();
        for (JsonNode field : fields) {
            list.add(new Field(
                    field.get("id").intValue(),
                    field.get("name").textValue(),
                    type(field.get("type")),
                    field.has("presence")
                            ? Presence.valueOf(field.get("presence").textValue().toUpperCase(Locale.ROOT))
                            : Presence.REQUIRED));
        }
        return new StructType(list);
    }

    public static CanonicalType type(JsonNode node) {
        if (node.isTextual()) {
            return word(node.textValue());
        }
        boolean nullable = node.path("nullable").asBoolean();
        if (node.has("list")) {
            return new ListType(type(node.get("list")), nullable);
        } else if (node.has("map")) {
            JsonNode map = node.get("map");
            return new MapType(
                    type(map.get("key")),
                    type(map.get("value")),
                    map.path("nullable").asBoolean());
        } else if (node.has("struct")) {
            return struct(node.get("struct"));
        } else if (node.has("tuple")) {
            List<CanonicalType> elements = new ArrayList<>();
            node.get("tuple").forEach(element -> elements.add(type(element)));
            return new TupleType(elements);
        } else if (node.has("enum")) {
            List<Variant> variants = new ArrayList<>();
            node.get("enum")
                    .forEach(v -> variants.add(
                            new Variant(v.get("id").intValue(), v.get("name").textValue())));
            return new EnumType(variants);
        } else if (node.has("union")) {
            List<Alternative> alternatives = new ArrayList<>();
            node.get("union")
                    .forEach(a -> alternatives.add(new Alternative(
                            a.get("id").intValue(),
                            a.get("name").textValue(),
                            a.has("type") ? type(a.get("type")) : null)));
            return new UnionType(alternatives);
        }
        return new Ref(node.get("ref").textValue());
    }

    private static CanonicalType word(String word) {
        Matcher decimal = DECIMAL.matcher(word);
        if (decimal.matches()) {
            return new DecimalType(Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
        }
        Matcher timestamp = TIMESTAMP.matcher(word);
        if (timestamp.matches()) {
            return new TimestampType(Integer.parseInt(timestamp.group(1)), timestamp.group(2) != null);
        }
        return Scalar.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
