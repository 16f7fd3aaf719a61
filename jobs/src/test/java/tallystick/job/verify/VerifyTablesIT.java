package tallystick.job.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static tallystick.job.verify.VerifyFolder.thing;

import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import tallystick.job.run.ExitCode;

/** What verifications leave in the tables: what is current, what is appended, and what a tally says it belongs to. */
final class VerifyTablesIT extends OverVerifyFolder {
    private static String named(long id, String name, String small) {
        return thing(id, small).replace("\"name\":null", "\"name\":\"" + name + "\"");
    }

    @Test
    void slicesThatManyTasksMetAreAddedUpOnce() throws IOException {
        things.declareTableTarget("parquet", "slices: {by: [\"bucket(3, id)\"]}");
        for (int day = 0; day < 40; day++) {
            things.write("in/day=" + day + "/a.json", thing(day, "1") + thing(100 + day, "2"));
            things.append(things.rows(Integer.toString(day), day, 1, 100 + day, day == 7 ? 3 : 2), "parquet");
        }
        spark.conf().set("spark.sql.files.maxPartitionBytes", "4096"); // a task for each file
        try {
            assertThat(things.verify()).isEqualTo(ExitCode.DIFFER);
        } finally {
            spark.conf().unset("spark.sql.files.maxPartitionBytes");
        }
        assertThat(things.verdict().at("/counts/records_source").asInt()).isEqualTo(80);
        assertThat(things.verdict().at("/counts/records_target").asInt()).isEqualTo(80);
        assertThat(things.verdict().at("/counts/slices").asInt()).isEqualTo(3);
        assertThat(things.findings()).containsExactly("day=7 {\"id\":107} value small");
    }

    @Test
    void unchangedFindingsAreNotAppendedAgainAlsoWhereSlicesAreFunctionsOfTheRecord() throws IOException {
        things.declare("state: state", "state: state\nslices: {by: [name]}");
        things.write("in/day=1/a.json", named(1, "x", "1") + named(2, "y", "1") + named(3, "x", "1"));
        things.write("in/day=2/a.json", named(4, "x", "1"));
        things.write("out/day=1/b.json", named(1, "x", "7") + named(2, "y", "7") + named(3, "x", "1"));
        things.write("out/day=2/b.json", named(4, "x", "7"));
        assertThat(things.verify()).isEqualTo(ExitCode.DIFFER);
        List<String> all =
                List.of("day=1 {\"id\":1} value small", "day=1 {\"id\":2} value small", "day=2 {\"id\":4} value small");
        assertThat(things.findings()).containsExactlyElementsOf(all);
        assertThat(things.quarantine().all().count()).isEqualTo(3);
        assertThat(things.verify()).isEqualTo(ExitCode.DIFFER);
        assertThat(things.findings()).containsExactlyElementsOf(all);
        assertThat(things.quarantine().all().count()).isEqualTo(3);

        // A look at one slice takes nothing from what is known of the others of the same units.
        assertThat(things.verify("slices=name=y")).isEqualTo(ExitCode.DIFFER);
        assertThat(things.notMatching())
                .containsExactly("name=y DIFFER source,target: same number of records, different content");
        assertThat(things.verdict().at("/counts/quarantined").asInt()).isEqualTo(1);
        assertThat(things.findings()).containsExactlyElementsOf(all);
        assertThat(things.quarantine().all().count()).isEqualTo(3);

        // What changed is appended, with what else is in its unit; the other unit's row stays what it was.
        things.write("out/day=1/b.json", named(1, "x", "8") + named(2, "y", "7") + named(3, "x", "1"));
        assertThat(things.verify()).isEqualTo(ExitCode.DIFFER);
        assertThat(things.findings()).containsExactlyElementsOf(all);
        assertThat(things.quarantine().all().count()).isEqualTo(5);
    }

    @Test
    void whatOtherSidesWereFoundToDifferInStaysCurrentAndTalliesSayWhatTheyBelongTo() throws IOException {
        things.write("in/day=1/a.json", thing(1, "1"));
        things.write("out/day=1/b.json", thing(1, "7"));
        things.write("out/day=2/b.json", thing(2, "1"));
        assertThat(things.migration().backfill()).isEqualTo(ExitCode.OK);
        assertThat(things.verify()).isEqualTo(ExitCode.DIFFER);
        List<String> found = List.of("day=1 {\"id\":1} value small", "day=2 {\"id\":2} missing_in_source");
        assertThat(things.findings()).containsExactlyElementsOf(found);
        assertThat(things.verify("sides=source,canonical")).isEqualTo(ExitCode.OK);
        assertThat(things.findings()).containsExactlyElementsOf(found);
        List<Row> tallies = things.tables()
                .tallies()
                .where("job = 'verify' AND run_id = 'verify2'")
                .orderBy("side")
                .select("side", "unit", "records", "semantics", "table_version")
                .collectAsList();
        long version = tallystick.store.DeltaTables.version(
                spark, things.home().resolve("canonical").toString());
        assertThat(tallies)
                .extracting(Row::toString)
                .containsExactly("[canonical,day=1,1,1000," + version + "]", "[source,day=1,1,1001,null]");

        // A record that several sides lack is one finding.
        assertThat(things.verify("sides=source,canonical,target")).isEqualTo(ExitCode.DIFFER);
        assertThat(things.quarantine()
                        .all()
                        .where("run_id = 'verify3' AND reason = 'missing_in_source'")
                        .selectExpr(
                                "size(findings)",
                                "findings[0].source_value",
                                "findings[0].canonical_value",
                                "findings[0].target_value")
                        .collectAsList())
                .hasToString("[[1,absent,absent,present]]");

        // A unit that is gone from all sides is over.
        java.nio.file.Files.delete(folder.resolve("out/day=2/b.json"));
        java.nio.file.Files.delete(folder.resolve("out/day=2"));
        assertThat(things.verify()).isEqualTo(ExitCode.DIFFER);
        assertThat(things.quarantine()
                        .all()
                        .join(
                                things.tables()
                                        .currentAttempts()
                                        .where("sides = 'source,target'")
                                        .select("attempt_id", "unit"),
                                scala.collection.JavaConverters.asScalaBuffer(List.of("attempt_id", "unit"))
                                        .toSeq())
                        .select("unit")
                        .collectAsList())
                .hasToString("[[day=1]]");
    }

    @Test
    void aRecordInTheWrongFolderIsMisfiledInBackfillAndVerify() throws IOException {
        things.declare("units: \"day={day}\"", "units: \"day={day}\", filed_by: {day: name}");
        things.write("in/day=x/a.json", named(1, "x", "1") + named(2, "y", "1") + thing(3, "1"));
        things.write("out/day=x/a.json", named(1, "x", "1"));
        things.write("out/day=y/a.json", named(2, "y", "1"));
        assertThat(things.migration().backfill()).isEqualTo(ExitCode.DIFFER);
        assertThat(things.migration().query("SELECT id FROM t")).containsExactly("1");
        assertThat(things.migration()
                        .query("SELECT key_json, phase, reason, findings[0].path, findings[0].message FROM q"))
                .containsExactly(
                        "{\"id\":2}|validate|misfiled|name|it is filed under day x, and its name is y",
                        "{\"id\":3}|validate|misfiled|name|it is filed under day x, and its name is not there");
        assertThat(things.verify()).isEqualTo(ExitCode.DIFFER);
        assertThat(things.notMatching())
                .containsExactly(
                        "day=x DIFFER source,target: 2 rejected in source, 0 in target",
                        "day=y DIFFER source,target: is not in source");
        assertThat(things.findings().stream()
                        .filter(line -> line.contains("misfiled"))
                        .distinct())
                .containsExactly("day=x {\"id\":2} misfiled name", "day=x {\"id\":3} misfiled name");

        VerifyFolder table = new VerifyFolder(folder.resolve("table"), spark);
        table.declareTableTarget("parquet", "");
        String text = java.nio.file.Files.readString(table.migration().path("migration.yaml"));
        table.write(
                "migration.yaml",
                text.replace("units: \"day={day}\"}}", "units: \"day={day}\", filed_by: {day: small}}}"));
        table.write("in/day=1/a.json", thing(1, "1") + thing(2, "2"));
        table.append(table.rows("1", 1, 1, 2, 2), "parquet");
        assertThat(table.verify()).isEqualTo(ExitCode.DIFFER);
        assertThat(table.findings())
                .containsExactly("day=1 {\"id\":2} misfiled small", "day=1 {\"id\":2} missing_in_target");
    }

    @Test
    void rejectedRowsOfATableAreIssuesOfTheirOwnAlsoWhenTheySayTheSame() throws IOException {
        things.declareTableTarget("parquet", "");
        things.write("in/day=1/a.json", thing(1, "1"));
        Dataset<Row> keyless = things.rows("1", 2, 5, 3, 5, 4, 6)
                .withColumn("id", functions.lit(null).cast("bigint"));
        things.append(things.rows("1", 1, 1).unionAll(keyless).coalesce(1), "parquet");
        for (int run = 0; run < 2; run++) {
            assertThat(things.verify()).isEqualTo(ExitCode.DIFFER);
            assertThat(things.findings())
                    .containsExactly(
                            "day=1 {\"id\":null} key_null id",
                            "day=1 {\"id\":null} key_null id",
                            "day=1 {\"id\":null} key_null id");
            assertThat(things.quarantine().all().select("issue_id").distinct().count())
                    .isEqualTo(3);
            assertThat(things.quarantine().all().count()).isEqualTo(3);
        }
        assertThat(things.quarantine().all().select("target.canonical").collectAsList())
                .extracting(row -> row.getString(0).replaceAll(".*(\"small\":.).*", "$1"))
                .containsExactlyInAnyOrder("\"small\":5", "\"small\":5", "\"small\":6");
    }
}
