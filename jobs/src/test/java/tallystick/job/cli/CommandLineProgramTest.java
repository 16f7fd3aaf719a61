package tallystick.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tallystick.job.cli.CommandTable.Command;
import tallystick.job.cli.CommandTable.Option;
import tallystick.job.cli.CommandTable.Takes;
import tallystick.job.run.ExitCode;
import tallystick.job.run.Job;
import tallystick.job.run.JobContext;
import tallystick.job.run.JobException;
import tallystick.store.StoreException;

class CommandLineProgramTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path migration;

    /** Says what it was given. */
    public static final class Echo implements Job {
        @Override
        public ExitCode run(JobContext context) {
            context.out().println("run " + context.runId());
            context.out().println("units " + context.option("units") + " force " + context.flag("force"));
            context.out().println("json " + context.json() + " arguments " + context.arguments());
            context.out().println("state " + context.migration().state());
            context.out()
                    .println("source " + context.migration().source().store().path());
            return ExitCode.OK;
        }
    }

    /** Ends with the code in the option --end. */
    public static final class Ends implements Job {
        @Override
        public ExitCode run(JobContext context) {
            return ExitCode.valueOf(context.option("end").orElseThrow());
        }
    }

    /** Throws what the option --with says. */
    public static final class Throws implements Job {
        @Override
        public ExitCode run(JobContext context) throws Exception {
            switch (context.option("with").orElseThrow()) {
                case "job":
                    throw new JobException(ExitCode.LEASE_HELD, "another run holds the lease; wait for it");
                case "wrapped":
                    throw new IllegalStateException(new JobException(ExitCode.REFUSED, "refused by a gate"));
                case "user":
                    throw new StoreException(StoreException.Kind.CONFIGURATION, "there is no such folder");
                case "outside":
                    throw new StoreException(StoreException.Kind.OUTSIDE, "the store does not answer");
                case "io":
                    throw new FileNotFoundException("the disk is gone");
                case "unchecked":
                    throw new UncheckedIOException(new IOException("connection reset"));
                case "secret":
                    System.out.println("to the console: "
                            + context.migration().source().store().path());
                    System.err.println("to the errors: "
                            + context.migration().source().store().path());
                    throw new IllegalStateException(
                            "cannot " + context.migration().source().store().path());
                default:
                    throw new NullPointerException("a defect");
            }
        }
    }

    private static final List<Command> COMMANDS = List.of(
            new Command(
                    "echo",
                    "Says it.",
                    Echo.class.getName(),
                    Takes.MIGRATION,
                    "",
                    true,
                    List.of(new Option("units", "EXPR", "Which."), new Option("force", "", "Whether."))),
            new Command(
                    "ends",
                    "Ends.",
                    Ends.class.getName(),
                    Takes.NOTHING,
                    "",
                    true,
                    List.of(new Option("end", "C", "How."))),
            new Command(
                    "throws",
                    "Throws.",
                    Throws.class.getName(),
                    Takes.MIGRATION,
                    "",
                    true,
                    List.of(new Option("with", "W", "What."))),
            new Command(
                    "box show",
                    "Shows.",
                    Echo.class.getName(),
                    Takes.MIGRATION,
                    "ID",
                    false,
                    List.of(new Option("units", "E", "Which."), new Option("force", "", "Whether."))),
            new Command(
                    "absent", "Is not there.", "tallystick.job.absent.AbsentJob", Takes.NOTHING, "", true, List.of()));

    @BeforeEach
    void write() throws IOException {
        Files.writeString(
                folder.resolve("contract.yaml"),
                "contract: c\nversion: 1\nkey: [id]\nfields: [{id: 1, name: id, type: i64}]\n");
        migration = Files.writeString(
                folder.resolve("migration.yaml"),
                """
                migration: m
                contract: contract.yaml
                state: state
                source: {store: {kind: delta, path: /a}}
                target: {store: {kind: delta, path: /b}}
                """);
    }

    @Test
    void handsOverOptionsAndMigration() {
        int code = run(
                "echo",
                migration.toString(),
                "--units",
                "day=1",
                "--force",
                "--run-id",
                "r-1",
                "--set",
                "source.store.path=/x");
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString())
                .isEqualTo(
                        """
                        run r-1
                        units Optional[day=1] force true
                        json false arguments []
                        state %s
                        source /x
                        """
                                .formatted(folder.resolve("state")));
        assertThat(code).isZero();
    }

    @Test
    void defaultsAreEmptyAndStateIsRelativeToTheWorkingFolder() {
        assertThat(run("echo", migration.toString(), "--json", "--state", "elsewhere: #1"))
                .isZero();
        assertThat(out.toString())
                .containsPattern("run \\d{8}T\\d{6}Z-[0-9a-f]{6}\n")
                .contains("units Optional.empty force false")
                .contains("json true")
                .contains("state " + folder.resolve("elsewhere: #1"));
    }

    @Test
    void aMemberOfAGroupTakesItsArgument() {
        assertThat(run("box", "show", migration.toString(), "the-id")).isZero();
        assertThat(out.toString()).contains("arguments [the-id]");
    }

    @ParameterizedTest
    @EnumSource(ExitCode.class)
    void endsAsTheJobSays(ExitCode code) {
        assertThat(run("ends", "--end", code.name())).isEqualTo(code.number());
        boolean verdict = Set.of(ExitCode.DIFFER, ExitCode.QUALITY, ExitCode.INCOMPLETE, ExitCode.REFUSED)
                .contains(code);
        assertThat(run("ends", "--end", code.name(), "--exit-zero")).isEqualTo(verdict ? 0 : code.number());
    }

    @ParameterizedTest
    @CsvSource({
        "job, 24, tallystick: another run holds the lease; wait for it",
        "wrapped, 23, tallystick: refused by a gate",
        "user, 2, tallystick: there is no such folder",
        "outside, 3, tallystick: the store does not answer",
        "io, 3, tallystick: an outside system failed: FileNotFoundException: the disk is gone",
        "unchecked, 3, tallystick: an outside system failed: IOException: connection reset",
        "defect, 1, tallystick: throws failed by a defect of this program: NullPointerException: a defect. Run r-9;",
    })
    void whatIsThrownIsOneLineWithoutAStackTrace(String with, int code, String line) throws IOException {
        assertThat(run("throws", migration.toString(), "--with", with, "--run-id", "r-9"))
                .isEqualTo(code);
        assertThat(err.toString().lines()).singleElement().asString().startsWith(line);
        if (code == 1 || with.equals("io")) {
            Path log = folder.resolve("state/m/runs/r-9/error.log");
            assertThat(err.toString()).contains(log.toString());
            assertThat(Files.readString(log)).contains("at tallystick.job.cli.CommandLineProgramTest$Throws.run");
        }
    }

    @Test
    void secretsAreNowhere() throws IOException {
        Files.writeString(folder.resolve("key.txt"), "very-secret-key");
        PrintStream outBefore = System.out;
        PrintStream errBefore = System.err;
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        System.setOut(new PrintStream(console, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(console, true, StandardCharsets.UTF_8));
        try {
            run(
                    "throws",
                    migration.toString(),
                    "--with",
                    "secret",
                    "--run-id",
                    "r",
                    "--set",
                    "source.store.path=/${file:key.txt}/x");
        } finally {
            System.setOut(outBefore);
            System.setErr(errBefore);
        }
        run("lint", migration.toString(), "--set", "source.store.kind=${file:key.txt}");
        run("lint", migration.toString(), "--json", "--set", "source.store.kind=${file:key.txt}");
        run("echo", migration.toString(), "--set", "source.store.path=/${file:key.txt}/x");
        run("echo", migration.toString(), "--set", "source.store.kind=${file:key.txt}");

        String log = Files.readString(folder.resolve("state/m/runs/r/error.log"));
        assertThat(console.toString())
                .contains("to the console: /${file:key.txt}/x")
                .contains("to the errors: /${file:key.txt}/x");
        assertThat(out.toString()).contains("source /${file:key.txt}/x").contains("kind cannot be ${file:key.txt}");
        assertThat(log).contains("cannot /${file:key.txt}/x");
        assertThat(out.toString() + err + console + log).doesNotContain("very-secret-key");
    }

    @Test
    void aWrongMigrationRunsNothing() {
        assertThat(run("echo", migration.toString(), "--set", "limits.max_dept=1"))
                .isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .isEqualTo("--set limits.max_dept=1: limits has no key max_dept. Did you mean max_depth?\n"
                        + "tallystick: one problem to mend first. See all: tallystick lint " + migration + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ecko              | there is no command ecko. Did you mean echo? See: tallystick help
            echo              | Missing required parameter: 'MIGRATION'. See: tallystick help echo
            echo m --unts x   | there is no option --unts. Did you mean --units? See: tallystick help echo
            box shw           | there is no command shw. Did you mean show? See: tallystick help box
            box show m        | Missing required parameter: 'ID'. See: tallystick help box show
            echo m more       | too much: more. See: tallystick help echo
            lint              | Missing required parameter: 'FILE'. See: tallystick help lint
            absent            | there is no command absent. See: tallystick help
            help nothing      | there is no command nothing. See: tallystick help
            echo m --set x    | --set x names no path. Write --set path=value, for example --set limits.max_depth=100
            echo m --run-id / | --run-id "/" cannot name a folder
            """)
    void aMistakeOnTheCommandLineIsOneLine(String line, String expected) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().startsWith("tallystick: " + expected);
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "help", "--help", "-h"})
    void helpListsTheCommandsThatAreThere(String line) {
        assertThat(run(line.isEmpty() ? new String[0] : line.split(" "))).isZero();
        assertThat(out.toString()).contains("echo", "box", "lint", "version").doesNotContain("absent");
    }

    @Test
    void helpExplainsACommand() {
        assertThat(run("help", "box", "show")).isZero();
        assertThat(out.toString())
                .contains("Usage: tallystick box show")
                .contains("--units")
                .contains("MIGRATION");
        out.reset();
        assertThat(run("echo", "--help")).isZero();
        assertThat(out.toString())
                .contains("--run-id")
                .contains("--exit-zero")
                .contains("--set")
                .contains("--state");
    }

    @Test
    void printsTheVersion() {
        assertThat(run("version")).isZero();
        assertThat(run("--version")).isZero();
        assertThat(out.toString().lines().collect(Collectors.toSet()))
                .singleElement()
                .asString()
                .startsWith("tallystick ");
    }

    @Test
    void noSparkMeansNotUnderSparkSubmit() {
        assertThat(Main.underSparkSubmit()).isFalse();
    }

    private int run(String... args) {
        return new CommandLineProgram(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        folder,
                        COMMANDS)
                .run(args);
    }
}
