package tallystick.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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

class ContractFileTest {
    private static final String EVERYTHING =
            """
            contract: flights
            version: 3
            key: [id, carrier]
            types:
              Leg:
                struct:
                  - {id: 1, name: fare, type: f64}
                  - {id: 2, name: next, type: {ref: Leg}, presence: nullable}
            fields:
              - {id: 1, name: id, type: i64}
              - {id: 2, name: carrier, type: string}
              - {id: 3, name: tags, type: {list: string, nullable: true}, presence: nullable, equivalences: [empty_is_null]}
              - {id: 4, name: departed, type: "timestamp(9,offset)", presence: tristate}
              - {id: 5, name: legs, type: {list: {ref: Leg}}, presence: optional}
              - {id: 6, name: price, type: "decimal(18,2)"}
              - {id: 7, name: codes, type: {map: {key: u8, value: f32, nullable: true}}}
              - {id: 8, name: pair, type: {tuple: [i8, "timestamp(3)"]}}
              - {id: 9, name: status, type: {enum: [{id: 0, name: departed}, {id: 7, name: "not yet"}]}}
              - {id: 10, name: event, type: {union: [{id: 0, name: none}, {id: 1, name: delay, type: duration}]}}
            """;

    @Test
    void readsEveryKindOfType() {
        Contract contract = read(EVERYTHING);

        assertThat(contract.name()).isEqualTo("flights");
        assertThat(contract.version()).isEqualTo(3);
        assertThat(contract.key()).containsExactly("id", "carrier");
        assertThat(contract.record().fields())
                .extracting(Field::type)
                .containsExactly(
                        Scalar.I64,
                        Scalar.STRING,
                        new ListType(Scalar.STRING, true),
                        new TimestampType(9, true),
                        new ListType(new Ref("Leg"), false),
                        new DecimalType(18, 2),
                        new MapType(Scalar.U8, Scalar.F32, true),
                        new TupleType(List.of(Scalar.I8, new TimestampType(3, false))),
                        new EnumType(List.of(
                                new CanonicalType.Variant(0, "departed"), new CanonicalType.Variant(7, "not yet"))),
                        new UnionType(List.of(
                                new CanonicalType.Alternative(0, "none", null),
                                new CanonicalType.Alternative(1, "delay", Scalar.DURATION))));
        assertThat(contract.record().fields())
                .extracting(Field::presence)
                .startsWith(
                        Presence.REQUIRED, Presence.REQUIRED, Presence.NULLABLE, Presence.TRISTATE, Presence.OPTIONAL);
        assertThat(contract.record().fields().get(2).equivalences()).isEqualTo(Set.of(Equivalence.EMPTY_IS_NULL));
        assertThat(contract.types().get("Leg")).isInstanceOf(StructType.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bool",
                "i8",
                "i16",
                "i32",
                "i64",
                "i128",
                "u8",
                "u16",
                "u32",
                "u64",
                "u128",
                "bigint",
                "f32",
                "f64",
                "string",
                "bytes",
                "uuid",
                "date",
                "time",
                "datetime",
                "duration",
                "json"
            })
    void readsEveryWord(String word) {
        Contract contract = read(field("type: " + word));
        assertThat(contract.record().fields().get(1).type())
                .isEqualTo(Scalar.valueOf(word.toUpperCase(java.util.Locale.ROOT)));
    }

    @Test
    void writesWhatItReads() {
        Contract contract = read(EVERYTHING);
        List<Problem> problems = new ArrayList<>();

        assertThat(ContractFile.parse(ContractFile.toJson(contract), "", problems))
                .contains(contract);
        assertThat(problems).isEmpty();
    }

    @Test
    void reportsEverythingAtOnceWithItsLine() {
        List<Diagnostic> diagnostics = ContractFile.load(
                        "flights.yaml",
                        """
                        contract: flights
                        version: one
                        keys: [id]
                        fields:
                          - {id: 1, name: id, typ: i64}
                          - id: 2
                            name: carrier
                            type: int64
                          - {id: 2, name: Carrier, type: string, presence: nulable}
                        """)
                .diagnostics();

        assertThat(diagnostics)
                .extracting(Diagnostic::toString)
                .containsExactly(
                        "flights.yaml:3: a contract has no key keys. Did you mean key?",
                        "flights.yaml:2: version is a whole number, but here is the text one. Write it without quotes, in"
                                + " plain digits.",
                        "flights.yaml:5: a field has no key typ. Did you mean type?",
                        "flights.yaml:5: type is missing. Write {id: 1, name: id, type: i64}.",
                        "flights.yaml:8: there is no type int64. Did you mean i64?",
                        "flights.yaml:9: the id 2 occurs twice. Ids are permanent: give the newer one an id that was never"
                                + " used here.",
                        "flights.yaml:9: the name Carrier occurs twice (case is ignored). Columns are found ignoring case;"
                                + " rename one.",
                        "flights.yaml:9: presence cannot be nulable. Did you mean nullable?",
                        "flights.yaml:1: key is missing. Name the fields that identify a record: key: [id].");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            type: decimal(39,2)                              | decimal(39,2) is out of bounds
            type: decimal(5,6)                               | decimal(5,6) is out of bounds
            type: decimal                                    | A decimal says its precision and scale
            type: timestamp                                  | A timestamp says how many digits
            type: timestamp(10)                              | timestamp(10) is out of bounds
            type: strng                                      | Did you mean string?
            type: Float64                                    | Did you mean f64?
            type: 5                                          | a type is a mapping, but here is the number 5
            type: {}                                         | this type does not say what it is
            type: {list: i8, tuple: [i8]}                    | this type is list and tuple
            type: {lst: i8}                                  | Did you mean list?
            type: {tuple: [i8], nullable: true}              | nullable says of a list or a map
            type: {list: i8, nullable: yes}                  | nullable is true or false, but here is the text yes
            type: {map: {key: f64, value: i8}}               | a map's key cannot be an f64
            type: {map: {key: json, value: i8}}              | a map's key cannot be json
            type: {map: {key: {list: i8}, value: i8}}        | a map's key cannot be a list of i8
            type: {map: {key: string}}                       | value is missing
            type: {map: {key: string, vlue: i8}}             | Did you mean value?
            type: {tuple: []}                                | a tuple has at least one element
            type: {enum: []}                                 | an enum has at least one variant
            type: {enum: [{id: 0, name: A}, {id: 0, name: B}]} | the id 0 occurs twice
            type: {enum: [{id: 0, name: A}, {id: 1, name: A}]} | the name A occurs twice
            type: {enum: [{id: -1, name: A}]}                | id is -1, which is out of bounds
            type: {enum: [A, B]}                             | a variant is a mapping, but here is the text A
            type: {union: []}                                | a union has at least one alternative
            type: {union: [{id: 0, name: variant}]}          | no alternative can be called variant
            type: {union: [{id: 0, name: a-b}]}              | the name a-b is no identifier
            type: {struct: [{id: 0, name: a, type: i8}]}     | id is 0, which is out of bounds
            type: {struct: [{id: 1, name: a, type: i8}, {id: 2, name: A, type: i8}]} | the name A occurs twice
            type: {ref: Nowhere}                             | no type Nowhere is declared
            type: i8, presence: maybe                        | presence cannot be maybe
            type: i8, id: 1                                  | the key id occurs twice
            type: i8, equivalences: [empty_is_null]          | empty_is_null does not apply to an i8
            type: i8, equivalences: [zero_is_nul]            | Did you mean zero_is_null?
            type: i8, equivalences: zero_is_null             | equivalences is a list
            type: i8, equivalences: [zero_is_null]           | zero_is_null does not apply to a required field
            type: string, equivalences: [empty_is_null]      | empty_is_null does not apply to a required field
            type: datetime, equivalences: [zero_time_is_null] | zero_time_is_null does not apply to a required field
            type: date, presence: nullable, equivalences: [zero_time_is_null] | zero_time_is_null does not apply to a date
            type: i8, equivalences: [null_is_absent]         | null_is_absent does not apply to a required field
            type: i8, presence: tristate, equivalences: [null_is_absent] | In a tristate field null and absent differ
            type: string, presence: nullable, equivalences: [null_is_empty] | null_is_empty does not apply to a nullable field
            type: i8, presence: optional, equivalences: [null_is_zero] | null_is_zero does not apply to an optional field
            type: i8, equivalences: [negative_zero_is_zero]  | negative_zero_is_zero does not apply to an i8
            type: f64, equivalences: [narrow_to_f32]         | narrow_to_f32 does not apply to an f64
            type: time, equivalences: [truncate_timestamp]   | truncate_timestamp does not apply to a time
            type: f32, equivalences: [narrow_to_f32, narrow_to_f32] | narrow_to_f32 occurs twice
            """)
    void refusesInAField(String field, String expected) {
        assertThat(problems(field(field)))
                .anySatisfy(text -> assertThat(text).startsWith("c.yaml:6: ").contains(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            type: string, presence: nullable, equivalences: [empty_is_null, null_is_absent]
            type: bytes, equivalences: [null_is_empty]
            type: {list: i8}, equivalences: [null_is_empty]
            type: {map: {key: i8, value: i8}}, presence: tristate, equivalences: [empty_is_null]
            type: timestamp(3), presence: optional, equivalences: [zero_time_is_null, truncate_timestamp, null_is_absent]
            type: bool, equivalences: [null_is_zero]
            type: bigint, presence: nullable, equivalences: [zero_is_null]
            type: 'decimal(9,2)', equivalences: [null_is_zero]
            type: f32, equivalences: [narrow_to_f32, negative_zero_is_zero, null_is_zero]
            """)
    void acceptsEquivalences(String field) {
        assertThat(problems(field(field))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            []          | the key names no field
            id          | key is a list, but here is the text id
            [id, id]    | the key names id twice
            [idd]       | the key names idd, which is no field. Did you mean id?
            [id, s.a]   | A key is made of top-level fields
            [maybe]     | the key field maybe is nullable, so it may be without a value
            [ratio]     | the key field ratio is an f64
            [list]      | the key field list is a list of i8
            [s]         | the key field s is a struct
            [any]       | the key field any is json
            [named]     | the key field named is a struct
            [1]         | key is a list of texts, but here is the number 1
            """)
    void refusesAKey(String key, String expected) {
        assertThat(problems(
                        """
                        contract: c
                        version: 1
                        key: %s
                        types: {S: {struct: [{id: 1, name: a, type: i8}]}}
                        fields:
                          - {id: 1, name: id, type: i64}
                          - {id: 2, name: maybe, type: i64, presence: nullable}
                          - {id: 3, name: ratio, type: f64}
                          - {id: 4, name: list, type: {list: i8}}
                          - {id: 5, name: s, type: {struct: [{id: 1, name: a, type: i8}]}}
                          - {id: 6, name: any, type: json}
                          - {id: 7, name: named, type: {ref: S}}
                        """
                                .formatted(key)))
                .anySatisfy(text -> assertThat(text).startsWith("c.yaml:3: ").contains(expected));
    }

    @Test
    void acceptsAnEnumAsKey() {
        assertThat(
                        problems(
                                """
                        contract: c
                        version: 1
                        key: [e]
                        types: {E: {enum: [{id: 0, name: A}]}}
                        fields:
                          - {id: 1, name: e, type: {ref: E}}
                        """))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {struct: [{id: 1, name: a, type: {ref: A}}]}                                     | contains itself without end
            {struct: [{id: 1, name: a, type: {ref: B}}]}                                     | contains itself without end
            {struct: [{id: 1, name: a, type: {tuple: [i8, {ref: A}]}}]}                      | contains itself without end
            {union: [{id: 0, name: a, type: {ref: A}}]}                                      | contains itself without end
            {struct: [{id: 1, name: a, type: {ref: A}, presence: nullable}]}                 |
            {struct: [{id: 1, name: a, type: {list: {ref: A}}}]}                             |
            {struct: [{id: 1, name: a, type: {map: {key: i8, value: {ref: B}}}}]}            |
            {union: [{id: 0, name: a, type: {ref: A}}, {id: 1, name: end}]}                  |
            {list: {ref: A}}                                                                 | is neither a struct, an enum nor a union
            i64                                                                              | is neither a struct, an enum nor a union
            """)
    void followsReferences(String type, String expected) {
        List<String> problems = problems(
                """
                contract: c
                version: 1
                key: [id]
                types:
                  A: %s
                  B: {struct: [{id: 1, name: a, type: {ref: A}}]}
                fields:
                  - {id: 1, name: id, type: i64}
                  - {id: 2, name: a, type: {ref: A}, presence: nullable}
                """
                        .formatted(type));
        if (expected == null) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems)
                    .anySatisfy(
                            text -> assertThat(text).startsWith("c.yaml:5: ").contains(expected));
        }
    }

    @Test
    void namesTheTypesKeyOfATypeUsedAsAWord() {
        assertThat(
                        problems(
                                """
                        contract: c
                        version: 1
                        key: [id]
                        types: {Leg: {struct: [{id: 1, name: a, type: i8}]}}
                        fields:
                          - {id: 1, name: id, type: i64}
                          - {id: 2, name: leg, type: Leg}
                        """))
                .containsExactly(
                        "c.yaml:7: there is no type Leg. To use the type declared under types, write {ref: Leg}.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            a__b      | the name a__b is no identifier
            _a        | the name _a is no identifier
            1a        | the name 1a is no identifier
            ä         | the name ä is no identifier
            ID        | the name ID occurs twice (case is ignored)
            ''        | name is empty
            """)
    void refusesAName(String name, String expected) {
        assertThat(problems(
                        """
                        contract: c
                        version: 1
                        key: [id]
                        fields:
                          - {id: 1, name: id, type: i64}
                          - {id: 2, name: "%s", type: i64}
                        """
                                .formatted(name)))
                .singleElement(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .startsWith("c.yaml:6: ")
                .contains(expected);
    }

    @Test
    void refusesWhatIsNoContract() {
        assertThat(problems("")).singleElement().asString().contains("this contract is empty");
        assertThat(problems("[1]")).singleElement().asString().contains("a contract is a mapping, but here is a list");
        assertThat(problems("contract: a/b\nversion: 0\nkey: [id]\nfields: []"))
                .containsExactly(
                        "c.yaml:1: contract a/b is no name of a dataset. Use letters, digits, dots, hyphens and underscores,"
                                + " at most 100.",
                        "c.yaml:2: version is 0, which is out of bounds. It is 1 to 2147483647.",
                        "c.yaml:4: a contract has at least one field. Add the field that is the key.",
                        "c.yaml:3: the key names id, which is no field. Declare it under fields.");
    }

    private static String field(String rest) {
        return """
                contract: c
                version: 1
                key: [id]
                fields:
                  - {id: 1, name: id, type: i64}
                  - {id: 2, name: x, %s}
                """
                .formatted(
                        rest.contains("\"") || !rest.matches("type: [a-z]+\\([0-9, a-z]+\\).*")
                                ? rest
                                : rest.replaceFirst("type: ([a-z]+\\([0-9, a-z]+\\))", "type: \"$1\""));
    }

    private static Contract read(String text) {
        ContractFile.Loaded loaded = ContractFile.load("c.yaml", text);
        assertThat(loaded.diagnostics()).isEmpty();
        return loaded.contract().orElseThrow();
    }

    private static List<String> problems(String text) {
        ContractFile.Loaded loaded = ContractFile.load("c.yaml", text);
        assertThat(loaded.contract().isEmpty()).isEqualTo(!loaded.diagnostics().isEmpty());
        return loaded.diagnostics().stream().map(Diagnostic::toString).toList();
    }
}
