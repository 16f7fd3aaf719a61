package tallystick.job.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A small migration, Go to Rust, in six units of many small files, so that Spark makes several tasks of it. Planted are
 * a name, an instant without its nanoseconds, a record that is missing, one that is there twice, one out of range, one
 * that breaks off, and a truncated file.
 */
final class PlantedThings {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int UNITS = 6;
    private static final int FILES = 8;
    private static final int RECORDS = 15;
    /** The unit with a truncated file. */
    private static final int BROKEN = 5;

    /** What every run does otherwise. */
    private static final String[] OF_A_RUN = {
        "run_id",
        "attempt_id",
        "quarantine_id",
        "config_hash",
        "detected_at",
        "read_at",
        "evaluated_at",
        "measured_at",
        "started_at",
        "finished_at"
    };

    private static final String CONTRACT =
            """
            contract: things
            version: 1
            key: [id]
            fields:
              - {id: 1, name: id, type: i64}
              - {id: 2, name: name, type: string, presence: nullable}
              - {id: 3, name: small, type: i8, presence: nullable}
              - {id: 4, name: tags, type: {list: string}, presence: nullable}
              - {id: 5, name: at, type: "timestamp(9)", presence: nullable}
              - {id: 6, name: price, type: f64, presence: nullable}
            """;

    private static final String MIGRATION =
            """
            migration: things
            contract: contract.yaml
            state: state
            source:
              runtime: go
              dialect: go/encoding-json@1.22
              store: {kind: files, path: in, units: "day={day}"}
              framing: {kind: lines}
              record: Thing
              types:
                Thing:
                  struct:
                    - {name: id, type: int64}
                    - {name: name, type: "*string"}
                    - {name: small, type: "*int8"}
                    - {name: tags, type: "[]string"}
                    - {name: at, type: "*time.Time"}
                    - {name: price, type: "*float64"}
            target:
              runtime: rust
              dialect: rust/serde-json@zmij
              store: {kind: files, path: out, units: "day={day}"}
              record: Thing
              types:
                Thing:
                  struct:
                    - {name: id, type: i64}
                    - {name: name, type: Option<String>}
                    - {name: small, type: Option<i8>}
                    - {name: tags, type: Option<Vec<String>>}
                    - {name: at, type: "Option<DateTime<Utc>>"}
                    - {name: price, type: Option<f64>}
            checks:
              - {check: unique, fields: [id]}
              - {check: complete, field: name, at_least: 0.99, level: warn}
              - {check: predicate, name: cheap, sql: "price < 500", on_null: pass}
            """;

    private final Path folder;

    PlantedThings(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("contract.yaml"), CONTRACT);
        Files.writeString(file(), MIGRATION);
        for (int unit = 0; unit < UNITS; unit++) {
            for (int file = 0; file < FILES; file++) {
                write(unit, file);
            }
        }
    }

    private void write(int unit, int file) throws IOException {
        StringBuilder go = new StringBuilder();
        StringBuilder rust = new StringBuilder();
        for (int i = 0; i < RECORDS; i++) {
            int id = unit * 1000 + file * RECORDS + i;
            String record = record(id);
            go.append(record);
            switch (id) {
                case 1007 -> go.append(record.replace("1007", "1999").replace("\"small\":7", "\"small\":400"));
                case 2007 -> go.append("{\"id\":\n");
                default -> {}
            }
            rust.append(
                    switch (id) {
                        case 3001 -> record.replace("Zoë", "Zoe");
                        case 3002 -> record.replace("456789Z", "456Z");
                        case 4001 -> "";
                        case 4002 -> record + record;
                        default -> record;
                    });
        }
        byte[] zipped = gzip(go.toString());
        boolean broken = unit == BROKEN && file == 3;
        write(
                "in/day=" + unit + "/part-" + file + ".json.gz",
                broken ? Arrays.copyOf(zipped, zipped.length - 10) : zipped);
        write("out/day=" + unit + "/part-" + file + ".json", rust.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String record(int id) {
        return "{\"id\":" + id + ",\"name\":" + (id % 3 == 0 ? "null" : "\"Zoë " + id + "\"") + ",\"small\":" + id % 100
                + ",\"tags\":" + (id % 2 == 0 ? "null" : "[\"a\",\"b\"]")
                + ",\"at\":\"2024-01-0" + (1 + id / 1000) + "T10:00:00.123456789Z\",\"price\":" + id / 8.0 + "}\n";
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private void write(String path, byte[] bytes) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    /** The migration file. */
    Path file() {
        return folder.resolve("migration.yaml");
    }

    /**
     * All that the runs left under a state root, without what no two runs have in common.
     *
     * @return lines by what they are of: a table, {@code exported} or {@code verdicts}
     */
    static Map<String, List<String>> left(SparkSession spark, Path state) throws IOException {
        Path home = state.resolve("things");
        Map<String, List<String>> left = new TreeMap<>();
        for (String table :
                List.of("canonical", "tallies", "quarantine", "quality_results", "quality_metrics", "run_history")) {
            Dataset<Row> rows =
                    spark.read().format("delta").load(home.resolve(table).toString());
            List<String> lines = new ArrayList<>();
            for (Row row : rows.drop(OF_A_RUN).collectAsList()) {
                // The names of Spark's own files are random, and so is the fingerprint of a side made of them.
                lines.add(row.json()
                        .replace(state.toString(), "STATE")
                        .replaceAll("/part-[0-9]{5}-[0-9a-f-]{36}\\.c000\\.snappy\\.parquet", "/PART")
                        .replaceAll("(\"side\":\"canonical\".*\"fingerprint\":\")[0-9a-f]{64}", "$1PARTS"));
            }
            lines.sort(null);
            left.put(table, lines);
        }
        List<String> exported = new ArrayList<>();
        for (Path file : files(home.resolve("export/target"), ".json")) {
            for (String line : Files.readAllLines(file)) {
                if (!file.getFileName().toString().startsWith("_")) {
                    exported.add(file.getParent().getFileName() + " " + line);
                }
            }
        }
        exported.sort(null);
        left.put("exported", exported);
        List<String> verdicts = new ArrayList<>();
        for (Path file : files(home.resolve("runs"), "verdict.json")) {
            ObjectNode verdict = (ObjectNode) JSON.readTree(file.toFile());
            verdict.remove(List.of(OF_A_RUN));
            verdicts.add(
                    file.getParent().getFileName() + " " + verdict.toString().replace(state.toString(), "STATE"));
        }
        left.put("verdicts", verdicts);
        return left;
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
