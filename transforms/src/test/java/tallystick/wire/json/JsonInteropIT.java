package tallystick.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tallystick.canonical.ByteSink;
import tallystick.canonical.CanonicalDecoder;
import tallystick.canonical.RecordBuffer;
import tallystick.shape.DecodeOptions;
import tallystick.wire.Findings;

/**
 * Random records written by the real encoding/json and serde_json: ours read them to the same canonical bytes, write
 * the same bytes again, and what ours write the real libraries read to the same canonical bytes.
 *
 * <p>Needs go and cargo on the path. {@code -Dinterop.records=N} sets how many records of each type.
 */
class JsonInteropIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RECORDS = Integer.getInteger("interop.records", 100_000);

    @TempDir
    Path temporary;

    @Test
    void go() throws Exception {
        need("go", "version");
        Path program = temporary.resolve("roundtrip");
        run(Path.of("interop/go"), null, "go", "build", "-o", program.toString(), "./cmd/roundtrip");
        prove(List.of(program.toString()), "go/encoding-json@1.22");
    }

    @Test
    void rust() throws Exception {
        need("cargo", "--version");
        Path target = Path.of(System.getenv().getOrDefault("CARGO_TARGET_DIR", "interop/rust/target"))
                .toAbsolutePath();
        run(
                Path.of("interop/rust"),
                null,
                "cargo",
                "build",
                "-q",
                "--release",
                "--locked",
                "-p",
                "jsonfacts",
                "--bin",
                "roundtrip",
                "--target-dir",
                target.toString());
        prove(List.of(target.resolve("release/roundtrip").toString()), "rust/serde-json@zmij");
    }

    private static void need(String command, String argument) throws InterruptedException {
        boolean there;
        try {
            Process process = new ProcessBuilder(command, argument)
                    .redirectErrorStream(true)
                    .start();
            process.getInputStream().readAllBytes();
            there = process.waitFor() == 0;
        } catch (IOException e) {
            there = false;
        }
        if (!there) {
            System.err.println(
                    "NOT PROVED: " + command + " is not on the path, so its JSON was not compared with the real one");
        }
        Assumptions.assumeTrue(there, command + " is not on the path");
    }

    private void prove(List<String> program, String dialect) throws Exception {
        JsonNode described = JSON.readTree(run(Path.of("."), null, command(program, "describe")));
        assertThat(described.size()).isGreaterThan(4);
        for (JsonNode type : described) {
            String name = type.path("record").asText();
            Side side = Side.of(
                    dialect,
                    Side.contract(type.path("contract")),
                    type.path("shape"),
                    name,
                    mapping(type.path("mapping")),
                    DecodeOptions.STRICT);
            Path ours = temporary.resolve(name + ".ours");
            List<String> canonical = new ArrayList<>();
            int[] other = {0};
            Path theirs = temporary.resolve(name + ".theirs");
            run(
                    Path.of("."),
                    theirs,
                    command(program, "generate", "--type", name, "--seed", "7", "--count", "" + RECORDS));
            try (BufferedReader records = Files.newBufferedReader(theirs);
                    BufferedWriter out = Files.newBufferedWriter(ours)) {
                String line;
                while ((line = records.readLine()) != null) {
                    int tab = line.indexOf('\t');
                    JsonNode node = line.startsWith("{") ? JSON.readTree(line) : null;
                    String wire = node == null
                            ? line.substring(tab + 1)
                            : node.path("wire").asText();
                    String bytes = node == null
                            ? line.substring(0, tab)
                            : node.path("canonical").asText();
                    assertThat(side.found(wire)).as(wire).isEmpty();
                    assertThat(HexFormat.of().formatHex(side.canonical()))
                            .as(wire)
                            .isEqualTo(bytes);
                    String written = write(side, HexFormat.of().parseHex(bytes));
                    if (!written.equals(wire)) {
                        other[0]++;
                    }
                    out.write(written);
                    out.write('\n');
                    canonical.add(bytes);
                }
            }
            assertThat(canonical).hasSize(RECORDS);
            Path answers = temporary.resolve(name + ".answers");
            read(command(program, "read", "--type", name), ours, answers);
            assertThat(Files.readAllLines(answers))
                    .as("%s: what the library reads of ours", name)
                    .isEqualTo(canonical);
            System.out.println(dialect + " " + name + ": " + RECORDS + " records alike, " + other[0]
                    + " of them written in another spelling of the same value");
        }
    }

    private static Map<String, String> mapping(JsonNode node) {
        Map<String, String> mapping = new HashMap<>();
        node.fields().forEachRemaining(e -> mapping.put(e.getKey(), e.getValue().asText()));
        return mapping;
    }

    private static String write(Side side, byte[] canonical) {
        RecordBuffer buffer = new RecordBuffer();
        assertThat(new CanonicalDecoder(side.contract).decode(canonical, 0, canonical.length, buffer))
                .isTrue();
        ByteSink out = new ByteSink(256);
        Findings findings = new Findings();
        assertThat(side.encoder().encode(buffer, out, findings))
                .as(() -> findings.list().toString())
                .isTrue();
        return new String(out.array(), 0, out.length(), StandardCharsets.UTF_8);
    }

    private static String[] command(List<String> program, String... arguments) {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(arguments));
        return command.toArray(new String[0]);
    }

    private static String run(Path folder, @org.jspecify.annotations.Nullable Path into, String... command)
            throws Exception {
        Path errors = Files.createTempFile("interop", ".err");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors.toFile());
        if (into != null) {
            builder.redirectOutput(into.toFile());
        }
        Process process = builder.start();
        String output = into == null ? new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8) : "";
        assertThat(process.waitFor(20, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(() -> text(errors)).isZero();
        Files.delete(errors);
        return output;
    }

    private static void read(String[] command, Path from, Path into) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectInput(from.toFile())
                .redirectOutput(into.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.waitFor(20, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
