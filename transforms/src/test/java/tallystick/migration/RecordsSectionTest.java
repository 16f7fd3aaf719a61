package tallystick.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tallystick.canonical.ByteSink;
import tallystick.canonical.RecordBuffer;
import tallystick.contract.Diagnostic;
import tallystick.record.RecordShapes;
import tallystick.wire.Findings;
import tallystick.wire.Reason;
import tallystick.wire.RecordDecoder;

class RecordsSectionTest {
    private static final String CONTRACT =
            """
            contract: orders
            version: 1
            key: [id]
            fields:
              - {id: 1, name: id, type: i64}
              - {id: 2, name: cents, type: i64, presence: nullable, equivalences: [null_is_absent]}
            """;

    private static final String GO =
            """
              runtime: go
              dialect: DIALECT
              store: {kind: files, path: in, units: "year={year}/month={month}"}
              types:
                Order: {struct: [{name: id, type: int64}, {name: cents, type: int64}]}
                Tagged: {struct: [{name: kind, type: string}, {name: id, type: int64}, {name: meta, type: Meta}]}
                Meta: {struct: [{name: version, type: uint8}]}
            """;

    private static final String RUST =
            """
              runtime: rust
              dialect: DIALECT
              store: {kind: files, path: in}
              types:
                Order: {struct: [{name: id, type: i64}, {name: cents, type: Option<i64>}]}
                Old: {struct: [{name: id, type: i64}]}
            """;

    @TempDir
    private Path folder;

    private Loaded load(String side, String dialect, String records) throws IOException {
        Files.writeString(folder.resolve("contract.yaml"), CONTRACT);
        return MigrationFile.load(
                Files.writeString(
                        folder.resolve("m.yaml"),
                        "migration: m\ncontract: contract.yaml\nstate: state\nsource:\n"
                                + side.replace("DIALECT", dialect) + "  " + records
                                + "\ntarget: {store: {kind: delta, path: out}}\n"),
                List.of());
    }

    private static List<String> problems(Loaded loaded) {
        return loaded.diagnostics().stream()
                .filter(Diagnostic::isError)
                .map(diagnostic -> diagnostic.problem().pointer() + ": "
                        + diagnostic.problem().what())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            records: []                                                                 | none of records names a type
            records: [{route: x}]                                                       | none of records names a type
            records: [{when: {field: kind, is: a}}]                                     | neither a record nor a route
            records: [{record: Order, route: x}]                                        | both a record and a route
            records: [{record: Order}, {route: skip}]                                   | /source/records/1: this one of records is for no record
            records: [{when: {field: kind, is: [a, b]}, record: Order}, {when: {field: kind, is: a}, route: x}] | whatever meets its when meets that of records 0
            records: [{when: {first_bytes: "01"}, record: Order}, {when: {first_bytes: "0102"}, route: x}]      | for no record
            records: [{when: {path: "*"}, record: Order, write: true}, {record: Order, write: true}]            | two of records are declared to be written
            records: [{when: {field: kind}, record: Order}]                             | is is missing
            records: [{when: {is: 1}, record: Order}]                                   | is says a value, but not of which field
            records: [{when: {field: kind, is: [1, a]}, record: Order}]                 | values of several kinds
            records: [{when: {field: kind, is: 1.5}, record: Order}]                    | here is the number 1.5
            records: [{when: {type: Order}, record: Order}]                             | do not say of which type they are
            records: [{when: {first_bytes: "1"}, record: Order}]                        | not two hexadecimal digits
            records: [{when: {path: "{a"}, record: Order}]                              | braces
            records: [{when: {dates: {of: day, from: 2024-01-01}}, record: Order}]      | no placeholder day
            records: [{when: {dates: {from: 2024-01-01}}, record: Order}]               | does not say which placeholders
            records: [{when: {dates: {of: [year, month], from: 2024-02-30}}, record: Order}]                      | is no date
            records: [{when: {dates: {of: year, from: 2024-02-01, before: 2024-02-01}}, record: Order}]           | no day is in dates
            records: [{when: {dates: {of: year}}, record: Order}]                       | neither from nor before
            records: [{when: {path: "*"}, record: Order, strip: true}]                  | takes off the first bytes
            records: [{record: Order}, {when: {field: k, is: 1}, route: orders}]        | orders is this migration's own dataset
            records: [{record: Order}, {when: {field: k, is: 1}, route: a b}]           | no name of a dataset
            records: [{when: {field: k, is: 1}, route: x, write: true}, {record: Order}] | what is routed is not read here and has no write
            records: [{when: {field: k, is: 1}, record: Ordr}]                          | /source/records/0/record: record names the type "Ordr"
            records: [{when: {field: k, is: 1}, record: Order, mapping: {x: y}}]        | /source/records/0/mapping: the mapping names the field "x"
            records: [{when: {feild: k}, record: Order}]                                | when has no key feild
            record: Order, records: [{record: Order}]                                   | a side has either record or records
            """)
    void saysWhatIsWrong(String records, String what) throws IOException {
        String yaml = records.startsWith("record: Order,") ? records.replace("Order, ", "Order\n  ") : records;
        assertThat(problems(load(GO, "go/encoding-json@1.22", yaml)))
                .anySatisfy(problem -> assertThat(problem).contains(what));
    }

    @Test
    void whatAFormatCannotTellIsSaid() throws IOException {
        assertThat(problems(load(RUST, "rust/bincode@1", "records: [{when: {field: id, is: 1}, record: Order}]")))
                .anySatisfy(problem -> assertThat(problem).contains("do not name their fields"));
        assertThat(problems(load(RUST, "rust/rmp-serde@1", "records: [{when: {field: id, is: 1}, record: Order}]")))
                .anySatisfy(problem -> assertThat(problem).contains("do not name their fields"));
        assertThat(problems(load(
                        RUST,
                        "rust/rmp-serde@1-named",
                        "records: [{when: {field: k, is: 1}, route: x}, {record: Order}]")))
                .isEmpty();
        assertThat(problems(load(
                        RUST,
                        "rust/rmp-serde@1",
                        "records: [{when: {first_bytes: \"91\"}, record: Old}, {record: Order}]")))
                .isEmpty();
        assertThat(problems(load(
                        RUST,
                        "rust/bincode@1",
                        "records: [{when: {first_bytes: \"00\"}, record: Old}, {record: Order}]")))
                .anySatisfy(problem -> assertThat(problem).contains("several shapes cannot stand one after the other"));
        assertThat(problems(load(
                        GO, "go/encoding-gob", "records: [{when: {field: id, is: 1}, route: x}, {record: Order}]")))
                .anySatisfy(problem -> assertThat(problem).contains("this route names none"));
        assertThat(problems(load(GO, "go/encoding-gob", "records: [{when: {field: kind, is: a}, record: Order}]")))
                .anySatisfy(problem -> assertThat(problem).contains("Order declares no field kind"));
    }

    private static String decode(RecordDecoder decoder, RecordBuffer record, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        Findings findings = new Findings();
        boolean whole = decoder.decode(bytes, 0, bytes.length, record, findings);
        if (!decoder.route().isEmpty()) {
            assertThat(whole).isFalse();
            assertThat(findings.isEmpty()).isTrue();
            return "-> " + decoder.route();
        }
        return whole && findings.isEmpty()
                ? "id " + record.integer(record.slot(0, 0))
                : findings.list().get(0).reason().code();
    }

    @Test
    void aNestedVersionAndTheDateOfTheUnitDecide() throws IOException {
        Loaded loaded = load(
                GO,
                "go/encoding-json@1.22",
                """
                records:
                    - {when: {field: meta.version, is: [2, 3]}, record: Tagged}
                    - {when: {field: kind, is: pay}, route: payments}
                    - {when: {dates: {of: [year, month], from: 2024-02-01, before: 2024-03-01}}, record: Order}
                  unknown_fields: ignore""");
        assertThat(problems(loaded)).isEmpty();
        RecordDecoder decoder = loaded.source().orElseThrow().decoder();
        RecordBuffer record = new RecordBuffer();
        String tagged = "{\"kind\":\"x\",\"id\":7,\"meta\":{\"version\":3}}";
        decoder.begin("year=2024/month=2", "f");
        assertThat(decode(decoder, record, tagged)).isEqualTo("id 7");
        assertThat(decode(decoder, record, tagged.replace("3", "\"3\""))).isEqualTo("id 7");
        assertThat(decode(decoder, record, "{\"kind\":\"pay\",\"id\":7}")).isEqualTo("-> payments");
        assertThat(decode(decoder, record, "{\"id\":8,\"cents\":1}")).isEqualTo("id 8");
        for (String unit : List.of("year=2024/month=3", "year=2024/month=x", "year=2023/month=02")) {
            decoder.begin(unit, "f");
            assertThat(decode(decoder, record, "{\"id\":8,\"cents\":1}")).isEqualTo("no_shape");
            assertThat(decode(decoder, record, tagged)).isEqualTo("id 7");
        }
        assertThat(decode(decoder, record, "{\"id\":8,")).isEqualTo("malformed");
    }

    @Test
    void aMonthInOneNumberIsNoYear() throws IOException {
        Loaded loaded = load(
                GO,
                "go/encoding-json@1.22",
                """
                records:
                    - {when: {dates: {of: month, from: 2024-07-01}}, record: Order}
                    - {when: {dates: {of: month, before: 2024-07-01}}, route: old}
                  unknown_fields: ignore""");
        assertThat(problems(loaded)).isEmpty();
        RecordDecoder decoder = loaded.source().orElseThrow().decoder();
        RecordBuffer record = new RecordBuffer();
        Map<String, String> expected = Map.of(
                "month=202403", "-> old",
                "month=202407", "id 8",
                "month=2024-03", "-> old",
                "month=20240731", "id 8",
                "month=2024031", "no_shape",
                "month=2024-0803", "no_shape");
        expected.forEach((unit, outcome) -> {
            decoder.begin("year=2024/" + unit, "f");
            assertThat(decode(decoder, record, "{\"id\":8,\"cents\":1}"))
                    .as(unit)
                    .isEqualTo(outcome);
        });
    }

    @Test
    void firstBytesDecideAreTakenOffAndWrittenAgain() throws IOException {
        Loaded loaded = load(
                RUST,
                "rust/bincode@1",
                """
                framing: {kind: length, prefix: varint}
                  records:
                    - {when: {first_bytes: "01"}, record: Old, strip: true}
                    - {when: {first_bytes: "02"}, record: Order, strip: true, write: true}
                    - {when: {first_bytes: "ff"}, route: skip}""");
        assertThat(problems(loaded)).isEmpty();
        RecordShapes records = loaded.source().orElseThrow();
        RecordDecoder decoder = records.decoder();
        RecordBuffer record = new RecordBuffer();
        decoder.begin("u", "f");
        assertThat(decode(decoder, record, "\u00ff")).isEqualTo("-> skip");
        assertThat(decode(decoder, record, "\003")).isEqualTo(Reason.NO_SHAPE.code());
        assertThat(decode(decoder, record, "")).isEqualTo(Reason.NO_SHAPE.code());
        assertThat(decode(decoder, record, "\001\005")).isEqualTo("malformed");
        assertThat(decode(decoder, record, "\001\005\000\000\000\000\000\000\000"))
                .isEqualTo("id 5");
        ByteSink out = new ByteSink(16);
        assertThat(records.encoder().encode(record, out, new Findings())).isTrue();
        assertThat(out.copy()).containsExactly(2, 5, 0, 0, 0, 0, 0, 0, 0, 0);
        assertThat(decode(decoder, record, new String(out.copy(), StandardCharsets.ISO_8859_1)))
                .isEqualTo("id 5");
    }

    @Test
    void serdesObjectsAreKnownByNumbersAndBooleans() throws IOException {
        Loaded loaded = load(
                RUST,
                "rust/serde-json@zmij",
                """
                records:
                    - {when: {field: v, is: [1, -2]}, route: old}
                    - {when: {field: a.b, is: true}, route: deep}
                    - {record: Order}
                  unknown_fields: ignore""");
        assertThat(problems(loaded)).isEmpty();
        RecordDecoder decoder = loaded.source().orElseThrow().decoder();
        RecordBuffer record = new RecordBuffer();
        decoder.begin("u", "f");
        assertThat(decode(decoder, record, "{\"id\":1,\"v\":-2}")).isEqualTo("-> old");
        assertThat(decode(decoder, record, "{\"v\":7,\"id\":1,\"v\":1}")).isEqualTo("-> old");
        assertThat(decode(decoder, record, "{\"id\":1,\"v\":1.5}")).isEqualTo("id 1");
        assertThat(decode(decoder, record, "{\"id\":1,\"v\":\"1\"}")).isEqualTo("id 1");
        assertThat(decode(decoder, record, "{\"id\":2,\"a\":{\"b\":true}}")).isEqualTo("-> deep");
        assertThat(decode(decoder, record, "{\"id\":3,\"a\":{\"b\":null}}")).isEqualTo("id 3");
        assertThat(decode(decoder, record, "{\"id\":4,\"a\":[true]}")).isEqualTo("id 4");
        assertThat(decode(decoder, record, "{\"id\":5,\"v\":99999999999999999999}"))
                .isEqualTo("id 5");
        assertThat(decode(decoder, record, "{\"id\":6,")).isEqualTo("malformed");
    }

    @Test
    void aColumnOfCsvIsFoundByItsHeader() throws IOException {
        String rows =
                """
                records:
                    - {when: {field: kind, is: note}, route: skip}
                    - {when: {field: version, is: 2}, record: Order}
                  unknown_fields: ignore""";
        Loaded loaded = load(GO, "go/encoding-csv", rows);
        assertThat(problems(loaded)).isEmpty();
        RecordDecoder decoder = loaded.source().orElseThrow().decoder();
        RecordBuffer record = new RecordBuffer();
        decoder.begin("u", "f");
        byte[] header = "version,kind,cents,id\n".getBytes(StandardCharsets.US_ASCII);
        decoder.header(header, 0, header.length);
        assertThat(decode(decoder, record, "1,note,5,7\n")).isEqualTo("-> skip");
        assertThat(decode(decoder, record, "2,order,5,8\n")).isEqualTo("id 8");
        assertThat(decode(decoder, record, "3,order,5,9\n")).isEqualTo("no_shape");
        assertThat(problems(load(GO, "go/encoding-csv", rows + "\n  options: {header: false}")))
                .anySatisfy(problem -> assertThat(problem).contains("do not name their fields"));
        assertThat(problems(load(GO, "go/encoding-csv", rows.replace("kind", "a.kind"))))
                .anySatisfy(problem -> assertThat(problem).contains("/source/records/0/when/field", "a.kind"));
    }
}
