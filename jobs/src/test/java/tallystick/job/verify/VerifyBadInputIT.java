package tallystick.job.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tallystick.job.verify.VerifyFolder.thing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tallystick.job.backfill.MigrationFolder;
import tallystick.job.hurt.WatchedFileSystem;
import tallystick.job.run.ExitCode;
import tallystick.job.run.JobException;

/** Every kind of bad input as verify meets it, and the verdict it comes to. */
final class VerifyBadInputIT extends OverVerifyFolder {
    @BeforeEach
    void open() {
        WatchedFileSystem.release();
        WatchedFileSystem.register(spark.sparkContext().hadoopConfiguration());
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void recordsThatCannotBeReadAreNamedAndTheUnitsWithoutThemMatch() throws IOException {
        things.write(
                "migration.yaml", MigrationFolder.MIGRATION + "limits: {max_record_bytes: 1MiB, max_depth: 100}\n");
        String deep = thing(5, "1").replace("\"extra\":null", "\"extra\":" + "[".repeat(100_000) + "]".repeat(100_000));
        String oversize = thing(6, "1").replace("\"name\":null", "\"name\":\"" + "x".repeat(2 << 20) + "\"");
        String nullKey = thing(7, "1").replace("\"id\":7", "\"id\":null");
        String twice = thing(8, "1") + thing(8, "1");
        String cutOff = thing(10, "1").substring(0, 20);
        things.write(
                "in/day=1/a.json",
                thing(1, "1") + thing(8, "1") + thing(9, "1").repeat(3) + deep + oversize + nullKey + cutOff);
        things.write("out/day=1/b.json", thing(1, "1") + twice + thing(9, "1"));
        things.write("in/day=2/a.json", thing(21, "1"));
        things.write("out/day=2/b.json", thing(21, "1"));
        assertThat(things.verify()).isEqualTo(ExitCode.DIFFER);
        assertThat(things.notMatching())
                .containsExactly("day=1 DIFFER source,target: 4 rejected in source, 0 in target");
        assertThat(things.findings())
                .containsExactly(
                        "day=1 null malformed",
                        "day=1 null oversize",
                        "day=1 null oversize",
                        "day=1 {\"id\":8} duplicate_key",
                        "day=1 {\"id\":9} duplicate_key",
                        "day=1 {\"id\":9} duplicate_key",
                        "day=1 {\"id\":null} key_null id");
        assertThat(things.verdict().path("counts").path("quarantined").asLong()).isEqualTo(7);
    }

    @Test
    void unitsThatCannotBeReadAreIncompleteAndTheOthersAreJudged() throws IOException {
        byte[] whole = gzip(thing(1, "1").repeat(100));
        things.declare("path: in", "path: \"watched://" + folder.resolve("in") + "\"");
        things.migration().write("in/day=1/a.json.gz", Arrays.copyOf(whole, whole.length - 9));
        things.migration().write("out/day=1/b.json.gz", whole);
        things.write("in/day=2/secret.json", thing(2, "1"));
        things.write("out/day=2/b.json", thing(2, "1"));
        things.write("in/day=3/empty.json", "");
        things.write("out/day=3/empty.json", "");
        Files.createDirectories(folder.resolve("in/day=4"));
        Files.createDirectories(folder.resolve("out/day=4"));
        things.write("in/day=5/a.json", thing(5, "1"));
        things.write("out/day=5/b.json", thing(5, "1"));
        things.write("out/day=6/empty.json", "");
        things.write("out/day=7/b.json", thing(7, "1"));
        WatchedFileSystem.watch((path, time) -> {
            if (path.endsWith("secret.json")) {
                throw new AccessControlException("Permission denied: " + path);
            }
        });
        assertThat(things.verify("slices=day={1,2,3,4,5,6}")).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(things.notMatching().stream().map(line -> line.replaceAll("(truncated gzip).*", "$1")))
                .containsExactly(
                        "day=1 INCOMPLETE source,target: source: day=1/a.json.gz: truncated gzip",
                        "day=2 INCOMPLETE source,target: source: day=2/secret.json: no permission to read it",
                        "day=3 INCOMPLETE source,target: no records on either side",
                        "day=4 INCOMPLETE source,target: no records on either side",
                        "day=6 INCOMPLETE source,target: is not in source");
        assertThat(things.verdict().at("/details/pairs/source,target").toString())
                .isEqualTo("{\"INCOMPLETE\":5,\"MATCH\":1}");
        // Proven bad comes before not known.
        assertThat(things.verify()).isEqualTo(ExitCode.DIFFER);
        assertThat(things.notMatching()).contains("day=7 DIFFER source,target: is not in source");
        assertThat(things.findings()).containsExactly("day=7 {\"id\":7} missing_in_source");
        // Asked for alone, it is no less missing.
        assertThat(things.verify("slices=day=7")).isEqualTo(ExitCode.DIFFER);
        assertThat(things.notMatching()).containsExactly("day=7 DIFFER source,target: is not in source");
        assertThatThrownBy(() -> things.verify("slices=day=9"))
                .isInstanceOf(JobException.class)
                .hasMessageContaining("--slices matches no unit of any side; units are as day=1");
    }

    @Test
    void foldersThatAreNotThereAreSaidAndNeverGreen() {
        assertThatThrownBy(things::verify).hasMessageContaining("lists no file");
        things.write("in/day=1/a.json", thing(1, "1"));
        assertThatThrownBy(things::verify).hasMessageContaining("out is not there");
        things.declare("path: in", "path: inn");
        assertThatThrownBy(things::verify)
                .isInstanceOf(JobException.class)
                .hasMessageContaining("inn is not there; check store.path")
                .extracting(e -> ((JobException) e).code())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aContractThatChangedSinceTheTableWasWrittenIsRefused() throws IOException {
        things.write("in/day=1/a.json", thing(1, "1"));
        things.write("out/day=1/a.json", thing(1, "1"));
        assertThat(things.migration().backfill()).isEqualTo(ExitCode.OK);
        things.migration().contract(MigrationFolder.CONTRACT.replace("type: i8", "type: i16"));
        assertThatThrownBy(() -> things.verify("sides=source,canonical"))
                .isInstanceOf(JobException.class)
                .hasMessageContaining("field small (id 3) was of type i8 and is of type i16")
                .hasMessageContaining("its version is 1 and was 1; raise it")
                .extracting(e -> ((JobException) e).code())
                .isEqualTo(ExitCode.USAGE);
        // Source and target are read by the contract of today; there is no table in between.
        assertThat(things.verify()).isEqualTo(ExitCode.OK);
    }

    @Test
    void tableFilesThatCannotBeReadAreIncompleteWhateverTheClusterIgnores() throws IOException {
        for (String kind : new String[] {"parquet", "delta"}) {
            VerifyFolder table = new VerifyFolder(folder.resolve(kind), spark);
            table.declareTableTarget(kind, "");
            for (int day = 1; day <= 5; day++) {
                table.write("in/day=" + day + "/a.json", thing(day, "1") + thing(10 + day, day == 5 ? "5" : "1"));
                table.append(table.rows(Integer.toString(day), day, 1, 10 + day, 1), kind);
            }
            Path notParquet = table.dataFiles("1").get(0);
            Files.writeString(notParquet, "this is no Parquet file at all, it only has its name");
            Path truncated = table.dataFiles("2").get(0);
            byte[] whole = Files.readAllBytes(truncated);
            Files.write(truncated, Arrays.copyOf(whole, whole.length / 2));
            Path flipped = table.dataFiles("3").get(0);
            byte[] bytes = Files.readAllBytes(flipped);
            for (int at = 4; at < 40; at++) {
                bytes[at] ^= 0x55;
            }
            Files.write(flipped, bytes);
            for (Path file : new Path[] {notParquet, truncated, flipped}) {
                Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
            }
            spark.conf().set("spark.sql.files.ignoreCorruptFiles", "true");
            spark.conf().set("spark.sql.files.ignoreMissingFiles", "true");
            assertThat(table.verify()).as(kind).isEqualTo(ExitCode.DIFFER);
            assertThat(table.notMatching())
                    .as(kind)
                    .satisfiesExactly(
                            one -> assertThat(one)
                                    .startsWith("day=1 INCOMPLETE source,target: target: day=1/part-")
                                    .contains(": cannot be read: "),
                            two -> assertThat(two)
                                    .startsWith("day=2 INCOMPLETE source,target: target: day=2/part-")
                                    .contains(": cannot be read: "),
                            three -> assertThat(three)
                                    .startsWith("day=3 INCOMPLETE source,target: target: day=3/part-")
                                    .contains(": cannot be read: "),
                            five -> assertThat(five).startsWith("day=5 DIFFER"));
            assertThat(table.findings()).as(kind).containsExactly("day=5 {\"id\":15} value small");
        }
    }

    @Test
    void aDataFileThatIsMissingFromADeltaTableIsIncomplete() throws IOException {
        things.declareTableTarget("delta", "");
        for (int day = 1; day <= 2; day++) {
            things.write("in/day=" + day + "/a.json", thing(day, "1"));
            things.append(things.rows(Integer.toString(day), day, 1), "delta");
        }
        Files.delete(things.dataFiles("1").get(0));
        spark.conf().set("spark.sql.files.ignoreMissingFiles", "true");
        assertThat(things.verify()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(things.notMatching())
                .singleElement()
                .asString()
                .startsWith("day=1 INCOMPLETE source,target: target: day=1/part-");
    }

    @Test
    void aDataFileThatIsMissingFromTheCanonicalTableIsIncomplete() throws IOException {
        for (int day = 1; day <= 2; day++) {
            things.write("in/day=" + day + "/a.json", thing(day, "1"));
        }
        assertThat(things.migration().backfill()).isEqualTo(ExitCode.OK);
        try (Stream<Path> files = Files.walk(things.home().resolve("canonical"))) {
            Files.delete(files.filter(file -> file.toString().contains("day%3D1")
                            && file.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow());
        }
        assertThat(things.verify("sides=source,canonical")).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(things.notMatching())
                .singleElement()
                .asString()
                .startsWith("day=1 INCOMPLETE source,canonical: canonical: _unit=day%3D1/part-");
    }
}
