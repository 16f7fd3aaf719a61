package tallystick.job.verify;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.SparkSession;
import tallystick.job.hurt.SelfKill;
import tallystick.job.hurt.WatchedFileSystem;
import tallystick.job.run.ExitCode;
import tallystick.job.run.JobContext;
import tallystick.migration.MigrationFile;

/** A process that runs a verification and is killed at a moment of it. */
final class KilledVerify {
    private KilledVerify() {}

    /**
     * Arguments: the folder, the run's id, what to die at (the name of a step, or how the path of a file ends that is
     * opened), and at which occurrence of it.
     */
    public static void main(String[] args) {
        int occurrence = Integer.parseInt(args[3]);
        AtomicInteger left = new AtomicInteger(occurrence);
        WatchedFileSystem.watch((path, time) -> {
            if (path.endsWith(args[2]) && time == occurrence) {
                SelfKill.now();
            }
        });
        run(Path.of(args[0]), args[1], VerifyIT.spark(), step -> {
            if (step.name().equals(args[2]) && left.decrementAndGet() == 0) {
                SelfKill.now();
            }
        });
        Runtime.getRuntime().halt(0);
    }

    static ExitCode run(Path folder, String runId, SparkSession spark, java.util.function.Consumer<Step> steps) {
        WatchedFileSystem.register(spark.sparkContext().hadoopConfiguration());
        JobContext context = new JobContext(
                "verify",
                runId,
                Optional.of(MigrationFile.load(folder.resolve("migration.yaml"), List.of())),
                Map.of(),
                Set.of("sides", "slices", "witness", "json"),
                List.of(),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                () -> spark);
        return new VerifyJob(steps).run(context);
    }
}
