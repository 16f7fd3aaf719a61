package tallystick.wire.gob;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tallystick.canonical.ByteSink;
import tallystick.canonical.CanonicalEncoder;
import tallystick.canonical.RecordBuffer;
import tallystick.shape.DecodeOptions;
import tallystick.wire.BadFrameException;
import tallystick.wire.Findings;
import tallystick.wire.Framer;
import tallystick.wire.RecordDecoder;

/**
 * How fast streams of gob are read, against encoding/gob itself reading the same files into structs, the two taking turns.
 * Seconds are those of processors, of the whole process on either side: compilers and garbage collectors included. No part
 * of the build; docs/guides/benchmarks.md says how to run it.
 */
class GobSpeed {
    private static final int RECORDS = Integer.getInteger("speed.records", 100_000);
    private static final int ROUNDS = Integer.getInteger("speed.rounds", 9);
    private static final int WARM = 4;

    @TempDir
    Path temporary;

    @Test
    void againstGo() throws Exception {
        String program = temporary.resolve("gobroundtrip").toString();
        assertThat(new ProcessBuilder("go", "build", "-o", program, "./cmd/gobroundtrip")
                        .directory(Path.of("interop/go").toFile())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        Path described = temporary.resolve("described");
        assertThat(new ProcessBuilder(program, "describe")
                        .redirectOutput(described.toFile())
                        .start()
                        .waitFor())
                .isZero();
        JsonNode types = new ObjectMapper().readTree(described.toFile());
        System.out.printf(
                Locale.ROOT,
                "%-10s %6s | %21s | %21s | %21s%n",
                "records",
                "MB",
                "encoding/gob MB/s",
                "decode MB/s (ratio)",
                "and canonical (ratio)");
        for (String type :
                List.of(System.getProperty("speed.types", "Scalars,Times,Lists,Maps,Nested,Libraries,Drawings,Wide")
                        .split(","))) {
            compare(program, types.path(type));
        }
    }

    private void compare(String program, JsonNode type) throws Exception {
        String name = type.path("record").asText();
        Path file = temporary.resolve(name);
        assertThat(new ProcessBuilder(
                                program, "generate", "--type", name, "--count", "" + RECORDS, "--file", file.toString())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor())
                .isZero();
        byte[] stream = Files.readAllBytes(file);
        Stream side = new Stream(type.path("contract"), type.path("shape"), name, DecodeOptions.STRICT);
        double[] go = new double[ROUNDS];
        double[] decoded = new double[ROUNDS];
        double[] canonical = new double[ROUNDS];
        Process bench = new ProcessBuilder(program, "bench", "--type", name, "--file", file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedWriter ask = bench.outputWriter();
                BufferedReader answer = bench.inputReader()) {
            for (int round = -WARM; round < ROUNDS; round++) {
                double theirs = ask(ask, answer);
                double ours = read(side, stream, false);
                double more = read(side, stream, true);
                if (round >= 0) {
                    go[round] = theirs;
                    decoded[round] = ours;
                    canonical[round] = more;
                }
            }
        }
        double megabytes = stream.length / 1e6;
        System.out.printf(
                Locale.ROOT,
                "%-10s %6.1f | %s         | %s (%4.2f) | %s (%4.2f)%n",
                name,
                megabytes,
                rates(megabytes, go),
                rates(megabytes, decoded),
                median(go) / median(decoded),
                rates(megabytes, canonical),
                median(go) / median(canonical));
        Files.delete(file);
    }

    private static double ask(BufferedWriter ask, BufferedReader answer) throws IOException {
        ask.write("\n");
        ask.flush();
        String[] said = String.valueOf(answer.readLine()).split(" ", -1);
        assertThat(said[1]).isEqualTo("" + RECORDS);
        return Long.parseLong(said[0]) / 1e9;
    }

    /** Reads all of it; the seconds of processors that took. */
    private static double read(Stream side, byte[] stream, boolean encoding) throws BadFrameException {
        RecordBuffer buffer = new RecordBuffer();
        Findings findings = new Findings();
        ByteSink sink = new ByteSink(1 << 16);
        CanonicalEncoder canonical = new CanonicalEncoder(side.contract);
        long start = processorTime();
        RecordDecoder decoder = side.dialect.decoder(side.bound);
        Framer framer = side.dialect.framer(side.bound).orElseThrow();
        int records = 0;
        int from = 0;
        while (from < stream.length) {
            int to = from + (int) framer.frame(stream, from, stream.length, true);
            if (decoder.decode(stream, from, to, buffer, findings) && findings.isEmpty()) {
                records++;
                if (encoding) {
                    sink.clear();
                    canonical.encode(buffer, sink);
                }
            }
            from = to;
        }
        double seconds = (processorTime() - start) / 1e9;
        assertThat(records).isEqualTo(RECORDS);
        return seconds;
    }

    private static long processorTime() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static double median(double[] seconds) {
        double[] sorted = seconds.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** The median rate, and its bounds. */
    private static String rates(double megabytes, double[] seconds) {
        double[] sorted = seconds.clone();
        Arrays.sort(sorted);
        return String.format(
                Locale.ROOT,
                "%4.0f (%4.0f-%4.0f)",
                megabytes / median(seconds),
                megabytes / sorted[sorted.length - 1],
                megabytes / sorted[0]);
    }
}
