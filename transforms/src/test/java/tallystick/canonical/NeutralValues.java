package tallystick.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import tallystick.contract.CanonicalType;
import tallystick.contract.CanonicalType.Alternative;
import tallystick.contract.CanonicalType.DecimalType;
import tallystick.contract.CanonicalType.EnumType;
import tallystick.contract.CanonicalType.ListType;
import tallystick.contract.CanonicalType.MapType;
import tallystick.contract.CanonicalType.Scalar;
import tallystick.contract.CanonicalType.StructType;
import tallystick.contract.CanonicalType.TimestampType;
import tallystick.contract.CanonicalType.TupleType;
import tallystick.contract.CanonicalType.UnionType;
import tallystick.contract.CanonicalType.Variant;
import tallystick.contract.Contract;
import tallystick.contract.Field;

/** Reads the neutral values of docs/spec/cases.md into a record buffer, judging only what a buffer cannot hold. */
public final class NeutralValues {
    private final Contract contract;
    private final JsonText json = new JsonText();

    public NeutralValues(Contract contract) {
        this.contract = contract;
    }

    public void record(JsonNode value, RecordBuffer record) {
        record.reset(new byte[0], contract.record().fields().size());
        fields(contract.record(), value, record, 0, 2);
    }

    /** A value alone, as the one field of the record. */
    public void alone(JsonNode value, RecordBuffer record) {
        record.reset(new byte[0], 1);
        value(contract.record().fields().get(0).type(), value, record, record.slot(0, 0), 2);
    }

    private void fields(StructType struct, JsonNode value, RecordBuffer record, int node, int depth) {
        Set<String> unknown = new HashSet<>();
        value.fieldNames().forEachRemaining(unknown::add);
        for (int i = 0; i < struct.fields().size(); i++) {
            Field field = struct.fields().get(i);
            if (unknown.remove(field.name())) {
                value(field.type(), value.get(field.name()), record, record.slot(node, i), depth);
            }
        }
        if (!unknown.isEmpty()) {
            throw new InvalidValueException(Violation.Kind.UNKNOWN_FIELD, unknown + " is not in the struct");
        }
    }

    private void value(CanonicalType named, JsonNode value, RecordBuffer record, int node, int depth) {
        CanonicalType type = contract.resolve(named);
        if (value.isNull()) {
            record.setNull(node);
        } else if (type instanceof Scalar scalar) {
            scalar(scalar, value, record, node, depth);
        } else if (type instanceof DecimalType) {
            BigDecimal decimal = new BigDecimal(value.textValue());
            record.setDecimal(node, decimal.unscaledValue(), decimal.scale());
        } else if (type instanceof TimestampType) {
            record.setMoment(
                    node,
                    Long.parseLong(value.get("s").textValue()),
                    value.get("ns").intValue(),
                    value.has("offset") ? value.get("offset").intValue() : RecordBuffer.NO_OFFSET);
        } else if (type instanceof ListType list) {
            record.open(node, RecordBuffer.LIST);
            int child = -1;
            for (JsonNode element : value) {
                child = record.add(node, child);
                value(list.element(), element, record, child, depth + 1);
            }
        } else if (type instanceof TupleType tuple) {
            record.open(node, RecordBuffer.LIST);
            int child = -1;
            for (int i = 0; i < value.size(); i++) {
                child = record.add(node, child);
                value(tuple.elements().get(i), value.get(i), record, child, depth + 1);
            }
        } else if (type instanceof MapType map) {
            record.open(node, RecordBuffer.MAP);
            int child = -1;
            for (JsonNode entry : value) {
                child = record.add(node, child);
                value(map.key(), entry.get(0), record, child, depth + 1);
                child = record.add(node, child);
                value(map.value(), entry.get(1), record, child, depth + 1);
            }
        } else if (type instanceof StructType struct) {
            record.struct(node, struct.fields().size());
            fields(struct, value, record, node, depth + 1);
        } else if (type instanceof EnumType enumeration) {
            for (Variant variant : enumeration.variants()) {
                if (variant.name().equals(value.textValue())) {
                    record.setInt(node, variant.id());
                    return;
                }
            }
            throw new InvalidValueException(Violation.Kind.RANGE, value + " is no variant");
        } else if (type instanceof UnionType union) {
            for (Alternative alternative : union.alternatives()) {
                if (alternative.name().equals(value.get("variant").textValue())) {
                    boolean payload = value.has("payload");
                    int child = record.union(node, alternative.id(), payload);
                    if (payload) {
                        value(alternative.payload(), value.get("payload"), record, child, depth + 1);
                    }
                    return;
                }
            }
            throw new InvalidValueException(Violation.Kind.RANGE, value + " is no alternative");
        }
    }

    private void scalar(Scalar type, JsonNode value, RecordBuffer record, int node, int depth) {
        switch (type) {
            case BOOL -> record.setBool(node, value.booleanValue());
            case F32 -> record.setF64(node, value.isTextual() ? Float.parseFloat(value.textValue()) : bits(value));
            case F64 -> record.setF64(node, value.isTextual() ? Double.parseDouble(value.textValue()) : bits(value));
            case STRING -> {
                byte[] text = raw(value);
                byte kind = Utf8.valid(text, 0, text.length) ? RecordBuffer.TEXT : RecordBuffer.BAD_TEXT;
                record.setScratch(node, kind, text, 0, text.length);
            }
            case BYTES -> {
                byte[] bytes = HexFormat.of().parseHex(value.textValue());
                record.setScratch(node, RecordBuffer.BYTES, bytes, 0, bytes.length);
            }
            case UUID -> {
                java.util.UUID uuid = java.util.UUID.fromString(value.textValue());
                record.setUuid(node, uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
            }
            case DATE -> record.setInt(node, days(value.textValue()));
            case TIME -> record.setInt(node, nanos(value.textValue()));
            case DATETIME -> {
                String[] parts = value.textValue().split("T");
                long nanos = nanos(parts[1]);
                record.setMoment(
                        node,
                        days(parts[0]) * 86400 + nanos / 1_000_000_000,
                        (int) (nanos % 1_000_000_000),
                        RecordBuffer.NO_OFFSET);
            }
            case JSON -> {
                byte[] text = value.has("hex")
                        ? HexFormat.of().parseHex(value.get("hex").textValue())
                        : value.get("text").textValue().getBytes(StandardCharsets.UTF_8);
                json.read(text, 0, text.length, record, node, depth);
            }
            default -> record.setBig(node, new BigInteger(value.textValue()));
        }
    }

    private static double bits(JsonNode value) {
        return Double.longBitsToDouble(Long.parseUnsignedLong(value.get("bits").textValue(), 16));
    }

    private static byte[] raw(JsonNode value) {
        return value.isTextual()
                ? value.textValue().getBytes(StandardCharsets.UTF_8)
                : HexFormat.of().parseHex(value.get("hex").textValue());
    }

    private static long days(String text) {
        return LocalDate.parse(text.length() > 10 ? "+" + text : text).toEpochDay();
    }

    private static long nanos(String text) {
        if (text.startsWith(":60", 5)) {
            throw new InvalidValueException(Violation.Kind.TIMESTAMP, text + " is a leap second");
        }
        if (text.startsWith("24")) {
            return Types.NANOS_OF_DAY;
        }
        return LocalTime.parse(text).toNanoOfDay();
    }
}
