package tallystick.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tallystick.contract.ContractFile;
import tallystick.contract.Document;
import tallystick.wire.csv.CsvDialect;
import tallystick.wire.json.JsonDialect;

/** The schemas that editors read and the parser that decides say the same. */
class SchemaTest {
    private static final Path CONF = Path.of("../conf").toAbsolutePath().normalize();
    private static final JsonSchema CONTRACT = schema("contract");
    private static final JsonSchema MIGRATION = schema("migration");

    static List<Path> contracts() throws IOException {
        return files("contracts");
    }

    static List<Path> migrations() throws IOException {
        return files("migrations");
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void acceptsTheContractsOfTheProject(Path file) {
        Document document = Document.read(file);
        assertThat(document.diagnostics()).isEmpty();
        assertThat(CONTRACT.validate(document.root())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("migrations")
    void acceptsTheMigrationsOfTheProject(Path file) {
        Document document = Document.read(file);
        assertThat(document.diagnostics()).isEmpty();
        assertThat(MIGRATION.validate(document.root())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version: 0",
                "version: one",
                "contract: a/b",
                "key: []",
                "key: id",
                "key: [id, id]",
                "fields: []",
                "field: x",
                "fields: [{id: 0, name: id, type: i64}]",
                "fields: [{id: 1, name: a__b, type: i64}]",
                "fields: [{id: 1, name: id, type: int64}]",
                "fields: [{id: 1, name: id, type: decimal}]",
                "fields: [{id: 1, name: id, type: \"decimal(39,2)\"}]",
                "fields: [{id: 1, name: id, type: timestamp}]",
                "fields: [{id: 1, name: id, type: timestamp(10)}]",
                "fields: [{id: 1, name: id, typ: i64}]",
                "fields: [{id: 1, name: id}]",
                "fields: [{id: 1, name: id, type: i64, presence: nulable}]",
                "fields: [{id: 1, name: id, type: i64, equivalences: [zero]}]",
                "fields: [{id: 1, name: id, type: {lst: i64}}]",
                "fields: [{id: 1, name: id, type: {list: i64, nullable: yes}}]",
                "fields: [{id: 1, name: id, type: {tuple: [i64], nullable: true}}]",
                "fields: [{id: 1, name: id, type: {list: i64, tuple: [i8]}}]",
                "fields: [{id: 1, name: id, type: {map: {key: string}}}]",
                "fields: [{id: 1, name: id, type: {tuple: []}}]",
                "fields: [{id: 1, name: id, type: {enum: []}}]",
                "fields: [{id: 1, name: id, type: {enum: [{id: -1, name: A}]}}]",
                "fields: [{id: 1, name: id, type: {union: [{id: 0}]}}]",
                "types: {A: i64}",
                "types: {1A: {struct: []}}"
            })
    void bothRefuseAContract(String line) {
        String key = line.substring(0, line.indexOf(':'));
        StringBuilder text = new StringBuilder(line).append('\n');
        Map.of("contract", "c", "version", "1", "key", "[id]", "fields", "[{id: 1, name: id, type: i64}]")
                .forEach((name, value) -> text.append(name.equals(key) ? "" : name + ": " + value + "\n"));
        assertThat(ContractFile.load("c.yaml", text.toString()).diagnostics()).isNotEmpty();
        assertThat(CONTRACT.validate(Document.of("c.yaml", text.toString()).root()))
                .isNotEmpty();
    }

    @Test
    void bothAcceptTheMigrationThatTheTestsUse() {
        assertThat(MIGRATION.validate(
                        Document.of("m.yaml", MigrationFileTest.MIGRATION).root()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("tallystick.migration.MigrationFileTest#refusedBySchemaToo")
    void bothRefuseAMigration(String setting) {
        Document document = Document.of("m.yaml", MigrationFileTest.MIGRATION);
        Setting parsed = Setting.parse(setting);
        document.set(parsed.path(), parsed.value(), parsed.origin());
        assertThat(document.diagnostics()).isEmpty();
        assertThat(MIGRATION.validate(document.root())).isNotEmpty();
    }

    @Test
    void schemaAndParserKnowTheSameKeys() {
        JsonNode contract = CONTRACT.getSchemaNode();
        JsonNode migration = MIGRATION.getSchemaNode();
        assertThat(keys(contract)).isEqualTo(Set.copyOf(ContractFile.KEYS));
        assertThat(keys(contract.at("/$defs/field"))).isEqualTo(Set.copyOf(ContractFile.FIELD_KEYS));
        Set<String> ofTypes = new TreeSet<>();
        for (String kind : List.of("list", "map", "struct", "tuple", "enum", "union", "ref")) {
            ofTypes.addAll(keys(contract.at("/$defs/" + kind)));
        }
        assertThat(ofTypes).isEqualTo(Set.copyOf(ContractFile.TYPE_KEYS));
        assertThat(keys(migration)).isEqualTo(Set.copyOf(MigrationFile.KEYS));
        assertThat(keys(migration.at("/$defs/side"))).isEqualTo(Set.copyOf(MigrationFile.SIDE_KEYS));
        assertThat(keys(migration.at("/$defs/store"))).isEqualTo(Set.copyOf(MigrationFile.STORE_KEYS));
        assertThat(keys(migration.at("/$defs/side/properties/framing"))).isEqualTo(Set.copyOf(FramingSection.KEYS));
        assertThat(keys(migration.at("/$defs/side/properties/framing/properties/checksum")))
                .isEqualTo(Set.copyOf(FramingSection.CHECKSUM_KEYS));
        Set<String> options = new TreeSet<>(CsvDialect.optionKeys());
        options.addAll(JsonDialect.optionKeys());
        assertThat(keys(migration.at("/$defs/side/properties/options"))).isEqualTo(options);
        assertThat(keys(migration.at("/$defs/side/properties/records/items")))
                .isEqualTo(Set.copyOf(RecordsSection.KEYS));
        assertThat(keys(migration.at("/$defs/side/properties/records/items/properties/when")))
                .isEqualTo(Set.copyOf(RecordsSection.WHEN_KEYS));
        assertThat(keys(migration.at("/$defs/side/properties/records/items/properties/when/properties/dates")))
                .isEqualTo(Set.copyOf(RecordsSection.DATES_KEYS));
        assertThat(keys(migration.at("/$defs/side/properties/witness")))
                .isEqualTo(Set.copyOf(MigrationFile.WITNESS_KEYS));
        assertThat(keys(migration.at("/properties/limits"))).isEqualTo(Set.copyOf(MigrationFile.LIMITS_KEYS));
        assertThat(keys(migration.at("/properties/waves"))).isEqualTo(Set.copyOf(MigrationFile.WAVES_KEYS));
        assertThat(keys(migration.at("/properties/gates"))).isEqualTo(Set.copyOf(MigrationFile.GATES_KEYS));
        assertThat(keys(migration.at("/properties/mapping/items"))).isEqualTo(Set.copyOf(MigrationFile.MAPPING_KEYS));
        Map<String, Set<String>> checks = new java.util.TreeMap<>();
        migration
                .at("/$defs/check/anyOf")
                .forEach(check -> checks.put(check.at("/properties/check/const").asText(), keys(check)));
        Map<String, Set<String>> known = new java.util.TreeMap<>();
        Checks.KINDS.forEach((kind, keys) -> known.put(kind, Set.copyOf(keys)));
        assertThat(checks).isEqualTo(known);
    }

    @Test
    void everyPropertyIsDescribedOrReferredTo() {
        List<String> bare = new ArrayList<>();
        for (String key : keys(MIGRATION.getSchemaNode())) {
            JsonNode property = MIGRATION.getSchemaNode().at("/properties/" + key);
            if (!property.has("description") && !property.has("$ref")) {
                bare.add(key);
            }
        }
        assertThat(bare).isEmpty();
    }

    private static Set<String> keys(JsonNode schema) {
        Set<String> keys = new TreeSet<>();
        schema.path("properties").fieldNames().forEachRemaining(keys::add);
        assertThat(schema.path("additionalProperties").asText()).isEqualTo("false");
        return keys;
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(CONF.resolve(folder))) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith(".yaml")).toList();
            assertThat(found).isNotEmpty();
            return found;
        }
    }

    private static JsonSchema schema(String name) {
        try {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(new ObjectMapper()
                            .readTree(CONF.resolve(name + ".schema.json").toFile()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
