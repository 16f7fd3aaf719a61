package tallystick.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tallystick.contract.Diagnostic;
import tallystick.shape.DecodeOptions;
import tallystick.store.Compression;
import tallystick.store.Layout;
import tallystick.wire.Carriage;

class MigrationFileTest {
    static final String CONTRACT =
            """
            contract: flights
            version: 1
            key: [id]
            types:
              Leg: {struct: [{id: 1, name: fare, type: f64}]}
            fields:
              - {id: 1, name: id, type: i64}
              - {id: 2, name: carrier, type: string, presence: nullable, equivalences: [null_is_absent]}
              - {id: 3, name: tags, type: {list: string}, presence: nullable, equivalences: [empty_is_null, null_is_absent]}
              - {id: 4, name: departed, type: "timestamp(9,offset)"}
              - {id: 5, name: leg, type: {ref: Leg}}
              - {id: 6, name: status, type: {enum: [{id: 0, name: done}, {id: 1, name: cancelled}]}}
              - {id: 7, name: born, type: date}
            """;

    static final String MIGRATION =
            """
            migration: flights-go-to-rust
            contract: contract.yaml
            state: ../state
            source:
              runtime: go
              dialect: go/encoding-json@1.22
              store: {kind: files, path: ../data/go, units: "day={day}", include: "*.json.gz", compression: gzip}
              framing: {kind: lines, bom: true, crlf: false}
              record: Flight
              types:
                Flight:
                  struct:
                    - {name: id, type: int64}
                    - {name: carrier, type: "*string"}
                    - {name: tags, type: "[]string", omitempty: true}
                    - {name: departed, type: time.Time}
                    - {name: leg, type: Leg}
                    - {name: status, type: string}
                    - {name: born, type: string}
                Leg: {struct: [{name: fare, type: float64}]}
              unknown_fields: ignore
              duplicate_keys: last-wins
            target:
              store: {kind: delta, path: "s3a://lake/flights/"}
            mapping:
              - {field: carrier, target: airline}
            slices: {by: ["day(departed)", status, "bucket(16, id)"]}
            limits: {max_record_bytes: 1MiB, max_depth: 100}
            waves: {bytes: 2GiB, units: 10}
            checks:
              - {check: rows, min: 1}
              - {check: unique, fields: [id]}
              - {check: complete, field: carrier, at_least: 0.99, level: warn}
              - {check: range, field: leg.fare, min: 0, max: 10000.5}
              - {check: allowed, field: status, values: [done]}
              - {check: predicate, name: arrives, sql: "id > 0", on_null: pass}
            gates: {allow_empty: true, max_quarantined: 7}
            """;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        Path conf = Files.createDirectories(folder.resolve("conf"));
        Files.writeString(conf.resolve("contract.yaml"), CONTRACT);
        file = Files.writeString(conf.resolve("migration.yaml"), MIGRATION);
    }

    /** A migration between two tables needs no dialect. */
    private void tables() throws IOException {
        int source = MIGRATION.indexOf("source:");
        int target = MIGRATION.indexOf("target:");
        Files.writeString(
                file,
                MIGRATION.substring(0, source)
                        + "source:\n  store: {kind: parquet, path: ../data/parquet, units: \"day={day}\"}\n"
                        + MIGRATION.substring(target));
    }

    @Test
    void readsAMigrationBetweenTables() throws IOException {
        tables();
        Loaded loaded = load();

        assertThat(loaded.diagnostics()).isEmpty();
        Migration migration = loaded.migration().orElseThrow();
        assertThat(migration.name()).isEqualTo("flights-go-to-rust");
        assertThat(migration.contract())
                .isEqualTo(folder.resolve("conf/contract.yaml").toString());
        assertThat(migration.state()).isEqualTo(folder.resolve("state").toString());
        assertThat(migration.home())
                .isEqualTo(folder.resolve("state/flights-go-to-rust").toString());
        assertThat(migration.canonical())
                .isEqualTo(folder.resolve("state/flights-go-to-rust/canonical").toString());
        assertThat(migration.source().store())
                .isEqualTo(new Store(
                        Store.Kind.PARQUET,
                        folder.resolve("data/parquet").toString(),
                        Optional.of("day={day}"),
                        Map.of(),
                        Optional.empty(),
                        Compression.AUTO));
        assertThat(migration.target().store().path()).isEqualTo("s3a://lake/flights");
        assertThat(migration.target().format()).isEmpty();
        assertThat(migration.mapping(SideName.SOURCE)).isEmpty();
        assertThat(migration.mapping(SideName.TARGET)).isEqualTo(Map.of("carrier", "airline"));
        assertThat(migration.slices()).containsExactly("day(departed)", "status", "bucket(16, id)");
        assertThat(migration.limits()).isEqualTo(new Limits(1 << 20, 100, 1000));
        assertThat(migration.waves()).isEqualTo(new Waves(2L << 30, 10));
        assertThat(migration.gates()).isEqualTo(new Gates(true, 7));
        assertThat(migration.checks())
                .containsExactly(
                        new Check.Rows("rows", Check.Level.FAIL, OptionalLong.of(1), OptionalLong.empty()),
                        new Check.Unique("unique(id)", Check.Level.FAIL, List.of("id")),
                        new Check.Complete("complete(carrier)", Check.Level.WARN, "carrier", new BigDecimal("0.99")),
                        new Check.Range(
                                "range(leg.fare)",
                                Check.Level.FAIL,
                                "leg.fare",
                                Optional.of("0"),
                                Optional.of("10000.5"),
                                BigDecimal.ONE),
                        new Check.Allowed(
                                "allowed(status)", Check.Level.FAIL, "status", List.of("done"), BigDecimal.ONE),
                        new Check.Predicate("arrives", Check.Level.FAIL, "id > 0", true, BigDecimal.ONE));
        assertThat(load(Setting.parse("source.store.filed_by={day: day(departed)}"))
                        .migration()
                        .orElseThrow()
                        .source()
                        .store()
                        .filedBy())
                .isEqualTo(Map.of("day", "day(departed)"));
        assertThat(loaded.contract().orElseThrow().name()).isEqualTo("flights");
        assertThat(loaded.source()).isEmpty();
        assertThat(loaded.fingerprint()).matches("[0-9a-f]{64}");
    }

    @Test
    void saysWhatATableCannotBeKnownToCarry() throws IOException {
        tables();
        Map<String, Carriage> carriage = load().carriage().get(SideName.SOURCE);

        assertThat(carriage.keySet()).containsExactly("id", "carrier", "tags", "departed", "leg", "status", "born");
        assertThat(carriage.get("id")).isEqualTo(Carriage.EXACT);
        assertThat(carriage.get("departed").how()).isEqualTo(Carriage.How.LOSSY);
        assertThat(carriage.get("departed").why()).contains("departed__offset");
    }

    @Test
    void readsASideOfFiles() throws IOException {
        Format format = side(MIGRATION).requireFormat();
        assertThat(format.runtime()).isEqualTo("go");
        assertThat(format.dialect()).isEqualTo("go/encoding-json@1.22");
        assertThat(format.layout()).isEqualTo(new Layout.Lines(true, false, false));
        assertThat(format.records()).containsExactly(RecordEntry.of("Flight"));
        assertThat(format.types().get("Leg").has("struct")).isTrue();
        assertThat(format.options()).isEqualTo(new DecodeOptions(true, true, 100));
    }

    @Test
    void readsTheProgramThatBearsWitness() throws IOException {
        assertThat(side(MIGRATION).witness()).isEmpty();
        String framing = "  framing: {kind: lines, bom: true, crlf: false}\n";
        String witness = "  witness: {command: [go, run, ./cmd/witness], folder: ../orders}\n";
        assertThat(side(MIGRATION.replace(framing, framing + witness)).witness())
                .contains(new WitnessProgram(
                        List.of("go", "run", "./cmd/witness"),
                        folder.resolve("orders").toString()));
        assertThat(side(MIGRATION.replace(framing, framing + witness.replace(", folder: ../orders", "")))
                        .witness()
                        .orElseThrow()
                        .folder())
                .isEqualTo(folder.resolve("conf").toString());
    }

    @Test
    void hasDefaults() throws IOException {
        Files.writeString(
                file,
                """
                migration: m
                contract: contract.yaml
                state: /state
                source: {store: {kind: delta, path: /a}}
                target: {store: {kind: delta, path: /b}}
                """);
        Loaded loaded = load();
        assertThat(loaded.diagnostics()).isEmpty();
        Migration migration = loaded.migration().orElseThrow();
        assertThat(migration.slicesAreUnits()).isTrue();
        assertThat(migration.limits()).isEqualTo(new Limits(16 << 20, 1000, 1000));
        assertThat(migration.waves()).isEqualTo(new Waves(64L << 30, 2000));
        assertThat(migration.gates()).isEqualTo(new Gates(false, 0));
        assertThat(migration.checks()).isEmpty();
        assertThat(migration.canonical()).isEqualTo("/state/m/canonical");
    }

    // what is refused: setting | part of the message. Each is refused by the JSON Schema too, unless it needs the
    // contract.

    private static final String REFUSED_BY_SCHEMA =
            """
            migratoin=x                        | Did you mean migration?
            migration=a/b                      | is no name of a folder
            state=7                            | state is a text, but here is the number 7
            source=7                           | source is a mapping, but here is the number 7
            source.runtime=golang              | runtime cannot be golang
            source.dialet=x                    | Did you mean dialect?
            source.store.kind=file             | Did you mean files?
            source.store.compression=gz        | compression cannot be gz
            source.store.pth=x                 | Did you mean path?
            source.framing.kind=blocks         | kind cannot be blocks
            source.framing={kind: length}      | prefix is missing
            source.framing={kind: length, prefix: u16} | prefix cannot be u16
            source.framing={kind: length, prefix: u32} | Write byte_order: little, or byte_order: big
            source.framing={kind: length, prefix: varint, byte_order: big} | a varint has no byte_order
            source.framing={kind: length, prefix: varint, checksum: {kind: crc32, place: after}} | byte_order is missing
            source.framing={kind: length, prefix: varint, checksum: {kind: crc32}} | place is missing
            source.framing={kind: length, prefix: varint, checksum: {kind: md5, place: after}} | kind cannot be md5
            source.framing={kind: length, prefix: varint, crlf: true} | crlf is no matter of kind: length
            source.framing={kind: file, torn_tail: true} | torn_tail is no matter of kind: file
            source.framing={kind: lines, torn_tail: true} | Its keys are bom, crlf, nul_padding
            source.unwrap=[]                   | unwrap names no step
            source.unwrap=gzip                 | unwrap is a list
            source.unwrap=[base46]             | Did you mean base64?
            source.unwrap=[{strip: 0}]         | strip is 0, which is out of bounds
            source.unwrap=[{strp: 5}]          | Did you mean strip?
            source.unwrap=[{confluent: x}]     | confluent is a whole number
            source.unwrap=[{strip: 5, confluent: 7}] | an unwrap step is one word, or one key
            source.framing.bom=yes             | bom is true or false, but here is the text yes
            source.unknown_fields=ignored      | Did you mean ignore?
            source.duplicate_keys=last_wins    | Did you mean last-wins?
            source.witness={folder: x}         | command is missing
            source.witness={command: []}       | the witness of the source has no command
            source.witness={command: go}       | command is a list
            source.witness={comand: [go]}      | Did you mean command?
            target.witness={command: [x]}      | a side that is a table has no witness
            source.types=[a]                   | types is a mapping, but here is a list
            target.record=Flight               | a side that is a table has no record
            target.store.compression=gzip      | a table has no compression
            mapping.0={field: carrier}         | names neither source nor target
            mapping.0={source: x}              | field is missing
            mapping.0.feild=x                  | Did you mean field?
            slices.by=day                      | Write by: [day]
            slices.by=[]                       | slices.by is empty
            slices.on=x                        | slices has no key on
            limits.max_record_bytes=16MB       | Did you mean 16MiB?
            limits.max_record_bytes=-1         | which is no size
            limits.max_depth=0                 | max_depth is 0, which is out of bounds
            limits.max_depth=1001              | max_depth is 1001, which is out of bounds
            limits.max_depth="7"               | max_depth is a whole number, but here is the text 7
            waves.units=0                      | units is 0, which is out of bounds
            waves.bytes=lots                   | which is no size
            gates.allow_empty=no               | allow_empty is true or false, but here is the text no
            gates.max_quarantined=-1           | which is out of bounds
            checks=7                           | checks is a list, but here is the number 7
            checks.0.check=row                 | Did you mean rows?
            checks.0.mn=1                      | Did you mean min?
            checks.0={check: rows}             | neither min nor max
            checks.1={check: unique}           | fields is missing
            checks.1.fields=[]                 | no field is named
            checks.2.at_least=99               | at_least is a fraction from 0 to 1, but here is the number 99
            checks.2.level=warning             | Did you mean warn?
            checks.3={check: range, field: id} | neither min nor max
            checks.3.min=true                  | min is a number, a date or a time, but here is true
            checks.4.values=[]                 | no value is allowed
            checks.5.on_null=maybe             | on_null cannot be maybe
            checks.5={check: predicate, sql: x} | name is missing
            canonical={}                       | path is missing
            """;

    private static final String REFUSED_BY_PARSER_ONLY =
            """
            source.store.units=day={day        | holds a { without a }
            source.store.filed_by={dy: day(departed)} | Did you mean day?
            source.store.filed_by={day: day(departd)} | Did you mean departed?
            source.store={kind: files, path: x, filed_by: {day: id}} | placeholders of units mean, and there is none
            source.store.include="{a"          | braces that do not match
            source.unwrap=[gzip]               | records in gzip may hold line feeds
            source={runtime: go, dialect: go/encoding-json@1.22, store: {kind: files, path: x}, unwrap: [zstd], record: F, types: {F: {struct: []}}} | what zstd makes of a record
            source.framing={kind: concatenated} | records of go/encoding-json@1.22 do not say where they end
            source.witness={command: [x], folder: "s3a://b/x"} | a witness is started on this machine
            source.dialect=go/encoding-jsn@1.22 | there is no dialect go/encoding-jsn@1.22
            source.dialect=rust/serde-json@zmij | is not one of the runtime go
            contract=nowhere.yaml              | there is no such file
            contract="s3a://bucket/c.yaml"     | the contract is a local file
            limits.max_record_bytes=2GiB       | which is out of bounds
            slices.by=["days(departed)"]       | Did you mean day?
            slices.by=["day(departd)"]         | Did you mean departed?
            slices.by=["day(status)"]          | is a function of dates
            slices.by=["hour(born)"]           | is a date and has no hour
            slices.by=["bucket(id)"]           | Say how many buckets
            slices.by=["bucket(0, id)"]        | is no number of buckets
            slices.by=["day(3, departed)"]     | is no slice
            slices.by=[tags]                   | no slice can be made of it
            slices.by=[leg.fare]               | names no top-level field
            slices.by=[bucket(16, id)]         | put it in quotes
            checks.0={check: rows, min: 2, max: 1} | min is greater than max
            checks.1.fields=[idd]              | the contract has no field idd
            checks.3.min=abc                   | min is abc, which is no number
            checks.3.min=10001                 | min is greater than max
            checks.2.field=leg.fair            | Did you mean leg.fare?
            checks.3.field=status              | has no order that a range could be of
            checks.4.values=[don]              | Did you mean done?
            checks.2.name=rows                 | two checks are called rows
            mapping.1={field: carrier, target: x} | is mapped twice on the target
            mapping.0.field=carier             | Did you mean carrier?
            """;

    static Stream<String> refusedBySchemaToo() {
        return REFUSED_BY_SCHEMA.lines().map(line -> line.substring(0, line.indexOf(" |"))
                .strip());
    }

    static Stream<String> refused() {
        return Stream.concat(REFUSED_BY_SCHEMA.lines(), REFUSED_BY_PARSER_ONLY.lines());
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refuses(String line) throws IOException {
        int bar = line.indexOf(" |");
        Setting setting = Setting.parse(line.substring(0, bar).strip());
        if (!setting.path().startsWith("source") && !setting.value().startsWith("rust")) {
            tables();
        }
        Loaded loaded = load(setting);
        assertThat(texts(loaded)).anySatisfy(text -> assertThat(text)
                .contains(line.substring(bar + 2).strip()));
        assertThat(loaded.isWrong()).isTrue();
    }

    @Test
    void aMissingKeyIsReportedWhereItBelongs() throws IOException {
        Files.writeString(file, "migration: m\ncontract: contract.yaml\nsource:\n  store: {kind: files}\n");
        assertThat(texts(load()))
                .contains(
                        file + ":1: state is missing. Name a folder for tables and manifests: state: ../state.",
                        file + ":4: path is missing. Name the folder: path: ../data/go.",
                        file
                                + ":3: runtime is missing. Say which program wrote the files: runtime: go, or runtime: rust.")
                .anySatisfy(text -> assertThat(text).startsWith(file + ":1: target is missing."));
    }

    @Test
    void problemsOfTheContractAreAtItsOwnLines() throws IOException {
        tables();
        Path contract = folder.resolve("conf/contract.yaml");
        Files.writeString(contract, CONTRACT.replace("name: carrier, type: string", "name: carrier, type: strng"));
        assertThat(texts(load())).containsExactly(contract + ":8: there is no type strng. Did you mean string?");
        assertThat(load().contract()).isEmpty();
    }

    @Test
    void aSettingReplacesTheValueOfTheFile() throws IOException {
        tables();
        Loaded loaded = load(
                Setting.parse("source.store.path=/elsewhere"),
                Setting.parse("mapping.0.target=line"),
                Setting.parse("limits.max_findings_per_slice=5"));
        assertThat(loaded.diagnostics()).isEmpty();
        Migration migration = loaded.migration().orElseThrow();
        assertThat(migration.source().store().path()).isEqualTo("/elsewhere");
        assertThat(migration.mapping(SideName.TARGET)).isEqualTo(Map.of("carrier", "line"));
        assertThat(migration.limits().maxFindingsPerSlice()).isEqualTo(5);
        assertThat(loaded.fingerprint()).isNotEqualTo(load().fingerprint());
    }

    @Test
    void aSettingIsNamedInItsProblems() throws IOException {
        tables();
        assertThat(texts(load(Setting.parse("limits.max_dept=3"))))
                .containsExactly("--set limits.max_dept=3: limits has no key max_dept. Did you mean max_depth?");
        assertThat(texts(load(Setting.parse("sourc.store.path=/x"))))
                .containsExactly("--set sourc.store.path=/x: a migration has no key sourc. Did you mean source?");
        assertThat(texts(load(Setting.parse("mapping.7.target=x"))))
                .singleElement()
                .asString()
                .contains("7 is no position in this list of 1");
        assertThatThrownBy(() -> Setting.parse("limits"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Write --set path=value");
    }

    @Test
    void aTextSettingMayHoldAnySign() throws IOException {
        tables();
        Loaded loaded = load(Setting.text("state", "/a: [b] \"c\" \\ #d", "--state"));
        assertThat(loaded.migration().orElseThrow().state()).isEqualTo("/a: [b] \"c\" \\ #d");
    }

    @Test
    void secretsAreResolvedAndKeptOutOfEverything() throws IOException {
        tables();
        Files.writeString(folder.resolve("conf/secret.txt"), "hunter2-from-a-file\n");
        Setting source = Setting.parse("source.store.path=s3a://${env:BUCKET}/x");
        Setting target = Setting.parse("target.store.path=/${file:secret.txt}/y");
        Loaded loaded = MigrationFile.load(file, List.of(source, target), Map.of("BUCKET", "top-secret-bucket"));

        assertThat(loaded.diagnostics()).isEmpty();
        Migration migration = loaded.migration().orElseThrow();
        assertThat(migration.source().store().path()).isEqualTo("s3a://top-secret-bucket/x");
        assertThat(migration.target().store().path()).isEqualTo("/hunter2-from-a-file/y");
        assertThat(loaded.redaction().filter("cannot list s3a://top-secret-bucket/x or /hunter2-from-a-file/y"))
                .isEqualTo("cannot list s3a://${env:BUCKET}/x or /${file:secret.txt}/y");
        assertThat(MigrationFile.load(file, List.of(source, target), Map.of("BUCKET", "another-bucket"))
                        .fingerprint())
                .isEqualTo(loaded.fingerprint());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ${env:NOT_SET}     | the environment variable NOT_SET is not set
            ${file:none.txt}   | the file none.txt cannot be read
            ${vault:x}         | ${vault:x} is no reference
            ${env:SHORT}       | ${env:SHORT} is too short to be kept out of what is printed
            ${env:EMPTY}       | ${env:EMPTY} is empty
            ${env:NOT_CLOSED   | ${env:NOT_CLOSED is no reference
            """)
    void aReferenceThatCannotBeResolvedIsAProblem(String reference, String expected) throws IOException {
        tables();
        Files.writeString(file, Files.readString(file).replace("../state", reference));
        Loaded loaded = MigrationFile.load(file, List.of(), Map.of("SHORT", "abc", "EMPTY", ""));
        assertThat(texts(loaded))
                .anySatisfy(text -> assertThat(text).startsWith(file + ":3: ").contains(expected));
    }

    @Test
    void aProblemThatQuotesASecretIsRedacted() throws IOException {
        tables();
        Loaded loaded = MigrationFile.load(
                file, List.of(Setting.parse("source.runtime=${env:KEY}")), Map.of("KEY", "secret-value"));
        assertThat(loaded.diagnostics()).singleElement().satisfies(diagnostic -> {
            assertThat(diagnostic.toString()).contains("secret-value");
            assertThat(loaded.redaction().filter(diagnostic.toString()))
                    .doesNotContain("secret-value")
                    .contains("runtime cannot be ${env:KEY}");
        });
    }

    @Test
    void aPartOfASecretIsNotQuoted() throws IOException {
        for (String secret : List.of("*sec/ret", "[]sec-ret", "[sec]ret", "map[sec]ret", "sec ret", "int64sec ret")) {
            Loaded loaded = MigrationFile.load(
                    file, List.of(Setting.parse("source.types.Leg.struct.0.type=${env:KEY}")), Map.of("KEY", secret));
            assertThat(loaded.isWrong()).isTrue();
            assertThat(loaded.diagnostics())
                    .allSatisfy(diagnostic -> assertThat(loaded.redaction().filter(diagnostic.toString()))
                            .as(secret)
                            .doesNotContain("sec"));
        }
    }

    @Test
    void aWrongRuntimeDoesNotMakeEveryTypeWrong() throws IOException {
        assertThat(texts(load(Setting.parse("source.runtime=golang"))))
                .singleElement()
                .satisfies(text -> assertThat(text).contains("runtime cannot be golang"));
        assertThat(texts(load(Setting.parse("source.runtime=rust"))))
                .singleElement()
                .satisfies(text -> assertThat(text).contains("is not one of the runtime rust"));
    }

    private Side side(String text) throws IOException {
        Files.writeString(file, text);
        Loaded loaded = load();
        // The shape above does not fit the contract in every field: the model is there all the same.
        return loaded.migration().orElseThrow().source();
    }

    private Loaded load(Setting... settings) {
        return MigrationFile.load(file, List.of(settings), Map.of());
    }

    private static List<String> texts(Loaded loaded) {
        return loaded.diagnostics().stream().map(Diagnostic::toString).toList();
    }
}
