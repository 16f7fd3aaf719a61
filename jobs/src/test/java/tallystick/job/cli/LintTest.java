package tallystick.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tallystick.job.run.ExitCode;
import tallystick.migration.Setting;

class LintTest {
    private static final Path CONF = Path.of("../conf").toAbsolutePath().normalize();
    private static final Path DEMO = CONF.resolve("migrations/flights-demo.yaml");

    /** The payload of the demonstration in Go's any, which keeps no digits beyond a double's. */
    private static final Setting ANY = Setting.parse("source.types.Flight.struct.23={name: payload, type: any}");

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    static List<Path> shipped() throws IOException {
        try (Stream<Path> files = Files.walk(CONF)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void theFilesOfTheProjectHaveNoProblem(Path file) {
        assertThat(lint(file)).as(out::toString).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).endsWith(".\n").contains(file + ": no problem. ");
    }

    @Test
    void aSideOfSeveralShapesHasAColumnForEachAndSaysWhatGoesElsewhere() throws IOException {
        Path orders = Path.of("../transforms/interop/gobevents/orders.yaml");
        assertThat(Lint.run(orders, List.of(), false, stream())).isEqualTo(ExitCode.OK);
        List<String> lines = out.toString().lines().toList();
        assertThat(lines.get(0)).matches("field +source Order +source OrderV2 +target");
        assertThat(lines).anySatisfy(line -> assertThat(line).matches("id +exact +exact +exact"));
        assertThat(lines)
                .noneSatisfy(line -> assertThat(line).contains("_Version"))
                .contains(
                        "The source's files are no lines and are not cut: each is read by one task.",
                        "Records of the source go elsewhere, counted and not read: payments.");
        out.reset();
        assertThat(Lint.run(orders, List.of(), true, stream())).isEqualTo(ExitCode.OK);
        JsonNode id =
                new ObjectMapper().readTree(out.toByteArray()).path("fields").get(0);
        assertThat(id.path("source").path("shapes").path("OrderV2").path("how").asText())
                .isEqualTo("exact");
    }

    @Test
    void aMigrationShowsHowEachFieldIsCarried() {
        assertThat(Lint.run(DEMO, List.of(ANY), false, stream())).isEqualTo(ExitCode.OK);
        List<String> lines = out.toString().lines().toList();
        assertThat(lines.get(0)).matches("field +source +target");
        assertThat(lines.get(1)).matches(" +go/encoding-json@1.22 +rust/serde-json@zmij");
        assertThat(lines).anySatisfy(line -> assertThat(line).matches("flight_id +exact +exact"));
        assertThat(lines).anySatisfy(line -> assertThat(line).matches("weather.temp_f +exact +by rule \\[\\d+]"));
        assertThat(lines).anySatisfy(line -> assertThat(line).matches("payload +lossy \\[(\\d+)] +by rule \\[\\d+]"));
        assertThat(lines)
                .anySatisfy(line -> assertThat(line).matches("\\[\\d+] Go's any holds every number as a float64.*"));
    }

    @Test
    void theSameAsJson() throws IOException {
        assertThat(Lint.run(DEMO, List.of(ANY), true, stream())).isEqualTo(ExitCode.OK);
        JsonNode answer = new ObjectMapper().readTree(out.toByteArray());
        assertThat(answer.get("ok").booleanValue()).isTrue();
        assertThat(answer.get("diagnostics")).isEmpty();
        assertThat(answer.get("fields")).hasSizeGreaterThan(50).anySatisfy(field -> {
            assertThat(field.get("field").textValue()).isEqualTo("payload");
            assertThat(field.get("source").get("how").textValue()).isEqualTo("lossy");
            assertThat(field.get("source").get("why").textValue()).contains("float64");
        });
    }

    @Test
    void everyProblemOfBothFilesAndBothSidesIsReportedAtOnce() throws IOException {
        String contract = Files.readString(CONF.resolve("contracts/flights.yaml"));
        String migration = Files.readString(DEMO);
        Path bad = Files.writeString(
                folder.resolve("migration.yaml"),
                migration
                        .replace("../contracts/flights.yaml", "contract.yaml")
                        .replace("slices:", "slice:")
                        .replace("max_depth: 100", "max_depth: 0")
                        .replace("{name: distance_mi, type: int32}", "{name: distance_mi, type: string}")
                        .replace(
                                "{name: overnight, type: bool}\n        - {name: on_time, type: Option<bool>}",
                                "{name: overnight, tpe: bool}\n        - {name: on_time, type: Option<bool>}")
                        .replace("field: tail_number, target", "field: tail_numbr, target"));
        Files.writeString(folder.resolve("contract.yaml"), contract);

        assertThat(lint(bad)).isEqualTo(ExitCode.USAGE);
        assertThat(out.toString())
                .contains(bad + ":" + line(bad, "slice:") + ": a migration has no key slice. Did you mean slices?")
                .contains(bad + ":" + line(bad, "max_depth") + ": max_depth is 0, which is out of bounds.")
                .contains(bad + ":" + line(bad, "distance_mi, type: string") + ": ")
                .contains(
                        bad + ":" + line(bad, "overnight, tpe: bool") + ": unknown key \"tpe\". Did you mean \"type\"?")
                .contains(bad + ":" + line(bad, "field: tail_numbr,") + ": the mapping names the field \"tail_numbr\"")
                .contains("Did you mean \"tail_number\"?");
    }

    @Test
    void aSettingIsApplied() {
        assertThat(Lint.run(DEMO, List.of(Setting.parse("limits.max_depth=7000")), false, stream()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(out.toString())
                .startsWith("--set limits.max_depth=7000: max_depth is 7000, which is out of bounds.");
    }

    static List<Path> migrations() {
        Path interop = Path.of("../transforms/interop");
        return List.of(
                DEMO,
                interop.resolve("csvstore/migration.yaml"),
                interop.resolve("gobevents/orders.yaml"),
                interop.resolve("gobstore/migration.yaml"));
    }

    /** In a JVM with what is in the deploy jar and what the launcher adds to it, none of it Spark's but Jackson's jars. */
    @ParameterizedTest
    @MethodSource("migrations")
    void needsNoSpark(Path migration) throws IOException, InterruptedException {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(
                        entry -> entry.endsWith("/classes")
                                || entry.matches(
                                        ".*/(tallystick|jackson-(core|databind|annotations|dataformat-yaml)|snakeyaml|picocli|hash4j)-[^/]*"))
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        Main.class.getName(),
                        "lint",
                        migration.toString())
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(text).isZero();
        assertThat(text).contains("no problem");
    }

    private static int line(Path file, String text) throws IOException {
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(text)) {
                return i + 1;
            }
        }
        throw new AssertionError(file + " holds no line with " + text);
    }

    private ExitCode lint(Path file) {
        return Lint.run(file, List.of(), false, stream());
    }

    private PrintStream stream() {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }
}
