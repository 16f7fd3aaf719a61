package tallystick.job.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tallystick.check.tally.SliceTallies;
import tallystick.job.run.ExitCode;
import tallystick.job.run.JobContext;
import tallystick.job.run.JobException;
import tallystick.migration.Loaded;
import tallystick.migration.MigrationFile;
import tallystick.migration.Setting;

/** Shell scripts stand in for the Go and Rust programs, which are run where those languages are. */
class WitnessJobTest {
    private static final String STATEMENT =
            """
            {"side": "source", "contract": "orders", "version": 1, "slices": [
              {"slice": "day=1", "count": 3, "sum": "0000000000000000000000000000000a", "rejected": 1},
              {"slice": "day=2", "count": 1000, "sum": "ffffffffffffffffffffffffffffffff", "rejected": 0}]}
            """;

    @TempDir
    Path folder;

    private Path out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void write() throws IOException {
        out = folder.resolve("w.json");
        Files.writeString(
                folder.resolve("contract.yaml"),
                """
                contract: orders
                version: 1
                key: [id]
                fields: [{id: 1, name: id, type: i64}, {id: 2, name: at, type: date}]
                """);
        Files.writeString(
                folder.resolve("migration.yaml"),
                """
                migration: orders
                contract: contract.yaml
                state: state
                source:
                  runtime: go
                  dialect: go/encoding-json@1.22
                  store: {kind: files, path: "file:///data/go", units: "day={day}", include: "*.json"}
                  framing: {bom: true}
                  unknown_fields: ignore
                  record: Order
                  types: {Order: {struct: [{name: id, type: int64}, {name: at, type: string}]}}
                target:
                  store: {kind: delta, path: rust}
                slices: {by: [month(at), "bucket(4, id)"]}
                limits: {max_record_bytes: 1MiB}
                """);
    }

    /** A script that is called as a witness is; {@code $out} is the file it is to write. */
    private Setting script(String lines) throws IOException {
        Path script = folder.resolve("witness.sh");
        Files.writeString(
                script,
                "for flag; do case $flag in --out=*) out=${flag#--out=} ;; --contract=*) contract=${flag#*=} ;; esac; done\n"
                        + lines);
        return Setting.parse("source.witness.command=[sh, \"" + script + "\", first]");
    }

    private Setting says(String statement) throws IOException {
        Path said = Files.writeString(folder.resolve("said.json"), statement);
        return script("cp '" + said + "' \"$out\"");
    }

    private ExitCode witness(Map<String, String> options, Setting... settings) throws IOException {
        Loaded loaded = MigrationFile.load(folder.resolve("migration.yaml"), List.of(settings));
        assertThat(loaded.isWrong()).as(loaded.diagnostics().toString()).isFalse();
        return new WitnessJob()
                .run(new JobContext(
                        "witness",
                        "r",
                        Optional.of(loaded),
                        options,
                        Set.of("side", "out", "json"),
                        List.of(),
                        new PrintStream(printed, true, StandardCharsets.UTF_8),
                        () -> {
                            throw new AssertionError("a witness needs no Spark");
                        }));
    }

    private ExitCode witness(Setting... settings) throws IOException {
        return witness(Map.of("side", "source", "out", out.toString()), settings);
    }

    private void refused(ExitCode code, String why, Setting... settings) {
        assertThatThrownBy(() -> witness(settings))
                .isInstanceOfSatisfying(
                        JobException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(why);
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains("w.json"))
                    .toList();
        }
    }

    @Test
    void aStatementIsKeptWholeUnderItsName() throws IOException {
        Files.writeString(out, "an older one");

        assertThat(witness(says(STATEMENT))).isEqualTo(ExitCode.OK);

        assertThat(out).hasContent(STATEMENT);
        assertThat(left()).containsExactly("w.json");
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("the source counts 1,003 records in 2 slices, and 1 that it cannot read: " + out)
                .contains("--witness " + out);
    }

    @Test
    void theAnswerMayBeJson() throws IOException {
        witness(Map.of("side", "source", "out", out.toString(), "json", "true"), says(STATEMENT));

        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("\"records\" : 1003", "\"rejected\" : 1");
    }

    @Test
    void aProgramIsToldWhatTheMigrationSays() throws IOException {
        Setting script =
                script("{ pwd; cat \"$contract\"; echo; printf '%s\\n' \"$@\"; } > told; cp said.json \"$out\"");
        Files.writeString(folder.resolve("said.json"), STATEMENT);

        witness(script);

        List<String> told = new ArrayList<>(Files.readAllLines(folder.resolve("told")));
        assertThat(told.remove(0)).isEqualTo(folder.toRealPath().toString());
        assertThat(told.remove(0)).startsWith("{\"contract\":\"orders\",\"version\":1,\"key\":[\"id\"]");
        assertThat(told)
                .filteredOn(flag -> !flag.startsWith("--out=") && !flag.startsWith("--contract="))
                .containsExactly(
                        "first",
                        "--side=source",
                        "--path=/data/go",
                        "--units=day={day}",
                        "--include=*.json",
                        "--compression=auto",
                        "--slice-by=month(at)",
                        "--slice-by=bucket(4, id)",
                        "--bom",
                        "--unknown-fields=ignore",
                        "--duplicate-keys=quarantine",
                        "--max-record-bytes=1048576");
    }

    @Test
    void aProgramThatFailsStatesNothing() throws IOException {
        Files.writeString(out, "an older one");
        refused(
                ExitCode.OUTSIDE,
                "the witness of the source ended with code 7 and states nothing. It was started in " + folder
                        + " as: sh ",
                script("echo half > \"$out\"; echo 'day=1/a.gz: unexpected EOF' >&2; exit 7"));
        refused(
                ExitCode.OUTSIDE,
                "It said last: day=1/a.gz: unexpected EOF",
                script("echo 'day=1/a.gz: unexpected EOF'; exit 1"));
        assertThat(out).hasContent("an older one");
        assertThat(left()).containsExactly("w.json");
    }

    @Test
    void whatIsNoStatementIsRefused() throws IOException {
        refused(ExitCode.OUTSIDE, "ended with code 0, but wrote no statement", script("true"));
        refused(ExitCode.USAGE, "cannot be read", says("no json"));
        refused(
                ExitCode.USAGE,
                "speaks of contract orders version 2",
                says(STATEMENT.replace("\"version\": 1", "\"version\": 2")));
        refused(ExitCode.OUTSIDE, "speaks of the target", says(STATEMENT.replace("source", "target")));
        assertThat(left()).isEmpty();
    }

    @Test
    void whatKeepsAProgramFromStartingIsSaid() {
        refused(
                ExitCode.USAGE,
                "the migration names no witness of the source. Write under source: witness: {command: [go, run,");
        refused(
                ExitCode.USAGE,
                "there is no program no-such-program on the PATH or in " + folder,
                Setting.parse("source.witness.command=[no-such-program]"));
        refused(
                ExitCode.USAGE,
                "which is no folder; mend witness.folder",
                Setting.parse("source.witness={command: [sh], folder: nowhere}"));
        assertThatThrownBy(() -> witness(Map.of("side", "target")))
                .hasMessageContaining("the target is a delta table: only a side of files has");
        assertThatThrownBy(() -> witness(Map.of())).hasMessage("say which side: --side source, or --side target");
        assertThatThrownBy(() -> witness(Map.of("side", "canonical")))
                .hasMessageStartingWith("there is no side canonical");
        assertThatThrownBy(() -> witness(
                        Map.of("side", "source", "out", folder + "/no/w.json"),
                        Setting.parse("source.witness.command=[sh]")))
                .hasMessageContaining("is in a folder that is not there");
    }

    @Test
    void aMissingGoOrRustIsNamed() throws IOException {
        // The program is looked for on the PATH of this process, so one that is nowhere stands for it.
        assertThat(WitnessJob.absent(tallystick.migration.SideName.TARGET, "cargo", folder))
                .contains("Install Rust and put cargo on the PATH");
        assertThat(WitnessJob.absent(tallystick.migration.SideName.SOURCE, "go", folder))
                .contains("Install Go and put go");
    }

    @Test
    void slicesWithoutRecordsNeedNotBeNamed() throws IOException {
        witness(says(STATEMENT
                .replace("\"count\": 3", "\"count\": 0")
                .replace("000a", "0000")
                .replace("\"rejected\": 1", "\"rejected\": 0")));
        Loaded loaded = MigrationFile.load(folder.resolve("migration.yaml"), List.of());
        Statement statement = Statement.read(out.toString(), loaded.contract().orElseThrow());
        SliceTallies ours = new SliceTallies();
        ours.slot("day=9");
        assertThat(statement.disagreements(ours)).containsOnlyKeys("day=2");
        for (int i = 0; i < 1000; i++) {
            ours.add(ours.slot("day=2"), i == 0 ? -1 : 0, i == 0 ? -1 : 0);
        }
        assertThat(statement.disagreements(ours)).isEmpty();
        ours.reject(ours.slot("day=9"));
        assertThat(statement.disagreements(ours)).containsOnlyKeys("day=9");
    }
}
