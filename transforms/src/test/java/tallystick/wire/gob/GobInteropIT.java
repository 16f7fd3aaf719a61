package tallystick.wire.gob;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tallystick.canonical.ByteSink;
import tallystick.shape.DecodeOptions;
import tallystick.wire.Findings;

/**
 * Streams of random records written by the real encoding/gob: ours read them to the same canonical bytes, and one Decoder of
 * the real library reads what ours write to the same canonical bytes.
 *
 * <p>Needs go on the path. {@code -Dinterop.records=N} sets how many records of each type: 100,000 where CI is set, else
 * 10,000.
 */
class GobInteropIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RECORDS =
            Integer.getInteger("interop.records", System.getenv("CI") == null ? 10_000 : 100_000);

    @TempDir
    Path temporary;

    @Test
    void everyRecord() throws Exception {
        need();
        String program = temporary.resolve("gobroundtrip").toString();
        run(Path.of("interop/go"), Path.of(program + ".log"), "go", "build", "-o", program, "./cmd/gobroundtrip");
        Path described = temporary.resolve("described");
        run(Path.of("."), described, program, "describe");
        JsonNode types = JSON.readTree(described.toFile());
        assertThat(types.size()).isGreaterThanOrEqualTo(12);
        for (JsonNode type : types) {
            prove(program, type);
        }
    }

    private void prove(String program, JsonNode type) throws Exception {
        String name = type.path("record").asText();
        Stream side = new Stream(type.path("contract"), type.path("shape"), name, DecodeOptions.STRICT);
        Path theirs = temporary.resolve(name + ".gob");
        Path meant = temporary.resolve(name + ".meant");
        run(
                Path.of("."),
                meant,
                program,
                "generate",
                "--type",
                name,
                "--seed",
                "7",
                "--count",
                "" + RECORDS,
                "--file",
                theirs.toString());
        int[] count = {0};
        try (BufferedReader lines = Files.newBufferedReader(meant)) {
            String end = side.each(Files.readAllBytes(theirs), (canonical, findings) -> {
                assertThat(findings).as("%s %d", name, count[0]).isEmpty();
                assertThat(canonical).as("%s %d", name, count[0]).isEqualTo(line(lines));
                count[0]++;
            });
            assertThat(end).isEmpty();
        }
        assertThat(count[0]).isEqualTo(RECORDS);
        Path ours = temporary.resolve(name + ".ours");
        try (BufferedReader lines = Files.newBufferedReader(meant);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(ours))) {
            side.begin();
            Findings findings = new Findings();
            ByteSink sink = new ByteSink(1024);
            for (int i = 0; i < RECORDS; i++) {
                sink.clear();
                side.append(line(lines), sink, findings);
                assertThat(findings.list()).as("%s %d", name, i).isEmpty();
                out.write(sink.array(), 0, sink.length());
            }
        }
        Path answers = temporary.resolve(name + ".answers");
        run(Path.of("."), answers, program, "read", "--type", name, "--file", ours.toString());
        try (BufferedReader lines = Files.newBufferedReader(meant);
                BufferedReader answered = Files.newBufferedReader(answers)) {
            for (int i = 0; i < RECORDS; i++) {
                assertThat(line(answered)).as("%s %d", name, i).isEqualTo(line(lines));
            }
            assertThat(answered.readLine())
                    .as("%s: what one Decoder reads of ours", name)
                    .isNull();
        }
        System.out.println("go/encoding-gob " + name + ": " + RECORDS + " records alike, " + Files.size(theirs)
                + " bytes from Go, " + Files.size(ours) + " from us");
        for (Path file : List.of(theirs, meant, ours, answers)) {
            Files.delete(file);
        }
    }

    private static String line(BufferedReader lines) {
        try {
            return String.valueOf(lines.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void need() throws InterruptedException {
        boolean there;
        try {
            Process process = new ProcessBuilder("go", "version")
                    .redirectErrorStream(true)
                    .start();
            process.getInputStream().readAllBytes();
            there = process.waitFor() == 0;
        } catch (IOException e) {
            there = false;
        }
        if (!there) {
            System.err.println("NOT PROVED: go is not on the path, so our gob was not compared with the real one");
        }
        Assumptions.assumeTrue(there, "go is not on the path");
    }

    private static void run(Path folder, Path into, String... command) throws Exception {
        Path errors = Files.createTempFile("interop", ".err");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(errors.toFile())
                .redirectOutput(into.toFile())
                .start();
        assertThat(process.waitFor(20, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
        Files.delete(errors);
    }
}
