package tallystick.job.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import tallystick.job.run.MeaningSettings;
import tallystick.job.run.Progress;

/** The benchmarks, as a program of its own; docs/guides/benchmarks.md lists its options. */
public final class Bench {
    private static final List<String> KNOWN = List.of("rows", "format", "rounds", "slow", "slices", "folder");

    private Bench() {}

    /** Runs one benchmark and prints its table. */
    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = new HashMap<>();
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            if (parts.length == 2 && KNOWN.contains(parts[0])) {
                options.put(parts[0], parts[1]);
            } else if (argument.equals("verify") || argument.equals("backfill")) {
                options.put("benchmark", argument);
            } else {
                System.err.println(
                        "bench: `" + argument + "` is none of verify, backfill, " + String.join("=, ", KNOWN) + "=");
                System.exit(2);
            }
        }
        Path folder =
                Path.of(options.getOrDefault("folder", ".tallystick/bench")).toAbsolutePath();
        Files.createDirectories(folder);
        SparkSession spark = MeaningSettings.on(SparkSession.builder())
                .master("local[*]")
                .appName("tallystick bench")
                .config("spark.ui.enabled", "false")
                .config("spark.log.level", "WARN")
                .getOrCreate();
        try {
            long rows = Long.parseLong(options.getOrDefault("rows", "10000000"));
            String format = options.getOrDefault("format", "parquet");
            int rounds = Integer.parseInt(options.getOrDefault("rounds", "5"));
            boolean slow = Boolean.parseBoolean(options.getOrDefault("slow", "true"));
            if (options.getOrDefault("benchmark", "verify").equals("backfill")) {
                String table = new BackfillBench(spark, folder, rows).run(rounds);
                System.out.println(
                        "backfill, " + rows + " records of JSON lines, median of " + rounds + " alternating rounds");
                System.out.print(table);
                return;
            }
            int slices = Integer.parseInt(options.getOrDefault("slices", "0"));
            String table = new VerifyBench(spark, folder, format, rows, slices).run(rounds, slow);
            System.out.println("verify, " + rows + " rows a side, " + format + ", "
                    + (slices == 0 ? "a slice a unit" : slices + " slices") + ", heap of "
                    + Progress.size(Runtime.getRuntime().maxMemory()) + ", median of " + rounds
                    + " alternating rounds");
            System.out.print(table);
        } finally {
            spark.stop();
        }
    }
}
