package tallystick.job.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Spark's own programs as processes on this machine's loopback: SparkSubmit with the deploy jar, and a standalone Master
 * with Workers. The SPARK_HOME is a folder of nothing but jars, those that a cluster brings.
 */
final class SparkProcesses {
    private static final long MOST_MINUTES = 5;
    private static final Path OPTIONS = Path.of("../conf/jdk17.options").toAbsolutePath();

    private final Path folder;
    private final Path home;
    private final Path jar;

    /** How a process ended. */
    record Ended(int code, String out, String err) {}

    /** Processes that are stopped together. */
    record Cluster(String master, List<Process> processes) implements AutoCloseable {
        @Override
        public void close() {
            processes.forEach(Process::destroy);
            for (Process process : processes) {
                try {
                    if (!process.waitFor(20, TimeUnit.SECONDS)) {
                        process.destroyForcibly();
                    }
                } catch (InterruptedException e) {
                    process.destroyForcibly();
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    /**
     * @param folder for the SPARK_HOME and for what processes leave behind
     * @param target the build folder, in which Maven's phase package leaves the deploy jar and spark.classpath
     */
    SparkProcesses(Path folder, Path target) {
        this.folder = folder;
        this.home = folder.resolve("spark");
        this.jar = deployJar(target);
        try {
            Files.createDirectories(home.resolve("jars"));
            for (String library :
                    Files.readString(target.resolve("spark.classpath")).strip().split(":")) {
                Path from = Path.of(library);
                Path to = home.resolve("jars").resolve(from.getFileName());
                try {
                    Files.createLink(to, from);
                } catch (FileSystemException | UnsupportedOperationException e) {
                    Files.copy(from, to);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path deployJar(Path target) {
        try (Stream<Path> files = Files.list(target)) {
            List<Path> jars = files.filter(file -> file.getFileName().toString().matches("tallystick-.*-deploy\\.jar"))
                    .toList();
            if (jars.size() == 1 && Files.exists(target.resolve("spark.classpath"))) {
                return jars.get(0).toAbsolutePath();
            }
            throw new IllegalStateException(
                    "there must be one tallystick-*-deploy.jar and a spark.classpath in "
                            + target.toAbsolutePath() + ", but it holds " + jars
                            + ": Maven makes both in its phase package. Run this test with ./mvnw -pl jobs -am verify -Dit.test=SubmitIT");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The deploy jar's name. */
    String jarName() {
        return jar.getFileName().toString();
    }

    /**
     * Runs the deploy jar under spark-submit, in client mode.
     *
     * @param environment beyond what every process gets
     * @param options of spark-submit
     * @param command of the deploy jar
     */
    Ended submit(String name, Map<String, String> environment, List<String> options, String... command) {
        List<String> words =
                new ArrayList<>(java("-Xmx1g", "org.apache.spark.deploy.SparkSubmit", "--class", Main.class.getName()));
        words.addAll(options);
        words.add(jar.toString());
        words.addAll(Arrays.asList(command));
        Path out = folder.resolve(name + ".out");
        Path err = folder.resolve(name + ".err");
        try {
            Process process = builder(words, environment)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            try {
                if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
                    throw new AssertionError(name + " did not end in " + MOST_MINUTES + " minutes: " + read(err));
                }
            } finally {
                // Its executors end when it does.
                process.destroyForcibly();
            }
            return new Ended(process.exitValue(), read(out), read(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts a standalone Master and two Workers of one core and 1 GiB on free ports; returns when both are registered. */
    Cluster standalone() {
        List<Process> processes = new ArrayList<>();
        Cluster started = new Cluster("", processes);
        try {
            String loopback = "127.0.0.1";
            Process master = daemon(
                    "master",
                    "org.apache.spark.deploy.master.Master",
                    List.of("--host", loopback, "--port", "0", "--webui-port", "0"));
            processes.add(master);
            String url = awaitLine("master", master, "Starting Spark master at (spark://\\S+)");
            for (String worker : List.of("worker-1", "worker-2")) {
                processes.add(daemon(
                        worker,
                        "org.apache.spark.deploy.worker.Worker",
                        List.of(
                                "--host",
                                loopback,
                                "--port",
                                "0",
                                "--webui-port",
                                "0",
                                "--cores",
                                "1",
                                "--memory",
                                "1g",
                                "--work-dir",
                                folder.resolve(worker).toString(),
                                url)));
            }
            awaitLine("worker-1", processes.get(1), "(Successfully registered with master)");
            awaitLine("worker-2", processes.get(2), "(Successfully registered with master)");
            return new Cluster(url, processes);
        } catch (RuntimeException | Error e) {
            started.close();
            throw e;
        }
    }

    private Process daemon(String name, String main, List<String> arguments) {
        List<String> words = new ArrayList<>(java("-Xmx256m", main));
        words.addAll(arguments);
        try {
            return builder(words, Map.of())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve(name + ".log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String awaitLine(String name, Process process, String pattern) {
        Pattern line = Pattern.compile(pattern);
        for (int i = 0; i < 600; i++) {
            String text = read(folder.resolve(name + ".log"));
            Matcher matcher = line.matcher(text);
            if (matcher.find()) {
                return matcher.group(1);
            }
            if (!process.isAlive()) {
                throw new AssertionError(name + " ended with " + process.exitValue() + ": " + text);
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError(
                name + " has not said \"" + pattern + "\" in a minute: " + read(folder.resolve(name + ".log")));
    }

    private List<String> java(String heap, String... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + OPTIONS,
                heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                home.resolve("jars") + "/*"));
        command.addAll(Arrays.asList(words));
        return command;
    }

    private ProcessBuilder builder(List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SPARK_") || name.startsWith("LOG4J_"));
        builder.environment()
                .putAll(Map.of(
                        "SPARK_HOME", home.toString(),
                        // Without it executors look for a folder of a source checkout.
                        "SPARK_SCALA_VERSION", "2.12",
                        "SPARK_LOCAL_IP", "127.0.0.1"));
        builder.environment().putAll(environment);
        return builder;
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
