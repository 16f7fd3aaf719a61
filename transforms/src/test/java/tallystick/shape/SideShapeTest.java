package tallystick.shape;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tallystick.contract.Contract;
import tallystick.contract.ContractFile;
import tallystick.contract.Problem;

class SideShapeTest {
    private final List<Problem> problems = new ArrayList<>();

    private static JsonNode yaml(String text) {
        try {
            return new YAMLMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SideShape shape(String runtime, String types) {
        return SideShape.parse(runtime, yaml(types), "R", "/source", problems);
    }

    private SideType only(String runtime, String type) {
        SideShape shape = shape(runtime, "{R: {struct: [{name: v, type: \"" + type + "\"}]}, N: {struct: []}}");
        return ((DeclaredType.Struct) shape.types().get("R")).fields().get(0).type();
    }

    private void bind(String fields, String runtime, String types, Map<String, String> mapping, DecodeOptions options) {
        Contract contract = ContractFile.parse(
                        yaml("{contract: t, version: 1, key: [id], fields: [{id: 1, name: id, type: i64}" + fields
                                + "]}"),
                        "",
                        problems)
                .orElseThrow();
        BoundRecord.bind(contract, shape(runtime, types), mapping, options, "/source", problems);
    }

    private List<String> said() {
        return problems.stream()
                .map(p -> p.pointer() + ": " + p.what() + ": " + p.mend())
                .toList();
    }

    @Test
    void readsTypesAsTheyAreWritten() {
        assertThat(only("go", "map[string][]*int32"))
                .isEqualTo(new SideType.MapOf(
                        SideType.Scalar.STRING, new SideType.Sequence(new SideType.Nullable(SideType.Scalar.I32))));
        assertThat(only("go", "[]byte")).isEqualTo(SideType.Scalar.BYTES);
        assertThat(only("go", "[16]byte")).isEqualTo(new SideType.FixedArray(SideType.Scalar.U8, 16));
        assertThat(only("go", "*big.Int")).isEqualTo(new SideType.Nullable(SideType.Library.GO_BIG_INT));
        assertThat(only("go", "*N")).isEqualTo(new SideType.Nullable(new SideType.Named("N")));
        assertThat(only("rust", "Option<Vec<chrono::DateTime<chrono::Utc>>>"))
                .isEqualTo(new SideType.Nullable(new SideType.Sequence(SideType.Library.CHRONO_UTC)));
        assertThat(only("rust", "std::time::Duration")).isEqualTo(SideType.Library.STD_DURATION);
        assertThat(only("rust", "time::Duration")).isEqualTo(SideType.Library.TIME_DURATION);
        assertThat(only("rust", "Box<(i64, [u8; 4])>"))
                .isEqualTo(new SideType.Tuple(
                        List.of(SideType.Scalar.I64, new SideType.FixedArray(SideType.Scalar.U8, 4))));
        assertThat(problems).isEmpty();
    }

    private SideType as(String type, String form) {
        SideShape shape = shape(
                "rust", "{R: {struct: [{name: v, type: \"" + type + "\", as: \"" + form + "\"}]}, N: {struct: []}}");
        return ((DeclaredType.Struct) shape.types().get("R")).fields().get(0).type();
    }

    @Test
    void readsFormsOfSerdeWithOverTypes() {
        assertThat(as("Option<Vec<i64>>", "Option<Vec<serde_with::DisplayFromStr>>"))
                .isEqualTo(new SideType.Nullable(
                        new SideType.Sequence(new SideType.As(SideType.Scalar.I64, Adapter.Plain.DISPLAY))));
        assertThat(as("Duration", "DurationMilliSecondsWithFrac<String>"))
                .isEqualTo(new SideType.As(
                        SideType.Library.STD_DURATION, new Adapter.Units(3, Adapter.Number.TEXT, true)));
        assertThat(as("DateTime<Utc>", "TimestampSeconds"))
                .isEqualTo(
                        new SideType.As(SideType.Library.CHRONO_UTC, new Adapter.Units(0, Adapter.Number.I64, false)));
        assertThat(as("Vec<u8>", "base64::Base64<UrlSafe, formats::Unpadded>"))
                .isEqualTo(new SideType.As(new SideType.Sequence(SideType.Scalar.U8), new Adapter.Base64(true, false)));
        assertThat(problems).isEmpty();
    }

    @Test
    void saysWhichFormsAreNone() {
        for (String[] wrong : new String[][] {
            {"i64", "DisplayFrmStr"},
            {"i64", "Option<DisplayFromStr>"},
            {"N", "DisplayFromStr"},
            {"Duration", "DurationSeconds<i64>"},
            {"TimeDelta", "TimestampSeconds<i64>"},
            {"Duration", "DurationSeconds<u64, Flexible>"},
            {"Duration", "DurationSecondsWithFrac<u64>"},
            {"String", "Base64"},
            {"i64", "DisplayFromStr>"},
            {
                "i64",
                "Option<Option<Option<Option<Option<Option<Option<Option<Option<Option<Option<Option<Option<Option<Option<"
                        + "Option<Option<Option<Option<_>>>>>>>>>>>>>>>>>>>"
            },
        }) {
            problems.clear();
            as(wrong[0], wrong[1]);
            assertThat(said()).anyMatch(line -> line.startsWith("/source/types/R/struct/0/as: as: \"" + wrong[1]));
        }
    }

    @Test
    void saysWhatCannotBeRead() {
        shape(
                "go",
                "{R: {struct: [{name: a, type: strng}, {name: b, type: \"[]\"}, {name: c, type: big.Int}, {nme: d, type: int},"
                        + " {name: e, type: time.Time, embed: true}, {name: f, type: int, omitempty: yess}, {name: a, type: int}]},"
                        + " E: {enm: 1}, A: {alias: A}}");
        assertThat(said())
                .hasSize(9)
                .anyMatch(s -> s.startsWith("/source/types/R/struct/0/type: Go type \"strng\"")
                        && s.contains("did you mean \"string\"?"))
                .anyMatch(s -> s.startsWith("/source/types/R/struct/1/type: ") && s.contains("no type at character 3"))
                .anyMatch(s -> s.contains("declare *big.Int"))
                .anyMatch(s -> s.startsWith("/source/types/R/struct/3: a field has no name"))
                .anyMatch(s -> s.startsWith("/source/types/R/struct/4: time.Time is embedded"))
                .anyMatch(s -> s.startsWith("/source/types/R/struct/5/omitempty: omitempty is \"yess\""))
                .anyMatch(s -> s.contains("\"a\" occurs twice"))
                .anyMatch(s -> s.startsWith("/source/types/E: ") && s.contains("{alias: T}"))
                .anyMatch(s -> s.startsWith("/source/types/A: ") && s.contains("stands for itself"));
    }

    @Test
    void saysWhatCannotBeBound() {
        bind(
                ", {id: 2, name: carrier, type: string}, {id: 3, name: n, type: i64}, {id: 4, name: o, type: i64, presence: optional}",
                "go",
                "{R: {struct: [{name: id, type: int64}, {name: carier, type: string}, {name: n, type: string}]}}",
                Map.of("gone", "id", "o", "Odd"),
                DecodeOptions.STRICT);
        assertThat(said())
                .hasSize(5)
                .anyMatch(s -> s.contains("\"carrier\" of contract t has no field in R")
                        && s.contains("did you mean \"carier\"?"))
                .anyMatch(s -> s.startsWith("/source/types/R/struct/1: the wire field \"carier\" is bound to no field"))
                .anyMatch(s -> s.startsWith(
                        "/source/types/R/struct/2/type: \"n\" is i64 in the contract, which a Go string cannot be"))
                .anyMatch(s -> s.startsWith("/mapping: \"o\" is mapped to \"Odd\", which the type R does not have"))
                .anyMatch(s -> s.startsWith("/mapping: the mapping names the field \"gone\""));
    }

    @Test
    void unboundWireFieldsMayBeIgnored() {
        bind(
                "",
                "rust",
                "{R: {struct: [{name: id, type: i64}, {name: more, type: String}]}}",
                Map.of(),
                new DecodeOptions(true, false, 1000));
        assertThat(problems).singleElement().satisfies(p -> assertThat(p.severity())
                .isEqualTo(Problem.Severity.WARNING));
    }

    @Test
    void variantsMustBeTheSame() {
        bind(
                ", {id: 2, name: e, type: {enum: [{id: 1, name: A}, {id: 2, name: B}]}}",
                "rust",
                "{R: {struct: [{name: id, type: i64}, {name: e, type: E}]}, E: {enum: [{name: A}, {name: C}]}}",
                Map.of(),
                DecodeOptions.STRICT);
        assertThat(said())
                .anyMatch(s -> s.contains("the variant \"B\" of \"e\" is not in E"))
                .anyMatch(s -> s.contains("the variant C of E is not in the enum \"e\""));
    }

    @Test
    void variantsAreMappedLikeFields() {
        bind(
                ", {id: 2, name: e, type: {enum: [{id: 1, name: A}, {id: 2, name: B}]}}",
                "rust",
                "{R: {struct: [{name: id, type: i64}, {name: Kind, type: E}]}, E: {enum: [{name: A}, {name: C}]}}",
                Map.of("e", "Kind", "e.B", "Kind.C"),
                DecodeOptions.STRICT);
        assertThat(said()).isEmpty();
    }

    @Test
    void variantsOfATypeAreMappedWhereverItOccurs() {
        String color = "{enum: [{id: 1, name: red}, {id: 2, name: blue}]}";
        String fields =
                ", {id: 2, name: m, type: {map: {key: %1$s, value: %1$s}}}, {id: 3, name: t, type: {tuple: [%1$s, i64]}}";
        String shape = "{R: {struct: [{name: id, type: i64}, {name: m, type: \"BTreeMap<Color, Color>\"},"
                + " {name: t, type: \"(Color, i64)\"}, {name: e, type: Expr}]},"
                + " Color: {enum: [{name: Rot}, {name: Blau}]},"
                + " Expr: {enum: [{name: Zahl, type: i64}, {name: Nicht, type: Box<Expr>}]}}";
        Contract contract = ContractFile.parse(
                        yaml("{contract: t, version: 1, key: [id], types: {Color: " + color
                                + ", Expr: {union: [{id: 1, name: number, type: i64}, {id: 2, name: not, type: {ref: Expr}}]}},"
                                + " fields: [{id: 1, name: id, type: i64}" + String.format(fields, "{ref: Color}")
                                + ", {id: 4, name: e, type: {ref: Expr}}]}"),
                        "",
                        problems)
                .orElseThrow();
        Map<String, String> mapping = Map.of(
                "Color.red", "Color.Rot",
                "Color.blue", "Color.Blau",
                "Expr.number", "Expr.Zahl",
                "Expr.not", "Expr.Nicht");
        BoundRecord.bind(contract, shape("rust", shape), mapping, DecodeOptions.STRICT, "/source", problems);
        assertThat(said()).isEmpty();
        // By the place of a field as well, a map's key and a tuple's element included.
        bind(
                String.format(fields, color),
                "rust",
                shape.replace(", {name: e, type: Expr}", ""),
                Map.of("m.red", "m.Rot", "m.blue", "m.Blau", "t.red", "t.Rot", "t.blue", "t.Blau"),
                DecodeOptions.STRICT);
        assertThat(said()).isEmpty();
        // Text in place of an enum.
        bind(
                ", {id: 2, name: m, type: {map: {key: " + color + ", value: i64}}}",
                "go",
                "{R: {struct: [{name: id, type: int64}, {name: m, type: \"map[string]int64\"}]}}",
                Map.of("m.red", "m.rot"),
                DecodeOptions.STRICT);
        assertThat(said()).isEmpty();
    }

    @Test
    void goHidesWhatIsEmbeddedTwice() {
        bind(
                ", {id: 2, name: v, type: i64, presence: optional}",
                "go",
                "{R: {struct: [{name: id, type: int64}, {name: P, type: P, embed: true}, {name: Q, type: Q, embed: true}]},"
                        + " P: {struct: [{name: v, type: int64}]}, Q: {struct: [{name: v, type: int64}]}}",
                Map.of(),
                DecodeOptions.STRICT);
        assertThat(said()).singleElement().asString().contains("so Go neither reads nor writes it");
    }

    @Test
    void renamesAsSerdeDoes() {
        SideShape shape = shape(
                "rust",
                "{R: {struct: [{name: tail_number, type: String}], rename_all: camelCase},"
                        + " E: {enum: [{name: InFlight}], rename_all: SCREAMING-KEBAB-CASE}}");
        assertThat(((DeclaredType.Struct) shape.types().get("R"))
                        .fields()
                        .get(0)
                        .wireName())
                .isEqualTo("tailNumber");
        assertThat(((DeclaredType.Variants) shape.types().get("E"))
                        .variants()
                        .get(0)
                        .wireName())
                .isEqualTo("IN-FLIGHT");
        assertThat(problems).isEmpty();
    }
}
