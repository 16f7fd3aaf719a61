package tallystick.job.run;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import tallystick.contract.Contract;
import tallystick.contract.Redaction;
import tallystick.migration.Loaded;
import tallystick.migration.Migration;
import tallystick.migration.SideName;
import tallystick.record.RecordShapes;

/** What a job is given: the command line, the migration it names, and where to print. */
public final class JobContext {
    private final String command;
    private final String runId;
    private final Optional<Loaded> loaded;
    private final Map<String, String> options;
    private final Set<String> declared;
    private final List<String> arguments;
    private final PrintStream out;
    private final Supplier<SparkSession> spark;

    /**
     * Only the command line and tests make one.
     *
     * @param command as the user wrote it, for example {@code quarantine show}
     * @param loaded a migration file without errors; empty for commands that take none
     * @param options the values of the options that were given, by name without dashes; of a flag, {@code true}
     * @param declared the names of all options the command has
     * @param arguments what follows the migration file
     * @param spark the session, opened at the first call
     */
    public JobContext(
            String command,
            String runId,
            Optional<Loaded> loaded,
            Map<String, String> options,
            Set<String> declared,
            List<String> arguments,
            PrintStream out,
            Supplier<SparkSession> spark) {
        this.command = command;
        this.runId = runId;
        this.loaded = loaded;
        this.options = Map.copyOf(options);
        this.declared = Set.copyOf(declared);
        this.arguments = List.copyOf(arguments);
        this.out = out;
        this.spark = spark;
    }

    /** The command, for example {@code backfill}. */
    public String command() {
        return command;
    }

    /** The caller's {@code --run-id}, or one that was made for this run. */
    public String runId() {
        return runId;
    }

    /** The migration file as it was read, without errors. */
    public Loaded loaded() {
        return loaded.orElseThrow(() -> new IllegalStateException(command + " takes no migration file"));
    }

    public Migration migration() {
        return loaded().migration().orElseThrow();
    }

    public Contract contract() {
        return loaded().contract().orElseThrow();
    }

    /** How the records of a side of files are read and written. */
    public RecordShapes records(SideName side) {
        return loaded().records(side)
                .orElseThrow(() -> new IllegalStateException("the " + side.code() + " is a table"));
    }

    /** The same for two runs exactly if they were told the same; see {@link Loaded#fingerprint}. */
    public String configHash() {
        return loaded().fingerprint();
    }

    /** The value of an option of this command, by its name without dashes. */
    public Optional<String> option(String name) {
        if (!declared.contains(name)) {
            throw new IllegalArgumentException(command + " has no option --" + name);
        }
        return Optional.ofNullable(options.get(name));
    }

    /** Whether a flag of this command was given. */
    public boolean flag(String name) {
        return option(name).isPresent();
    }

    /** Whether answers are printed as JSON. */
    public boolean json() {
        return flag("json");
    }

    /** What follows the migration file on the command line. */
    public List<String> arguments() {
        return arguments;
    }

    /** Where answers go; what is printed here holds no secret of the migration file. */
    public PrintStream out() {
        return out;
    }

    /** Keeps the secrets of the migration file out of what is stored. */
    public Redaction redaction() {
        return loaded.map(Loaded::redaction).orElseGet(Redaction::new);
    }

    /** The Spark session, with the settings that meaning depends on; opened at the first call, closed by the command line. */
    public SparkSession spark() {
        return spark.get();
    }
}
