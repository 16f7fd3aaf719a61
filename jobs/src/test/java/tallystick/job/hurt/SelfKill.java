package tallystick.job.hurt;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Processes that end by SIGKILL: no shutdown hook runs, no file is closed, as when the machine's memory gave out. */
public final class SelfKill {
    /** What a process killed by SIGKILL ends with. */
    public static final int CODE = 128 + 9;

    private SelfKill() {}

    /** Ends this process and never returns. */
    public static void now() {
        try {
            long pid = ProcessHandle.current().pid();
            new ProcessBuilder("sh", "-c", "kill -9 " + pid).start().waitFor();
            Thread.sleep(Long.MAX_VALUE);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("this process could not be killed", e);
        }
    }

    /** Starts a main class of the test class path and waits for its end. Compiled fast rather than well: it lives seconds. */
    public static int exitCode(Path log, List<String> properties, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Path.of("../conf/jdk17.options").toAbsolutePath(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Dspark.sql.codegen.wholeStage=false",
                "-Dspark.sql.codegen.factoryMode=NO_CODEGEN",
                "-Dspark.sql.adaptive.enabled=false",
                "-Dlog4j2.configurationFile="
                        + Path.of("../conf/log4j2.properties").toAbsolutePath()));
        command.addAll(properties);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File(log.toString()))
                .start();
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException(main.getSimpleName() + " did not end; see " + log);
        }
        return process.exitValue();
    }
}
