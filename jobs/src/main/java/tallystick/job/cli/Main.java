package tallystick.job.cli;

import java.nio.file.Path;

/** Entry point of the deploy jar and of the launcher. */
public final class Main {
    private Main() {}

    /**
     * Runs a command and ends the process with its exit code; under spark-submit, ends with an exception that carries it,
     * because there the process is not ours to end.
     */
    public static void main(String[] args) throws Exception {
        int code = new CommandLineProgram(System.out, System.err, Path.of("").toAbsolutePath()).run(args);
        if (!underSparkSubmit()) {
            System.exit(code);
        }
        if (code != 0) {
            UnderSpark.fail(code);
        }
    }

    /** Whether Spark called us: in client mode SparkSubmit, in a cluster its application master or driver wrapper. */
    static boolean underSparkSubmit() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().startsWith("org.apache.spark.deploy.")));
    }
}
