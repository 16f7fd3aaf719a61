package tallystick.job.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tallystick.job.export.ExportJob;
import tallystick.job.run.ExitCode;
import tallystick.job.run.JobException;

/** Lines of several shapes in one file: versions, other datasets' records, and what nobody declared. */
final class RecordShapesIT extends OverVerifyFolder {
    private static final String RECORDS =
            """
              records:
                - {when: {field: kind, is: payment}, route: payments}
                - {when: {field: kind, is: [note, comment]}, route: skip}
                - when: {field: kind, is: thing2}
                  record: Thing2
                  mapping: {name: label, small: nested.small}
                  write: true
                - when: {path: "*/legacy-*", dates: {of: day, from: 2024-01-01, before: 2024-02-01}}
                  record: Thing
            """;

    private static final String TYPES =
            """
                Thing2:
                  struct:
                    - {name: kind, type: string}
                    - {name: id, type: int64}
                    - {name: label, type: "*string"}
                    - {name: nested, type: Nested}
                    - {name: tags, type: "[]string"}
                    - {name: extra, type: any}
                Nested: {struct: [{name: small, type: "*int8"}]}
            """;

    private void declareShapes() {
        things.declare(
                "framing: {kind: lines}\n  record: Thing\n  types:\n",
                "framing: {kind: lines}\n" + RECORDS + "  types:\n" + TYPES);
    }

    private static String second(long id, String small) {
        return "{\"kind\":\"thing2\",\"id\":" + id + ",\"label\":null,\"nested\":{\"small\":" + small
                + "},\"tags\":null,\"extra\":null}\n";
    }

    @Test
    void eachLineFindsItsShapeAndEveryLineIsAccountedFor() throws IOException {
        declareShapes();
        things.write(
                "in/day=2024-01-07/legacy-a.json",
                VerifyFolder.thing(1, "1") + VerifyFolder.thing(2, "2") + second(3, "3"));
        things.write(
                "in/day=2024-02-07/a.json",
                second(4, "4")
                        + "{\"kind\":\"payment\",\"amount\":7}\n"
                        + "{\"amount\":8,\"kind\":\"payment\"}\n"
                        + "{\"kind\":\"comment\"}\n");
        things.write(
                "out/day=2024-01-07/a.json",
                VerifyFolder.thing(3, "3") + VerifyFolder.thing(2, "2") + VerifyFolder.thing(1, "1"));
        things.write("out/day=2024-02-07/a.json", VerifyFolder.thing(4, "4"));
        assertThat(things.migration().backfill())
                .as(things.migration().printed())
                .isEqualTo(ExitCode.OK);
        assertThat(things.migration().printed()).contains("3 of 7 records go elsewhere (payments 2, skip 1)");
        assertThat(things.migration().query("SELECT id, small, _unit FROM t"))
                .containsExactly(
                        "1|1|day=2024-01-07", "2|2|day=2024-01-07", "3|3|day=2024-01-07", "4|4|day=2024-02-07");
        assertThat(things.verify("sides=source,canonical,target"))
                .as(things.notMatching().toString())
                .isEqualTo(ExitCode.OK);
        assertThat(things.verdict().path("counts").path("filtered_source").asLong())
                .isEqualTo(3);
        assertThat(things.verdict().path("message").asText()).contains("; 3 more of the source go elsewhere");
        assertThat(things.verdict().path("details").path("routed").toString())
                .isEqualTo("{\"source\":{\"payments\":2,\"skip\":1}}");
        assertThat(things
                        .tables()
                        .tallies()
                        .where("side = 'source'")
                        .select("job", "unit", "records", "filtered")
                        .distinct()
                        .collectAsList()
                        .stream()
                        .map(row -> row.mkString(" "))
                        .sorted()
                        .toList())
                .containsExactly(
                        "backfill day=2024-01-07 3 0",
                        "backfill day=2024-02-07 1 3",
                        "verify day=2024-01-07 3 0",
                        "verify day=2024-02-07 1 3");
        // A manifest says which route each took, and a second run does nothing again.
        assertThat(things.migration().backfill()).isEqualTo(ExitCode.OK);
        assertThat(things.migration().printed()).contains("nothing to do", "(payments 2, skip 1)");
    }

    @Test
    void whatMatchesNothingIsQuarantinedAndSaysSo() throws IOException {
        declareShapes();
        things.write("in/day=2024-01-07/legacy-a.json", VerifyFolder.thing(1, "1"));
        // Not dated in January, of an unknown kind, no JSON at all, and of a shape that it does not have.
        things.write(
                "in/day=2024-02-07/legacy-a.json",
                VerifyFolder.thing(2, "2")
                        + "{\"kind\":\"refund\",\"id\":3}\n{\"kind\":\"thing2\",\n"
                        + second(4, "true"));
        things.write("out/day=2024-01-07/a.json", VerifyFolder.thing(1, "1"));
        things.write("out/day=2024-02-07/a.json", VerifyFolder.thing(4, "4"));
        assertThat(things.migration().backfill()).isEqualTo(ExitCode.DIFFER);
        assertThat(things.migration().query("SELECT unit, phase, reason, findings[0].message FROM q"))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("day=2024-02-07|decode|malformed|"),
                        line -> assertThat(line)
                                .startsWith("day=2024-02-07|decode|no_shape|none of the side's records is for it:"
                                        + " kind is \"refund\"; they are for what meets: kind is \"payment\";"
                                        + " kind is \"note\" or \"comment\"; kind is \"thing2\"; its file is */legacy-*"
                                        + " and its unit is dated from 2024-01-01 before 2024-02-01"),
                        line -> assertThat(line)
                                .startsWith("day=2024-02-07|decode|no_shape|none of the side's records is for it:"
                                        + " kind is not there"),
                        line -> assertThat(line).startsWith("day=2024-02-07|validate|type|"));
        assertThat(things.verify()).isEqualTo(ExitCode.DIFFER);
        assertThat(things.findings())
                .filteredOn(line -> line.contains("no_shape"))
                .hasSize(4);
    }

    @Test
    void whatIsNoRecordIsNotRoutedWithTheRest() throws IOException {
        things.declare(
                "framing: {kind: lines}\n  record: Thing\n  types:\n",
                "framing: {kind: lines}\n  records: [{when: {field: kind, is: thing2}, record: Thing2, mapping: {name: label,"
                        + " small: nested.small}, write: true}, {route: skip}]\n  types:\n" + TYPES);
        things.write(
                "in/day=2024-01-07/a.json",
                second(1, "1") + "{\"kind\":\"note\"}\n{\"kind\":\"thing2\",\ngarbage\n"
                        + "{\"kind\":\"note\",\"id\":5,\"kind\":\"thing2\"}\n");
        assertThat(things.migration().backfill()).isEqualTo(ExitCode.DIFFER);
        assertThat(things.migration().printed()).contains("1 of 5 records go elsewhere (skip 1)");
        assertThat(things.migration().query("SELECT reason FROM q ORDER BY reason"))
                .containsExactly("duplicate_key", "malformed", "malformed");
    }

    @Test
    void anExportWritesTheShapeThatIsDeclaredAndReadsItBack() throws IOException {
        declareShapes();
        things.write("in/day=2024-01-07/legacy-a.json", VerifyFolder.thing(1, "1") + second(2, "null"));
        assertThat(things.migration().backfill()).isEqualTo(ExitCode.OK);
        ExportJob export = new ExportJob();
        assertThat(things.migration().run("export", export, Set.of("to", "out", "json"), "--to=source"))
                .as(things.migration().printed())
                .isEqualTo(ExitCode.OK);
        try (Stream<Path> files = Files.walk(folder.resolve("state/things/export/source"))) {
            List<Path> written = files.filter(file -> file.toString().endsWith(".json")
                            && file.getFileName().toString().startsWith("part-"))
                    .toList();
            assertThat(Files.readAllLines(written.get(0)))
                    .containsExactlyInAnyOrder(
                            second(1, "1").strip(), second(2, "null").strip());
        }
        Path file = folder.resolve("migration.yaml");
        Files.writeString(file, Files.readString(file).replace("      write: true\n", ""));
        assertThatThrownBy(() -> things.migration().run("export", export, Set.of("to", "out", "json"), "--to=source"))
                .isInstanceOf(JobException.class)
                .hasMessageContaining("have several shapes")
                .hasMessageContaining("write: true");
    }
}
