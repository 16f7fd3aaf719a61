package tallystick.check.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tallystick.canonical.RecordBuffer;
import tallystick.contract.CanonicalType;
import tallystick.contract.CanonicalType.ListType;
import tallystick.contract.CanonicalType.MapType;
import tallystick.contract.CanonicalType.Scalar;
import tallystick.contract.CanonicalType.StructType;
import tallystick.contract.CanonicalType.TimestampType;
import tallystick.contract.Contract;
import tallystick.contract.Field;
import tallystick.contract.Presence;
import tallystick.wire.Reason;

class RecordComparisonTest {
    @Test
    void equalRecordsHaveNoDifferenceWhateverTheOrderOfMapEntries() {
        CanonicalType map = new MapType(Scalar.STRING, Scalar.I64, false);
        assertThat(differences(map, r -> entries(r, "a", 1, "b", 2), r -> entries(r, "b", 2, "a", 1)))
                .isEmpty();
    }

    @Test
    void bigIntegerThatWentThroughADoubleIsPrecision() {
        assertThat(differences(Scalar.JSON, r -> r.setInt(1, 9007199254740993L), r -> r.setInt(1, 9007199254740992L)))
                .containsExactly(new FieldDifference("f", Reason.PRECISION, "9007199254740993", "9007199254740992"));
    }

    @Test
    void floatThatWasWidenedIsPrecision() {
        assertThat(differences(Scalar.F64, r -> r.setF64(1, 0.1), r -> r.setF64(1, 0.1f)))
                .containsExactly(new FieldDifference("f", Reason.PRECISION, "0.1", "0.10000000149011612"));
    }

    @Test
    void negativeZeroDiffersAndNanEqualsItself() {
        assertThat(differences(Scalar.F64, r -> r.setF64(1, 0.0), r -> r.setF64(1, -0.0)))
                .extracting(FieldDifference::second)
                .containsExactly("-0.0");
        assertThat(differences(Scalar.F64, r -> r.setF64(1, Double.NaN), r -> r.setF64(1, Double.NaN)))
                .isEmpty();
    }

    @Test
    void instantsThatDifferAreTimestampAndShowTheirOffset() {
        assertThat(differences(
                        new TimestampType(9, true),
                        r -> r.setMoment(1, 0, 500_000_000, 1172),
                        r -> r.setMoment(1, 32, 500_000_000, 1140)))
                .containsExactly(new FieldDifference(
                        "f", Reason.TIMESTAMP, "1970-01-01T00:19:32.500+00:19:32", "1970-01-01T00:19:32.500+00:19"));
    }

    @Test
    void absentAgainstNullIsPresence() {
        assertThat(differences(Scalar.STRING, r -> {}, r -> r.setNull(1)))
                .containsExactly(new FieldDifference("f", Reason.PRESENCE, "absent", "null"));
    }

    @Test
    void sameElementsInAnotherOrderIsOrderingAndOneElementIsNamed() {
        CanonicalType list = new ListType(Scalar.I64, false);
        assertThat(differences(list, r -> list(r, 1, 2, 3), r -> list(r, 3, 2, 1)))
                .containsExactly(new FieldDifference("f", Reason.ORDERING, "[1, 2, 3]", "[3, 2, 1]"));
        assertThat(differences(list, r -> list(r, 1, 2, 3), r -> list(r, 1, 5, 3)))
                .containsExactly(new FieldDifference("f[1]", Reason.VALUE, "2", "5"));
        assertThat(differences(list, r -> list(r, 1), r -> list(r, 1, 1)))
                .containsExactly(new FieldDifference("f", Reason.VALUE, "[1]", "[1, 1]"));
    }

    @Test
    void mapEntryIsNamedByItsKey() {
        CanonicalType map = new MapType(Scalar.STRING, Scalar.I64, false);
        assertThat(differences(map, r -> entries(r, "a", 1, "b", 2), r -> entries(r, "a", 1, "c", 2)))
                .containsExactly(
                        new FieldDifference("f{\"b\"}", Reason.PRESENCE, "2", "absent"),
                        new FieldDifference("f{\"c\"}", Reason.PRESENCE, "absent", "2"));
    }

    @Test
    void whatDiffersInsideJsonIsNamedByItsPathAndReasonedAsTypedValuesAre() {
        String first =
                """
                {"user": {"id": 9007199254740993, "nick": null}, "items": [{"id": 1}, {"id": 2.5}],
                 "tags": ["a", "b"], "rate": 0.1, "odd key": 1, "gone": [], "kind": "x"}""";
        String second =
                """
                {"kind": 7, "user": {"nick": "z", "id": 9007199254740992}, "items": [{"id": 1}, {"id": 3.5}],
                 "tags": ["b", "a"], "rate": 0.10000000149011612, "odd key": 2, "came": {}}""";
        assertThat(differences(Scalar.JSON, r -> json(r, first), r -> json(r, second)))
                .containsExactlyInAnyOrder(
                        new FieldDifference("f.user.id", Reason.PRECISION, "9007199254740993", "9007199254740992"),
                        new FieldDifference("f.user.nick", Reason.PRESENCE, "null", "\"z\""),
                        new FieldDifference("f.items[1].id", Reason.VALUE, "2.5", "3.5"),
                        new FieldDifference("f.tags", Reason.ORDERING, "[\"a\", \"b\"]", "[\"b\", \"a\"]"),
                        new FieldDifference("f.rate", Reason.PRECISION, "0.1", "0.10000000149011612"),
                        new FieldDifference("f{\"odd key\"}", Reason.VALUE, "1", "2"),
                        new FieldDifference("f.gone", Reason.PRESENCE, "[]", "absent"),
                        new FieldDifference("f.came", Reason.PRESENCE, "absent", "{}"),
                        new FieldDifference("f.kind", Reason.VALUE, "\"x\"", "7"));
        assertThat(differences(Scalar.JSON, r -> json(r, first), r -> json(r, "[]")))
                .extracting(FieldDifference::path)
                .containsExactly("f");
        assertThat(differences(Scalar.JSON, r -> json(r, first), r -> json(r, first)))
                .isEmpty();
    }

    @Test
    void ofVeryManyDifferencesInsideJsonTheFirstAreNamed() {
        StringBuilder many = new StringBuilder("{");
        for (int i = 0; i < 1000; i++) {
            many.append(i == 0 ? "" : ",").append("\"k").append(i).append("\":").append(i);
        }
        assertThat(differences(Scalar.JSON, r -> json(r, many + "}"), r -> json(r, "{}")))
                .hasSize(RecordComparison.MOST);
    }

    @Test
    void nestedFieldIsNamedByItsPath() {
        CanonicalType inner = new StructType(List.of(new Field(1, "code", Scalar.STRING, Presence.NULLABLE)));
        assertThat(differences(
                        inner,
                        r -> {
                            r.struct(1, 1);
                            text(r, r.slot(1, 0), "x");
                        },
                        r -> {
                            r.struct(1, 1);
                            text(r, r.slot(1, 0), "y");
                        }))
                .containsExactly(new FieldDifference("f.code", Reason.VALUE, "\"x\"", "\"y\""));
    }

    private static List<FieldDifference> differences(
            CanonicalType type, Consumer<RecordBuffer> first, Consumer<RecordBuffer> second) {
        Contract contract = new Contract(
                "t", 1, new StructType(List.of(new Field(1, "f", type, Presence.TRISTATE))), List.of("f"), Map.of());
        RecordBuffer a = new RecordBuffer();
        a.reset(new byte[0], 1);
        first.accept(a);
        RecordBuffer b = new RecordBuffer();
        b.reset(new byte[0], 1);
        second.accept(b);
        return new RecordComparison(contract).compare(a, b);
    }

    private static void list(RecordBuffer record, long... values) {
        record.open(1, RecordBuffer.LIST);
        int last = -1;
        for (long value : values) {
            last = record.add(1, last);
            record.setInt(last, value);
        }
    }

    private static void entries(RecordBuffer record, Object... entries) {
        record.open(1, RecordBuffer.MAP);
        int last = -1;
        for (Object part : entries) {
            last = record.add(1, last);
            if (part instanceof String key) {
                text(record, last, key);
            } else {
                record.setInt(last, ((Integer) part).longValue());
            }
        }
    }

    private static void json(RecordBuffer record, String text) {
        try {
            json(
                    record,
                    1,
                    new ObjectMapper()
                            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                            .readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void json(RecordBuffer record, int node, JsonNode value) {
        if (value.isObject()) {
            record.open(node, RecordBuffer.MAP);
            int last = -1;
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                last = record.add(node, last);
                text(record, last, member.getKey());
                last = record.add(node, last);
                json(record, last, member.getValue());
            }
        } else if (value.isArray()) {
            record.open(node, RecordBuffer.LIST);
            int last = -1;
            for (JsonNode element : value) {
                last = record.add(node, last);
                json(record, last, element);
            }
        } else if (value.isTextual()) {
            text(record, node, value.textValue());
        } else if (value.isIntegralNumber()) {
            record.setInt(node, value.longValue());
        } else if (value.isNumber()) {
            record.setDecimal(
                    node,
                    value.decimalValue().unscaledValue(),
                    value.decimalValue().scale());
        } else {
            record.setNull(node);
        }
    }

    private static void text(RecordBuffer record, int node, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        record.setScratch(node, RecordBuffer.TEXT, bytes, 0, bytes.length);
    }
}
