package tallystick.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.upokecenter.cbor.CBORObject;
import com.upokecenter.cbor.CBORType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Locale;
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
import tallystick.contract.Contract;
import tallystick.contract.Field;

/** Compares what an ordinary CBOR library read with the neutral value it should be. */
final class LibraryValues {
    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    static {
        EXACT.getFactory()
                .setStreamReadConstraints(com.fasterxml.jackson.core.StreamReadConstraints.builder()
                        .maxNumberLength(10_000)
                        .build());
    }

    private final Contract contract;

    LibraryValues(Contract contract) {
        this.contract = contract;
    }

    void check(CanonicalType named, JsonNode value, CBORObject read) {
        CanonicalType type = contract.resolve(named);
        if (value.isNull()) {
            assertThat(read.isNull()).isTrue();
        } else if (type instanceof Scalar scalar) {
            scalar(scalar, value, read);
        } else if (type instanceof DecimalType) {
            assertThat(decimal(read)).isEqualByComparingTo(new BigDecimal(value.textValue()));
        } else if (type instanceof TimestampType timestamp) {
            assertThat(read.size()).isEqualTo(timestamp.keepsOffset() ? 3 : 2);
            assertThat(integer(read.get(0))).isEqualTo(value.get("s").textValue());
            assertThat(read.get(1).AsInt32()).isEqualTo(value.get("ns").intValue());
            if (timestamp.keepsOffset()) {
                assertThat(read.get(2).AsInt32()).isEqualTo(value.get("offset").intValue());
            }
        } else if (type instanceof ListType list) {
            assertThat(read.getType()).isEqualTo(CBORType.Array);
            assertThat(read.size()).isEqualTo(value.size());
            for (int i = 0; i < value.size(); i++) {
                check(list.element(), value.get(i), read.get(i));
            }
        } else if (type instanceof TupleType tuple) {
            assertThat(read.size()).isEqualTo(value.size());
            for (int i = 0; i < value.size(); i++) {
                check(tuple.elements().get(i), value.get(i), read.get(i));
            }
        } else if (type instanceof MapType map) {
            assertThat(read.size()).isEqualTo(value.size());
            for (JsonNode entry : value) {
                assertThat(read.getKeys()).as("the key " + entry.get(0)).anySatisfy(key -> {
                    check(map.key(), entry.get(0), key);
                    check(map.value(), entry.get(1), read.get(key));
                });
            }
        } else if (type instanceof StructType struct) {
            int entries = 0;
            for (Field field : struct.fields()) {
                CBORObject entry = read.get(CBORObject.FromObject(field.id()));
                JsonNode member = value.path(field.name());
                if (entry != null) {
                    entries++;
                    check(field.type(), member, entry);
                } else {
                    assertThat(member.isMissingNode()
                                    || member.isNull()
                                    || member.path("text").asText().equals("null"))
                            .isTrue();
                }
            }
            assertThat(read.size()).isEqualTo(entries);
        } else if (type instanceof EnumType enumeration) {
            assertThat(enumeration.variants()).anySatisfy(variant -> {
                assertThat(variant.id()).isEqualTo(read.AsInt32());
                assertThat(variant.name()).isEqualTo(value.textValue());
            });
        } else if (type instanceof UnionType union) {
            Alternative alternative = union.alternatives().stream()
                    .filter(a -> a.id() == read.get(0).AsInt32())
                    .findFirst()
                    .orElseThrow();
            assertThat(alternative.name()).isEqualTo(value.get("variant").textValue());
            assertThat(read.size()).isEqualTo(alternative.payload() == null ? 1 : 2);
            if (alternative.payload() != null) {
                check(alternative.payload(), value.get("payload"), read.get(1));
            }
        }
    }

    private static void scalar(Scalar type, JsonNode value, CBORObject read) {
        switch (type) {
            case BOOL -> assertThat(read.AsBoolean()).isEqualTo(value.booleanValue());
            case F32, F64 -> {
                assertThat(read.getType()).isEqualTo(CBORType.FloatingPoint);
                double expected = value.has("bits")
                        ? Double.longBitsToDouble(
                                Long.parseUnsignedLong(value.get("bits").textValue(), 16))
                        : type == Scalar.F32
                                ? Float.parseFloat(value.textValue())
                                : Double.parseDouble(value.textValue());
                assertThat(read.AsDoubleBits()).isEqualTo(Double.doubleToLongBits(expected));
            }
            case STRING -> {
                byte[] expected = value.isTextual()
                        ? value.textValue().getBytes(StandardCharsets.UTF_8)
                        : HexFormat.of().parseHex(value.get("hex").textValue());
                if (read.isTagged()) {
                    assertThat(read.getMostOuterTag().ToInt64Checked()).isEqualTo(1413565529L);
                    assertThat(read.Untag().GetByteString()).isEqualTo(expected);
                    assertThat(new String(expected, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8))
                            .isNotEqualTo(expected);
                } else {
                    assertThat(read.AsString().getBytes(StandardCharsets.UTF_8)).isEqualTo(expected);
                }
            }
            case BYTES ->
                assertThat(HexFormat.of().formatHex(read.GetByteString())).isEqualTo(value.textValue());
            case UUID -> {
                assertThat(read.HasMostOuterTag(37)).isTrue();
                assertThat(HexFormat.of().formatHex(read.Untag().GetByteString()))
                        .isEqualTo(value.textValue().replace("-", ""));
            }
            case DATE ->
                assertThat(LocalDate.ofEpochDay(read.AsInt64Value()).toString()).isEqualTo(value.textValue());
            case TIME ->
                assertThat(LocalTime.ofNanoOfDay(read.AsInt64Value())).isEqualTo(LocalTime.parse(value.textValue()));
            case DATETIME ->
                assertThat(LocalDateTime.ofEpochSecond(
                                read.get(0).AsInt64Value(), read.get(1).AsInt32(), ZoneOffset.UTC))
                        .isEqualTo(LocalDateTime.parse(value.textValue()));
            case JSON -> {
                String source = value.get("text").textValue();
                if (source.matches("-?[0-9].*")) {
                    number(source, read);
                    return;
                }
                try {
                    json(EXACT.readTree(source), read);
                } catch (java.io.IOException unreadable) {
                    throw new java.io.UncheckedIOException(unreadable);
                }
            }
            default -> assertThat(integer(read)).isEqualTo(value.textValue());
        }
    }

    private static void json(JsonNode value, CBORObject read) {
        if (value.isObject()) {
            assertThat(read.getType()).isEqualTo(CBORType.Map);
            assertThat(read.size()).isEqualTo(value.size());
            value.fields().forEachRemaining(entry -> json(entry.getValue(), read.get(entry.getKey())));
        } else if (value.isArray()) {
            assertThat(read.size()).isEqualTo(value.size());
            for (int i = 0; i < value.size(); i++) {
                json(value.get(i), read.get(i));
            }
        } else if (value.isNumber()) {
            assertThat(decimal(read)).isEqualByComparingTo(value.decimalValue());
        } else if (value.isTextual()) {
            assertThat(read.AsString()).isEqualTo(value.textValue());
        } else {
            assertThat(read.toString().toLowerCase(Locale.ROOT)).isEqualTo(value.asText());
        }
    }

    /** A number alone, which may be beyond what JSON libraries take. */
    private static void number(String source, CBORObject read) {
        if (source.matches("-?0(\\.0*)?([eE].*)?")) {
            boolean negative = source.startsWith("-");
            assertThat(read.getType()).isEqualTo(negative ? CBORType.FloatingPoint : CBORType.Integer);
            assertThat(1 / read.AsDouble()).isEqualTo(negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        } else if (source.equals("10e-2147483648")) {
            assertThat(decimal(read)).isEqualTo(new BigDecimal(BigInteger.ONE, Integer.MAX_VALUE));
        } else {
            assertThat(decimal(read)).isEqualByComparingTo(new BigDecimal(source));
        }
    }

    private static String integer(CBORObject read) {
        return big(read).toString();
    }

    private static BigInteger big(CBORObject read) {
        if (read.HasMostOuterTag(2) || read.HasMostOuterTag(3)) {
            BigInteger magnitude = new BigInteger(1, read.Untag().GetByteString());
            return read.HasMostOuterTag(2) ? magnitude : magnitude.not();
        }
        assertThat(read.getType()).isEqualTo(CBORType.Integer);
        return new BigInteger(read.AsEIntegerValue().toString());
    }

    private static BigDecimal decimal(CBORObject read) {
        if (read.HasMostOuterTag(4)) {
            CBORObject parts = read.Untag();
            return new BigDecimal(
                    big(parts.get(1)), Math.negateExact(parts.get(0).AsInt32()));
        }
        return new BigDecimal(big(read));
    }
}
