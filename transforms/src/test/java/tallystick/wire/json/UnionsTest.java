package tallystick.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tallystick.canonical.CanonicalDecoder;
import tallystick.canonical.RecordBuffer;

/** Enums that hold themselves, and what untagged ones try. The texts are serde_json's, from a program with these types. */
class UnionsTest {
    private static final String EXPRESSION = "Expr: {union: [{id: 0, name: Nothing}, {id: 1, name: Number, type: i64},"
            + " {id: 2, name: Not, type: {ref: Expr}}, {id: 3, name: Add, type: {tuple: [{ref: Expr}, {ref: Expr}]}},"
            + " {id: 4, name: All, type: {struct: [{id: 1, name: of, type: {list: {ref: Expr}}}]}}]}";
    private static final String EXPRESSION_IN_RUST = "Expr: {enum: [{name: Nothing}, {name: Number, type: i64},"
            + " {name: Not, type: Box<Expr>}, {name: Add, tuple: [Box<Expr>, Box<Expr>]},"
            + " {name: All, struct: [{name: of, type: Vec<Expr>}]}], tagging: %s}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "external|{\"Add\":[{\"Not\":{\"Number\":1}},{\"All\":{\"of\":[\"Nothing\",{\"Number\":2}]}}]}",
                "{tag: t, content: c}|{\"t\":\"Add\",\"c\":[{\"t\":\"Not\",\"c\":{\"t\":\"Number\",\"c\":1}},"
                        + "{\"t\":\"All\",\"c\":{\"of\":[{\"t\":\"Nothing\"},{\"t\":\"Number\",\"c\":2}]}}]}",
            })
    void anEnumMayHoldItself(String taggingAndText) {
        String[] parts = taggingAndText.split("\\|");
        Side side = Side.of(
                "rust/serde-json@zmij",
                EXPRESSION,
                "{id: 1, name: e, type: {ref: Expr}}, {id: 2, name: maybe, type: {ref: Expr}, presence: nullable}",
                String.format(EXPRESSION_IN_RUST, parts[0]),
                "{name: e, type: Expr}, {name: maybe, type: Option<Expr>}");
        String record = "{\"id\":7,\"e\":" + parts[1] + ",\"maybe\":null}";
        assertThat(side.canonical(record))
                .isEqualTo("a20182" + "03" + "82" + "8202" + "820101" + "8204" + "a101" + "82" + "8100" + "820102"
                        + "186407");
        assertThat(written(side, side.canonical())).isEqualTo(record);
        assertThat(side.found("{\"id\":7,\"e\":null,\"maybe\":null}")).contains("presence e");
    }

    @Test
    void ofStructVariantsOfAnUntaggedEnumNoneTakesNull() {
        Side side = Side.of(
                "rust/serde-json@zmij",
                "U: {union: [{id: 0, name: Rec, type: {struct: [{id: 1, name: a, type: i32}]}},"
                        + " {id: 1, name: Many, type: {list: {struct: [{id: 1, name: b, type: i32}]}}},"
                        + " {id: 2, name: Maybe, type: {list: {struct: [{id: 1, name: b, type: i32}]}, nullable: true}},"
                        + " {id: 3, name: Nil}]}",
                "{id: 1, name: u, type: {ref: U}}",
                "B: {struct: [{name: b, type: i32}]},"
                        + " U: {enum: [{name: Rec, struct: [{name: a, type: i32}]}, {name: Many, type: Vec<B>},"
                        + " {name: Maybe, type: Vec<Option<B>>}, {name: Nil}], tagging: untagged}",
                "{name: u, type: U}");
        assertThat(side.canonical("{\"id\":7,\"u\":null}")).isEqualTo("a2018103186407");
        assertThat(side.canonical("{\"id\":7,\"u\":[null]}")).isEqualTo("a201820281f6186407");
        assertThat(side.canonical("{\"id\":7,\"u\":[{\"b\":5}]}")).isEqualTo("a201820181a10105186407");
        assertThat(side.canonical("{\"id\":7,\"u\":{\"a\":5}}")).isEqualTo("a2018200a10105186407");
    }

    @Test
    void nestedUntaggedEnumsTakeNoTimeWithoutEnd() {
        String types = "A: {struct: [{id: 1, name: u, type: {ref: U}}]},"
                + " U: {union: [{id: 0, name: One, type: {ref: A}}, {id: 1, name: Two, type: {ref: A}},"
                + " {id: 2, name: Leaf, type: i64}]}";
        Side side = Side.of(
                "rust/serde-json@zmij",
                types,
                "{id: 1, name: u, type: {ref: U}}",
                "A: {struct: [{name: u, type: U}]},"
                        + " U: {enum: [{name: One, type: Box<A>}, {name: Two, type: Box<A>}, {name: Leaf, type: i64}], tagging: untagged}",
                "{name: u, type: U}");
        String deep = "{\"u\":".repeat(100);
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            assertThat(side.found("{\"id\":7,\"u\":" + deep + "1" + "}".repeat(100) + "}"))
                    .isEmpty();
            assertThat(side.found("{\"id\":7,\"u\":" + deep + "true" + "}".repeat(100) + "}"))
                    .contains("false")
                    .anySatisfy(found -> assertThat(found).startsWith("oversize"));
        });
        assertThat(side.found("{\"id\":7,\"u\":{\"u\":{\"u\":true}}}")).contains("type u");
    }

    private static String written(Side side, byte[] canonical) {
        RecordBuffer buffer = new RecordBuffer();
        assertThat(new CanonicalDecoder(side.contract).decode(canonical, 0, canonical.length, buffer))
                .as(HexFormat.of().formatHex(canonical))
                .isTrue();
        return side.write(buffer);
    }
}
