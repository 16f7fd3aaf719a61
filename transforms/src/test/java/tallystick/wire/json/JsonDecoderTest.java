package tallystick.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tallystick.shape.DecodeOptions;

class JsonDecoderTest {
    private static final String GO = "go/encoding-json@1.22";
    private static final String RUST = "rust/serde-json@zmij";
    /** The id field and its value 7, as every record here has it. */
    private static final String ID = "186407";

    private static Side go(String type, String side) {
        return Side.of(GO, "", "{id: 1, name: v, type: " + type + "}", "", "{name: v, type: " + side + "}");
    }

    private static Side rust(String type, String side) {
        return Side.of(RUST, "", "{id: 1, name: v, type: " + type + "}", "", "{name: v, type: " + side + "}");
    }

    private static String value(Side side, String json) {
        String hex = side.canonical("{\"id\":7,\"v\":" + json + "}");
        assertThat(hex).startsWith("a201").endsWith(ID);
        return hex.substring(4, hex.length() - ID.length());
    }

    private static List<String> found(Side side, String json) {
        return side.found("{\"id\":7,\"v\":" + json + "}");
    }

    @Test
    void numbers() {
        assertThat(value(go("i64", "int64"), "-9223372036854775808")).isEqualTo("3b7fffffffffffffff");
        assertThat(value(go("u64", "uint64"), "18446744073709551615")).isEqualTo("1bffffffffffffffff");
        assertThat(found(go("u64", "uint64"), "18446744073709551616")).containsExactly("range v");
        assertThat(found(go("u8", "int64"), "256")).containsExactly("range v");
        assertThat(found(go("i64", "int8"), "128")).containsExactly("range v");
        assertThat(found(go("i64", "int64"), "1.0")).containsExactly("type v");
        assertThat(found(go("i64", "int64"), "1e2")).containsExactly("type v");
        assertThat(found(go("i64", "int64"), "\"1\"")).containsExactly("type v");
        assertThat(value(go("i64", "int64"), "-0")).isEqualTo("00");
        assertThat(found(rust("i64", "i64"), "-0")).containsExactly("type v");
        assertThat(value(rust("i128", "i128"), "-170141183460469231731687303715884105728"))
                .isEqualTo("c3507fffffffffffffffffffffffffffffff");
        assertThat(value(go("f64", "float64"), "-0.0")).isEqualTo("fb8000000000000000");
        assertThat(value(go("f64", "float64"), "0.1")).isEqualTo("fb3fb999999999999a");
        assertThat(value(go("f32", "float32"), "0.1")).isEqualTo("fb3fb99999a0000000");
        assertThat(found(go("f32", "float64"), "0.1")).containsExactly("precision v");
        assertThat(found(go("f64", "float64"), "1e400")).containsExactly("range v");
        assertThat(value(go("json", "json.RawMessage"), "9007199254740993")).isEqualTo("1b0020000000000001");
        assertThat(found(go("json", "any"), "9007199254740993")).containsExactly("lossy_source v");
        assertThat(value(go("json", "any"), "9007199254740992")).isEqualTo("1b0020000000000000");
        assertThat(value(go("json", "any"), "[100,1e2,100.0,-0,1.50,1e20]"))
                .isEqualTo("8618641864" + "1864" + "fb8000000000000000" + "c482200f" + "c4821401");
        for (String bad : List.of("01", "-", "+1", "1.", ".5", "1e", "1e+", "0x1", "NaN", "--1", "1 2")) {
            assertThat(found(go("f64", "float64"), bad)).as(bad).containsExactly("false", "malformed ");
        }
    }

    /** encoding/json reads no -0 into an unsigned integer, serde_json none into any but 128 bits. */
    @Test
    void negativeZeroIsNoByteAndNoPartOfATimeOrABigInteger() {
        assertThat(found(go("bytes", "\"[2]byte\""), "[1,-0]")).containsExactly("range v");
        assertThat(found(rust("bytes", "Vec<u8>"), "[-0]")).containsExactly("range v");
        assertThat(found(rust("bigint", "BigInt"), "[1,[5,-0]]")).containsExactly("type v");
        assertThat(found(rust("bigint", "BigInt"), "[-0,[]]")).containsExactly("type v");
        assertThat(found(rust("time", "\"time::Time\""), "[10,-0,15,0]")).isNotEmpty();
        assertThat(found(rust("duration", "TimeDelta"), "[1,-0]")).containsExactly("type v");
    }

    @Test
    void aTimeDeltaIsAtMostWhatChronoHolds() {
        assertThat(found(rust("duration", "TimeDelta"), "[9223372036854775,807000000]"))
                .isEmpty();
        assertThat(found(rust("duration", "TimeDelta"), "[9223372036854775,807000001]"))
                .containsExactly("range v");
        assertThat(found(rust("duration", "TimeDelta"), "[-9223372036854776,192999999]"))
                .containsExactly("range v");
        assertThat(found(rust("duration", "TimeDelta"), "[-9223372036854776,193000000]"))
                .isEmpty();
    }

    @Test
    void numbersInStrings() {
        Side side = Side.of(
                GO,
                "",
                "{id: 1, name: n, type: bigint}, {id: 2, name: p, type: json, presence: nullable},"
                        + " {id: 3, name: l, type: {list: i64}}",
                "L: {alias: \"[]int64\"}",
                "{name: n, type: json.Number, string: true}, {name: p, type: \"*json.Number\", string: true},"
                        + " {name: l, type: L, string: true}");
        String record = "{\"id\":7,\"n\":\"-12\",\"p\":\"1.50\",\"l\":[3]}";
        assertThat(side.canonical(record)).isEqualTo("a4012b02c482200f038103186407");
        assertThat(side.write(side.buffer)).isEqualTo("{\"id\":7,\"n\":\"-12\",\"p\":\"1.5\",\"l\":[3]}");
        assertThat(side.found("{\"id\":7,\"n\":-12,\"p\":null,\"l\":[]}")).containsExactly("type n");
        assertThat(side.found("{\"id\":7,\"n\":\"\\\"1\\\"\",\"p\":null,\"l\":[]}"))
                .containsExactly("type n");
    }

    @Test
    void text() {
        assertThat(value(go("string", "string"), "\"a\\u00e9\\ud83d\\ude00\\n\""))
                .isEqualTo("6861c3a9f09f98800a");
        assertThat(value(go("string", "string"), "\"0123456789abcdef€\""))
                .isEqualTo("7330313233343536373839616263646566e282ac");
        assertThat(found(go("string", "string"), "\"\\ud800\"")).containsExactly("encoding v");
        assertThat(found(go("string", "string"), "\"\\x\"")).containsExactly("false", "malformed ");
        assertThat(found(go("string", "string"), "\"\t\"")).containsExactly("false", "malformed ");
        byte[] bad = "{\"id\":7,\"v\":\"abc~\"}".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bad.length; i++) {
            if (bad[i] == '~') {
                bad[i] = (byte) 0xFF;
            }
        }
        assertThat(go("string", "string").found(bad)).containsExactly("encoding v");
        assertThat(value(go("bytes", "\"[]byte\""), "\"AQI=\"")).isEqualTo("420102");
        assertThat(value(go("bytes", "\"[]byte\""), "[1,2]")).isEqualTo("420102");
        assertThat(value(rust("bytes", "Vec<u8>"), "[1,2]")).isEqualTo("420102");
        assertThat(found(go("bytes", "\"[]byte\""), "\"AQI\"")).containsExactly("type v");
        assertThat(value(go("uuid", "uuid.UUID"), "\"00112233-4455-6677-8899-AABBCCDDEEFF\""))
                .isEqualTo("d8255000112233445566778899aabbccddeeff");
    }

    @Test
    void times() {
        Side go = go("\"timestamp(9,offset)\"", "time.Time");
        assertThat(value(go, "\"1970-01-01T01:00:00.5+01:00\"")).isEqualTo("83001a1dcd6500190e10");
        assertThat(value(go, "\"0001-01-01T00:00:00Z\"")).isEqualTo("833b0000000e7791f6ff0000");
        assertThat(value(go, "\"1970-01-01T0:00:00,5Z\"")).isEqualTo("83001a1dcd650000");
        assertThat(found(go, "\"1970-02-30T00:00:00Z\"")).containsExactly("timestamp v");
        assertThat(found(go, "\"0000-01-01T00:00:00Z\"")).containsExactly("range v");
        assertThat(found(go, "\"2016-12-31T23:59:60Z\"")).containsExactly("timestamp v");
        assertThat(found(go("timestamp(3)", "time.Time"), "\"1970-01-01T00:00:00.0001Z\""))
                .containsExactly("precision v");
        assertThat(value(rust("timestamp(9)", "DateTime<Utc>"), "\"1970-01-01 00:00:01.120+00:00\""))
                .isEqualTo("82011a07270e00");
        assertThat(value(rust("date", "NaiveDate"), "\"2000-02-29\"")).isEqualTo("192b08");
        assertThat(value(rust("duration", "std::time::Duration"), "{\"secs\":1,\"nanos\":5}"))
                .isEqualTo("1a3b9aca05");
        assertThat(value(rust("timestamp(9)", "SystemTime"), "{\"secs_since_epoch\":1,\"nanos_since_epoch\":5}"))
                .isEqualTo("820105");
        assertThat(value(rust("\"timestamp(9,offset)\"", "\"time::OffsetDateTime\""), "[1970,1,1,0,0,5,1,0,0]"))
                .isEqualTo("830005190e10");
    }

    @Test
    void presence() {
        Side nullable =
                Side.of(GO, "", "{id: 1, name: v, type: i64, presence: nullable}", "", "{name: v, type: \"*int64\"}");
        assertThat(nullable.canonical("{\"id\":7,\"v\":null}")).isEqualTo("a1" + ID);
        assertThat(nullable.found("{\"id\":7}")).containsExactly("presence v");
        Side either = Side.of(
                GO,
                "",
                "{id: 1, name: v, type: i64, presence: optional, equivalences: [null_is_absent]}",
                "",
                "{name: v, type: \"*int64\"}");
        assertThat(either.canonical("{\"id\":7,\"v\":null}")).isEqualTo("a1" + ID);
        assertThat(either.decoder().rules().snapshot()).isEqualTo(Map.of("v: null_is_absent", 1L));
        Side tristate =
                Side.of(GO, "", "{id: 1, name: v, type: i64, presence: tristate}", "", "{name: v, type: \"*int64\"}");
        assertThat(tristate.canonical("{\"id\":7,\"v\":null}")).isEqualTo("a201f6" + ID);
        assertThat(tristate.canonical("{\"id\":7}")).isEqualTo("a1" + ID);
        assertThat(go("i64", "int64").found("{\"id\":null,\"v\":null}")).containsExactly("key_null id", "presence v");
        Side list = go("{list: i64}", "\"[]*int64\"");
        assertThat(found(list, "[1,null]")).containsExactly("presence v[1]");
        assertThat(value(go("{list: i64, nullable: true}", "\"[]*int64\""), "[1,null]"))
                .isEqualTo("8201f6");
    }

    @Test
    void namesAndDuplicates() {
        Side go = Side.of(
                GO,
                "",
                "{id: 1, name: v, type: string}",
                "",
                "{name: v, type: string}",
                Map.of(),
                DecodeOptions.STRICT);
        assertThat(go.canonical("{\"ID\":7,\"V\":\"\"}")).isEqualTo("a20160" + ID);
        assertThat(go.canonical("{\"\\u0069d\":7,\"v\":\"\"}")).isEqualTo("a20160" + ID);
        assertThat(go.found("{\"id\":7,\"ID\":7,\"v\":\"\"}")).containsExactly("duplicate_key id");
        assertThat(go.found("{\"id\":7,\"v\":\"\",\"w\":[{}]}")).containsExactly("unknown_field w");
        Side last = Side.of(
                GO,
                "",
                "{id: 1, name: v, type: string}",
                "",
                "{name: v, type: string}",
                Map.of(),
                new DecodeOptions(true, true, 1000));
        assertThat(last.canonical("{\"id\":7,\"v\":\"a\",\"w\":1,\"v\":\"b\",\"v\":null}"))
                .isEqualTo("a2016162" + ID);
        assertThat(last.decoder().rules().snapshot())
                .isEqualTo(Map.of("v: last duplicate wins", 2L, "w: unknown field ignored", 1L));
        assertThat(rust("string", "String").found("{\"ID\":7,\"v\":\"\"}"))
                .containsExactly("unknown_field ID", "key_null id");
        Side map = go("{map: {key: string, value: i64}}", "\"map[string]int64\"");
        assertThat(found(map, "{\"a\":1,\"a\":2}")).containsExactly("duplicate_key v");
        assertThat(value(map, "{\"bb\":1,\"a\":2}")).isEqualTo("a2616102626262" + "01");
        Side ints = go("{map: {key: i64, value: i64}}", "\"map[int64]int64\"");
        assertThat(found(ints, "{\"1\":1,\"01\":2}")).containsExactly("duplicate_key v");
        assertThat(found(rust("{map: {key: i64, value: i64}}", "\"HashMap<i64, i64>\""), "{\"01\":2}"))
                .containsExactly("type v.01");
    }

    @Test
    void structsNestAndFlatten() {
        String types = "Origin: {struct: [{id: 1, name: code, type: string}, {id: 2, name: city, type: string}]}";
        // Nested in the contract, flat on the wire.
        Side flat = Side.of(
                GO,
                types,
                "{id: 1, name: origin, type: {ref: Origin}}",
                "",
                "{name: OriginCode, type: string}, {name: OriginCity, type: string}",
                Map.of("origin.code", "OriginCode", "origin.city", "OriginCity"),
                DecodeOptions.STRICT);
        assertThat(flat.canonical("{\"OriginCode\":\"a\",\"id\":7,\"OriginCity\":\"b\"}"))
                .isEqualTo("a201a20161610261" + "62" + ID);
        // Flat in the contract, nested on the wire.
        Side nested = Side.of(
                GO,
                "",
                "{id: 1, name: code, type: string}, {id: 2, name: city, type: string}",
                "O: {struct: [{name: Code, type: string}, {name: City, type: string}]}",
                "{name: Origin, type: O}",
                Map.of("code", "Origin.Code", "city", "Origin.City"),
                DecodeOptions.STRICT);
        assertThat(nested.canonical("{\"id\":7,\"Origin\":{\"Code\":\"a\",\"City\":\"b\"}}"))
                .isEqualTo("a3016161026162" + ID);
        assertThat(nested.found("{\"id\":7,\"Origin\":null}")).containsExactly("presence code", "presence city");
        // Embedded on the wire, a struct in the contract and not.
        String embedded = "O: {struct: [{name: code, type: String}, {name: city, type: String}]}";
        Side asStruct = Side.of(
                RUST,
                types,
                "{id: 1, name: origin, type: {ref: Origin}}",
                embedded,
                "{name: origin, type: O, flatten: true}");
        assertThat(asStruct.canonical("{\"code\":\"a\",\"id\":7,\"city\":\"b\"}"))
                .isEqualTo("a201a20161610261" + "62" + ID);
        Side asFields = Side.of(
                RUST,
                "",
                "{id: 1, name: code, type: string}, {id: 2, name: city, type: string}",
                embedded,
                "{name: origin, type: O, flatten: true}");
        assertThat(asFields.canonical("{\"code\":\"a\",\"id\":7,\"city\":\"b\"}"))
                .isEqualTo("a3016161026162" + ID);
        // A recursive struct.
        Side tree = Side.of(
                GO,
                "Node: {struct: [{id: 1, name: v, type: i64}, {id: 2, name: kids, type: {list: {ref: Node}}}]}",
                "{id: 1, name: root, type: {ref: Node}}",
                "N: {struct: [{name: v, type: int64}, {name: Kids, type: \"[]N\"}]}",
                "{name: root, type: N}",
                Map.of("Node.kids", "N.Kids"),
                DecodeOptions.STRICT);
        assertThat(tree.canonical("{\"id\":7,\"root\":{\"v\":1,\"kids\":[{\"v\":2,\"kids\":[]}]}}"))
                .isEqualTo("a201a201010281a201020280" + ID);
    }

    @Test
    void taggings() {
        String union =
                "{union: [{id: 1, name: A}, {id: 2, name: B, type: i64}, {id: 3, name: C, type: {struct: [{id: 1, name: x, type: i64}]}}]}";
        String variants = "[{name: A}, {name: B, type: i64}, {name: C, struct: [{name: x, type: i64}]}]";
        Side external = rustUnion(union, variants, "external");
        assertThat(value(external, "\"A\"")).isEqualTo("8101");
        assertThat(value(external, "{\"A\":null}")).isEqualTo("8101");
        assertThat(value(external, "{\"B\":5}")).isEqualTo("820205");
        assertThat(value(external, "{\"C\":{\"x\":5}}")).isEqualTo("8203a10105");
        assertThat(found(external, "\"B\"")).containsExactly("type v");
        assertThat(found(external, "{\"B\":5,\"A\":null}")).containsExactly("type v");
        assertThat(found(external, "\"X\"")).containsExactly("range v");
        Side adjacent = rustUnion(union, variants, "{tag: t, content: c}");
        assertThat(value(adjacent, "{\"t\":\"A\"}")).isEqualTo("8101");
        assertThat(value(adjacent, "{\"c\":{\"x\":5},\"t\":\"C\"}")).isEqualTo("8203a10105");
        assertThat(found(adjacent, "{\"c\":{\"x\":5}}")).containsExactly("presence v");
        String structs = "[{name: A}, {name: C, struct: [{name: x, type: i64}]}]";
        Side internal = rustUnion(
                "{union: [{id: 1, name: A}, {id: 3, name: C, type: {struct: [{id: 1, name: x, type: i64}]}}]}",
                structs,
                "{tag: t}");
        assertThat(value(internal, "{\"t\":\"A\"}")).isEqualTo("8101");
        assertThat(value(internal, "{\"x\":5,\"t\":\"C\"}")).isEqualTo("8203a10105");
        assertThat(found(internal, "{\"x\":5,\"y\":1,\"t\":\"C\"}")).containsExactly("unknown_field v.C.y");
        Side untagged = rustUnion(union, variants, "untagged");
        assertThat(value(untagged, "null")).isEqualTo("8101");
        assertThat(value(untagged, "5")).isEqualTo("820205");
        assertThat(value(untagged, "{\"x\":5}")).isEqualTo("8203a10105");
        assertThat(found(untagged, "{}")).containsExactly("type v");
    }

    /** A sum type of Go is what its own MarshalJSON makes of it; fields inside are Go's, with omitempty and folding. */
    @Test
    void goSumTypes() {
        String union =
                "{union: [{id: 1, name: A}, {id: 3, name: C, type: {struct: [{id: 1, name: x, type: i64}, {id: 2, name: y,"
                        + " type: string, presence: optional}]}}]}";
        String variants =
                "[{name: A}, {name: C, rename: c, struct: [{name: x, type: int64}, {name: y, type: \"*string\","
                        + " omitempty: true}]}]";
        for (String tagging : List.of("{tag: kind}", "{tag: kind, content: c}", "external")) {
            Side go = Side.of(
                    GO,
                    "",
                    "{id: 1, name: v, type: " + union + "}",
                    "E: {enum: " + variants + ", tagging: " + tagging + "}",
                    "{name: v, type: E}");
            String record = "{\"id\":7,\"v\":"
                    + switch (tagging) {
                        case "{tag: kind}" -> "{\"kind\":\"c\",\"x\":5}";
                        case "external" -> "{\"c\":{\"x\":5}}";
                        default -> "{\"kind\":\"c\",\"c\":{\"x\":5}}";
                    } + "}";
            assertThat(value(go, record.substring(12, record.length() - 1))).isEqualTo("8203a10105");
            assertThat(go.write(go.buffer)).isEqualTo(record);
            assertThat(value(go, record.substring(12, record.length() - 1).replace("\"x\"", "\"X\"")))
                    .isEqualTo("8203a10105");
            assertThat(found(go, record.substring(12, record.length() - 1).replace("\"c\"", "\"d\"")))
                    .isNotEmpty();
        }
    }

    private static Side rustUnion(String union, String variants, String tagging) {
        return Side.of(
                RUST,
                "",
                "{id: 1, name: v, type: " + union + "}",
                "E: {enum: " + variants + ", tagging: " + tagging + "}",
                "{name: v, type: E}");
    }

    @Test
    void depthAndSize() {
        Side go = go("json", "any");
        assertThat(found(go, "[".repeat(100_000) + "]".repeat(100_000))).containsExactly("false", "oversize ");
        assertThat(go.found("{\"id\":7,\"v\":1,\"w\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"))
                .containsExactly("false", "malformed ");
        assertThat(found(rust("json", "serde_json::Value"), "[".repeat(128) + "]".repeat(128)))
                .containsExactly("false", "malformed ");
        assertThat(found(rust("json", "serde_json::Value"), "[".repeat(126) + "]".repeat(126)))
                .isEmpty();
        assertThat(found(go, "[".repeat(998) + "]".repeat(998))).isEmpty();
        String big = "x".repeat(16 << 20);
        assertThat(found(go("string", "string"), "\"" + big + "\"")).isEmpty();
        assertThat(found(go("bigint", "\"*big.Int\""), "1".repeat(100_000))).containsExactly("range v");
        assertThat(found(go("f64", "float64"), "1" + "0".repeat(100) + "." + "1".repeat(1_000_000)))
                .isEmpty();
    }

    /** No bytes whatever make the decoder throw, and a truncated record is never good. */
    @Test
    void hostileBytes() {
        Side side = everything();
        byte[] good = EVERYTHING.getBytes(StandardCharsets.UTF_8);
        assertThat(side.found(good)).isEmpty();
        for (int length = 0; length < good.length; length++) {
            assertThat(side.read(Arrays.copyOf(good, length)))
                    .as("cut at %d", length)
                    .isFalse();
        }
        Random random = new Random(7);
        for (int round = 0; round < 100_000; round++) {
            byte[] bytes = good.clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            if (side.read(bytes) && side.findings.isEmpty()) {
                side.canonical();
            } else {
                assertThat(side.findings.isEmpty()).isFalse();
            }
        }
        for (int round = 0; round < 20_000; round++) {
            ByteArrayOutputStream soup = new ByteArrayOutputStream();
            for (int i = random.nextInt(60); i > 0; i--) {
                byte[] piece = SOUP[random.nextInt(SOUP.length)].getBytes(StandardCharsets.UTF_8);
                soup.write(piece, 0, piece.length);
            }
            side.read(soup.toByteArray());
        }
    }

    private static final String[] SOUP = {
        "{", "}", "[", "]", ",", ":", "\"id\":", "\"v\"", "\"a\":", "1", "-", "0", ".5", "e9", "null", "true", "\"",
        "\\", "\\u12", " "
    };

    static final String EVERYTHING =
            "{\"id\":7,\"a\":{\"x\":[1,2,{\"y\":null}],\"\\u00e9\":-1.5e-7},\"b\":\"AQID\",\"t\":\"2024-02-29T12:00:00.123456789+01:00\","
                    + "\"m\":{\"1\":{\"f\":0.30000000000000004,\"s\":\"\\ud83d\\ude00\"},\"-2\":{\"f\":1e22,\"s\":\"é\"}},"
                    + "\"d\":\"-12.50\",\"q\":\"17\",\"n\":{\"String\":\"x\",\"Valid\":true}}";

    static Side everything() {
        return Side.of(
                GO,
                "P: {struct: [{id: 1, name: f, type: f64}, {id: 2, name: s, type: string}]}",
                "{id: 1, name: a, type: json}, {id: 2, name: b, type: bytes}, {id: 3, name: t, type: \"timestamp(9,offset)\"},"
                        + "{id: 4, name: m, type: {map: {key: i32, value: {ref: P}}}}, {id: 5, name: d, type: \"decimal(10,2)\"},"
                        + "{id: 6, name: q, type: i64}, {id: 7, name: n, type: string, presence: nullable}",
                "P: {struct: [{name: f, type: float64}, {name: s, type: string}]}",
                "{name: a, type: any}, {name: b, type: \"[]byte\"}, {name: t, type: time.Time}, {name: m, type: \"map[int32]P\"},"
                        + "{name: d, type: decimal.Decimal}, {name: q, type: int64, string: true}, {name: n, type: sql.NullString}");
    }
}
