package tallystick.job.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs contestants in turn, several rounds, and tells the median of each and its ratio to the first: of the time on the clock, and of the time
 * that cores were busy, which says more on a machine that others use as well.
 */
final class Stopwatch {
    /** What is timed. */
    interface Contestant {
        void run() throws Exception;
    }

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final Map<String, Contestant> contestants = new LinkedHashMap<>();

    /** The first one added is the baseline. */
    Stopwatch add(String name, Contestant contestant) {
        contestants.put(name, contestant);
        return this;
    }

    /** What one run took: seconds on the clock, and seconds that all threads of this process kept a core busy. */
    private record Taken(double clock, double cores) {}

    /** Runs every contestant once for warmth and then in {@code rounds} alternating rounds; the table of results. */
    String run(int rounds) throws Exception {
        Map<String, List<Taken>> runs = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            for (Map.Entry<String, Contestant> contestant : contestants.entrySet()) {
                System.gc();
                long start = System.nanoTime();
                long busy = PROCESS.getProcessCpuTime();
                contestant.getValue().run();
                Taken taken = new Taken((System.nanoTime() - start) / 1e9, (PROCESS.getProcessCpuTime() - busy) / 1e9);
                System.err.printf(
                        Locale.ROOT,
                        "  round %d  %-46s %7.2f s, %7.2f s of cores%n",
                        round,
                        contestant.getKey(),
                        taken.clock(),
                        taken.cores());
                if (round > 0) {
                    runs.computeIfAbsent(contestant.getKey(), name -> new ArrayList<>())
                            .add(taken);
                }
            }
        }
        return table(runs);
    }

    private static String table(Map<String, List<Taken>> runs) {
        StringBuilder out = new StringBuilder(String.format(
                "%-46s %9s %16s %7s %9s %16s %7s%n",
                "", "seconds", "min .. max", "ratio", "of cores", "min .. max", "ratio"));
        double clock = 0;
        double cores = 0;
        for (Map.Entry<String, List<Taken>> entry : runs.entrySet()) {
            double[] clocks =
                    entry.getValue().stream().mapToDouble(Taken::clock).sorted().toArray();
            double[] busy =
                    entry.getValue().stream().mapToDouble(Taken::cores).sorted().toArray();
            clock = clock == 0 ? median(clocks) : clock;
            cores = cores == 0 ? median(busy) : cores;
            out.append(String.format(Locale.ROOT, "%-46s", entry.getKey()))
                    .append(columns(clocks, clock))
                    .append(columns(busy, cores))
                    .append(System.lineSeparator());
        }
        return out.toString();
    }

    private static String columns(double[] sorted, double baseline) {
        return String.format(
                Locale.ROOT,
                " %9.2f %7.2f .. %5.2f %7.2f",
                median(sorted),
                sorted[0],
                sorted[sorted.length - 1],
                median(sorted) / baseline);
    }

    private static double median(double[] sorted) {
        return sorted[sorted.length / 2];
    }
}
