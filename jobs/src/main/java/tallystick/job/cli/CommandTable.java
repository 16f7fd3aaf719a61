package tallystick.job.cli;

import java.util.List;
import java.util.Map;

/**
 * Every command there is, with its options. To add one: write its {@link tallystick.job.run.Job}, and its lines here. A
 * class is named, not referred to, and is loaded when its command is called, so that a command without Spark never
 * touches it; a command is there exactly if its class is.
 */
final class CommandTable {
    /** What a command takes first. */
    enum Takes {
        /** A migration file, which is read and must be without errors. */
        MIGRATION,
        NOTHING
    }

    /**
     * An option.
     *
     * @param label what its value is; empty for a flag
     */
    record Option(String name, String label, String text) {
        boolean isFlag() {
            return label.isEmpty();
        }
    }

    /**
     * A command.
     *
     * @param name one word, or two: a group and a member of it
     * @param job the name of the class
     * @param argument what follows, or empty when nothing does
     * @param judges whether it ends with a verdict, so that {@code --exit-zero} and {@code --run-id} make sense
     */
    record Command(
            String name,
            String summary,
            String job,
            Takes takes,
            String argument,
            boolean judges,
            List<Option> options) {
        boolean exists() {
            return CommandTable.class.getClassLoader().getResource(job.replace('.', '/') + ".class") != null;
        }
    }

    static final List<Command> COMMANDS = List.of(
            new Command(
                    "backfill",
                    "Decodes the source's history into the canonical table, wave by wave.",
                    "tallystick.job.backfill.BackfillJob",
                    Takes.MIGRATION,
                    "",
                    true,
                    List.of(
                            new Option(
                                    "units",
                                    "EXPR",
                                    "Only the units that this pattern matches, as in 'day=2024-01-*'."),
                            new Option(
                                    "force",
                                    "",
                                    "Redo units that are done already; drop the rows of a vanished unit that --units names."))),
            new Command(
                    "export",
                    "Writes canonical rows in the dialect of a side, and reads them back.",
                    "tallystick.job.export.ExportJob",
                    Takes.MIGRATION,
                    "",
                    true,
                    List.of(
                            new Option("to", "SIDE", "The side in whose dialect to write: source or target."),
                            new Option(
                                    "out",
                                    "PATH",
                                    "Where to write; export/SIDE below the migration's state by default."))),
            new Command(
                    "verify",
                    "Reads the sides again, compares them, and finds every record that differs.",
                    "tallystick.job.verify.VerifyJob",
                    Takes.MIGRATION,
                    "",
                    true,
                    List.of(
                            new Option("sides", "SIDES", "Two or three of source,canonical,target; all by default."),
                            new Option("slices", "EXPR", "Only the slices that this pattern matches."),
                            new Option("witness", "FILE", "Compare with what a witness counted; may be repeated."))),
            new Command(
                    "quality",
                    "Runs the checks of the migration on the canonical table.",
                    "tallystick.job.quality.QualityJob",
                    Takes.MIGRATION,
                    "",
                    true,
                    List.of()),
            new Command(
                    "runs",
                    "Lists what ran, and how it ended.",
                    "tallystick.job.runs.RunsList",
                    Takes.MIGRATION,
                    "",
                    false,
                    List.of(
                            new Option("job", "JOB", "Only runs of this job, as in verify."),
                            new Option("limit", "N", "At most that many, the newest first."))),
            new Command(
                    "quarantine list",
                    "Lists the records in quarantine, with their reasons.",
                    "tallystick.job.quarantine.QuarantineList",
                    Takes.MIGRATION,
                    "",
                    false,
                    List.of(
                            new Option("run", "ID", "Only what this run found."),
                            new Option("reason", "CODE", "Only this reason, as in value or duplicate_key."),
                            new Option("phase", "PHASE", "Only decode, validate, compare or quality."),
                            new Option("unit", "UNIT", "Only this unit."),
                            new Option("slice", "SLICE", "Only this slice."),
                            new Option("field", "PATH", "Only findings of this field."),
                            new Option("limit", "N", "At most that many."))),
            new Command(
                    "quarantine show",
                    "Shows one record in quarantine: both sides, and the fields that differ.",
                    "tallystick.job.quarantine.QuarantineShow",
                    Takes.MIGRATION,
                    "ID",
                    false,
                    List.of()),
            new Command(
                    "witness",
                    "Starts the program that counts and digests a side with its original library.",
                    "tallystick.job.witness.WitnessJob",
                    Takes.MIGRATION,
                    "",
                    false,
                    List.of(
                            new Option("side", "SIDE", "Which: source or target."),
                            new Option("out", "FILE", "Where its statement goes; witness-SIDE.json by default."))),
            new Command(
                    "demo",
                    "Migrates and verifies real flights, written by a Go and by a Rust program.",
                    "tallystick.job.demo.DemoJob",
                    Takes.NOTHING,
                    "",
                    true,
                    List.of()));

    /**
     * What the help of a command ends with.
     *
     * @param examples command lines without the program's name
     * @param codes what its exit codes mean, beside those that every command has
     */
    record Help(List<String> examples, List<String> codes) {}

    static final Map<String, Help> HELP = Map.ofEntries(
            help(
                    "backfill",
                    List.of(
                            "backfill migration.yaml",
                            "backfill migration.yaml --units 'day=2024-01-*'",
                            "backfill migration.yaml --units day=2024-01-31 --force"),
                    " 0 every record is in the table, or there was nothing to do",
                    "20 more records are in quarantine than gates.max_quarantined admits",
                    "22 a file could not be read to its end, or moved meanwhile",
                    "24 another run holds the lease"),
            help(
                    "export",
                    List.of("export migration.yaml --to target", "export migration.yaml --to source --out /data/back"),
                    " 0 every row is written, and means the same when read back",
                    "20 a row cannot be written so, or means something else when read back",
                    "22 there are no rows"),
            help(
                    "verify",
                    List.of(
                            "verify migration.yaml",
                            "verify migration.yaml --sides source,target --slices 'day=2024-*'",
                            "verify migration.yaml --witness go.json --witness rust.json",
                            "verify migration.yaml --run-id nightly-2024-01-31 --exit-zero"),
                    " 0 all slices match",
                    "20 data differ: see quarantine list",
                    "22 something could not be read, or moved meanwhile; nothing read differs"),
            help(
                    "quality",
                    List.of("quality migration.yaml"),
                    " 0 every check holds, or warns only",
                    "21 a check failed, or could not be evaluated"),
            help("runs", List.of("runs migration.yaml --job verify --limit 10"), " 0 listed"),
            help(
                    "quarantine list",
                    List.of(
                            "quarantine list migration.yaml",
                            "quarantine list migration.yaml --reason timestamp --json"),
                    " 0 listed, be there any or none"),
            help(
                    "quarantine show",
                    List.of("quarantine show migration.yaml 9da788cd8ac4"),
                    " 0 shown",
                    " 2 there is no such record"),
            help(
                    "witness",
                    List.of(
                            "witness migration.yaml --side source --out go.json",
                            "witness migration.yaml --side target --json"),
                    " 0 the statement is written",
                    " 2 there is no witness to start: none is named, or no such program is here",
                    " 3 the program failed, or stated something else than it was asked for"),
            help("demo", List.of("demo"), " 0 it found exactly what is planted", " 1 it did not"),
            help(
                    "lint",
                    List.of(
                            "lint migration.yaml",
                            "lint contract.yaml --json",
                            "lint migration.yaml --set source.dialect=go/encoding-json@1.27"),
                    " 0 nothing is wrong",
                    " 2 something is; everything is printed"));

    private static Map.Entry<String, Help> help(String name, List<String> examples, String... codes) {
        return Map.entry(name, new Help(examples, List.of(codes)));
    }

    private CommandTable() {}
}
