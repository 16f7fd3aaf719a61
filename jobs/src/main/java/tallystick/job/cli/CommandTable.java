package tallystick.job.cli;

import java.util.List;

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
                    "Lets the side's own library, in its own language, count and digest its records.",
                    "tallystick.job.witness.WitnessJob",
                    Takes.MIGRATION,
                    "",
                    false,
                    List.of(
                            new Option("side", "SIDE", "source or target."),
                            new Option("out", "FILE", "Where the counts go."))),
            new Command(
                    "demo",
                    "Migrates and verifies real flights, written by a Go and by a Rust program.",
                    "tallystick.job.demo.DemoJob",
                    Takes.NOTHING,
                    "",
                    true,
                    List.of()));

    private CommandTable() {}
}
