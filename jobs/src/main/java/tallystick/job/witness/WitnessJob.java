package tallystick.job.witness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tallystick.check.tally.SliceTally;
import tallystick.contract.ContractFile;
import tallystick.job.run.ExitCode;
import tallystick.job.run.Job;
import tallystick.job.run.JobContext;
import tallystick.job.run.JobException;
import tallystick.job.run.Json;
import tallystick.migration.Format;
import tallystick.migration.Migration;
import tallystick.migration.Side;
import tallystick.migration.SideName;
import tallystick.migration.Store;
import tallystick.migration.WitnessProgram;
import tallystick.store.Layout;

/**
 * {@code witness}: starts the program that decodes a side with its original library, and keeps what it states.
 * docs/spec/witness.md says how the program is called. Needs no Spark.
 */
public final class WitnessJob implements Job {
    private static final int LAST_LINES = 5;

    @Override
    public ExitCode run(JobContext job) throws IOException {
        SideName name = side(job);
        Side side = job.migration().side(name);
        if (side.format().isEmpty()) {
            throw new JobException(
                    ExitCode.USAGE,
                    "the " + name.code() + " is a "
                            + side.store().kind().name().toLowerCase(Locale.ROOT)
                            + " table: only a side of files has records that a library decodes, and so a witness");
        }
        WitnessProgram program = side.witness().orElseThrow(() -> nobody(name));
        Path out = path(job.option("out").orElse("witness-" + name.code() + ".json"));
        Path folder = out.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new JobException(ExitCode.USAGE, "--out " + out + " is in a folder that is not there; make it first");
        }
        Path unfinished = folder.resolve(
                "." + out.getFileName() + "." + ProcessHandle.current().pid());
        Path contract = Files.createTempFile("contract-", ".json");
        try {
            Files.writeString(contract, ContractFile.toJson(job.contract()).toString());
            List<String> command = new ArrayList<>(program.command());
            command.addAll(flags(job.migration(), side, contract, unfinished));
            start(name, program, command);
            Statement statement = statement(job, name, unfinished);
            Files.move(unfinished, out, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            report(job, statement, out);
            return ExitCode.OK;
        } finally {
            Files.deleteIfExists(unfinished);
            Files.deleteIfExists(contract);
        }
    }

    private static SideName side(JobContext job) {
        String given = job.option("side").orElse("");
        for (SideName side : SideName.values()) {
            if (side.code().equals(given)) {
                return side;
            }
        }
        throw new JobException(
                ExitCode.USAGE,
                (given.isEmpty() ? "say which side" : "there is no side " + given)
                        + ": --side source, or --side target");
    }

    private static JobException nobody(SideName side) {
        return new JobException(
                ExitCode.USAGE,
                "the migration names no witness of the " + side.code() + ". Write under " + side.code()
                        + ": witness: {command: [go, run, ./cmd/witness], folder: ../orders}, or give --set "
                        + side.code()
                        + ".witness.command='[./my-witness]'. docs/spec/witness.md shows a program of a few lines");
    }

    private static Path path(String text) {
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new JobException(ExitCode.USAGE, "--out " + text + " is no path: " + e.getReason());
        }
    }

    /** What the program is told: docs/spec/witness.md, "How it is called". */
    static List<String> flags(Migration migration, Side side, Path contract, Path out) {
        Format format = side.requireFormat();
        Store store = side.store();
        List<String> flags = new ArrayList<>();
        flags.add("--side=" + side.name().code());
        flags.add("--contract=" + contract);
        flags.add("--path=" + local(store.path()));
        flags.add("--out=" + out);
        store.units().ifPresent(units -> flags.add("--units=" + units));
        store.include().ifPresent(include -> flags.add("--include=" + include));
        flags.add("--compression=" + store.compression().name().toLowerCase(Locale.ROOT));
        migration.slices().forEach(part -> flags.add("--slice-by=" + part));
        if (format.layout() instanceof Layout.Lines lines && lines.bom()) {
            flags.add("--bom");
        }
        if (!(format.layout() instanceof Layout.Lines lines)
                || lines.nulPadding()
                || !format.unwrap().isEmpty()) {
            throw new JobException(
                    ExitCode.USAGE,
                    "the files of the " + side.name().code() + " are not plain lines, and a witness is told of nothing"
                            + " else; state its tally with a program of its own and give it to verify --witness");
        }
        if (!format.records().get(0).isPlain()) {
            throw new JobException(
                    ExitCode.USAGE,
                    "the records of the " + side.name().code() + " have several shapes, and a witness is told of one;"
                            + " state its tally with a program of its own and give it to verify --witness");
        }
        flags.add("--unknown-fields=" + (format.options().ignoreUnknownFields() ? "ignore" : "finding"));
        flags.add("--duplicate-keys=" + (format.options().lastDuplicateWins() ? "last-wins" : "quarantine"));
        flags.add("--max-record-bytes=" + migration.limits().maxRecordBytes());
        return flags;
    }

    /** A local path as such; a witness knows no URIs of this machine's own files. */
    private static String local(String path) {
        return path.startsWith("file:/") ? path.replaceFirst("^file:/+", "/") : path;
    }

    private static void start(SideName side, WitnessProgram program, List<String> command) {
        Path folder = Path.of(program.folder());
        if (!Files.isDirectory(folder)) {
            throw new JobException(
                    ExitCode.USAGE,
                    "the witness of the " + side.code() + " is to be started in " + folder
                            + ", which is no folder; mend witness.folder");
        }
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new JobException(ExitCode.USAGE, absent(side, command.get(0), folder), e);
        }
        Thread stop = new Thread(() -> stop(process));
        Runtime.getRuntime().addShutdownHook(stop);
        Deque<String> last = new ArrayDeque<>();
        try {
            process.getOutputStream().close();
            try (BufferedReader said =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = said.readLine(); line != null; line = said.readLine()) {
                    System.err.println(line);
                    last.addLast(line);
                    if (last.size() > LAST_LINES) {
                        last.removeFirst();
                    }
                }
            }
            int code = process.waitFor();
            if (code != 0) {
                throw new JobException(
                        ExitCode.OUTSIDE,
                        "the witness of the " + side.code() + " ended with code " + code
                                + " and states nothing. It was started in " + folder + " as: " + shell(command)
                                + (last.isEmpty() ? "" : ". It said last: " + String.join(" | ", last)));
            }
        } catch (IOException e) {
            throw new JobException(
                    ExitCode.OUTSIDE, "the witness of the " + side.code() + " cannot be heard: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JobException(ExitCode.OUTSIDE, "the witness of the " + side.code() + " was interrupted", e);
        } finally {
            stop(process);
            remove(stop);
        }
    }

    private static void stop(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The machine is going down, and the hook runs.
        }
    }

    static String absent(SideName side, String program, Path folder) {
        Map<String, String> known = Map.of("go", "Go", "cargo", "Rust");
        String install = known.containsKey(program)
                ? "Install " + known.get(program) + " and put " + program + " on the PATH"
                : "Check that it is there and may be executed";
        return "the witness of the " + side.code() + " cannot be started: there is no program " + program
                + " on the PATH or in " + folder + ". " + install + ", or name another with --set " + side.code()
                + ".witness.command='[...]'";
    }

    private static Statement statement(JobContext job, SideName side, Path file) {
        if (!Files.exists(file)) {
            throw new JobException(
                    ExitCode.OUTSIDE,
                    "the witness of the " + side.code()
                            + " ended with code 0, but wrote no statement to the file that --out named");
        }
        Statement statement = Statement.read(file.toString(), job.contract());
        if (!statement.side().equals(side.code())) {
            throw new JobException(
                    ExitCode.OUTSIDE,
                    "the witness of the " + side.code() + " speaks of the " + statement.side()
                            + "; it must say the side that --side names");
        }
        return statement;
    }

    private static void report(JobContext job, Statement statement, Path out) {
        long records = 0;
        long rejected = 0;
        for (SliceTally tally : statement.slices().values()) {
            records += tally.count();
            rejected += tally.rejected();
        }
        if (job.json()) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("side", statement.side());
            answer.put("file", out.toString());
            answer.put("slices", statement.slices().size());
            answer.put("records", records);
            answer.put("rejected", rejected);
            job.out().println(new String(Json.bytes(answer), StandardCharsets.UTF_8));
            return;
        }
        job.out()
                .printf(
                        Locale.ROOT,
                        "The witness of the %s counts %,d records in %,d slices, and %,d that it cannot read: %s%n"
                                + "Compare with: tallystick verify MIGRATION --witness %s%n",
                        statement.side(),
                        records,
                        statement.slices().size(),
                        rejected,
                        out,
                        out);
    }

    private static String shell(List<String> command) {
        return String.join(
                " ",
                command.stream()
                        .map(word ->
                                word.matches("[A-Za-z0-9_./:=,+-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
                        .toList());
    }
}
