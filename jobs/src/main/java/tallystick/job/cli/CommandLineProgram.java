package tallystick.job.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import tallystick.contract.Diagnostic;
import tallystick.contract.Redaction;
import tallystick.job.cli.CommandTable.Command;
import tallystick.job.cli.CommandTable.Option;
import tallystick.job.cli.CommandTable.Takes;
import tallystick.job.run.Build;
import tallystick.job.run.ExitCode;
import tallystick.job.run.Job;
import tallystick.job.run.JobContext;
import tallystick.job.run.JobException;
import tallystick.job.run.RunId;
import tallystick.migration.Loaded;
import tallystick.migration.Migration;
import tallystick.migration.MigrationFile;
import tallystick.migration.Setting;
import tallystick.store.StoreException;

/**
 * Reads the command line, runs what it names, and says how it ended. What a user can mend is one line without a stack
 * trace; the stack trace of a defect goes to a file.
 */
final class CommandLineProgram {
    private static final int MOST_ERRORS = 20;
    private static final int MOST_CAUSES = 20;

    private final PrintStream out;
    private final PrintStream err;
    private final Path workingFolder;
    private final List<Command> commands;

    /** @param workingFolder that {@code --state} is relative to */
    CommandLineProgram(PrintStream out, PrintStream err, Path workingFolder) {
        this(out, err, workingFolder, CommandTable.COMMANDS);
    }

    CommandLineProgram(PrintStream out, PrintStream err, Path workingFolder, List<Command> commands) {
        this.out = out;
        this.err = err;
        this.workingFolder = workingFolder;
        this.commands = commands.stream().filter(Command::exists).toList();
    }

    /** Runs the command; the exit code. */
    int run(String... args) {
        CommandLine root = commandLine();
        ParseResult parsed;
        try {
            parsed = root.parseArgs(args);
        } catch (ParameterException e) {
            return wrong(e);
        }
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        CommandSpec spec = last.commandSpec();
        if (last.isUsageHelpRequested()) {
            return usage(spec.commandLine());
        }
        if (parsed.isVersionHelpRequested() || last.isVersionHelpRequested()) {
            out.println("tallystick " + Build.version());
            return ExitCode.OK.number();
        }
        String name = spec.qualifiedName(" ")
                .substring(root.getCommandName().length())
                .strip();
        switch (name) {
            case "version":
                out.println("tallystick " + Build.version());
                return ExitCode.OK.number();
            case "help":
                return help(root, words(last));
            case "lint":
                return lint(last);
            default:
                for (Command command : commands) {
                    if (command.name().equals(name)) {
                        return job(command, last);
                    }
                }
                return usage(spec.commandLine());
        }
    }

    // the commands

    private int lint(ParseResult parsed) {
        try {
            return Lint.run(path(words(parsed).get(0)), settings(parsed), parsed.hasMatchedOption("json"), out)
                    .number();
        } catch (RuntimeException | Error e) {
            return ended(e, "lint", RunId.create(Instant.now()), Optional.empty(), new Session("lint"));
        }
    }

    private int help(CommandLine root, List<String> words) {
        CommandLine at = root;
        for (String word : words) {
            CommandLine next = at.getSubcommands().get(word);
            if (next == null) {
                return failed(ExitCode.USAGE, "there is no command " + word + ". See: tallystick help");
            }
            at = next;
        }
        return usage(at);
    }

    private int usage(CommandLine command) {
        command.usage(out, Ansi.AUTO);
        return ExitCode.OK.number();
    }

    private int job(Command command, ParseResult parsed) {
        String runId = RunId.create(Instant.now());
        Optional<Loaded> loaded = Optional.empty();
        Session session = new Session(command.name());
        PrintStream outBefore = System.out;
        PrintStream errBefore = System.err;
        try {
            if (parsed.hasMatchedOption("run-id")) {
                runId = RunId.checked(parsed.matchedOptionValue("run-id", ""));
            }
            List<String> words = words(parsed);
            if (command.takes() == Takes.MIGRATION) {
                Loaded migration = MigrationFile.load(path(words.get(0)), settings(parsed));
                if (migration.isWrong()) {
                    return wrong(migration, words.get(0));
                }
                loaded = Optional.of(migration);
                session.subject = migration.migration().map(Migration::name).orElse("");
                words = words.subList(1, words.size());
            }
            Redaction redaction = loaded.map(Loaded::redaction).orElseGet(Redaction::new);
            PrintStream answers = out;
            if (!redaction.isEmpty()) {
                answers = redacting(out, redaction);
                System.setOut(out == outBefore ? answers : redacting(outBefore, redaction));
                System.setErr(redacting(errBefore, redaction));
            }
            JobContext context = new JobContext(
                    command.name(),
                    runId,
                    loaded,
                    options(command, parsed),
                    declared(command),
                    words,
                    answers,
                    session);
            ExitCode code = instance(command).run(context);
            answers.flush();
            boolean judged = code == ExitCode.DIFFER
                    || code == ExitCode.QUALITY
                    || code == ExitCode.INCOMPLETE
                    || code == ExitCode.REFUSED;
            return judged && parsed.hasMatchedOption("exit-zero") ? ExitCode.OK.number() : code.number();
        } catch (Throwable thrown) {
            return ended(thrown, command.name(), runId, loaded, session);
        } finally {
            session.close();
            System.setOut(outBefore);
            System.setErr(errBefore);
        }
    }

    private static Job instance(Command command) throws ReflectiveOperationException {
        return (Job) Class.forName(command.job()).getDeclaredConstructor().newInstance();
    }

    /**
     * The Spark session of a run; there is none until a job asks for it. A class rather than a lambda, so that a command
     * that asks for none runs where Spark's classes are not.
     */
    private static final class Session implements Supplier<SparkSession> {
        private final String command;
        private String subject = "";
        private @Nullable SparkSession spark;

        Session(String command) {
            this.command = command;
        }

        @Override
        public synchronized SparkSession get() {
            SparkSession opened = spark;
            if (opened == null) {
                opened = UnderSpark.open(command, subject);
                spark = opened;
            }
            return opened;
        }

        boolean isOpen() {
            return spark != null;
        }

        synchronized void close() {
            SparkSession opened = spark;
            if (opened != null) {
                opened.stop();
            }
        }
    }

    // how it ends

    private int ended(Throwable thrown, String command, String runId, Optional<Loaded> loaded, Session session) {
        Redaction redaction = loaded.map(Loaded::redaction).orElseGet(Redaction::new);
        boolean outside = false;
        Throwable at = thrown;
        for (int i = 0; at != null && i < MOST_CAUSES; i++, at = at.getCause()) {
            if (at instanceof StoreException store) {
                at = JobException.of(store);
            }
            if (at instanceof JobException known) {
                return failed(known.code(), redaction.filter(String.valueOf(known.getMessage())));
            }
            outside |= at instanceof IOException
                    || at instanceof UncheckedIOException
                    || session.isOpen() && UnderSpark.isOutside(at);
        }
        Throwable root = thrown;
        for (int i = 0; root.getCause() != null && i < MOST_CAUSES; i++) {
            root = root.getCause();
        }
        String message = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
        String what = root.getClass().getSimpleName() + ": "
                + (message.length() > 300 ? message.substring(0, 300) + "..." : message);
        String log = log(thrown, runId, loaded, redaction);
        return outside
                ? failed(
                        ExitCode.OUTSIDE,
                        redaction.filter("an outside system failed: " + what) + ". Try again; run " + runId
                                + " is resumed with --run-id " + runId + ". The details are in " + log)
                : failed(
                        ExitCode.CRASH,
                        redaction.filter(command + " failed by a defect of this program: " + what) + ". Run " + runId
                                + "; the details are in " + log);
    }

    /** Writes the stack trace beside the run's state when that is on this machine, else into the temporary folder. */
    private static String log(Throwable thrown, String runId, Optional<Loaded> loaded, Redaction redaction) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        List<Path> folders = new ArrayList<>();
        loaded.flatMap(Loaded::migration)
                .map(Migration::home)
                .filter(home -> home.startsWith("/"))
                .ifPresent(home -> folders.add(Path.of(home, "runs", runId)));
        folders.add(Path.of(System.getProperty("java.io.tmpdir", "."), "tallystick-" + runId.replace(':', '-')));
        for (Path folder : folders) {
            try {
                Files.createDirectories(folder);
                Path file = folder.resolve("error.log");
                Files.writeString(file, redaction.filter(trace.toString()));
                return redaction.filter(file.toString());
            } catch (IOException | InvalidPathException e) {
                // The next folder, then.
            }
        }
        return "no file: nothing can be written here";
    }

    private int failed(ExitCode code, String message) {
        err.println("tallystick: " + message);
        return code.number();
    }

    private int wrong(Loaded loaded, String file) {
        List<Diagnostic> errors =
                loaded.diagnostics().stream().filter(Diagnostic::isError).toList();
        errors.stream()
                .limit(MOST_ERRORS)
                .forEach(error -> err.println(loaded.redaction().filter(error.toString())));
        return failed(
                ExitCode.USAGE,
                (errors.size() == 1 ? "one problem" : errors.size() + " problems")
                        + " to mend first. See all: tallystick lint "
                        + loaded.redaction().filter(file));
    }

    private int wrong(ParameterException e) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName(" ");
        String text = String.valueOf(e.getMessage());
        if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().isEmpty()
                    ? ""
                    : unmatched.getUnmatched().get(0);
            boolean expectsCommand = !command.getSubcommands().isEmpty() && !word.startsWith("-");
            List<String> known = new ArrayList<>();
            if (expectsCommand) {
                known.addAll(command.getSubcommands().keySet());
            } else {
                command.getCommandSpec().options().forEach(option -> known.add(option.longestName()));
            }
            text = (expectsCommand
                            ? "there is no command "
                            : word.startsWith("-") ? "there is no option " : "too much: ")
                    + word
                    + tallystick.contract.Spelling.nearest(word, known)
                            .map(near -> ". Did you mean " + near + "?")
                            .orElse("");
        }
        text = text.endsWith(".") || text.endsWith("?") ? text : text + ".";
        String see = name.equals("tallystick")
                ? "tallystick help"
                : "tallystick help" + name.substring("tallystick".length());
        return failed(ExitCode.USAGE, text + " See: " + see);
    }

    // what was given

    private static List<String> words(ParseResult parsed) {
        List<String> words = new ArrayList<>();
        for (ArgSpec argument : parsed.matchedPositionals()) {
            if (argument.getValue() instanceof List<?> several) {
                several.forEach(word -> words.add(String.valueOf(word)));
            } else {
                words.add(argument.<String>getValue());
            }
        }
        return words;
    }

    private List<Setting> settings(ParseResult parsed) {
        List<Setting> settings = new ArrayList<>();
        List<String> given = parsed.matchedOptionValue("set", List.of());
        for (String text : given) {
            try {
                settings.add(Setting.parse(text));
            } catch (IllegalArgumentException e) {
                throw new JobException(ExitCode.USAGE, String.valueOf(e.getMessage()));
            }
        }
        String state = parsed.matchedOptionValue("state", "");
        if (!state.isEmpty()) {
            boolean uri = state.matches("[A-Za-z][A-Za-z0-9+.-]*:/.*");
            String absolute =
                    uri ? state : workingFolder.resolve(path(state)).normalize().toString();
            settings.add(Setting.text("state", absolute, "--state " + state));
        }
        return settings;
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new JobException(ExitCode.USAGE, "this is no path: " + e.getReason());
        }
    }

    private static Map<String, String> options(Command command, ParseResult parsed) {
        Map<String, String> options = new HashMap<>();
        for (Option option : command.options()) {
            if (parsed.hasMatchedOption(option.name())) {
                List<String> values =
                        option.isFlag() ? List.of("true") : parsed.matchedOptionValue(option.name(), List.of());
                options.put(option.name(), String.join(",", values));
            }
        }
        if (parsed.hasMatchedOption("json")) {
            options.put("json", "true");
        }
        return options;
    }

    private static Set<String> declared(Command command) {
        Set<String> declared = new HashSet<>(Set.of("json"));
        command.options().forEach(option -> declared.add(option.name()));
        return declared;
    }

    // the grammar

    private CommandLine commandLine() {
        CommandSpec root = CommandSpec.create().name("tallystick");
        root.usageMessage()
                .description(
                        "Carries recorded history between services in Go and Rust, and proves that the two halves match.")
                .synopsisSubcommandLabel("COMMAND")
                .commandListHeading("%nCommands:%n")
                .footer(
                        "",
                        "Exit codes:",
                        "  0 all match and quality holds    1 a defect of this program",
                        "  2 usage or configuration         3 an outside system failed, try again",
                        " 20 data differ                   21 quality failed",
                        " 22 incomplete                    23 refused by a gate",
                        " 24 another run holds the lease",
                        "",
                        "Begin with: tallystick demo");
        helpOption(root);
        root.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Prints the version.")
                .build());
        Map<String, CommandSpec> groups = new HashMap<>();
        for (Command command : commands) {
            String[] words = command.name().split(" ");
            CommandSpec parent = root;
            if (words.length == 2) {
                parent = groups.computeIfAbsent(words[0], name -> {
                    CommandSpec group = described("What is in " + name + ".");
                    root.addSubcommand(name, group);
                    return group;
                });
            }
            parent.addSubcommand(words[words.length - 1], spec(command));
        }
        root.addSubcommand("lint", lintSpec());
        root.addSubcommand("version", described("Prints the version."));
        CommandSpec help = described("Explains a command.");
        help.addPositional(words("COMMAND", "The command.", "0..*"));
        root.addSubcommand("help", help);
        return new CommandLine(root).setUsageHelpAutoWidth(true);
    }

    private static CommandSpec lintSpec() {
        CommandSpec lint = described(
                "Reports everything that is wrong in a migration or contract file, and how each field is carried.");
        lint.addPositional(words("FILE", "A migration or contract file.", "1"));
        setOption(lint);
        lint.addOption(flag("json", "Print the answer as JSON."));
        footer(lint, "lint");
        return lint;
    }

    private static CommandSpec spec(Command command) {
        CommandSpec spec = described(command.summary());
        if (command.takes() == Takes.MIGRATION) {
            spec.addPositional(words("MIGRATION", "The migration file.", "1"));
        }
        if (!command.argument().isEmpty()) {
            spec.addPositional(words(command.argument(), "What to show.", "1"));
        }
        for (Option option : command.options()) {
            spec.addOption(
                    option.isFlag()
                            ? flag(option.name(), option.text())
                            : OptionSpec.builder("--" + option.name())
                                    .paramLabel(option.label())
                                    .type(List.class)
                                    .auxiliaryTypes(String.class)
                                    .description(option.text())
                                    .build());
        }
        if (command.takes() == Takes.MIGRATION) {
            setOption(spec);
            spec.addOption(OptionSpec.builder("--state")
                    .paramLabel("PATH")
                    .type(String.class)
                    .description("The state root, in place of the file's.")
                    .build());
        }
        if (command.judges()) {
            spec.addOption(OptionSpec.builder("--run-id")
                    .paramLabel("ID")
                    .type(String.class)
                    .description("The caller's id of this run; the same id resumes it.")
                    .build());
            spec.addOption(flag("exit-zero", "End with 0 whenever a verdict was written, whatever it says."));
        }
        spec.addOption(flag("json", "Print the answer as JSON."));
        footer(spec, command.name());
        return spec;
    }

    private static void footer(CommandSpec spec, String command) {
        CommandTable.Help help = CommandTable.HELP.get(command);
        if (help == null) {
            return;
        }
        List<String> lines = new ArrayList<>(List.of("", "Examples:"));
        help.examples().forEach(example -> lines.add("  tallystick " + example));
        lines.addAll(List.of("", "Exit codes:"));
        help.codes().forEach(code -> lines.add("  " + code));
        lines.add("   1 a defect, 2 usage or configuration, 3 an outside system failed");
        spec.usageMessage().footer(lines.toArray(new String[0]));
    }

    private static CommandSpec described(String text) {
        CommandSpec spec = CommandSpec.create();
        spec.usageMessage().description(text);
        helpOption(spec);
        return spec;
    }

    private static void helpOption(CommandSpec spec) {
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Explains the command.")
                .build());
    }

    private static void setOption(CommandSpec spec) {
        spec.addOption(OptionSpec.builder("--set")
                .paramLabel("PATH=VALUE")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description(
                        "Put a value in place of the file's, as in --set source.store.path=/data/go; may be repeated.")
                .build());
    }

    private static OptionSpec flag(String name, String text) {
        return OptionSpec.builder("--" + name)
                .arity("0")
                .type(boolean.class)
                .description(text)
                .build();
    }

    private static PositionalParamSpec words(String label, String text, String arity) {
        return PositionalParamSpec.builder()
                .paramLabel(label)
                .type(arity.equals("1") ? String.class : List.class)
                .auxiliaryTypes(String.class)
                .arity(arity)
                .required(arity.equals("1"))
                .description(text)
                .build();
    }

    private static PrintStream redacting(PrintStream stream, Redaction redaction) {
        return new PrintStream(new RedactingStream(stream, redaction), true, StandardCharsets.UTF_8);
    }
}
