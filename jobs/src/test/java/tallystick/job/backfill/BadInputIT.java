package tallystick.job.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tallystick.job.run.ExitCode;
import tallystick.job.run.JobException;

/** Every kind of bad input, in files of Go's JSON, and what becomes of it. */
final class BadInputIT {
    @TempDir
    private Path folder;

    private SparkSession spark;
    private MigrationFolder things;

    @BeforeEach
    void start() {
        spark = BackfillIT.spark();
        things = new MigrationFolder(folder, spark);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static String thing(int id) {
        return "{\"id\":" + id + ",\"name\":\"n" + id + "\",\"small\":1,\"tags\":[\"a\"],\"extra\":{\"x\":1.50}}\n";
    }

    @Test
    void badRecordsAreNamedAndTheOthersAreRows() throws IOException {
        ByteArrayOutputStream day = new ByteArrayOutputStream();
        day.write(thing(1).getBytes(StandardCharsets.UTF_8));
        day.write("{\"id\":2,\"name\":\"".getBytes(StandardCharsets.UTF_8));
        day.write(new byte[] {(byte) 0xff, 'a'});
        day.write("\",\"small\":1,\"tags\":null,\"extra\":null}\n".getBytes(StandardCharsets.UTF_8));
        for (String bad : new String[] {
            "{\"id\":\"3\",\"name\":null,\"small\":null,\"tags\":null,\"extra\":null}",
            "{\"id\":4,\"name\":null,\"small\":300,\"tags\":null,\"extra\":null}",
            "{\"id\":5,\"id\":5,\"name\":null,\"small\":null,\"tags\":null,\"extra\":null}",
            "{\"id\":null,\"name\":null,\"small\":null,\"tags\":null,\"extra\":null}",
            "{\"id\":7,\"name\":null,\"small\":null,\"tags\":null,\"extra\":null,\"more\":1}",
            "{\"id\":8,\"name\":null,\"small\":null,\"tags\":null,\"extra\":" + "[".repeat(100_000)
                    + "]".repeat(100_000) + "}",
            "",
            "{\"id\":10,\"name\":\"cut off"
        }) {
            day.write((bad + "\n").getBytes(StandardCharsets.UTF_8));
        }
        // The last line is a truncated file's.
        day.write("{\"id\":11,\"na".getBytes(StandardCharsets.UTF_8));
        things.write("in/day=1/a.json", day.toByteArray());
        things.write("in/day=2/b.json", thing(20) + thing(20));

        assertThat(things.backfill()).isEqualTo(ExitCode.DIFFER);
        assertThat(things.printed()).contains("DIFFER  2 units done, 0 unchanged; 10 of 13 records are in quarantine");
        // Two records of one key are both rows: verify and quality report them.
        assertThat(things.query(
                        "SELECT id, name, small, tags[0], extra, _residue IS NULL, _unit, _file, _offset FROM t"))
                .hasSize(3)
                .contains("1|n1|1|a|{\"x\":1.5}|true|day=1|day=1/a.json|0");
        assertThat(things.query("SELECT source.offset, phase, reason, findings[0].path FROM q ORDER BY 1"))
                .extracting(row -> row.substring(row.indexOf('|') + 1))
                .containsExactlyInAnyOrder(
                        "validate|encoding|name",
                        "validate|type|id",
                        "validate|range|small",
                        "validate|duplicate_key|id",
                        "validate|key_null|id",
                        "validate|unknown_field|more",
                        "decode|oversize|",
                        "decode|malformed|",
                        "decode|malformed|",
                        "decode|malformed|");
        assertThat(things.query(
                        "SELECT count(*) FROM q WHERE source.raw_hash IS NULL OR source.file <> 'day=1/a.json'"))
                .containsExactly("0");
    }

    @Test
    void aLineOfAGigabyteIsSkippedAndNeverInMemory() throws IOException {
        long length = Long.getLong("tallystick.long_line_bytes", 1L << 30);
        Files.createDirectories(folder.resolve("in/day=1"));
        byte[] block = new byte[1 << 20];
        Arrays.fill(block, (byte) 'x');
        try (OutputStream gzip = new BufferedOutputStream(
                new GZIPOutputStream(Files.newOutputStream(folder.resolve("in/day=1/a.json.gz"))) {
                    {
                        def.setLevel(1);
                    }
                },
                1 << 16)) {
            gzip.write(thing(1).getBytes(StandardCharsets.UTF_8));
            for (long written = 0; written < length; written += block.length) {
                gzip.write(block);
            }
            gzip.write('\n');
            gzip.write(thing(2).getBytes(StandardCharsets.UTF_8));
        }
        assertThat(things.backfill()).isEqualTo(ExitCode.DIFFER);
        assertThat(things.query("SELECT id FROM t")).containsExactly("1", "2");
        assertThat(things.query("SELECT reason, source.raw IS NULL, source.raw_length, source.offset FROM q"))
                .containsExactly("oversize|true|" + length + "|" + thing(1).length());
    }

    @Test
    void aTruncatedGzipIsIncompleteEvenOnAClusterThatIgnoresCorruptFiles() throws IOException {
        byte[] whole = gzip(thing(1).repeat(1000));
        things.write("in/day=1/a.json.gz", Arrays.copyOf(whole, whole.length / 2));
        things.write("in/day=2/b.json", thing(2));
        spark.conf().set("spark.sql.files.ignoreCorruptFiles", "true");
        assertThat(things.backfill()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(spark.conf().get("spark.sql.files.ignoreCorruptFiles")).isEqualTo("false");
        assertThat(things.printed()).contains("day=1  INCOMPLETE  day=1/a.json.gz: truncated gzip");
        assertThat(things.query("SELECT id FROM t")).containsExactly("2");

        things.write("in/day=1/a.json.gz", whole);
        assertThat(things.backfill()).isEqualTo(ExitCode.OK);
        assertThat(things.query("SELECT count(*) FROM t")).containsExactly("1001");
    }

    @Test
    void foldersThatAreNotThereOrEmpty() throws IOException {
        assertThatThrownBy(things::backfill)
                .isInstanceOf(JobException.class)
                .hasMessageContaining("lists no file")
                .extracting(e -> ((JobException) e).code())
                .isEqualTo(ExitCode.USAGE);
        things.write("in/day=1/a.json", thing(1));
        things.write("in/day=2/empty.json", "");
        Files.createDirectories(folder.resolve("in/day=3"));
        assertThat(things.backfill()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(things.printed()).contains("2 units hold no record, as day=2");
        things.write("migration.yaml", MigrationFolder.MIGRATION + "gates: {allow_empty: true}\n");
        assertThat(things.backfill()).isEqualTo(ExitCode.OK);
        assertThat(things.printed()).contains("nothing to do: 3 units are as they were");
        things.write("migration.yaml", MigrationFolder.MIGRATION.replace("path: in", "path: inn"));
        assertThatThrownBy(things::backfill).hasMessageContaining("is not there; check store.path");
    }

    /** Local files, of which some refuse everybody: file permissions mean nothing to root, who may run this test. */
    public static final class Guarded extends RawLocalFileSystem {
        @Override
        public String getScheme() {
            return "guarded";
        }

        @Override
        public URI getUri() {
            return URI.create("guarded:///");
        }

        @Override
        public FSDataInputStream open(org.apache.hadoop.fs.Path path, int bufferSize) throws IOException {
            if (path.getName().startsWith("secret")) {
                throw new AccessControlException("Permission denied: " + path);
            }
            return super.open(path, bufferSize);
        }

        @Override
        public FileStatus[] listStatus(org.apache.hadoop.fs.Path path) throws IOException {
            if (path.getName().startsWith("locked")) {
                throw new AccessControlException("Permission denied: " + path);
            }
            return super.listStatus(path);
        }
    }

    @Test
    void whatMayNotBeReadIsNeverTakenForEmpty() throws IOException {
        spark.conf().set("fs.guarded.impl", Guarded.class.getName());
        things.write(
                "migration.yaml",
                MigrationFolder.MIGRATION.replace("path: in", "path: \"guarded://" + folder.resolve("in") + "\""));
        things.write("in/day=1/a.json", thing(1));
        things.write("in/day=2/secret.json", thing(2));
        assertThat(things.backfill()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(things.printed()).contains("day=2  INCOMPLETE  day=2/secret.json: no permission to read it");
        assertThat(things.query("SELECT id FROM t")).containsExactly("1");

        Files.createDirectories(folder.resolve("in/day=3/locked"));
        assertThatThrownBy(things::backfill)
                .isInstanceOf(JobException.class)
                .hasMessageContaining("was refused: Permission denied")
                .extracting(e -> ((JobException) e).code())
                .isEqualTo(ExitCode.OUTSIDE);
    }

    @Test
    void aContractThatChangedIsRefusedOrAddsAColumn() {
        things.write("in/day=1/a.json", thing(1));
        assertThat(things.backfill()).isEqualTo(ExitCode.OK);
        things.contract(MigrationFolder.CONTRACT.replace("type: i8", "type: i16"));
        assertThatThrownBy(things::backfill)
                .isInstanceOf(JobException.class)
                .hasMessageContaining("the contract things changed since the last run")
                .hasMessageContaining("field small (id 3) was of type i8 and is of type i16")
                .hasMessageContaining("its version is 1 and was 1; raise it");

        things.contract(MigrationFolder.CONTRACT.replace("version: 1", "version: 2")
                + "  - {id: 6, name: added, type: bool, presence: optional}\n");
        things.write(
                "migration.yaml",
                MigrationFolder.MIGRATION
                        .replace(
                                "{name: extra, type: any}",
                                "{name: extra, type: any}\n        - {name: added, type: \"*bool\", omitempty: true}")
                        .replace(
                                "{name: extra, type: \"Option<serde_json::Value>\"}",
                                "{name: extra, type: \"Option<serde_json::Value>\"}\n        - {name: added, type: Option<bool>, skip_none: true}"));
        assertThat(things.backfill()).isEqualTo(ExitCode.OK);
        assertThat(things.printed()).contains("1 unit done, 0 unchanged");
        assertThat(things.query("SELECT id, added FROM t")).containsExactly("1|null");
    }
}
