package tallystick.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tallystick.dialects.Dialects;
import tallystick.wire.Carriage;
import tallystick.wire.Dialect;

/**
 * The pages under docs/dialects say what the code does: their tables are made by it. {@code -Ddialects.update=true}
 * writes the tables anew.
 */
class DialectPagesTest {
    private static final String BEGIN = "<!-- carriage: made by DialectPagesTest -->\n";
    private static final String END = "<!-- end of carriage -->";

    private static final List<String[]> GO = List.of(
            new String[] {"bool", "bool"},
            new String[] {"i64", "int64"},
            new String[] {"i64", "int32"},
            new String[] {"u64", "uint64"},
            new String[] {"bigint", "*big.Int"},
            new String[] {"f64", "float64"},
            new String[] {"f32", "float32"},
            new String[] {"f32", "float64"},
            new String[] {"decimal(38,9)", "decimal.Decimal"},
            new String[] {"string", "string"},
            new String[] {"bytes", "[]byte"},
            new String[] {"bytes", "[4]byte"},
            new String[] {"uuid", "uuid.UUID"},
            new String[] {"uuid", "string"},
            new String[] {"date", "string"},
            new String[] {"date", "time.Time"},
            new String[] {"datetime", "time.Time"},
            new String[] {"timestamp(9)", "time.Time"},
            new String[] {"timestamp(9,offset)", "time.Time"},
            new String[] {"duration", "time.Duration"},
            new String[] {"{list: i64}", "[]int64"},
            new String[] {"{list: i64, nullable: true}", "[]int64"},
            new String[] {"{map: {key: i32, value: string}}", "map[int32]string"},
            new String[] {"{map: {key: bool, value: string}}", "map[bool]string"},
            new String[] {"json", "any"},
            new String[] {"json", "json.RawMessage"});

    private static final List<String[]> GOB = List.of(
            new String[] {"bool", "bool"},
            new String[] {"i64", "int64"},
            new String[] {"i64", "int32"},
            new String[] {"u64", "uint64"},
            new String[] {"bigint", "*big.Int"},
            new String[] {"f64", "float64"},
            new String[] {"f32", "float64"},
            new String[] {"decimal(38,9)", "decimal.Decimal"},
            new String[] {"f64", "*big.Float"},
            new String[] {"decimal(38,9)", "*big.Rat"},
            new String[] {"string", "string"},
            new String[] {"string", "*string"},
            new String[] {"bytes", "[]byte"},
            new String[] {"bytes", "[4]byte"},
            new String[] {"uuid", "uuid.UUID"},
            new String[] {"uuid", "[16]byte"},
            new String[] {"uuid", "string"},
            new String[] {"date", "string"},
            new String[] {"date", "time.Time"},
            new String[] {"datetime", "time.Time"},
            new String[] {"timestamp(9)", "time.Time"},
            new String[] {"timestamp(9)", "*time.Time"},
            new String[] {"timestamp(9,offset)", "time.Time"},
            new String[] {"duration", "time.Duration"},
            new String[] {"string", "sql.NullString"},
            new String[] {"{list: i64}", "[]int64"},
            new String[] {"{list: f64}", "[]float64"},
            new String[] {"{list: i64, nullable: true}", "[]*int64"},
            new String[] {"{list: {list: i64}, nullable: true}", "[][]int64"},
            new String[] {"{map: {key: i32, value: string}}", "map[int32]string"},
            new String[] {"{map: {key: bool, value: string}}", "map[bool]string"},
            new String[] {"{map: {key: uuid, value: string}}", "map[uuid.UUID]string"},
            new String[] {"json", "any"},
            new String[] {"json", "json.RawMessage"},
            new String[] {"decimal(38,9)", "json.Number"});

    private static final List<String[]> RUST = List.of(
            new String[] {"bool", "bool"},
            new String[] {"i64", "i64"},
            new String[] {"i64", "i32"},
            new String[] {"i128", "i128"},
            new String[] {"bigint", "BigInt"},
            new String[] {"f64", "f64"},
            new String[] {"f32", "f32"},
            new String[] {"decimal(28,9)", "Decimal"},
            new String[] {"decimal(38,9)", "Decimal"},
            new String[] {"string", "String"},
            new String[] {"string", "char"},
            new String[] {"bytes", "Vec<u8>"},
            new String[] {"bytes", "ByteBuf"},
            new String[] {"uuid", "Uuid"},
            new String[] {"date", "NaiveDate"},
            new String[] {"time", "NaiveTime"},
            new String[] {"datetime", "NaiveDateTime"},
            new String[] {"timestamp(9)", "DateTime<Utc>"},
            new String[] {"timestamp(9,offset)", "DateTime<Utc>"},
            new String[] {"timestamp(9,offset)", "DateTime<FixedOffset>"},
            new String[] {"timestamp(9,offset)", "time::OffsetDateTime"},
            new String[] {"timestamp(9)", "SystemTime"},
            new String[] {"duration", "std::time::Duration"},
            new String[] {"duration", "TimeDelta"},
            new String[] {"{list: i64}", "Vec<i64>"},
            new String[] {"{tuple: [i64, string]}", "(i64, String)"},
            new String[] {"{map: {key: bool, value: string}}", "HashMap<bool, String>"},
            new String[] {"{map: {key: bytes, value: string}}", "HashMap<ByteBuf, String>"},
            new String[] {"json", "serde_json::Value"});

    @Test
    void go() throws IOException {
        page("go-encoding-json.md", "go/encoding-json@1.22", GO);
    }

    @Test
    void gob() throws IOException {
        page("go-encoding-gob.md", "go/encoding-gob", GOB);
    }

    @Test
    void rust() throws IOException {
        page("rust-serde-json.md", "rust/serde-json@zmij", RUST);
    }

    @Test
    void bincode() throws IOException {
        page("rust-bincode.md", "rust/bincode@2", RUST);
    }

    @Test
    void postcard() throws IOException {
        page("rust-postcard.md", "rust/postcard@1", RUST);
    }

    @Test
    void jsoniter() throws IOException {
        page("go-jsoniter.md", "go/jsoniter@fastest", GO);
    }

    @Test
    void goCsv() throws IOException {
        page("go-encoding-csv.md", "go/encoding-csv", GO);
    }

    @Test
    void rustCsv() throws IOException {
        page("rust-csv.md", "rust/csv", RUST);
    }

    @Test
    void messagePack() throws IOException {
        page("rust-rmp-serde.md", "rust/rmp-serde@1", RUST);
    }

    @Test
    void cbor() throws IOException {
        page("rust-ciborium.md", "rust/ciborium@0.2", RUST);
    }

    @Test
    void everyDialectIsOnItsPage() throws IOException {
        for (Dialect dialect : Dialects.all()) {
            String page = dialect.name().replaceAll("@.*", "").replace('/', '-') + ".md";
            assertThat(Files.readString(folder().resolve(page))).contains("`" + dialect.name() + "`");
        }
    }

    private static Path folder() {
        return Path.of("../docs/dialects");
    }

    private static void page(String name, String dialect, List<String[]> pairs) throws IOException {
        StringBuilder table = new StringBuilder("| contract | side | carried | why |\n|---|---|---|---|\n");
        for (String[] pair : pairs) {
            Side side = Side.of(
                    dialect,
                    "",
                    "{id: 1, name: v, type: " + (pair[0].startsWith("{") ? pair[0] : "\"" + pair[0] + "\"") + "}",
                    "",
                    "{name: v, type: \"" + pair[1] + "\"}");
            Map<String, Carriage> carriage = side.dialect.carriage(side.bound);
            assertThat(carriage.keySet()).containsExactlyInAnyOrder("id", "v");
            Carriage how = carriage.get("v");
            assertThat(how.why().isEmpty()).isEqualTo(how.how() == Carriage.How.EXACT);
            table.append("| `")
                    .append(pair[0])
                    .append("` | `")
                    .append(pair[1])
                    .append("` | ")
                    .append(how.how().code());
            table.append(" | ").append(how.why()).append(" |\n");
        }
        Path page = folder().resolve(name);
        String text = Files.readString(page);
        assertThat(text).contains(BEGIN).contains(END);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        if (Boolean.getBoolean("dialects.update")) {
            Files.writeString(page, text.substring(0, begin) + table + text.substring(end));
        } else {
            assertThat(text.substring(begin, end)).isEqualTo(table.toString());
        }
    }
}
